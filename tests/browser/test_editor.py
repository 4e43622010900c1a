"""Prose: words are underlined where they stand, notes are reached, and the text is on disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from pmkit.checks import Finding
from pmkit.models.practice.spotted import Mark, SpottedWords
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.story.scenario import Scenario
from pmkit.widgets.builder import Builder, live
from pmkit.widgets.editor import Editor
from pmkit.widgets.rewrites import RewritesBuilder
from pmkit.widgets.spot import SpotBuilder

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
SAVED = re.compile(r"Saved \d")
TEXT = "The careless operator left.\n\nWe should have 🦊 tested it, carelessly."
HARD_TO_WRAP = {
    "long": "The node was offline for 43 minutes, and no alert told anybody. careless " * 60,
    "tabs": "\ta\tcareless\tword\t" * 40 + "\n\t\n \t x",
    "right-to-left": "كان هذا careless من الفريق 123 (نعم) " * 25 + "\nand back",
    "emoji": "👩‍👩‍👧‍👦 careless 🦊🇫🇷 e\u0301 " * 60,
    "unbroken": "x" * 900 + "careless" + "/" * 700,
    "blanks": "careless" + " " * 300 + "\n\n  \n" + "a " * 200 + "\n\n",
}
WORDS = {"careless": ("language/loaded", "fix"), "should have": ("language/counterfactual", "consider")}


def few_checks(subject: str, kind: str, *, scenario: Scenario | None = None) -> list[Finding]:
    """Plain checks that stay as they are; the real ones are tested with their own examples."""
    assert (kind, scenario) == ("prose", None)
    return [
        Finding(
            *(check, "", "line 1", 1, 1, found.start(), found.end(), words),
            *(f"“{words}” judges.", "Readers fall silent.", f"What was seen? ({words})", severity),
        )
        for words, (check, severity) in WORDS.items()
        for found in re.finditer(words, subject)
    ]


def _show(open_page: Open, name: str, made: type[Builder], **settings: object) -> BlankPage:
    """A page that shows such a builder of this file, with few checks."""
    blank = open_page(lambda: live(made, f"answers/{name}", examine=few_checks, **settings))
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank


def _edit(open_page: Open, text: str = "") -> tuple[BlankPage, Path]:
    """An editor that shows `text`, and the path of its file."""
    blank = _show(open_page, "text.md", Editor, label="Executive summary")
    if text:
        blank.page.get_by_label("Executive summary").fill(text)
        _saved(blank.page)
    return blank, blank.folder / "answers" / "text.md"


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def _marks(page: Page) -> list[str]:
    return page.locator(".pmkit-mark").all_inner_texts()


def _selected(page: Page) -> str:
    return str(page.evaluate("() => getSelection().toString()"))


def test_an_underline_appears_within_300_ms_of_the_last_key(open_page: Open, measured: Callable[[str], None]) -> None:
    blank, path = _edit(open_page, "A long day. " * 300)
    page = blank.page
    watch = """() => {
      window.underlined = [];
      let key = 0;
      addEventListener("keydown", () => { key = performance.now(); }, true);
      new MutationObserver(() => {
        if (key && document.querySelector(".pmkit-mark")) {
          const pressed = key;
          requestAnimationFrame(() => window.underlined.push(performance.now() - pressed));
          key = 0;
        }
      }).observe(document.querySelector(".pmkit-mirror"), { childList: true });
    }"""
    page.evaluate(watch)
    area, marks = page.get_by_label("Executive summary"), page.locator(".pmkit-mark")
    for _ in range(5):
        area.press("Control+End")
        page.keyboard.type("careless", delay=30)
        expect(marks).to_have_count(1)
        for _ in range(len("careless")):
            page.keyboard.press("Backspace")
        expect(marks).to_have_count(0)
    waits = sorted(page.evaluate("window.underlined"))
    measured(f"an underline appears {waits[len(waits) // 2]:.0f} ms after the last key, {waits[-1]:.0f} ms at most")
    assert len(waits) == 5
    assert waits[2] < 300
    _saved(page)
    assert path.read_text(encoding="utf-8") == "A long day. " * 300


def test_words_are_underlined_by_characters_and_by_line_shape(open_page: Open) -> None:
    page = _edit(open_page, "🦊🇫🇷 " + TEXT)[0].page
    expect(page.locator(".pmkit-mark")).to_have_count(3)
    assert _marks(page) == ["careless", "should have", "careless"]
    shapes = page.locator(".pmkit-mark").evaluate_all(
        "(marks) => marks.map((mark) => getComputedStyle(mark).textDecorationStyle)"
    )
    assert shapes == ["wavy", "dotted", "wavy"]


def test_the_keyboard_reaches_each_note_and_closes_it(open_page: Open) -> None:
    page = _edit(open_page, TEXT)[0].page
    note = page.locator(".pmkit-note")
    page.keyboard.press("Control+Home")
    seen = []
    for keys in ("F8", "Alt+ArrowDown", "F8", "F8", "Shift+F8", "Alt+ArrowUp"):
        page.keyboard.press(keys)
        expect(note).to_be_visible()
        expect(note).to_contain_text(f"“{_selected(page)}” judges.")
        seen.append(_selected(page))
    assert seen == ["careless", "should have", "careless", "careless", "careless", "should have"]
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(page.get_by_label("Executive summary")).to_be_focused()
    page.keyboard.press("Control+Home")
    expect(note).to_be_hidden()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(note).to_contain_text("What was seen? (careless)")


def test_no_note_opens_under_moving_fingers(open_page: Open) -> None:
    page = _edit(open_page)[0].page
    page.get_by_label("Executive summary").click()
    page.keyboard.type("It was careless")
    expect(page.locator(".pmkit-mark")).to_have_count(1)
    page.wait_for_timeout(300)
    expect(page.locator(".pmkit-note")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".pmkit-note")).to_be_visible()


def test_a_note_opens_under_the_pointer_and_stays_while_the_pointer_is_on_it(open_page: Open) -> None:
    page = _edit(open_page, TEXT)[0].page
    note, mark = page.locator(".pmkit-note"), page.locator(".pmkit-mark").nth(1)
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    expect(note).to_contain_text("“should have” judges.")
    place = note.bounding_box()
    assert place is not None
    assert place["y"] >= box["y"] + box["height"]
    page.mouse.move(place["x"] + 30, place["y"] + 20, steps=5)
    page.wait_for_timeout(500)
    expect(note).to_be_visible()
    page.mouse.move(5, 5)
    expect(note).to_be_hidden()


def test_a_click_anywhere_in_the_frame_reaches_the_field(open_page: Open) -> None:
    page = _edit(open_page, "One line.")[0].page
    page.get_by_label("Executive summary").blur()
    page.locator(".pmkit-prose").click(position={"x": 60, "y": 180})
    expect(page.get_by_label("Executive summary")).to_be_focused()


def test_the_list_leads_to_the_words(open_page: Open) -> None:
    page = _edit(open_page, TEXT + " careless" * 3)[0].page
    expect(page.locator(".pmkit-finding")).to_have_count(3)
    page.get_by_role("button", name="Show 3 more").click()
    head = page.locator(".pmkit-finding-head").filter(has_text="should have")
    head.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Executive summary")).to_be_focused()
    assert _selected(page) == "should have"
    expect(page.locator(".pmkit-note")).to_be_visible()


def test_underlines_move_with_their_words_while_one_types(open_page: Open) -> None:
    page = _edit(open_page, "It was careless.")[0].page
    expect(page.locator(".pmkit-mark")).to_have_count(1)
    watch = """() => {
      window.seen = new Set();
      const look = () => document.querySelectorAll(".pmkit-mark").forEach((mark) => window.seen.add(mark.textContent));
      new MutationObserver(look).observe(document.querySelector(".pmkit-mirror"), { childList: true });
    }"""
    page.evaluate(watch)
    page.keyboard.press("Control+Home")
    page.keyboard.type("🦊 On Tuesday: ", delay=20)
    page.keyboard.press("Control+End")
    page.keyboard.type(" And so on.", delay=20)
    _saved(page)
    assert page.evaluate("[...window.seen]") == ["careless"]


def test_what_was_typed_is_undone_as_in_any_field(open_page: Open) -> None:
    blank, path = _edit(open_page, "It was calm.")
    page = blank.page
    page.get_by_label("Executive summary").press("Control+End")
    page.keyboard.type(" Or careless", delay=10)
    expect(page.locator(".pmkit-mark")).to_have_count(1)
    _saved(page)
    while page.get_by_label("Executive summary").input_value() != "It was calm.":
        page.keyboard.press("Control+z")
    expect(page.locator(".pmkit-mark")).to_have_count(0)
    _saved(page)
    assert path.read_text(encoding="utf-8") == "It was calm."


def test_a_new_kernel_shows_the_text_as_it_was(open_page: Open) -> None:
    blank, path = _edit(open_page, TEXT)
    page, area = blank.page, blank.page.get_by_label("Executive summary")
    blank.restart_kernel()
    blank.open()
    blank.run()
    expect(area).to_have_value(TEXT)
    area.press("Control+End")
    page.keyboard.type("\n\n- dd x")
    _saved(page)
    assert path.read_text(encoding="utf-8") == f"{TEXT}\n\n- dd x"


@pytest.mark.parametrize("kind", HARD_TO_WRAP)
def test_the_mirror_breaks_its_lines_where_the_field_does(open_page: Open, kind: str) -> None:
    page = _edit(open_page, HARD_TO_WRAP[kind])[0].page
    differences = """() => {
      const [sheet, mirror, area] = ["sheet", "text"].flatMap((part) => part === "sheet"
        ? [document.querySelector(".pmkit-prose-sheet"), document.querySelector(".pmkit-mirror")]
        : [document.querySelector(".pmkit-prose-text")]);
      const found = [];
      for (let width = 180; width < 700; width += 13) {
        sheet.style.width = `${width}px`;
        mirror.style.alignSelf = "start";
        area.style.height = "0";
        if (area.scrollHeight !== mirror.offsetHeight) found.push([width, area.scrollHeight, mirror.offsetHeight]);
        area.style.height = "";
      }
      return found;
    }"""
    assert page.evaluate(differences) == []


def test_the_cursor_stays_in_sight_in_a_long_text(open_page: Open) -> None:
    page = _edit(open_page, "A line of words.\n" * 120 + "careless")[0].page
    scroller = page.locator(".pmkit-prose")
    page.keyboard.press("Control+Home")
    assert scroller.evaluate("(node) => node.scrollTop") == 0
    page.keyboard.press("F8")
    expect(page.locator(".pmkit-note")).to_be_visible()
    assert scroller.evaluate("(node) => node.scrollTop + node.clientHeight > node.scrollHeight - 60") is True
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nand on")
    assert scroller.evaluate("(node) => node.scrollTop + node.clientHeight > node.scrollHeight - 60") is True
    assert page.locator(".pmkit-prose-text").evaluate("(area) => area.scrollTop") == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(
    open_page: Open, photograph: Callable[[Page, str], None], theme: str
) -> None:
    blank, _ = _edit(open_page, TEXT)
    page = blank.page
    blank.change_theme(theme)
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    page.get_by_label("Executive summary").press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator(".pmkit-note")).to_be_visible()
    blank.settle()
    photograph(page, f"editor-{theme}")
    assert page.evaluate(PALE_TEXTS) == []


def test_rewrites_are_kept_together_and_the_keyboard_goes_from_one_to_the_next(open_page: Open) -> None:
    given = ["The team was sloppy.", "Linh forgot the backup."]
    blank = _show(open_page, "again.toml", RewritesBuilder, statements=given)
    page = blank.page
    expect(page.locator(".pmkit-original")).to_have_text(given)
    page.get_by_label("Rewrite of statement 1").fill("We should have tested it.")
    page.get_by_label("Rewrite of statement 2").fill("The careless job stopped.")
    expect(page.locator(".pmkit-mark")).to_have_count(2)
    expect(page.locator(".pmkit-finding").first).to_contain_text("Rewrite 2")
    expect(page.locator(".pmkit-noted")).to_have_text(["1 thing to look at"] * 2)
    page.get_by_label("Rewrite of statement 1").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert _selected(page) == "should have"
    page.keyboard.press("F8")
    expect(page.get_by_label("Rewrite of statement 2")).to_be_focused()
    assert _selected(page) == "careless"
    page.keyboard.type("backup")
    expect(page.locator(".pmkit-mark")).to_have_count(1)
    _saved(page)
    assert Rewrites.load(blank.folder / "answers" / "again.toml").rewrites == [
        Rewrite(original=given[0], text="We should have tested it."),
        Rewrite(original=given[1], text="The backup job stopped."),
    ]


def test_the_keyboard_alone_spots_words_and_compares(open_page: Open) -> None:
    given = ["The careless operator left.", "The disk was full."]
    blank = _show(open_page, "spot.toml", SpotBuilder, statements=given)
    page, keys = blank.page, blank.page.keyboard
    page.get_by_role("button", name="The", exact=True).first.focus()
    for key in ("ArrowRight", "Space", "Shift+ArrowRight"):
        keys.press(key)
    assert page.locator(".pmkit-word[aria-pressed=true]").all_inner_texts() == ["careless", "operator"]
    keys.press("Tab")
    expect(page.get_by_label("Kind").first).to_be_focused()
    keys.type("Loa")
    expect(page.get_by_label("Kind").first).to_have_value("language/loaded")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator(".pmkit-verdict").first).to_contain_text("Agrees You and the checks agree on “careless”")
    assert _marks(page) == ["careless"]
    page.get_by_label("Kind").nth(1).select_option("nothing")
    _saved(page)
    assert SpottedWords.load(blank.folder / "answers" / "spot.toml").marks == [
        Mark(statement=1, quote="careless operator", check="language/loaded"),
        Mark(statement=2, check="nothing"),
    ]
    assert page.evaluate(PALE_TEXTS) == []


def test_words_are_spotted_with_the_pointer_too(open_page: Open) -> None:
    blank = _show(open_page, "drag.toml", SpotBuilder, statements=["We should have tested it."])
    page = blank.page
    first, last = (page.get_by_role("button", name=word).bounding_box() for word in ("should", "tested"))
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 5, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 8, steps=8)
    page.mouse.up()
    assert page.locator(".pmkit-word[aria-pressed=true]").all_inner_texts() == ["should", "have", "tested"]
    page.get_by_role("button", name="tested").click()
    _saved(page)
    (mark,) = SpottedWords.load(blank.folder / "answers" / "drag.toml").marks
    assert mark.quote == "should have"
