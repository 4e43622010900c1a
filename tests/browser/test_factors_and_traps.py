"""The builders of factors and of traps."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.factor import ContributingFactor, Factors
from pmkit.models.practice.traps import NamedTrap, Traps

if TYPE_CHECKING:
    from pmkit.widgets.builder import Builder
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
UNNAMED = """() => [
  ...[...document.querySelectorAll('.pmkit-builder [data-field]')].filter(f => !f.labels[0]?.textContent),
  ...[...document.querySelectorAll('.pmkit-builder button')]
    .filter(b => !b.hidden && !/\\w/.test(b.ariaLabel ?? b.textContent)),
].map(node => node.outerHTML)"""


def _start(open_page: Open, builder: Callable[[str], Builder], name: str) -> tuple[BlankPage, Path]:
    """A page that shows the builder of `answers/<name>.toml`, and that file."""
    blank = open_page(lambda: builder(f"answers/{name}.toml"))
    blank.run()
    expect(blank.page.locator(".pmkit-builder")).to_be_visible()
    return blank, blank.folder / "answers" / f"{name}.toml"


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def test_a_factor_is_added_moved_and_kept_with_the_keyboard(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank, path = _start(open_page, pmkit.factors, "factors")
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("What happened").fill("Bids stopped")
    page.get_by_role("button", name="Add a factor: Technology").focus()
    keys.press("Enter")
    expect(page.get_by_label("What was there")).to_be_focused()
    for words in ("No step asks for the date", "E8", "The renewal rests on memory"):
        keys.type(words)
        keys.press("Tab")
    page.get_by_label("Contributed as").select_option("needed")
    page.get_by_label("Led to").fill("Why 2")
    page.get_by_label("Category").select_option("Process")
    expect(page.locator(".pmkit-picture tbody tr").first).to_contain_text("No step asks for the date")
    expect(page.locator(".pmkit-findings")).to_contain_text("Nothing to point out")
    _saved(page)
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    factor = ContributingFactor(
        category="Process",
        statement="No step asks for the date",
        evidence="E8",
        how="The renewal rests on memory",
        contributed_as="needed",
        leads_to="why 2",
    )
    assert Factors.load(path) == Factors(problem="Bids stopped", factors=[factor])
    assert page.evaluate(UNNAMED) == []
    photograph(page, "factors-saved")
    blank.run()
    expect(page.get_by_label("What was there")).to_have_value("No step asks for the date")
    blank.change_theme("dark")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, "factors-dark")


def test_a_trap_is_named_and_said_again_with_feedback_at_once(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank, path = _start(open_page, pmkit.traps, "traps")
    page = blank.page
    expect(page.locator(".pmkit-trap-text")).to_have_count(16)
    expect(page.locator(".pmkit-verdict").filter(has_text="key")).to_have_count(0)
    page.get_by_label("Trap in statement 1", exact=True).select_option("stopping-early")
    page.get_by_label("Trap in statement 2", exact=True).select_option("hindsight")
    verdicts = page.locator(".pmkit-outcome")
    expect(verdicts.nth(0)).to_have_text("As in the key")
    expect(verdicts.nth(1)).to_have_text("Differs")
    expect(page.locator(".pmkit-trap-summary")).to_have_text("1 of 2 named as in the key. To argue in the room: 2.")
    again = page.get_by_label("Statement 1 said again")
    again.fill("Root cause: operator error during the 14:05 failover.")
    expect(page.locator(".pmkit-spot").first).to_contain_text("Unchanged")
    again.fill("The failover of 14:05 reached the old replica, as the console gives both of them one name.")
    expect(page.locator(".pmkit-spot").first).to_contain_text("One way to say it")
    _saved(page)
    assert Traps.load(path).traps == [
        NamedTrap(statement=1, trap="stopping-early", rewrite=again.input_value()),
        NamedTrap(statement=2, trap="hindsight"),
    ]
    assert page.evaluate(UNNAMED) == []
    photograph(page, "traps-saved")
    blank.change_theme("dark")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(PALE_TEXTS) == []
    photograph(page, "traps-dark")
