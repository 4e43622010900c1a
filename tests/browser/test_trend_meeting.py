"""The trend meeting, by keyboard alone and as it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

import pmkit
from pmkit.grading.trend_meeting.meeting import figures_of
from pmkit.models.practice.trend_meeting import TrendMeeting

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
SAVED = re.compile(r"Saved \d")
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
CUT_OFF = """() => [...document.querySelectorAll('.pmkit-trend-meeting *')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1 && !node.closest('.pmkit-unseen, svg'))
  .filter(node => !node.matches('.pmkit-given, .pmkit-picture, .pmkit-trend-scroll'))
  .map(node => node.outerHTML.slice(0, 90))"""
QUARTERS = figures_of(1).quarters
TRUTH = QUARTERS.truth
COUNT = len(QUARTERS.of("this"))
HITS = sum(one.service == TRUTH.service for one in QUARTERS.of("this"))
WRITTEN = TrendMeeting(
    cluster_from=TRUTH.cluster[0].isoformat(),
    cluster_to=TRUTH.cluster[1].isoformat(),
    service=TRUTH.service,
    cause="code",
    sentences=[
        f"{HITS} of {COUNT} incidents hit {TRUTH.service}; whether MTTR improved we cannot tell.",
        "MTTR improved by 12 %, thanks to our new alerts.",
        f"{TRUTH.service} had 2 incidents, the payments service most of them.",
    ],
)


def _open(open_page: Open, answer: TrendMeeting | None = None) -> BlankPage:
    blank = open_page(lambda: pmkit.trend_meeting("answers/trend_meeting.toml"))
    if answer:
        answer.save(blank.folder / "answers" / "trend_meeting.toml")
    blank.run()
    expect(blank.page.locator(".pmkit-trend-sentence")).to_have_count(3)
    return blank


def test_choices_and_sentences_are_made_with_the_keyboard_alone(open_page: Open) -> None:
    blank = _open(open_page)
    page, path = blank.page, blank.folder / "answers" / "trend_meeting.toml"
    first, last = TRUTH.cluster
    page.get_by_label("Cluster in time, first day").focus()
    page.keyboard.type(f"{first:%m%d%Y}")
    page.get_by_label("Last day").focus()
    page.keyboard.type(f"{last:%m%d%Y}")
    page.get_by_label("Service that stands out").focus()
    page.keyboard.type(TRUTH.service)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Cause that repeats")).to_be_focused()
    page.keyboard.type(TRUTH.cause)
    expect(page.locator(".pmkit-trend-met", has_text="✓")).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.type("MTTR improved by 12 %.")
    expect(page.locator(".pmkit-remark", has_text="the data do not carry this")).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(WRITTEN.sentences[0])
    told = page.locator(".pmkit-trend-told").first
    expect(told).to_contain_text("The data carry this sentence")
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)
    kept = TrendMeeting.load(path)
    assert kept.cluster == TRUTH.cluster
    assert (kept.service, kept.cause) == (TRUTH.service, TRUTH.cause)
    assert kept.sentences[0] == WRITTEN.sentences[0]


def test_the_table_is_sorted_and_scrolled_with_the_keyboard_and_marks_the_chosen_days(open_page: Open) -> None:
    blank = _open(open_page, WRITTEN)
    page = blank.page
    rows = page.locator(".pmkit-trend-scroll tbody tr")
    expect(rows).to_have_count(COUNT)
    inside = len(QUARTERS.between(*TRUTH.cluster))
    expect(page.locator(".pmkit-trend-scroll tr[data-chosen]")).to_have_count(inside)
    expect(page.locator(".pmkit-trend-count")).to_have_text(f"{COUNT} incidents, {inside} on the chosen days")
    head = page.get_by_role("button", name="Minutes")
    head.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    longest = max(one.minutes or 0 for one in QUARTERS.of("this"))
    expect(rows.first.locator("td").nth(3)).to_have_text(f"{longest:g}")
    region = page.get_by_role("region", name="Table of incidents")
    region.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('.pmkit-trend-scroll').scrollTop > 0")
    page.get_by_label("Shown").select_option("both")
    expect(rows).to_have_count(len(QUARTERS.incidents))


def test_what_was_written_is_there_again_and_an_undo_takes_the_last_change_back(open_page: Open) -> None:
    blank = _open(open_page, WRITTEN.model_copy(update={"cause": "", "sentences": ["", "MTTR improved."]}))
    page = blank.page
    area = page.get_by_role("textbox", name="Sentence 2")
    expect(area).to_have_value("MTTR improved.")
    page.get_by_label("Service that stands out").select_option("checkout")
    expect(page.locator(".pmkit-remark", has_text="checkout does not stand out")).to_be_visible()
    area.focus()
    page.keyboard.press("ControlOrMeta+z")
    expect(page.get_by_label("Service that stands out")).to_have_value(TRUTH.service)
    expect(page.locator(".pmkit-remark", has_text="checkout does not stand out")).to_have_count(0)


@pytest.mark.parametrize("width", [1024, 1366, 1920])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_is_readable_and_nothing_is_cut_off(
    open_page: Open, photograph: Callable[[Page, str], None], width: int, theme: str
) -> None:
    blank = _open(open_page, WRITTEN)
    page = blank.page
    blank.resize(width, 900)
    blank.change_theme("dark" if theme == "dark" else "light")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    expect(page.locator(".pmkit-remark").first).to_be_visible()
    assert page.evaluate(PALE_TEXTS) == []
    assert page.evaluate(CUT_OFF) == []
    photograph(page, f"trend-{width}-{theme}")
