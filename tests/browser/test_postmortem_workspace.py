"""The workspace of a postmortem: sections are reached, written and put in, and what is beside is cited and embedded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.models.event import Event
from pmkit.models.fishbone import Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.postmortem.review import Review, ReviewItem
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.timeline import Timeline, TimelineEvent
from tests.browser.test_editor import PALE_TEXTS, SAVED

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
AT = datetime(2026, 5, 22, 2, 14, 7, tzinfo=UTC)
TEXT = """# Postmortem: No bids for two hours

**Date**: 2026-05-22
**Authors**: Mina Sato
**Status**: Draft
**Severity**: SEV-2

## Executive Summary

The provider placed no bid for 2 h 3 min. It was careless of Linh to forget the certificate.

## Impact

## Root Cause

The certificate of the provider had ended, and no alert watched its lifetime. See [the log](https://example.org/log).
"""


def _file(folder: Path, text: str) -> None:
    place = folder / "answers" / "postmortem.md"
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")


def _analyses(folder: Path) -> None:
    """The trainee's answers beside the document."""
    answers = folder / "answers"
    answers.mkdir(exist_ok=True)
    events = [TimelineEvent(at=AT, what="The first bid | was refused", source="provider log")]
    Timeline(title="Night", events=events).save(answers / "timeline.toml")
    whys = [Why(answer="The handshake failed"), Why(answer="The *certificate* had ended")]
    FiveWhys(problem="No bids", whys=whys, root_cause="Nothing watches it").save(answers / "five_whys.toml")
    causes = [FishboneCause(category="Process", text="Nobody renews it")]
    Fishbone(problem="No bids", causes=causes).save(answers / "fishbone.toml")


def _line() -> EvidenceLine:
    event = Event(AT, "02:14:07", "stamp", 0.5, "provider log", "p.log:7", "", "x509: certificate has expired")
    return EvidenceLine(event, "02:14:07 x509: certificate has expired")


def _show(open_page: Open, text: str | None = TEXT, **settings: object) -> BlankPage:
    blank = open_page(lambda: pmkit.postmortem("answers/postmortem.md", **settings))
    if text is not None:
        _file(blank.folder, text)
    blank.run()
    expect(blank.page.locator(".pmkit-workspace")).to_be_visible()
    return blank


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def _row(page: Page, name: str) -> str:
    return page.get_by_role("button", name=re.compile(f"^{name}: ")).get_attribute("aria-label") or ""


def _on_disk(blank: BlankPage) -> str:
    return (blank.folder / "answers" / "postmortem.md").read_text(encoding="utf-8")


def test_the_outline_says_what_each_section_lacks(open_page: Open) -> None:
    page = _show(open_page).page
    assert _row(page, "Impact") == "Impact: empty; go there"
    assert _row(page, "Timeline") == "Timeline: missing; insert its heading"
    assert _row(page, "Head") == "Head: complete; go there"
    assert re.fullmatch(r"Executive Summary: 19 words, \d to look at; go there", _row(page, "Executive Summary"))
    signs = page.locator(".pmkit-outline-sign").all_inner_texts()
    assert signs[:4] == ["✓", "!", "○", "○"]


def test_the_keyboard_alone_writes_a_section_that_is_there_when_the_page_is_loaded_again(open_page: Open) -> None:
    blank = _show(open_page)
    page, keys = blank.page, blank.page.keyboard
    area = page.get_by_label("Postmortem", exact=True)
    area.focus()
    keys.press("Shift+Tab")  # the button below the sections
    keys.press("Shift+Tab")
    expect(page.get_by_role("button", name=re.compile("^Head: "))).to_be_focused()
    for _ in range(3):
        keys.press("ArrowDown")
    expect(page.get_by_role("button", name=re.compile("^Timeline: "))).to_be_focused()
    keys.press("Enter")
    expect(area).to_be_focused()
    keys.type("At 02:14:07 UTC the first bid was refused.", delay=5)
    _saved(page)
    assert "\n\n## Timeline\n\nAt 02:14:07 UTC the first bid was refused.\n\n## Root Cause\n" in _on_disk(blank)
    blank.restart_kernel()
    blank.open()
    blank.run()
    expect(page.get_by_label("Postmortem", exact=True)).to_have_value(re.compile("the first bid was refused"))
    assert _row(page, "Timeline").startswith("Timeline: 8 words")


def test_an_empty_text_becomes_the_template_in_one_step_that_can_be_undone(open_page: Open) -> None:
    blank = _show(open_page, None)
    page, keys = blank.page, blank.page.keyboard
    page.get_by_role("button", name="Insert all that is missing").click()
    keys.type("No bids")
    _saved(page)
    answer = Postmortem.parse(_on_disk(blank))
    assert answer.title.text == "No bids"
    assert answer.status == "Draft"
    assert [one.key for one in answer.sections][:3] == ["summary", "impact", "timeline"]
    expect(page.get_by_role("button", name="Insert all that is missing")).to_be_hidden()
    keys.press("Control+z")
    keys.press("Control+z")
    expect(page.get_by_label("Postmortem", exact=True)).to_have_value("")


def test_a_status_can_always_be_moved_and_says_what_is_open(open_page: Open) -> None:
    blank = _show(open_page)
    page = blank.page
    page.get_by_role("tab", name="Status and review").click()
    page.get_by_role("radio", name="Final").check()
    _saved(page)
    assert _on_disk(blank) == TEXT.replace("**Status**: Draft", "**Status**: Final")
    says = page.locator(".pmkit-open-says")
    expect(says).to_have_text("It is Final, and this is still open:")
    expect(page.locator(".pmkit-open")).to_contain_text("Timeline: missing")
    page.get_by_role("radio", name="Review").check()
    _saved(page)
    expect(says).to_contain_text("It is Review")
    assert "**Status**: Review\n" in _on_disk(blank)


def test_days_are_counted_by_the_calendar_that_is_chosen(open_page: Open) -> None:
    page = _show(open_page).page
    page.get_by_role("tab", name="Status and review").click()
    expect(page.locator(".pmkit-stages")).to_contain_text("Published, day 4 to 5: 2026-05-28 to 2026-05-29")
    page.get_by_label("Business days as in").select_option("england")
    expect(page.locator(".pmkit-stages")).to_contain_text("Published, day 4 to 5: 2026-05-29 to 2026-06-01")


def test_own_analyses_are_put_in_below_the_line_of_the_cursor(open_page: Open) -> None:
    blank = _show(open_page)
    page = blank.page
    page.get_by_role("tab", name="Timeline", exact=True).click()
    expect(page.get_by_role("tabpanel")).to_contain_text("There is no timeline.toml yet")
    _analyses(blank.folder)
    page.get_by_role("tab", name="Fishbone").click()
    area = page.get_by_label("Postmortem", exact=True)
    for tab, after in (("Timeline", "## Impact"), ("5 Whys", "example.org/log).")):
        place = "(area, after) => { const at = area.value.indexOf(after) + 2; area.setSelectionRange(at, at); }"
        area.evaluate(place, after)
        page.get_by_role("tab", name=tab, exact=True).click()
        page.get_by_role("button", name=re.compile(f"^Insert the {tab} ")).click()
        _saved(page)
    text = _on_disk(blank)
    table = "## Impact\n\n| Time | Event | Source |\n| --- | --- | --- |\n"
    row = "| 2026-05-22T02:14:07Z | The first bid \\| was refused | provider log |\n\n## Root Cause\n"
    assert table + row in text
    assert "- Problem: No bids\n  - Why 1: The handshake failed\n    - Why 2: The \\*certificate\\* had ended\n" in text


def test_a_line_of_evidence_is_cited_at_the_cursor(open_page: Open) -> None:
    blank = _show(open_page, lines=[_line()])
    page, keys = blank.page, blank.page.keyboard
    area = page.get_by_label("Postmortem", exact=True)
    area.evaluate(
        "(area) => { area.focus(); const at = area.value.indexOf(' It was careless'); area.setSelectionRange(at, at); }"
    )
    keys.press("Alt+e")
    keys.press("Enter")
    expect(area).to_be_focused()
    _saved(page)
    assert "for 2 h 3 min. (02:14:07 UTC, provider log p.log:7) It was careless" in _on_disk(blank)


def test_an_exhibit_of_an_exercise_is_cited_by_its_number(open_page: Open) -> None:
    blank = _show(open_page, exercise="five-whys")
    page, keys = blank.page, blank.page.keyboard
    area = page.get_by_label("Postmortem", exact=True)
    area.focus()
    keys.press("Control+End")
    keys.press("Alt+e")
    keys.press("2")
    expect(area).to_be_focused()
    _saved(page)
    assert _on_disk(blank) == f"{TEXT}(E2)"


def test_the_arrows_choose_what_is_at_hand_and_where_there_is_no_room_it_goes_once_it_is_put_in(
    open_page: Open,
) -> None:
    blank = _show(open_page)
    _analyses(blank.folder)
    page, keys = blank.page, blank.page.keyboard
    blank.resize(1024, 900)
    page.get_by_role("button", name="At hand").click()
    page.get_by_role("tab", name="Preview").focus()
    keys.press("ArrowRight")
    expect(page.get_by_role("tab", name="Timeline", exact=True)).to_be_focused()
    keys.press("ArrowLeft")
    keys.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Status and review")).to_have_attribute("aria-selected", "true")
    keys.press("ArrowLeft")
    put = page.get_by_role("button", name="Insert the Fishbone as a list at the cursor")
    put.focus()
    keys.press("Enter")
    expect(put).to_be_hidden()
    expect(page.get_by_label("Postmortem", exact=True)).to_be_focused()
    _saved(page)
    assert "- Problem: No bids\n  - Process\n    - Nobody renews it\n" in _on_disk(blank)


def test_the_preview_follows_the_text_and_runs_nothing_of_it(open_page: Open) -> None:
    blank = _show(open_page)
    page = blank.page
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("heading", name="No bids for two hours")).to_be_visible()
    page.get_by_label("Postmortem", exact=True).press("Control+End")
    page.keyboard.insert_text("\n\n<img src=x onerror=\"document.title='run'\"> [a](javascript:document.title='run')")
    expect(preview).to_contain_text("<img src=x")
    assert preview.locator("img, a[href^=javascript]").count() == 0
    assert page.title() != "run"
    with page.context.expect_page() as opened:
        preview.get_by_role("link", name="the log").click()
    opened.value.close()
    expect(page.locator(".pmkit-workspace")).to_be_visible()


