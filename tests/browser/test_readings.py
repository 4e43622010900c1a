"""Under each line stands what it was read as; another reading is chosen with the keyboard, and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import pmkit
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.incidents.timeline import source_of
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.rewrites import Rewrite, Rewrites
from pmkit.models.timeline import Timeline, TimelineEvent

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pmkit.incidents.incident import KeyEvent
    from pmkit.widgets.timeline.builder import TimelineBuilder
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
Photograph = Callable[["Page", str], None]
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
TRAINEE = "ada"
CHAIN = FiveWhys(
    problem="The validator missed 100 consecutive blocks",
    whys=[
        Why(answer="The kernel killed the process", evidence="E2"),
        Why(answer="Memory rose to 20 GB", evidence="E2"),
    ],
)


@pytest.mark.parametrize("width", [1024, 1366])
def test_a_reading_is_seen_corrected_by_keyboard_and_kept(open_page: Open, width: int, photograph: Photograph) -> None:
    blank = open_page(lambda: pmkit.five_whys("answers/chain.toml", exercise="five-whys"))
    file = blank.folder / "answers" / "chain.toml"
    CHAIN.save(file)
    blank.page.set_viewport_size({"width": width, "height": 900})
    blank.run()
    page = blank.page
    rows = page.locator(".pmkit-reading")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Read as: The kernel killed the process")
    expect(rows.nth(1)).to_contain_text("The exhibits have another figure than 20 GB")
    expect(page.locator(".pmkit-points")).to_contain_text("once read")
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("Tab")  # what is typed on belongs to the next field, whatever has appeared between
    expect(page.locator(".pmkit-evidence").nth(1)).to_be_focused()
    page.locator(".pmkit-answer").nth(1).focus()
    page.keyboard.press("F8")
    expect(rows.nth(1).locator("select")).to_be_focused()
    page.keyboard.type("The host ran")
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_contain_text("Read as: The host ran out of memory")
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    assert FiveWhys.load(file).whys[1].reads_as == "out-of-memory"
    photograph(page, f"readings-{width}")
    blank.run()
    expect(rows.nth(1)).to_contain_text("Read as: The host ran out of memory")
    expect(rows.nth(1).locator("select")).to_have_value("out-of-memory")
    page.locator(".pmkit-answer").nth(1).fill("The box had nothing left to give, 15.8 GB were taken")
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
    assert FiveWhys.load(file).whys[1].reads_as is None


def test_under_a_rewrite_stands_which_facts_it_is_read_to_keep_and_there_is_nothing_to_choose(
    open_page: Open, photograph: Photograph
) -> None:
    statements = load_exercise("blameless-rewrite").statements
    texts = ["Tomasz Wren released v2.4.0 to validator-07 at 02:55", "Quite another matter was at hand"]
    given = zip(statements, texts, strict=False)
    blank = open_page(lambda: pmkit.rewrites("answers/said.toml", exercise="blameless-rewrite"))
    answer = Rewrites(rewrites=[Rewrite(original=one.text, text=text) for one, text in given])
    answer.save(blank.folder / "answers" / "said.toml")
    blank.run()
    rows = blank.page.locator(".pmkit-rewrite .pmkit-reading")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Read as: v2.4.0 went to validator-07")
    expect(rows.nth(1)).to_contain_text("None of its facts is recognised yet")
    expect(rows.locator("select:visible")).to_have_count(0)
    photograph(blank.page, "reading-rewrites")


def saved(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")


def shown_by(event: KeyEvent) -> str:
    return source_of(event.proofs[0].ref.rpartition(":")[0])


def begun(folder: Path) -> Path:
    """A timeline of four lines: one in plain words, one hedged, one at a record besides, one without a source."""
    rubric = exercise_for("timeline", TRAINEE)
    assert rubric.incident
    deployed, _, _, acknowledged, *_, resolved = rubric.incident.key
    lines = [
        (deployed, deployed.what, shown_by(deployed)),
        (acknowledged, "Maybe the on-call engineer took the page", shown_by(acknowledged)),
        (resolved, "The incident was resolved", ""),
    ]
    answer = Timeline(events=[TimelineEvent(at=event.at, what=what, source=source) for event, what, source in lines])
    answer.save(folder / "timeline.toml")
    OwnIncident(story=rubric.story, trainee=TRAINEE).save(folder / FILE)
    return folder / "timeline.toml"


def shown() -> TimelineBuilder:
    task = pmkit.exercise("timeline")
    lines, warnings = pmkit.read_evidence(task.evidence(), zone={"kibana": "UTC"})
    return pmkit.timeline("answers/timeline.toml", lines, warnings, exercise="timeline")


def opened(open_page: Open) -> tuple[BlankPage, Path]:
    blank = open_page(shown)
    file = begun(blank.folder / "answers")
    blank.run()
    expect(blank.page.locator(".pmkit-event")).to_have_count(3)
    return blank, file


def test_a_timeline_is_read_back_corrected_by_keyboard_kept_and_undone(open_page: Open) -> None:
    blank, file = opened(open_page)
    page = blank.page
    events, rows = page.locator(".pmkit-event"), page.locator(".pmkit-event .pmkit-reading")
    expect(rows).to_have_count(2)  # nothing is said of an event without a source
    expect(rows.nth(0)).to_contain_text("Read as: Deployment of")
    expect(rows.nth(1)).to_contain_text("leaves open whether it was so")
    words = page.get_by_label("What happened, event 2")
    words.focus()
    page.keyboard.press("F8")
    choice = rows.nth(1).locator("select")
    expect(choice).to_be_focused()
    page.keyboard.type("The on-call")
    expect(rows.nth(1)).to_contain_text("Read as: The on-call engineer acknowledged the page")
    saved(page)
    expect(choice).to_be_focused()  # one goes on from where one was
    assert [event.reads_as for event in Timeline.load(file).events] == [None, "acknowledged", None]
    page.keyboard.press("Control+z")
    expect(rows.nth(1)).to_contain_text("leaves open whether it was so")
    page.keyboard.press("Control+Shift+Z")
    expect(rows.nth(1)).to_contain_text("Read as: The on-call engineer acknowledged")
    # The choice goes with its event to another place, and comes back with the page.
    page.get_by_label("Time in UTC, event 1").fill("2026-12-31T23:59:00Z")
    page.get_by_label("Time in UTC, event 1").blur()
    expect(page.get_by_label("What happened, event 1")).to_have_value("Maybe the on-call engineer took the page")
    saved(page)
    assert [event.reads_as for event in Timeline.load(file).events] == ["acknowledged", None, None]
    blank.run()
    expect(events.nth(0).locator(".pmkit-reading select")).to_have_value("acknowledged")
    # Another source forgets it, and other words.
    page.get_by_role("button", name="Edit the source of event 1").click()
    page.get_by_label("Source, event 1", exact=True).fill("PagerDuty log")
    expect(events.nth(0).locator(".pmkit-reading")).to_contain_text("leaves open")
    saved(page)
    assert [event.reads_as for event in Timeline.load(file).events] == [None, None, None]


def test_a_read_back_timeline_is_legible_at_every_width_in_both_themes(open_page: Open, photograph: Photograph) -> None:
    blank, _ = opened(open_page)
    page = blank.page
    for theme in ("light", "dark"):
        blank.change_theme(theme)
        expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
        for width in (1024, 1366, 1920):
            blank.resize(width, 1000)
            assert page.evaluate(PALE_TEXTS) == []
            for row in page.locator(".pmkit-event .pmkit-reading").all():
                assert row.evaluate("(row) => row.scrollWidth - row.clientWidth") == 0
                assert row.locator("select").evaluate("(one) => one.getBoundingClientRect().width") > 100
            photograph(page, f"reading-timeline-{theme}-{width}")
