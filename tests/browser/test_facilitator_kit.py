"""The facilitator's kit in a browser: its clock goes through the parts, and its words are readable."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import pmkit

pytestmark = pytest.mark.browser


def test_the_clock_goes_from_part_to_part_pauses_and_ends(
    context: BrowserContext, tmp_path: Path, photograph: Callable[[Page, str], None]
) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(pmkit.facilitator_kit(tmp_path / "kit.html").as_uri())
    left, said = page.locator("#left"), page.get_by_role("status")
    expect(left).to_have_text("5:00 of this part, 60:00 in all")
    photograph(page, "kit")
    page.get_by_role("button", name="Start the clock").press("Enter")
    expect(said).to_have_text("Now: Opening.")
    page.clock.fast_forward("06:00")
    expect(said).to_have_text("Now: Timeline.")
    expect(page.locator("tr[aria-current]")).to_contain_text("Timeline")
    expect(left).to_contain_text(" of this part, 5")
    page.get_by_role("button", name="Pause").click()
    paused = left.inner_text()
    page.clock.fast_forward("10:00")
    expect(left).to_have_text(paused)
    page.get_by_role("button", name="Go on").click()
    page.clock.fast_forward("01:00:00")
    expect(said).to_have_text("The hour is over.")
    expect(page.locator("tr[aria-current]")).to_have_count(0)
