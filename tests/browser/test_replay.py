"""The replay of action items, by keyboard alone and as it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage, Theme

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
Photograph = Callable[[Page, str], None]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
UNNAMED = """() => [
  ...[...document.querySelectorAll('.pmkit-builder [data-field]')]
    .filter(f => !f.hidden && !f.closest('[hidden]') && !f.labels[0]?.textContent),
  ...[...document.querySelectorAll('.pmkit-builder button')]
    .filter(b => !b.hidden && !/\\w/.test(b.ariaLabel ?? b.textContent)),
].map(node => node.outerHTML)"""
CUT_OFF = """() => [...document.querySelectorAll('.pmkit-form *')]
  .filter(node => !node.matches('select, input, option, .pmkit-unseen') && node.clientWidth)
  .filter(node => node.scrollWidth > node.clientWidth + 1)
  .map(node => node.outerHTML.slice(0, 90))"""
LITTLE = [ActionItem(text="Alert when a certificate has under 21 days left", owner="Nerys Hale")]
MUCH = [
    ActionItem(text="Automate the renewal of the certificate of `bids.calder.example` with a job in cert-store"),
    ActionItem(text="Alert when a certificate has under 200 days left", effect="expiry-alert", effect_number=200),
    ActionItem(text="Shorten NoBids from 60 to 5 minutes without a bid", effect="no-bids-alert", effect_number=5),
    ActionItem(text="Improve monitoring", effect="auto-renewal"),
    ActionItem(text="Add a second dashboard of bids", effect="bids-dashboard"),
    ActionItem(text=f"Write a runbook page on renewing the certificate {'x' * 120}", effect="runbook-renewal"),
] * 4


def _open(open_page: Open, items: list[ActionItem]) -> BlankPage:
    ActionItems(actions=items).save("answers/action_items.toml")
    blank = open_page(lambda: pmkit.replay("answers/action_items.toml", story="expired-certificate"))
    blank.run()
    expect(blank.page.locator(".pmkit-trial")).to_have_count(len(items))
    return blank


def _row(page: Page, number: int = 1) -> dict[str, str]:
    row = page.locator(".pmkit-trial").nth(number - 1)
    return {name: " ".join(row.locator(f".pmkit-{name}").all_inner_texts()) for name in ("tells", "why-not")}


def test_an_effect_is_taken_changed_and_shown_with_the_keyboard_alone(open_page: Open, photograph: Photograph) -> None:
    Path("answers").mkdir(exist_ok=True)
    blank = _open(open_page, LITTLE)
    page, keys = blank.page, blank.page.keyboard
    path = blank.folder / "answers" / "action_items.toml"
    expect(page.locator(".pmkit-trial-asks")).to_contain_text("less than 21 days left. Is that what it claims?")
    page.get_by_role("button", name="All items in the picture").focus()
    keys.press("Tab")
    expect(page.get_by_role("button", name="Yes, item 1")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_label("What it changes, item 1", exact=True)).to_be_focused()
    expect(page.locator(".pmkit-trial .pmkit-tells")).to_contain_text("It does not happen.")
    expect(page.locator(".pmkit-picture")).to_contain_text("nobody fails")
    expect(page.get_by_role("button", name="Yes, item 1")).to_be_hidden()
    keys.press("Tab")
    expect(page.get_by_label("How many days")).to_be_focused()
    keys.press("Control+A")
    keys.type("5")
    expect(page.locator(".pmkit-why-not")).to_contain_text("Its words say 21 days")
    expect(page.locator(".pmkit-picture")).to_contain_text("users fail for 2 h")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    expect(page.locator(".pmkit-status")).to_have_attribute("data-state", "saved")
    saved = ActionItems.load(path).actions[0]
    assert (saved.effect, saved.effect_number, saved.owner) == ("expiry-alert", 5, "Nerys Hale")
    photograph(page, "replay-asked")
    keys.press("Control+Z")
    expect(page.get_by_label("How many days")).to_have_value("21")
    expect(page.locator(".pmkit-trial .pmkit-tells")).to_contain_text("It does not happen.")
    assert page.evaluate(UNNAMED) == []


def test_an_assumption_is_changed_with_the_keyboard_and_never_saved(open_page: Open) -> None:
    Path("answers").mkdir(exist_ok=True)
    claimed = LITTLE[0].model_copy(update={"effect": "expiry-alert", "effect_number": 21})
    blank = _open(open_page, [claimed])
    page, keys = blank.page, blank.page.keyboard
    page.locator("summary").focus()
    keys.press("Enter")
    page.get_by_label("Minutes until somebody acts: alert when the certificate has less than").focus()
    keys.press("Control+A")
    keys.type("43200")
    expect(page.locator(".pmkit-trial .pmkit-tells")).to_contain_text("Nothing changes")
    keys.press("Control+A")
    keys.type("-5")
    expect(page.locator(".pmkit-problem")).to_contain_text("write minutes, 0 or more")
    assert ActionItems.load(blank.folder / "answers" / "action_items.toml").actions == [claimed]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_much_fits_every_window(open_page: Open, photograph: Photograph, theme: Theme) -> None:
    Path("answers").mkdir(exist_ok=True)
    blank = _open(open_page, MUCH)
    page = blank.page
    blank.change_theme(theme)
    page.locator("summary").click()
    for width in (1024, 1366, 1920):
        blank.resize(width, 900)
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate(PALE_TEXTS) == []
        photograph(page, f"replay-{width}-{theme}")
    told = _row(page, 2)
    assert "it is muted" in told["tells"]
    assert "leaves open" in _row(page, 4)["why-not"]
