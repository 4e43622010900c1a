"""The timeline builder: events are made of evidence, and the clocks follow them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

import pmkit
from pmkit.models.event import Event, Warned
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.timeline import Timeline, TimelineEvent

if TYPE_CHECKING:
    from tests.browser.blank_page import BlankPage

pytestmark = pytest.mark.browser

Open = Callable[..., "BlankPage"]
Start = Callable[..., tuple["BlankPage", Path]]
Photograph = Callable[[Page, str], None]
PALE_TEXTS = Path(__file__).with_name("pale_texts.js").read_text(encoding="utf-8")
SAVED = re.compile(r"Saved \d")
ALERT = "2026-01-31T14:27:00Z"
BEGUN = datetime(2026, 1, 31, 14, 23, 1, tzinfo=UTC)
# Nine lines of an incident, two of which come from somebody who means harm.
TOLD = [
    (0, "Deploy log", "deploy.log:12", "deploy-bot", "production v2.3.1 started"),
    (152, "Prometheus", "errors.json:40", "", "error rate 0.021"),
    (239, "PagerDuty", "log_entries.json:14", "", "ErrorRateHigh triggered"),
    (314, "PagerDuty", "log_entries.json:31", "Ines Moreau", "acknowledged"),
    (419, "Slack #incidents", "incidents.json:5", "Ines Moreau", "errors only on /checkout"),
    (839, "Deploy log", "deploy.log:13", "Ines Moreau", "rollback to v2.3.0 started"),
    (1319, "PagerDuty", "log_entries.json:48", "Ines Moreau", "resolved"),
    (1400, "Kibana", "kibana.csv:2", "", "<img src=x onerror='window.hurt=1'> \u202egnp.exe"),
    (1401, "Kibana", "kibana.csv:3", "api-7", "x" * 100_000),
]
WARNED = [Warned("kibana.csv:2", "No zone; Europe/Paris was given."), Warned("team.ics", "Two entries were left out.")]


def _told(seconds: float, source: str, ref: str, actor: str, text: str) -> EvidenceLine:
    at = BEGUN + timedelta(seconds=seconds)
    event = Event(at, f"raw {at:%H:%M:%S}", "stamp", 0.5, source, ref, actor, text)
    return EvidenceLine(event, f"as the file has it: {text}")


def _evidence(more: int) -> list[EvidenceLine]:
    """The lines of the incident, and as many more."""
    noise = [
        (1500 + number / 4, f"Log {number % 9}", f"api.ndjson:{number}", "api", f"GET /item/{number} in 7 ms")
        for number in range(1, more + 1)
    ]
    return [_told(*line) for line in [*TOLD, *noise]]


@pytest.fixture
def start(open_page: Open) -> Start:
    """A page that shows the builder of a file over nine lines of evidence and `more`, and that file."""

    def begin(answer: Timeline | None = None, more: int = 0) -> tuple[BlankPage, Path]:
        lines = _evidence(more)
        blank = open_page(lambda: pmkit.timeline("answers/timeline.toml", lines, WARNED))
        path = blank.folder / "answers" / "timeline.toml"
        if answer:
            answer.save(path)
        blank.page.set_viewport_size({"width": 1500, "height": 2300})
        blank.run()
        expect(blank.page.locator(".pmkit-builder")).to_be_visible()
        return blank, path

    return begin


def _timeline(*events: tuple[str, str], **anchors: str) -> Timeline:
    made = [{"at": at, "what": what, "source": "Deploy log"} for at, what in events]
    return Timeline.model_validate({"events": made, "anchors": anchors})


def _saved(page: Page) -> None:
    expect(page.locator(".pmkit-status")).to_have_text(SAVED)


def _line(page: Page, words: str) -> Locator:
    return page.locator(".pmkit-line").filter(has_text=words)


def _figure(page: Page, name: str) -> Locator:
    return page.locator(f".pmkit-clocks [data-figure={name}]")


def _expect_events(page: Page, *texts: str) -> None:
    fields = page.locator(".pmkit-what")
    expect(fields).to_have_count(len(texts))
    for field, text in zip(fields.all(), texts, strict=True):
        expect(field).to_have_value(text)


def test_five_events_are_built_from_evidence_with_the_keyboard_and_the_clocks_follow(
    start: Start, photograph: Photograph
) -> None:
    blank, path = start()
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("Search the evidence").focus()
    keys.press("ArrowDown")
    for number in range(1, 6):
        keys.press("Enter")
        expect(page.locator(".pmkit-event")).to_have_count(number)
        keys.press("ArrowDown")
    _saved(page)
    events = Timeline.load(path).events
    assert [(str(event.at), event.what, event.source, event.ref) for event in events] == [
        ("2026-01-31T14:23:01Z", "production v2.3.1 started", "Deploy log", "deploy.log:12"),
        ("2026-01-31T14:25:33Z", "error rate 0.021", "Prometheus", "errors.json:40"),
        (ALERT, "ErrorRateHigh triggered", "PagerDuty", "log_entries.json:14"),
        ("2026-01-31T14:28:15Z", "acknowledged", "PagerDuty", "log_entries.json:31"),
        ("2026-01-31T14:30:00Z", "Ines Moreau: “errors only on /checkout”", "Slack #incidents", "incidents.json:5"),
    ]
    expect(_figure(page, "TTD")).to_contain_text("Cause is missing")
    for anchor, event in {"Cause": 1, "Impact starts": 2, "Alerted": 3, "Acknowledged": 4}.items():
        pick = page.get_by_label(f"{anchor}: event")
        pick.focus()
        pick.select_option(index=event + 1)
    expect(_figure(page, "TTD")).to_contain_text("3 min 59 s")
    expect(_figure(page, "TTA")).to_contain_text("5 min 14 s")
    page.get_by_label("Which anchors a figure runs between").select_option("impact")
    expect(_figure(page, "TTD")).to_contain_text("1 min 27 s")
    expect(_figure(page, "TTD")).to_contain_text("was 3 min 59 s")
    expect(_figure(page, "TTD")).to_contain_text("Impact starts")
    photograph(page, "timeline-five")
    alert = page.get_by_label("Time in UTC, event 3")
    alert.fill("2026-01-31T14:28:00Z")
    alert.press("Tab")
    expect(_figure(page, "TTD")).to_contain_text("2 min 27 s")  # the anchor was taken from the event and goes with it
    _saved(page)
    assert str(Timeline.load(path).anchors.alerted) == "2026-01-31T14:28:00Z"


def test_evidence_is_found_by_words_and_by_source_and_its_raw_line_is_shown(start: Start) -> None:
    blank, _ = start(more=300)
    page = blank.page
    count = page.locator(".pmkit-evidence-pane .pmkit-count")
    expect(count).to_have_text("309 lines")
    page.get_by_label("Search the evidence").fill("ROLLBACK to")
    expect(count).to_have_text("1 of 309 lines")
    expect(page.locator(".pmkit-raw")).to_have_text("as the file has it: rollback to v2.3.0 started")
    expect(page.locator(".pmkit-detail")).to_contain_text("deploy.log:13")
    expect(_line(page, "rollback")).to_contain_text("raw 14:37:00")
    page.get_by_label("Search the evidence").fill("")
    page.get_by_text("All 14 sources").click()
    page.get_by_role("button", name="Hide all sources").click()
    expect(page.get_by_text("0 of 14 sources")).to_be_visible()
    expect(page.locator(".pmkit-no-lines")).to_be_visible()
    page.get_by_role("checkbox", name="PagerDuty 3").check()
    expect(count).to_have_text("3 of 309 lines")
    expect(page.locator(".pmkit-line")).to_have_count(3)


def test_lines_are_found_by_what_people_call_their_source(start: Start) -> None:
    blank, _ = start()
    page = blank.page
    asked = ["prometheus", "slack", "kibana", "pager duty", "PagerDuty ines", "chat", "cook"]
    count, counted = page.locator(".pmkit-evidence-pane .pmkit-count"), []
    for words in asked:
        page.get_by_label("Search the evidence").fill(words)
        counted.append(count.inner_text())
    assert counted == [f"{number} of 9 lines" for number in (1, 1, 2, 3, 2, 1, 0)]


def test_only_the_visible_lines_of_thousands_are_in_the_page_and_nothing_lags(start: Start) -> None:
    times = [f"2026-01-31T15:{number:02}:00Z" for number in range(60)]
    blank, _ = start(_timeline(*((at, f"event at {at}") for at in times)), more=4991)
    page = blank.page
    expect(page.locator(".pmkit-evidence-pane .pmkit-count")).to_have_text("5,000 lines")
    expect(page.locator(".pmkit-event")).to_have_count(60)
    assert page.locator(".pmkit-line").count() < 40
    took = """async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const search = document.querySelector(".pmkit-evidence-pane input[type=search]");
      const times = {};  // the least of three: other programs take their time too
      for (const words of [..."123"].flatMap(() => ["i", "it", "item/49", "7 ms", ""])) {
        await frame();
        const began = performance.now();
        search.value = words;
        search.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector(".pmkit-lines").getBoundingClientRect();
        times[words] = Math.min(times[words] ?? Infinity, performance.now() - began);
      }
      const plain = document.createElement("div");  // what a slow machine does slowly: rows that are laid out
      let loop = Infinity;
      for (let round = 0; round < 3; round++) {
        const began = performance.now();
        plain.replaceChildren(...Array.from({ length: 500 }, (_, n) => Object.assign(document.createElement("p"), {
          textContent: `GET /item/${n} took 7 ms`
        })));
        document.body.append(plain);
        plain.getBoundingClientRect();
        loop = Math.min(loop, performance.now() - began);
        plain.remove();
      }
      return Object.values(times).map((time) => time / loop);
    }"""
    assert statistics.median(page.evaluate(took)) < 6  # 1.5 measured
    page.locator(".pmkit-lines").focus()
    page.keyboard.press("End")
    expect(_line(page, "GET /item/4991 ")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".pmkit-lines")).to_have_attribute("aria-activedescendant", re.compile("-4999$"))


def test_a_half_typed_time_stays_in_its_field_and_the_file_keeps_the_event(start: Start) -> None:
    blank, path = start(_timeline((ALERT, "Alert fired")))
    page = blank.page
    field = page.get_by_label("Time in UTC, event 1")
    field.fill("2026-01-31T14:2")
    expect(page.locator(".pmkit-problem")).to_contain_text("write 2026-01-31T14:27:00Z")
    expect(page.locator(".pmkit-state")).to_have_text(f"Until this can be read, the file keeps: {ALERT} Alert fired")
    _saved(page)
    assert [str(event.at) for event in Timeline.load(path).events] == [ALERT]
    blank.restart_kernel()
    blank.run()
    expect(page.locator(".pmkit-builder")).to_be_visible(timeout=30_000)
    expect(field).to_have_value("2026-01-31T14:2")
    expect(page.locator(".pmkit-problem")).to_have_count(1)
    field.fill("2026-01-31T14:28:00Z")
    expect(page.locator(".pmkit-problem")).to_have_count(0)
    _saved(page)
    assert [str(event.at) for event in Timeline.load(path).events] == ["2026-01-31T14:28:00Z"]


def test_events_go_to_their_time_and_what_was_removed_comes_back(start: Start) -> None:
    blank, path = start(_timeline((ALERT, "first"), ("2026-01-31T14:28:00Z", "second")))
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("Time in UTC, event 1").fill("2026-01-31T14:29:00Z")
    keys.press("Tab")
    expect(page.locator(".pmkit-what").first).to_have_value("second")
    expect(page.get_by_label("Kind, event 2")).to_be_focused()
    page.get_by_role("button", name="Remove event 1").click()
    expect(page.locator(".pmkit-event")).to_have_count(1)
    expect(page.get_by_role("button", name="Undo", exact=False)).to_be_focused()
    expect(page.locator(".pmkit-undone")).to_have_text("Removed event 1, “second”")
    keys.press("Enter")
    expect(page.locator(".pmkit-event")).to_have_count(2)
    keys.press("Control+z")
    expect(page.locator(".pmkit-what").first).to_have_value("first")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    _saved(page)
    events = Timeline.load(path).events
    assert [(str(event.at), event.what) for event in events] == [(ALERT, "first"), ("2026-01-31T14:28:00Z", "second")]


def test_undo_and_redo_go_over_all_fields_and_moves_and_are_saved(start: Start) -> None:
    blank, path = start(_timeline((ALERT, "first"), ("2026-01-31T14:28:00Z", "second")))
    page, keys = blank.page, blank.page.keyboard

    def now() -> Timeline:
        page.wait_for_function("() => document.querySelector('.pmkit-status').dataset.state === 'saved'")
        return Timeline.load(path)

    states = [now()]
    what = page.get_by_label("What happened, event 1")
    what.press("End")
    keys.type(" of all", delay=15)
    states.append(now())
    page.get_by_label("Kind, event 2").select_option("decision")
    states.append(now())
    page.get_by_label("Interpretation, event 1").check()
    states.append(now())
    page.get_by_label("Time in UTC, event 1").fill("2026-01-31T14:29:00Z")
    keys.press("Tab")
    states.append(now())
    _line(page, "acknowledged").click()
    keys.press("Shift+Enter")  # for the event that was worked at
    states.append(now())
    keys.press("ArrowDown")
    keys.press("Enter")
    states.append(now())
    page.get_by_label("Resolved: event").focus()
    page.get_by_label("Resolved: event").select_option(index=2)
    states.append(now())
    assert len({state.dump() for state in states}) == len(states)
    for state in states[-2::-1]:
        keys.press("Control+z")
        assert now() == state
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for state in states[1:]:
        keys.press("Control+Shift+z")
        assert now() == state
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


def test_letters_are_taken_out_of_the_event_that_got_them_wherever_it_went(start: Start) -> None:
    blank, _ = start(_timeline((ALERT, "first"), ("2026-01-31T14:28:00Z", "second")))
    page, keys = blank.page, blank.page.keyboard
    page.get_by_label("What happened, event 1").press("End")
    keys.type(" line", delay=15)
    page.get_by_label("Time in UTC, event 1").fill("2026-01-31T14:29:00Z")
    keys.press("Tab")
    _expect_events(page, "second", "first line")
    keys.press("Control+z")
    _expect_events(page, "first line", "second")
    keys.press("Control+z")
    _expect_events(page, "first", "second")
    expect(page.get_by_label("What happened, event 1")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 768)])
def test_while_one_writes_at_any_event_all_is_in_view_or_a_key_away(start: Start, width: int, height: int) -> None:
    times = [f"2026-01-31T15:{number:02}:00Z" for number in range(0, 60, 4)]
    blank, _ = start(_timeline(*((at, f"event at {at}") for at in times)))
    page, keys = blank.page, blank.page.keyboard
    blank.close_sidebar()
    blank.resize(width, height)
    is_side = width > 1024
    page.locator(".pmkit-builder").evaluate("(node) => node.scrollIntoView()")
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-layout", "side" if is_side else "tabs")
    for number in (1, 8, 15):
        what = page.get_by_label(f"What happened, event {number}", exact=True)
        what.focus()
        for part in ("evidence", "picture", "feedback"):
            expect(page.locator(f"[data-pane={part}] .pmkit-pane-fold")).to_be_in_viewport(ratio=1)
        if is_side:
            expect(page.locator(".pmkit-lines")).to_be_in_viewport(ratio=1)
            expect(page.locator(".pmkit-finding").first).to_be_in_viewport()
            expect(page.locator(".pmkit-picture")).to_be_in_viewport(ratio=0.9)
        keys.press("Alt+e")
        expect(page.locator(".pmkit-lines")).to_be_focused()
        expect(page.locator(".pmkit-lines")).to_be_in_viewport(ratio=1)
        keys.press("Home")
        keys.press("Shift+Enter")
        keys.press("Escape")
        expect(what).to_be_focused()
        expect(what).to_be_in_viewport(ratio=1)
        chip = page.locator(".pmkit-event").nth(number - 1).locator(".pmkit-chip")
        expect(chip).to_have_text("Deploy log · deploy.log:12")


def test_what_is_said_of_an_event_stands_at_it_once(start: Start) -> None:
    blank, _ = start(_timeline((ALERT, "The pool was probably full"), ("2026-01-31T14:28:00Z", "Rolled back")))
    page = blank.page
    says = "“probably” concludes; the source shows less than that."
    expect(page.locator(".pmkit-event").first.locator(".pmkit-remark")).to_contain_text(says)
    expect(page.locator(".pmkit-builder").get_by_text(says)).to_have_count(1)
    lead = page.locator(".pmkit-finding-head")
    expect(lead).to_have_text("Consider Event 1, words Interpretation")
    lead.click()
    expect(page.get_by_label("What happened, event 1")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "probably"


def test_a_gap_is_noted_a_decision_has_somebody_and_a_line_is_cited(start: Start) -> None:
    blank, path = start(_timeline(("2026-01-31T14:28:15Z", "Look at it"), ("2026-01-31T14:37:00Z", "Back")))
    page, keys = blank.page, blank.page.keyboard
    expect(page.locator(".pmkit-gap-row")).to_contain_text("8 min 45 s without an event")
    count = page.locator(".pmkit-evidence-pane .pmkit-count")
    page.get_by_role("button", name="Show the 1 line of evidence after event 1").press("Enter")
    expect(count).to_have_text("1 of 9 lines")
    expect(page.locator(".pmkit-line")).to_contain_text("errors only on /checkout")
    page.get_by_role("button", name="All times").press("Enter")
    expect(count).to_have_text("9 lines")
    page.get_by_role("button", name="Note the gap").press("Enter")
    expect(page.locator(".pmkit-event[data-kind=gap] .pmkit-what")).to_be_focused()
    expect(page.locator(".pmkit-event[data-kind=gap] .pmkit-what")).to_have_value("")  # only who writes knows
    keys.type("What was tried first is not written down")
    expect(page.locator(".pmkit-gap-row")).to_have_count(0)
    page.get_by_label("What happened, event 1").focus()
    _line(page, "acknowledged").click()
    keys.press("Shift+Enter")
    expect(page.get_by_role("button", name="Show the evidence of event 1")).to_contain_text("log_entries.json:31")
    expect(_line(page, "acknowledged")).to_contain_text("✓ event 1")
    page.get_by_label("Kind, event 1").select_option("decision")
    expect(page.get_by_label("Decided by, event 1")).to_have_value("Ines Moreau")
    page.get_by_label("Interpretation, event 3").check()
    _saved(page)
    first, gap, last = Timeline.load(path).events
    assert (first.kind, first.by, first.ref) == ("decision", "Ines Moreau", "log_entries.json:31")
    assert (gap.kind, str(gap.at), str(gap.until)) == ("gap", "2026-01-31T14:28:15Z", "2026-01-31T14:37:00Z")
    assert last.interpretation is True
    page.get_by_label("Search the evidence").fill("v2.3.1")
    page.get_by_role("button", name="Show the evidence of event 1").click()
    expect(_line(page, "acknowledged")).to_have_attribute("aria-selected", "true")


def test_an_event_can_be_written_by_hand_with_the_keyboard_alone(start: Start) -> None:
    blank, path = start()
    page, keys = blank.page, blank.page.keyboard
    page.get_by_role("button", name="+ Write an event").focus()
    keys.press("Enter")
    expect(page.get_by_label("What happened, event 1")).to_be_focused()
    expect(page.locator(".pmkit-problem:visible")).to_have_count(0)  # nothing to put right before a word is typed
    keys.type("A customer called dd")
    keys.press("Tab")
    keys.press("Enter")
    keys.type("Phone")
    _saved(page)
    (event,) = Timeline.load(path).events
    assert event == TimelineEvent.model_validate(
        {"at": "2026-01-31T14:23:01Z", "what": "A customer called dd", "source": "Phone"}
    )


def test_hostile_evidence_is_shown_as_text_and_runs_nothing(start: Start) -> None:
    blank, _ = start()
    page = blank.page
    _line(page, "onerror").click()
    expect(page.locator(".pmkit-detail")).to_contain_text("⟨U+202E⟩gnp.exe")
    expect(page.locator(".pmkit-detail")).to_contain_text("No zone; Europe/Paris was given.")
    expect(_line(page, "onerror").locator(".pmkit-warned")).to_be_visible()
    page.keyboard.press("Enter")
    _line(page, "xxxx").click()
    page.keyboard.press("Enter")
    expect(page.locator(".pmkit-event")).to_have_count(2)
    _saved(page)
    assert page.evaluate("window.hurt") is None
    assert page.locator(".pmkit-builder img").count() == 0
    assert len(page.locator(".pmkit-what").nth(1).input_value()) < 600
    expect(page.locator(".pmkit-file-notes")).to_contain_text("1 note on the files")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [700, 1400])
def test_every_text_stands_out_and_every_field_has_a_name(
    start: Start, photograph: Photograph, theme: str, width: int
) -> None:
    answer = _timeline(
        ("2026-01-31T14:23:01Z", "Start"), (ALERT, "Alert"), ("2026-01-31T14:45:00Z", "End"), cause=ALERT
    )
    blank, _ = start(answer)
    page = blank.page
    blank.change_theme(theme)
    blank.close_sidebar()
    blank.resize(width + 130, 3000)
    expect(page.locator(".pmkit-builder")).to_have_attribute("data-theme", theme)
    page.get_by_label("Time in UTC, event 2").fill("14:")
    page.get_by_label("Kind, event 1").select_option("gap")
    page.get_by_role("button", name="Add the source of event 1").or_(
        page.get_by_role("button", name="Edit the source of event 1")
    ).click()
    if width < 900:
        page.get_by_role("button", name="Evidence", exact=True).click()
    _line(page, "onerror").click()
    expect(page.locator(".pmkit-problem")).to_have_count(1)
    blank.settle()
    assert page.evaluate(PALE_TEXTS) == []
    unnamed = """() => [
      ...[...document.querySelectorAll('.pmkit-builder :is(input, select, textarea)')]
        .filter((field) => !field.ariaLabel && !field.labels[0]?.textContent.trim()),
      ...[...document.querySelectorAll('.pmkit-builder button')]
        .filter((button) => !button.hidden && !/\\w/.test(button.ariaLabel ?? button.textContent)),
    ].map((node) => node.outerHTML)"""
    assert page.evaluate(unnamed) == []
    wider = "(part) => document.querySelector(part).scrollWidth - document.querySelector(part).clientWidth"
    parts = [".pmkit-columns", ".pmkit-evidence-pane", ".pmkit-events", ".pmkit-measures", ".pmkit-lines"]
    assert {part: page.evaluate(wider, part) for part in parts} == dict.fromkeys(parts, 0)
    photograph(page, f"timeline-{theme}-{width}")


# As on a machine under load: timers without a delay run long after the next keys.
LATE_TIMERS = """
  const { setTimeout: soon } = window;
  window.setTimeout = (action, delay = 0, ...given) => soon(action, delay || 500, ...given);
