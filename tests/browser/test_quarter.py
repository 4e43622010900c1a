"""The simulated quarter, by keyboard alone and as it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.practice.quarter import ChosenItem, QuarterChoice

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
CUT_OFF = """() => [...document.querySelectorAll('.pmkit-quarter-builder *')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1 && !node.closest('.pmkit-unseen, svg'))
  .filter(node => !node.matches('.pmkit-given, .pmkit-picture'))
  .map(node => node.outerHTML.slice(0, 90))"""
CHOICE = QuarterChoice(
    seed=2,
    items=[
        ChosenItem(id="broker-cap", owner="ines", priority="P1"),
        ChosenItem(id="broker-alert", priority="P3"),
        ChosenItem(id="certificate-renewal", owner="tomasz", priority="P2"),
        ChosenItem(id="captures-key", owner="amara", priority="P2"),
        ChosenItem(id="captures-alert", owner="leif", priority="P3"),
        ChosenItem(id="courier-rotation", owner="rosa", priority="P1"),
    ],
)


def _open(open_page: Open, choice: QuarterChoice | None = None) -> BlankPage:
    blank = open_page(lambda: pmkit.quarter("answers/quarter.toml"))
    if choice:
        choice.save(blank.folder / "answers" / "quarter.toml")
    blank.run()
    expect(blank.page.locator(".pmkit-quarter-item")).to_have_count(12)
    return blank


def _typed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_items_are_chosen_owned_and_run_with_the_keyboard_alone(open_page: Open) -> None:
    blank = _open(open_page)
    page, path = blank.page, blank.folder / "answers" / "quarter.toml"
    boxes = page.get_by_role("checkbox")
    boxes.first.focus()
    _typed(page, "Space", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab")
    expect(boxes.nth(1)).to_be_focused()
    _typed(page, "Space", "Tab", "ArrowDown", "ArrowDown", "Tab", "ArrowDown", "ArrowDown")
    expect(page.locator(".pmkit-quarter-meters li").first).to_have_text("Platform: 5 of 11 days")
    expect(page.locator(".pmkit-quarter-meters li").last).to_have_text("Items: 2 of 6")
    run = page.get_by_role("button", name="Run the quarter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if run.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-quarter-told h4").first).to_have_text("Quarter 1")
    expect(page.locator(".pmkit-picture svg")).to_be_visible()
    again = page.get_by_role("button", name="Another quarter")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-quarter-told h4").first).to_have_text("Quarter 2")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    kept = QuarterChoice.load(path)
    assert kept.seed == 2
    assert kept.items == [
        ChosenItem(id="broker-cap", owner="ines", priority="P1"),
        ChosenItem(id="broker-alert", owner="tomasz", priority="P2"),
    ]


def test_what_is_chosen_beyond_the_days_is_named_and_the_quarter_waits(open_page: Open) -> None:
    blank = _open(open_page)
    page = blank.page
    for place in (0, 2, 3, 5):
        page.get_by_role("checkbox").nth(place).check()
    trouble = page.locator(".pmkit-quarter-trouble")
    expect(trouble).to_have_text("Platform has 11 person-days and these take 13; take 2 away")
    expect(page.get_by_role("button", name="Run the quarter")).to_be_disabled()
    page.get_by_role("checkbox").nth(2).uncheck()
    expect(trouble).to_be_empty()
    expect(page.get_by_role("button", name="Run the quarter")).to_be_enabled()


def test_a_moved_assumption_changes_the_quarter_and_goes_back(open_page: Open) -> None:
    blank = _open(open_page, CHOICE)
    page, path = blank.page, blank.folder / "answers" / "quarter.toml"
    told = page.locator(".pmkit-quarter-told")
    expect(told).to_contain_text("Quarter 2")
    before = told.inner_text()
    summary = page.locator(".pmkit-quarter-dials summary")
    summary.focus()
    _typed(page, "Enter", "Tab", "End")
    expect(summary).to_have_text("What the quarter assumes (1 moved)")
    expect(told).to_contain_text("1 of 6 items got done")
    assert QuarterChoice.load(path).assumptions == {"forgotten_owned": 1.0}
    page.get_by_role("button", name="As they were").click()
    expect(summary).to_have_text("What the quarter assumes")
    expect(told).to_contain_text("Quarter 2")
    expect(told).not_to_contain_text("1 of 6 items got done")
    assert told.inner_text() == before
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    assert QuarterChoice.load(path) == CHOICE


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_readable_and_nothing_is_cut_off(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: str
) -> None:
    blank = _open(open_page, CHOICE)
    page = blank.page
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    if page.locator(".pmkit-builder").get_attribute("data-layout") == "tabs":
        page.get_by_role("button", name="The quarter").click()
    expect(page.locator(".pmkit-quarter-told h4").first).to_be_visible()
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, f"quarter-{width}-{theme}")
    page.keyboard.press("Escape")
    page.locator(".pmkit-quarter-dials summary").click()
    page.locator(".pmkit-quarter-dials").scroll_into_view_if_needed()
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, f"quarter-dials-{width}-{theme}")
