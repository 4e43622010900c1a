"""The planner of dissemination in a browser: by keyboard, saved, loaded again, in a narrow and a wide page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.dissemination.dissemination import Dissemination

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
TUESDAY = dt.date(2026, 2, 3)
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
SAVED = re.compile(r"Saved \d")
TEXT = "# Postmortem: Bids stopped\n\n## Executive Summary\n\nBids stopped for an hour.\n"


@pytest.fixture
def blank(open_page: Open) -> BlankPage:
    blank = open_page(
        lambda: pmkit.dissemination("answers/dissemination.toml", postmortem="answers/postmortem.md", on=TUESDAY)
    )
    (blank.folder / "answers").mkdir()
    (blank.folder / "answers" / "postmortem.md").write_text(TEXT, encoding="utf-8")
    blank.run()
    expect(blank.page.locator(".pmkit-step")).to_have_count(11)
    return blank


def test_a_plan_is_made_by_keyboard_and_is_there_again(
    blank: BlankPage, photograph: Callable[[Page, str], None]
) -> None:
    page, keys = blank.page, blank.page.keyboard
    expect(page.get_by_label("What it is called")).to_have_value("Bids stopped")
    page.get_by_label("Ended, in UTC").focus()
    keys.type("2026-01-31T15:02:00Z")
    expect(page.locator(".pmkit-due").first).to_have_text("Due 2026-02-02, late")
    page.get_by_label("Owner").first.focus()
    keys.type("Nerys Hale")
    page.get_by_role("button", name="Add a step: Month").focus()
    keys.press("Enter")
    expect(page.locator("[data-where='step 9, what']")).to_be_focused()
    keys.type("Tell the partner")
    page.get_by_label("Done on").first.fill("2026-02-02")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    expect(page.locator(".pmkit-due").nth(8)).to_have_text("Due 2026-02-27")
    photograph(page, "dissemination")
    saved = Dissemination.load(blank.folder / "answers" / "dissemination.toml")
    assert (saved.steps[0].owner, saved.steps[0].done) == ("Nerys Hale", dt.date(2026, 2, 2))
    assert (saved.steps[8].horizon, saved.steps[8].what) == ("month", "Tell the partner")
    blank.open()
    blank.run()
    expect(page.get_by_label("Owner").first).to_have_value("Nerys Hale")
    expect(page.locator(".pmkit-step")).to_have_count(12)


def test_the_summary_is_drafted_beside_and_files_are_written(blank: BlankPage) -> None:
    page = blank.page
    expect(page.locator(".pmkit-plan-summary")).to_contain_text("What happened: Bids stopped for an hour.")
    page.get_by_label("Ended, in UTC").fill("2026-01-31T15:02:00Z")
    expect(page.locator(".pmkit-due").first).to_have_text("Due 2026-02-02, late")
    page.get_by_role("button", name="Write a calendar file").press("Enter")
    expect(page.get_by_text("The calendar is written: answers/dissemination.ics")).to_be_visible()
    assert (blank.folder / "answers" / "dissemination.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == 11


def test_a_step_is_ticked_noted_and_taken_back_by_keyboard(blank: BlankPage) -> None:
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("Ended, in UTC").fill("2026-01-31T15:02:00Z")
    first = page.locator(".pmkit-step").first
    expect(first).to_have_attribute("data-standing", "late")
    expect(first.locator(".pmkit-due")).to_have_text("Due 2026-02-02, late")
    page.get_by_label("Note").first.focus()
    keys.type("posted twice")
    page.get_by_role("checkbox", name="Done: step 1", exact=True).focus()
    keys.press("Space")
    expect(first).to_have_attribute("data-standing", "done")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    saved = Dissemination.load(blank.folder / "answers" / "dissemination.toml").steps[0]
    assert (saved.note, saved.done is not None) == ("posted twice", True)
    keys.press("Space")
    expect(first).to_have_attribute("data-standing", "late")
    page.get_by_role("button", name="Remove step 1", exact=True).focus()
    keys.press("Enter")
    expect(page.locator(".pmkit-step")).to_have_count(10)
    keys.press("Control+z")
    expect(page.locator(".pmkit-step")).to_have_count(11)


def test_a_draft_is_made_again_by_keyboard_and_its_words_are_checked(blank: BlankPage) -> None:
    page = blank.page
    expect(page.locator(".pmkit-plan-remarks li")).to_have_count(0)
    blamed = TEXT.replace("Bids stopped for an hour.", "Priya carelessly broke the index.")
    (blank.folder / "answers" / "postmortem.md").write_text(blamed, encoding="utf-8")
    page.get_by_role("button", name="Draft again").press("Enter")
    expect(page.locator(".pmkit-plan-summary")).to_contain_text("Priya carelessly broke the index.")
    expect(page.locator(".pmkit-plan-remarks")).to_contain_text("carelessly")


@pytest.mark.parametrize("width", [420, 1024, 1920])
def test_nothing_is_cut_off_at_any_width(blank: BlankPage, width: int, photograph: Callable[[Page, str], None]) -> None:
    page = blank.page
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_label("Ended, in UTC").fill("2026-01-31T15:02:00Z")
    expect(page.locator(".pmkit-due").first).to_have_text("Due 2026-02-02, late")
    for theme in ("light", "dark"):
        blank.change_theme("dark" if theme == "dark" else "light")
        expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
        photograph(page, f"dissemination-{width}-{theme}")
        assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [
        field.bounding_box()
        for field in page.locator(".pmkit-step").first.locator("input:not([type=checkbox]), textarea").all()
    ]
    assert all(box and box["height"] >= 20 and box["width"] >= 60 for box in boxes)
