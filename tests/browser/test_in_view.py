"""What stays in view while one writes far down in a form: beside it where there is room, else folded out over it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import pmkit
from tests.browser.long_answers import GIVEN, LAST, LONG, OUT_OF_VIEW, PANES, PROBLEM, bodies_of, parts_of

if TYPE_CHECKING:
    from pmkit.widgets.builder import Builder
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]

# What a card says of itself and asks that its tools lie over, or that they leave no room for.
UNDER_TOOLS = """(card) => {
  const tools = card.querySelector(".pmkit-tools");
  const bar = tools.getBoundingClientRect();
  const told = [...card.querySelectorAll(".pmkit-called, .pmkit-question, .pmkit-flip, .pmkit-input")];
  return told.filter((node) => node.checkVisibility()).map((node) => [node, node.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.right, bar.right) - Math.max(box.left, bar.left) > 0
      && Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top) > 0)
    .map(([node]) => node.textContent || node.value)
    .concat(getComputedStyle(tools).opacity === "1" ? [] : ["no tools"]);
}"""


def _builder(kind: str) -> Builder:
    more = (GIVEN,) if kind == "rewrites" else ()
    builder: Builder = getattr(pmkit, kind)(f"answers/{kind}.toml", *more)
    return builder


def _start(open_page: Open, kind: str, width: int = 1366) -> BlankPage:
    """A long answer of this kind in its builder, with cells before and after it, the cursor in its last field."""
    blank = open_page(*[lambda: _builder(kind)] * 32)
    LONG[kind].save(blank.folder / "answers" / f"{kind}.toml")
    blank.page.set_viewport_size({"width": width, "height": 768})
    blank.run(1)
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    blank.page.locator(LAST).last.focus()
    blank.settle()  # what is focused is scrolled to
    return blank


@pytest.mark.parametrize("kind", LONG)
def test_beside_the_last_field_all_is_in_view(open_page: Open, kind: str) -> None:
    page = _start(open_page, kind).page
    assert page.evaluate(OUT_OF_VIEW, [*parts_of(kind), *bodies_of(kind)]) == []
    expect(page.locator(LAST).last).to_be_in_viewport(ratio=0.9)
    if kind != "rewrites":
        expect(page.locator(".pmkit-given")).to_contain_text(PROBLEM)


@pytest.mark.parametrize("kind", LONG)
def test_in_a_narrow_notebook_panes_fold_out_over_the_form(open_page: Open, kind: str) -> None:
    blank = _start(open_page, kind, width=1024)
    page = blank.page
    bodies = [page.locator(body) for body in bodies_of(kind)]
    assert page.evaluate(OUT_OF_VIEW, parts_of(kind)) == []
    for pane, body in zip(PANES[kind], bodies, strict=True):
        page.locator(f"[data-pane={pane}] .pmkit-pane-fold").press("Enter")
        expect(body).to_be_visible()
        blank.settle()
        assert page.evaluate(OUT_OF_VIEW, [f"[data-pane={pane}] .pmkit-pane-body"]) == []
        assert [other.is_visible() for other in bodies].count(True) == 1
    page.keyboard.press("Escape")
    for body in bodies:
        expect(body).to_be_hidden()
    expect(page.locator(f"[data-pane={PANES[kind][-1]}] .pmkit-pane-fold")).to_be_focused()
    assert (
        page.evaluate(
            "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.querySelector('.pmkit-columns'))"
        )
        == 0
    )


def test_a_field_that_is_gone_to_is_not_covered(open_page: Open) -> None:
    page = _start(open_page, "five_whys", width=1024).page
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        covered = """() => {
          const box = document.activeElement.getBoundingClientRect();
          const seen = document.elementFromPoint(box.left + 4, box.top + 4);
          return document.activeElement.contains(seen) ? null : document.activeElement.outerHTML;
        }"""
        assert page.evaluate(covered) is None


@pytest.mark.parametrize("kind", ["five_whys", "fishbone"])
def test_tools_cover_no_words_and_move_nothing_when_they_appear(open_page: Open, kind: str) -> None:
    blank = _start(open_page, kind)
    page = blank.page
    cards = page.locator(":is(.pmkit-why-card, .pmkit-cause-card)")
    for width in (1024, 1280, 1366, 1440, 1920):
        page.get_by_label("What happened").focus()
        blank.resize(width, 768)
        form = "() => document.querySelector('.pmkit-form').getBoundingClientRect().height"
        before = page.evaluate(form)
        for card in (cards.nth(1), cards.last):
            card.locator("textarea").focus()
            blank.settle()
            assert card.evaluate(UNDER_TOOLS) == [], width
            assert page.evaluate(form) == before, width


def test_panes_are_folded_away_one_by_one_and_give_their_room(open_page: Open) -> None:
    page = _start(open_page, "five_whys").page
    feedback = page.locator("[data-pane=feedback] .pmkit-pane-body")
    page.get_by_role("button", name="Picture", exact=True).press("Enter")
    expect(page.locator(".pmkit-picture")).to_be_hidden()
    expect(feedback).to_be_visible()
    page.get_by_role("button", name="Picture", exact=True).press("Enter")
    expect(page.locator(".pmkit-picture svg")).to_be_visible()


def test_the_picture_is_enlarged_and_drawn_for_the_room_it_gets(open_page: Open) -> None:
    page = _start(open_page, "fishbone").page
    svg = page.locator(".pmkit-picture svg")
    expect(svg).to_be_visible()
    before = svg.evaluate("(node) => node.clientWidth")
    page.get_by_role("button", name="Enlarge the picture").press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.wait_for_function(
        "(before) => document.querySelector('.pmkit-picture svg').clientWidth > before + 200", arg=before
    )
    page.keyboard.press("Escape")
    expect(page.locator("[data-pane=picture] .pmkit-picture svg")).to_be_visible()
    expect(page.get_by_role("button", name="Enlarge the picture")).to_be_focused()


def test_a_picture_that_goes_on_beyond_its_frame_says_so_until_its_end(open_page: Open) -> None:
    page = _start(open_page, "fishbone", width=1440).page
    picture, told = page.locator(".pmkit-picture"), page.locator(".pmkit-part-seen")
    picture.locator("svg").wait_for()
    picture.evaluate("(node) => { node.style.maxWidth = '300px'; }")  # whatever the bones need
    expect(told).to_have_text("a part: scroll, or enlarge")
    expect(told).to_be_visible()
    expect(picture).to_have_attribute("data-more", re.compile(r"^right\b"))
    picture.focus()
    picture.evaluate("(node) => node.scrollTo(node.scrollWidth, node.scrollHeight)")
    expect(picture).to_have_attribute("data-more", re.compile(r"^left( up)?$"))
    page.get_by_role("button", name="Enlarge the picture").press("Enter")
    picture.evaluate("(node) => { node.style.maxWidth = ''; }")
    expect(picture).not_to_have_attribute("data-more", re.compile("right"))
    expect(page.locator(".pmkit-large")).to_be_visible()
