"""The practice *reviewer calibration*, by keyboard alone and as it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.practice.calibration import documents, rubric
from pmkit.models.practice.calibration import Calibration

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
CUT_OFF = """() => [...document.querySelectorAll('.pmkit-cal-columns *')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .map(node => node.outerHTML.slice(0, 90))"""


def _open(open_page: Open) -> BlankPage:
    blank = open_page(lambda: pmkit.calibration("answers/calibration.toml"))
    blank.run()
    expect(blank.page.locator(".pmkit-cal-tab")).to_have_count(6)
    return blank


def _score_by_keys(page: Page, document: str, levels: list[int]) -> None:
    """Tab from item to item of the document that is open, and choose each level with the arrows."""
    page.get_by_role("article", name=f"Document {document}").focus()
    for level in levels:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(level - 1):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")


def test_documents_are_scored_and_compared_with_the_keyboard_alone(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank = _open(open_page)
    page, path = blank.page, blank.folder / "answers" / "calibration.toml"
    compare = page.get_by_role("button", name="Compare with the key")
    expect(compare).to_be_disabled()
    levels = [3, 3, 3, 3, 4, 3]
    _score_by_keys(page, "01", levels)
    expect(compare).to_be_enabled()
    expect(page.locator(".pmkit-cal-reason")).to_have_count(0)
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    expect(compare).to_be_focused()
    photograph(page, "calibration-scored")
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-cal-reason")).to_have_count(6)
    expect(page.locator(".pmkit-cal-reason").nth(1)).to_contain_text("You 3, the key 4.")
    expect(page.locator(".pmkit-cal-rubric input:disabled")).to_have_count(24)
    expect(page.locator(".pmkit-cal-agreement")).to_contain_text("3 of 6 scores are the same as the key's")
    page.get_by_role("button", name="Document 03").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Document 03")).to_be_focused()
    expect(page.locator(".pmkit-cal-text h1")).to_have_text("Newsletter sent twice!!")
    _score_by_keys(page, "03", [2, 1, 1, 1, 1, 1])
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-cal-reason")).to_have_count(6)
    expect(page.locator(".pmkit-cal-agreement")).to_contain_text("over 2 documents")
    kept = Calibration.load(path)
    assert kept.compared == ["01", "03"]
    assert [kept.of("01")[item.id] for item in rubric()] == levels


@pytest.mark.parametrize(("width", "theme"), [(1024, "light"), (1366, "dark"), (1366, "light")])
def test_a_page_loaded_again_goes_on_with_the_next_document_and_is_readable(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: str
) -> None:
    blank = _open(open_page)
    page = blank.page
    for one in documents()[:2]:
        page.get_by_role("button", name=f"Document {one.id}").click()
        _score_by_keys(page, one.id, [min(4, level + 1) for level in one.key.levels.values()])
        page.keyboard.press("Enter")
        expect(page.locator(".pmkit-cal-reason")).to_have_count(6)
    blank.restart_kernel()
    blank.open()
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    blank.run()
    expect(page.locator(".pmkit-cal-tab[aria-pressed=true]")).to_contain_text("Document 03")
    expect(page.locator(".pmkit-cal-agreement li").nth(1)).to_contain_text("you are lenient")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    page.get_by_role("button", name="Document 02").click()
    expect(page.locator(".pmkit-cal-reason")).to_have_count(6)
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, f"calibration-{width}-{theme}")


def test_in_a_narrow_notebook_a_level_that_one_goes_back_to_is_not_behind_the_document(open_page: Open) -> None:
    blank = _open(open_page)
    page = blank.page
    blank.resize(1024, 768)
    _score_by_keys(page, "01", [3, 4, 2, 2, 4, 3])
    for _ in range(5):
        page.keyboard.press("Shift+Tab")
    chosen = page.locator(".pmkit-cal-item").nth(1).locator(":checked")
    expect(chosen).to_be_focused()
    document, box = page.locator(".pmkit-cal-text").bounding_box(), chosen.bounding_box()
    assert document is not None
    assert box is not None
    assert box["y"] > document["y"] + document["height"]
