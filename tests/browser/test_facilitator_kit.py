"""The facilitator's kit in a browser: its clock goes through the parts, and its words are readable."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import pmkit

pytestmark = pytest.mark.browser

PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8").replace(".pmkit-builder", "body")


def test_the_clock_goes_from_part_to_part_pauses_and_ends(
    context: BrowserContext, tmp_path: Path, photograph: Callable[[Page, str], None]
) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(pmkit.facilitator_kit(tmp_path / "kit.html").as_uri())
    left, said = page.locator("#left"), page.locator("#said")
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


def _notes(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("textarea").all()]


def test_the_sheet_sorts_notes_keeps_them_and_begins_anew(context: BrowserContext, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto(pmkit.facilitator_kit(tmp_path / "kit.html").as_uri())
    entry = page.get_by_label("A note")
    entry.focus()
    said = [
        "14:05 the page names errors <b>alone</b>",
        "Who can approve on a sale day?",
        "+ a canary",
        "14:09 empty runbook",
    ]
    for text in said:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(entry).to_be_focused()
    expect(page.locator("#sorted")).to_have_text("Noted under Facts.")
    sorted_so = [f"{said[0]}\n{said[3]}\n", f"{said[1]}\n", "a canary\n"]
    assert _notes(page) == sorted_so
    page.reload()
    assert _notes(page) == sorted_so
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin a new sheet").press("Enter")
    expect(page.locator("#sorted")).to_have_text("The sheet is empty.")
    page.reload()
    assert _notes(page) == ["", "", ""]


def test_all_notes_are_printed_however_many_and_nothing_that_is_for_the_screen(
    context: BrowserContext, tmp_path: Path
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(pmkit.facilitator_kit(tmp_path / "kit.html").as_uri())
    many = "\n".join(f"14:{minute:02} {'a word ' * 8}" for minute in range(60))
    page.get_by_label("Facts").fill(many)
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.locator(".paper").first
    expect(paper).to_have_text(many)
    assert paper.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
    assert page.locator(".screen:visible, textarea:visible").count() == 0
    assert page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("body").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_kit_is_readable_with_its_clock_in_view(
    context: BrowserContext,
    tmp_path: Path,
    photograph: Callable[[Page, str], None],
    theme: Literal["light", "dark"],
    width: int,
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(pmkit.facilitator_kit(tmp_path / "kit.html").as_uri())
    page.get_by_role("button", name="Start the clock").press("Enter")
    page.get_by_label("A note").fill("What did the page say?")
    page.keyboard.press("Enter")
    expect(page.locator("#left")).to_be_in_viewport(ratio=1)
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    photograph(page, f"kit-{width}-{theme}")