def test_a_review_is_shown_beside_the_document(open_page: Open) -> None:
    blank = _show(open_page)
    page = blank.page
    page.get_by_role("tab", name="Status and review").click()
    expect(page.locator(".pmkit-review-says")).to_contain_text("There is no review of it yet")
    items = [ReviewItem(key="calm", verdict="no", note="Line 10"), ReviewItem(key="context", verdict="yes")]
    review = Review(reviewer="Ada", date=date(2026, 5, 26), items=items)
    review.save(blank.folder / "answers" / "postmortem.review.toml")
    page.get_by_role("tab", name="Preview").click()
    page.get_by_role("tab", name="Status and review").click()
    expect(page.locator(".pmkit-review-says")).to_have_text("Reviewed by Ada on 2026-05-26: 1 yes, 1 no, 11 open.")
    expect(page.get_by_role("tabpanel")).to_contain_text("Line 10")


def test_a_second_person_fills_in_the_checklist_by_keyboard(
    open_page: Open, photograph: Callable[[Page, str], None]
) -> None:
    blank = open_page(lambda: pmkit.postmortem_review("answers/postmortem.md"))
    blank.run()
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("Reviewer").fill("Ada")
    page.get_by_label("Date").fill("2026-05-26")
    page.get_by_role("radio", name="yes").first.focus()
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.type("No cost is told")
    _saved(page)
    path = blank.folder / "answers" / "postmortem.review.toml"
    assert Review.load(path) == Review(
        reviewer="Ada",
        date=date(2026, 5, 26),
        items=[ReviewItem(key="data-kept", verdict="no", note="No cost is told")],
    )
    for theme in ("light", "dark"):
        blank.change_theme(theme)
        photograph(page, f"review-{theme}")
        assert page.evaluate(PALE_TEXTS) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_every_text_stands_out_and_nothing_is_wider_than_its_place(
    open_page: Open, photograph: Callable[[Page, str], None], theme: str, width: int
) -> None:
    lines = [_line()]
    blank = _show(open_page, TEXT, lines=lines)
    _analyses(blank.folder)
    page = blank.page
    blank.resize(width, 900)
    blank.change_theme(theme)
    for tab in ("Preview", "Evidence", "5 Whys", "Status and review"):
        if page.get_by_role("tab", name=tab).count() == 0 or not page.get_by_role("tab", name=tab).is_visible():
            page.get_by_role("button", name="At hand").click()
        page.get_by_role("tab", name=tab).click()
        blank.settle()
        photograph(page, f"postmortem-{width}-{theme}-{tab.split()[0].lower()}")
        assert page.evaluate(PALE_TEXTS) == []
    wide = "(root) => root.scrollWidth - root.clientWidth"
    assert page.locator(".pmkit-workspace").evaluate(wide) <= 0
