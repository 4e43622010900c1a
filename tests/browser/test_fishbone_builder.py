"""The fishbone builder: what is typed is on disk, drawn and judged, and stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

import pmkit
from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
SAVED = re.compile(r"Saved \d")


def cause(category: str, text: str, **more: object) -> FishboneCause:
    return FishboneCause(category=category, text=text, **more)


SOME = Fishbone(
    problem="Checkout returned errors",
    causes=[
        cause("People", "Training covers the old console only", evidence="course plan"),
        cause("Process", "No rollback procedure", contributed=True),
        cause("Process", "The runbook was last read in 2023", parent=2),
        cause("Process", "Releases have no owner"),
        cause("Tools", "No canary"),
    ],
)


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def _texts(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".pmkit-cause-text").all()]


def _bone(page: Page, name: str) -> Locator:
    return page.locator(f'.pmkit-bone[aria-label="{name}"]')


def _start(open_page: Open, answer: Fishbone | None = None) -> tuple[BlankPage, Path]:
    """A page that shows the builder of a file, and the file."""
    blank = open_page(lambda: pmkit.fishbone("answers/bones.toml"))
    path = blank.folder / "answers" / "bones.toml"
    if answer:
        answer.save(path)
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank, path


def test_typed_causes_are_drawn_judged_and_kept(open_page: Open, photograph: Callable[[Page, str], None]) -> None:
    blank, path = _start(open_page)
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("What happened").fill("Checkout returned errors")
    page.get_by_role("button", name="Add a cause to Process").click()
    keys.type("No rollback procedure")
    keys.press("Control+Shift+Enter")
    keys.type("The runbook was last read in 2023")
    page.get_by_role("button", name="Add a cause to People").click()
    expect(page.get_by_label("People, cause 1", exact=True)).to_be_focused()
    keys.type("The on-call engineer")
    picture = page.locator(".pmkit-picture")
    expect(picture).to_contain_text("read in 2023")
    remark = _bone(page, "People").locator(".pmkit-remark")
    expect(remark).to_contain_text("“The on-call engineer” puts a person on the bone")
    expect(remark).to_contain_text("Which condition was it")
    expect(page.locator(".pmkit-findings")).to_contain_text("People, cause 1 Person as cause")
    photograph(page, "fishbone-remark")
    page.get_by_label("People, cause 1", exact=True).fill("Two engineers covered three services")
    expect(remark).to_have_count(0)
    page.get_by_label("Process, cause 1 contributed").check()
    expect(picture.locator("svg")).to_contain_text("● No")
    _saved(page)
    kept = Fishbone(
        problem="Checkout returned errors",
        causes=[
            cause("People", "Two engineers covered three services"),
            cause("Process", "No rollback procedure", contributed=True),
            cause("Process", "The runbook was last read in 2023", parent=2),
        ],
    )
    assert Fishbone.load(path) == kept

    blank.restart_kernel()
    blank.run()
    _saved(page)
    assert (_texts(page)[0], Fishbone.load(path)) == ("Two engineers covered three services", kept)


def test_the_keyboard_alone_moves_nests_lifts_out_and_removes(open_page: Open) -> None:
    blank, path = _start(open_page, SOME)
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("Process, cause 2", exact=True).focus()
    keys.press("Alt+ArrowDown")  # from the end of a bone to the next one
    expect(page.get_by_label("Technology, cause 1", exact=True)).to_be_focused()
    keys.press("Alt+ArrowUp")
    expect(page.get_by_label("Process, cause 2", exact=True)).to_be_focused()
    page.get_by_role("button", name="Nest Process, cause 2").focus()
    keys.press("Enter")
    expect(page.get_by_label("Process, sub-cause 1.2", exact=True)).to_be_focused()
    _saved(page)
    assert Fishbone.load(path).bones()["Process"] == {1: [2, 3]}
    page.get_by_role("button", name="Lift out Process, sub-cause 1.1").focus()
    keys.press("Enter")
    _saved(page)
    answer = Fishbone.load(path)
    assert [(one.text, one.parent) for one in answer.causes if one.category == "Process"] == [
        ("No rollback procedure", None),
        ("Releases have no owner", 2),
        ("The runbook was last read in 2023", None),
    ]
    page.get_by_role("button", name="Remove Process, cause 1").focus()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    _saved(page)
    assert [one.text for one in Fishbone.load(path).causes if one.category == "Process"] == [
        "The runbook was last read in 2023"
    ]
    keys.press("Enter")
    _saved(page)
    assert Fishbone.load(path) == answer


def test_a_cause_is_moved_to_a_bone_that_is_chosen(open_page: Open) -> None:
    blank, path = _start(open_page, SOME)
    page = blank.page
    choice = page.get_by_label("Bone of Process, sub-cause 1.1")
    choice.focus()
    choice.select_option("Communication")
    _saved(page)
    moved = Fishbone.load(path).causes[-2]
    assert moved == cause("Communication", "The runbook was last read in 2023")
    expect(page.get_by_label("Bone of Communication, cause 1")).to_be_focused()


def test_bones_are_renamed_added_moved_and_removed_within_their_limits(open_page: Open) -> None:
    blank, path = _start(open_page, SOME)
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("Name of bone 6").fill("Deployment")
    _saved(page)
    assert Fishbone.load(path).causes[-1].category == "Deployment"
    page.get_by_label("Name of bone 6").fill("people")
    expect(page.locator(".pmkit-problem")).to_contain_text("write another name")
    page.get_by_label("Name of bone 6").fill("Measurement")
    expect(page.locator(".pmkit-problem")).to_have_count(0)
    expect(_bone(page, "Measurement").locator(".pmkit-asks-list")).to_contain_text("which threshold")
    page.get_by_role("button", name="Move back the bone Measurement").click()
    for _ in range(4):
        page.get_by_role("button", name="+ Add a bone").click()
        keys.type(f"Other {page.locator('.pmkit-bone').count()}")
    expect(page.get_by_role("button", name="+ Add a bone")).to_be_disabled()
    _saved(page)
    others = ["Other 7", "Other 8", "Other 9", "Other 10"]
    assert Fishbone.load(path).categories == [*CATEGORIES[:4], "Measurement", "Communication", *others]
    for name in [*others, *CATEGORIES[2:5]]:
        page.get_by_role("button", name=f"Remove the bone {name}").click()
    expect(page.get_by_role("button", name="Remove the bone People")).to_be_disabled()
    _saved(page)
    assert Fishbone.load(path).categories == ["People", "Process", "Measurement"]


def test_a_word_on_an_empty_bone_is_kept_and_stills_its_finding(open_page: Open) -> None:
    short = SOME.model_copy(update={"categories": ["People", "Process", "Tools"], "causes": SOME.causes[:2]})
    blank, path = _start(open_page, Fishbone.model_validate(short.model_dump()))
    page = blank.page
    expect(_bone(page, "Tools").locator(".pmkit-remark")).to_contain_text("is still empty")
    page.locator(".pmkit-finding-head").click()
    expect(page.get_by_label("Name of bone 3")).to_be_focused()
    _bone(page, "Tools").get_by_label("Nothing found?").fill("The deploy log shows no change")
    expect(_bone(page, "Tools").locator(".pmkit-remark")).to_have_count(0)
    expect(page.locator(".pmkit-picture")).to_contain_text("deploy log")
    _saved(page)
    assert Fishbone.load(path).empty == {"Tools": "The deploy log shows no change"}


def test_words_that_a_stopped_kernel_did_not_save_come_back_with_the_cell(open_page: Open) -> None:
    blank, path = _start(open_page, SOME)
    page = blank.page
    blank.kernel.is_silent = True
    page.get_by_label("Tools, cause 1", exact=True).fill("No canary and no gate")
    expect(page.locator(".pmkit-status")).to_contain_text("the kernel does not answer", timeout=10_000)
    blank.restart_kernel()
    blank.open()
    blank.run()
    _saved(page)
    expect(page.get_by_label("Tools, cause 1", exact=True)).to_have_value("No canary and no gate")
    assert Fishbone.load(path).causes[-1].text == "No canary and no gate"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_and_every_control_has_a_name(
    open_page: Open, theme: str, photograph: Callable[[Page, str], None]
) -> None:
    blank, _ = _start(open_page, SOME)
    page = blank.page
    blank.change_theme(theme)
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    page.get_by_label("Tools, cause 1", exact=True).fill("The new engineer")
    expect(_bone(page, "Tools").locator(".pmkit-remark")).to_have_count(1)
    page.locator(".pmkit-asks summary").first.click()
    blank.settle()
    assert page.evaluate(PALE_TEXTS) == []
    unnamed = """() => [
      ...[...document.querySelectorAll('.pmkit-builder [data-field]')].filter(f => !f.labels[0]?.textContent),
      ...[...document.querySelectorAll('.pmkit-builder button')]
        .filter(b => !b.hidden && !/\\w/.test(b.ariaLabel ?? b.textContent)),
    ].map(node => node.outerHTML)"""
    assert page.evaluate(unnamed) == []
    photograph(page, f"fishbone-{theme}")


@pytest.mark.parametrize("width", [620, 1500])
def test_nothing_runs_out_of_its_column(open_page: Open, width: int, photograph: Callable[[Page, str], None]) -> None:
    long = Fishbone(
        problem="a" * 200, causes=[cause("Tools", "b" * 200, evidence="c" * 200), cause("Tools", "d " * 99)]
    )
    blank, _ = _start(open_page, long)
    page = blank.page
    blank.resize(width, 900)
    wide = """() => [...document.querySelectorAll('.pmkit-columns, .pmkit-form, .pmkit-bone, .pmkit-feedback')]
      .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)"""
    assert page.evaluate(wide) == []
    photograph(page, f"fishbone-{width}")