"""


@pytest.mark.parametrize("script", [pytest.param("", id="soon"), pytest.param(LATE_TIMERS, id="late")])
def test_a_redo_leads_to_the_event_that_moved_where_it_is_now(start: Start, script: str) -> None:
    blank, _ = start(_timeline((ALERT, "first"), ("2026-01-31T14:28:00Z", "second")))
    page, keys = blank.page, blank.page.keyboard
    page.evaluate(f"() => {{ {script} }}")
    page.get_by_label("Time in UTC, event 1").fill("2026-01-31T14:29:00Z")
    keys.press("Tab")
    _expect_events(page, "second", "first")
    keys.press("Control+z")
    _expect_events(page, "first", "second")
    expect(page.get_by_label("Time in UTC, event 1")).to_be_focused()
    keys.press("Control+Shift+z")
    _expect_events(page, "second", "first")
    expect(page.get_by_label("Time in UTC, event 2")).to_be_focused()
    expect(page.get_by_label("Time in UTC, event 2")).to_have_value("2026-01-31T14:29:00Z")


def test_what_is_said_of_a_time_is_called_as_the_field_writes_it(start: Start) -> None:
    blank, _ = start(_timeline(("2026-01-31T15:27:00+01:00", "Rolled back")))
    expect(blank.page.locator(".pmkit-finding-head").first).to_contain_text("Not UTC")
