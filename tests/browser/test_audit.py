"""The practice *audit the draft*, by keyboard alone and as it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.incidents.draft import Draft, spoiled_draft
from pmkit.incidents.incident import make_incident
from pmkit.models.practice.audit import Audit
from pmkit.models.practice.words import words_at

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
TOO_WIDE = """() => [...document.querySelectorAll('.pmkit-form *')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .filter(node => getComputedStyle(node).overflowX === 'visible')
  .map(node => node.className)"""


def _draft() -> Draft:
    return spoiled_draft(make_incident("expired-certificate", "trainee07"))


def _open(open_page: Open) -> BlankPage:
    blank = open_page(lambda: pmkit.audit("answers/audit.toml", trainee="trainee07"))
    blank.run()
    expect(blank.page.locator(".pmkit-draft-line")).to_have_count(len(_draft().lines))
    return blank


def _mark_by_keys(page: Page, number: int, draft: Draft, record: str, mend: str) -> None:
    """Go from the first line down to that of the slip with this number, mark its words, write what belongs to it."""
    planted = draft.planted[number]
    first, last = words_at(draft.lines[planted.line].text, planted.start, planted.end) or (0, 0)
    keys = page.keyboard
    page.locator(".pmkit-word").first.focus()
    for key, times in (
        ("ArrowDown", planted.line),
        ("ArrowRight", first),
        ("Space", 1),
        ("Shift+ArrowRight", last - first),
    ):
        for _ in range(times):
            keys.press(key)
    keys.press("Tab")
    keys.type(record)
    keys.press("Tab")
    keys.type(mend)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


def test_slips_are_marked_cited_and_mended_with_the_keyboard_alone(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    draft, blank = _draft(), _open(open_page)
    page = blank.page
    kinds = [one.kind.id for one in draft.planted]
    zone, action = kinds.index("wrong-zone"), kinds.index("empty-action")
    _mark_by_keys(page, zone, draft, draft.planted[zone].records[0].ref, f"It was {draft.planted[zone].figure} UTC")
    _mark_by_keys(page, action, draft, "", "")
    page.locator(".pmkit-word").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".pmkit-draft-line.pmkit-marked")).to_have_count(3)
    expect(page.locator(".pmkit-verdict:not(:empty)")).to_have_count(0)
    expect(page.get_by_role("button", name="Show what was missed")).to_be_hidden()
    photograph(page, "audit-marked")
    _press(page, "Compare with the evidence")
    expect(page.locator(".pmkit-audit-summary")).to_have_text("Found 2 of 9, 1 false alarm.")
    line = page.locator(".pmkit-draft-line").nth(draft.planted[zone].line)
    expect(line).to_contain_text("Found A time from another zone.")
    expect(line).to_contain_text("The record that is named shows it.")
    expect(line).to_contain_text("The mend has it as the records have.")
    expect(page.locator("[data-outcome=missed]")).to_have_count(0)
    photograph(page, "audit-compared")
    expect(page.get_by_role("button", name="Show what was missed")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-outcome=missed]")).to_have_count(7)
    expect(page.locator(".pmkit-audit-summary")).to_be_focused()
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    assert len(Audit.load(blank.folder / "answers" / "audit.toml").marks) == 3


@pytest.mark.parametrize(("width", "theme"), [(1024, "light"), (1366, "dark")])
def test_a_page_loaded_again_shows_the_marks_and_is_readable(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: str
) -> None:
    draft, blank = _draft(), _open(open_page)
    page = blank.page
    _mark_by_keys(page, 0, draft, "deployments/deploy.log:5", "something else")
    _press(page, "Compare with the evidence")
    _press(page, "Show what was missed")
    expect(page.locator("[data-outcome=missed]")).to_have_count(8)
    blank.restart_kernel()
    blank.open()
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    blank.run()
    expect(page.locator("[data-outcome=found]")).to_have_count(1)
    expect(page.locator("[data-outcome=missed]")).to_have_count(8)
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    words = page.locator(".pmkit-draft-line.pmkit-marked .pmkit-word[aria-pressed=true]")
    planted = draft.planted[0]
    assert " ".join(words.all_text_contents()) == draft.lines[planted.line].text[planted.start : planted.end] + "."
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(TOO_WIDE) == []
    photograph(page, f"audit-{width}-{theme}")


def test_a_record_is_found_and_named_from_the_evidence_with_the_keyboard_alone(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    draft, blank = _draft(), _open(open_page)
    page, keys = blank.page, blank.page.keyboard
    planted = next(one for one in draft.planted if one.kind.id == "wrong-zone")
    page.locator(".pmkit-word").first.focus()
    for _ in range(planted.line):
        keys.press("ArrowDown")
    keys.press("Space")
    keys.press("Alt+e")
    page.get_by_role("searchbox").focus()
    keys.type("acknowledged pager")
    expect(page.get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    keys.press("Enter")
    record = page.get_by_label(f"Record that shows it, line {planted.line + 1}", exact=True)
    expect(record).to_have_value(re.compile(rf"PagerDuty, {planted.figure} UTC, {planted.records[0].ref}"))
    photograph(page, "audit-evidence")
    keys.press("Escape")
    expect(record).to_be_focused()
    _press(page, "Compare with the evidence")
    expect(page.locator(".pmkit-draft-line").nth(planted.line)).to_contain_text("The record that is named shows it.")


def test_what_a_trainee_writes_is_shown_as_words(open_page: Open) -> None:
    blank = _open(open_page)
    page = blank.page
    page.locator(".pmkit-word").first.click()
    hostile = "<img src=x onerror=alert(1)>"
    page.get_by_label("Record that shows it, line 1", exact=True).fill(hostile)
    page.get_by_label("What is so, line 1", exact=True).fill(hostile)
    _press(page, "Compare with the evidence")
    expect(page.locator(".pmkit-audit-summary")).to_have_text("Found 0 of 9, 1 false alarm.")
    assert page.locator(".pmkit-builder img").count() == 0
