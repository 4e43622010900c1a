"""The labs of metrics, by keyboard alone and as they look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.incidents.history import make_history

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
LABS = {
    "power": pmkit.power_lab,
    "history": lambda: pmkit.power_lab(make_history("7").csv()),
    "mtbf": pmkit.mtbf_lab,
}
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
CUT_OFF = """() => [...document.querySelectorAll('.pmkit-lab *')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1 && !node.closest('svg'))
  .map(node => node.outerHTML.slice(0, 90))"""


def _open(open_page: Open, lab: str) -> BlankPage:
    blank = open_page(LABS[lab])
    blank.run()
    expect(blank.page.locator(".pmkit-lab-picture svg")).to_be_visible()
    return blank


def _typed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_change_is_chosen_by_keyboard_and_the_sentences_follow(open_page: Open) -> None:
    page = _open(open_page, "power").page
    lines = page.locator(".pmkit-lab-lines")
    expect(lines).to_contain_text("takes 2,037 incidents before it")
    page.get_by_role("slider", name="Incidents a period").focus()
    _typed(page, "Tab", "Tab", "Tab", "Control+A")
    expect(page.get_by_role("spinbutton", name="True improvement")).to_be_focused()
    page.keyboard.type("50")
    expect(lines).to_contain_text("takes 48 incidents before it")
    expect(page.get_by_role("slider", name="True improvement")).to_have_attribute("aria-valuetext", "50 %")
    before = page.locator(".pmkit-lab-picture").inner_html()
    _typed(page, "Shift+Tab", "End")
    expect(page.get_by_role("spinbutton", name="True improvement")).to_have_value("80")
    expect(lines).to_contain_text("truly 80 % shorter")
    assert page.locator(".pmkit-lab-picture").inner_html() != before
    page.get_by_role("button", name="As it was").press("Enter")
    expect(lines).to_contain_text("takes 2,037 incidents before it")


def test_what_is_no_number_is_told_at_its_field_and_the_lab_goes_on(open_page: Open) -> None:
    page = _open(open_page, "power").page
    field = page.get_by_role("spinbutton", name="Incidents a period")
    for wrong in ("-3", "1e9", "0", "7.5", ""):
        field.fill(wrong)
        expect(page.get_by_text("write a whole number from 5 to 5,000")).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "")
        field.fill("400")
        expect(page.get_by_text("write a whole number")).to_be_hidden()
    expect(page.locator(".pmkit-lab-lines")).to_contain_text("of 3,750 simulated pairs")


def test_two_teams_are_compared_by_keyboard_with_other_dice(open_page: Open) -> None:
    page = _open(open_page, "mtbf").page
    target = page.get_by_role("row", name="Target “increasing MTBF”").get_by_role("cell")
    expect(target).to_have_text(["not met", "met"])
    minutes = page.get_by_role("row", name="Minutes that users saw").get_by_role("cell")
    assert minutes.first.inner_text() == minutes.last.inner_text()
    reported = page.get_by_role("row", name="Incidents reported").get_by_role("cell")
    before = reported.first.inner_text()
    page.get_by_role("button", name="Other dice").press("Enter")
    expect(reported.first).not_to_have_text(before)
    page.get_by_role("slider", name="Chance that a report").focus()
    page.keyboard.press("End")
    expect(page.get_by_role("row", name="… of them repeats").get_by_role("cell")).to_have_text(["0", "0"])


def test_ones_own_tails_are_a_box_that_space_clears(open_page: Open) -> None:
    page = _open(open_page, "history").page
    expect(page.get_by_text("Your history: 72 durations")).to_be_visible()
    table = page.locator(".pmkit-lab-table")
    before = table.text_content() or ""
    page.get_by_role("checkbox", name="Draw from your own durations").focus()
    page.keyboard.press("Space")
    expect(table).not_to_have_text(before)


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_readable_and_nothing_is_cut_off(
    open_page: Open, photograph: Callable[[Page, str], None], lab: str, width: int, theme: str
) -> None:
    blank = _open(open_page, lab)
    page = blank.page
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, f"{lab}-lab-{width}-{theme}")
