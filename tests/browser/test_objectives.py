"""Objectives: ticked while one writes, by nothing else, in both themes and with the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

import pmkit

if TYPE_CHECKING:
    from pmkit.widgets.five_whys import FiveWhysBuilder
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")


def _builder() -> FiveWhysBuilder:
    return pmkit.five_whys("answers/start_here_five_whys.toml")


def _write(problem: Locator, words: str) -> None:
    """Write a problem, in one act."""
    problem.fill(words)
    expect(problem.page.locator(".pmkit-status")).to_have_text(SAVED)


def test_a_box_is_ticked_when_the_answer_is_written_and_not_before(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank = open_page(lambda: pmkit.objectives("00_start_here"), _builder)
    page = blank.page
    blank.run(0)
    boxes = page.locator(".pmkit-objective")
    boxes.first.wait_for()
    expect(boxes).to_have_count(2)
    blank.run(1)
    problem = page.get_by_label("What happened, as a reader outside the team would see it")
    problem.wait_for()
    expect(page.locator(".pmkit-objective[data-reached=true]")).to_have_count(0)
    _write(problem, "Bids stopped")
    expect(boxes.nth(0)).to_have_attribute("data-reached", "true")
    expect(boxes.nth(1)).to_contain_text("0 of 2 whys")
    expect(page.get_by_role("status").filter(has_text="Reached: see that this machine")).to_have_count(1)
    assert page.evaluate(PALE_TEXTS) == []
    blank.change_theme("dark")
    expect(page.locator(".pmkit-objectives")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, "objectives-dark")


def test_all_lessons_fold_and_open_with_the_keyboard_and_stay_open(open_page: Open) -> None:
    blank = open_page(pmkit.objectives, _builder)
    page = blank.page
    blank.run(0)
    first = page.locator(".pmkit-objectives summary").first
    first.wait_for()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-objective").first).to_be_visible()
    blank.run(1)
    _write(page.get_by_label("What happened, as a reader outside the team would see it"), "Bids stopped again")
    expect(page.locator(".pmkit-objective").first).to_have_attribute("data-reached", "true")
    expect(page.locator(".pmkit-objective").first).to_be_visible()
