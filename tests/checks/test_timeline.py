"""The checks of a timeline: what each asks for, where it points, and what must not disturb it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.checks import Finding, examine
from pmkit.checks.timeline.checks import CHECKS
from pmkit.checks.timeline.examples import BAD_DEPLOY, told
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.models.story.scenario import Person, Scenario
from pmkit.models.timeline import Timeline, TimelineEvent

IDS = [
    "no-offset",
    "not-utc",
    "far-time",
    "out-of-order",
    "unsourced-event",
    "interpretation",
    "rounded",
    "unnoted-gap",
    "sweeping-gap",
    "no-human-action",
    "no-automated-event",
    "duplicate",
    "before-cause",
    "blame",
]


def found(timeline: Timeline | str, check: str, scenario: Scenario | None = None) -> list[Finding]:
    return [one for one in examine(timeline, "timeline", scenario=scenario) if one.check == f"timeline/{check}"]


def quotes(timeline: Timeline, check: str) -> list[str]:
    return [one.quote for one in found(timeline, check)]


def test_every_flaw_has_its_check() -> None:
    assert [check.id for check in CHECKS] == [f"timeline/{one}" for one in IDS]


def test_the_modules_own_timeline_is_silent_under_every_check() -> None:
    assert examine(BAD_DEPLOY, "timeline") == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_the_events_of_good_examples_pass_the_language_checks(check: object) -> None:
    readings = [TimelineReading(timeline) for timeline in check.good]
    texts = [reading.own_words(index) for reading in readings for index in range(len(reading.answer.events))]
    assert [(text, [one.check for one in examine(text)]) for text in texts if examine(text)] == []


def test_a_finding_points_at_the_line_of_the_value() -> None:
    text = (
        '[[events]]\nat = 2026-01-31T14:23:01Z\nwhat = "Started"\n\n[[events]]\nat = 2026-01-31T14:20:01Z\nwhat = "x"\n'
    )
    (finding,) = found(text, "out-of-order")
    assert (finding.where, finding.line, finding.column, finding.quote) == (
        "event 2, at",
        6,
        6,
        "2026-01-31T14:20:01Z",
    )


def test_another_offset_is_told_with_the_same_instant_in_utc() -> None:
    timeline = told("2026-01-31T15:23:01+01:00 | Started | Deploy log")
    assert quotes(timeline, "not-utc") == ["2026-01-31T15:23:01+01:00 (in UTC 2026-01-31T14:23:01Z)"]


def test_the_end_of_a_gap_and_the_anchors_need_an_offset_too() -> None:
    timeline = told("14:23:01Z | Nothing is known | | gap | 14:25:00", resolved="14:45:00")
    assert [one.where for one in found(timeline, "no-offset")] == ["anchors, resolved", "event 1, until"]


def test_one_event_out_of_place_is_one_finding() -> None:
    order = ["14:01:01", "14:02:01", "14:09:01", "14:03:01", "14:04:01"]
    timeline = told(*(f"{at}Z | {at} on the clock | Slack" for at in order))
    assert quotes(timeline, "out-of-order") == ["2026-01-31T14:03:01Z"]


def test_a_reference_is_a_source() -> None:
    event = {"at": "2026-01-31T14:23:01Z", "what": "Deployment started", "ref": "deploy.log:12"}
    assert found(Timeline.model_validate({"events": [event]}), "unsourced-event") == []


@pytest.mark.parametrize("source", ["", "  ", "?", "TBD", "n/a", "unknown"])
def test_a_word_that_holds_a_place_is_no_source(source: str) -> None:
    assert len(found(told(f"14:23:01Z | Deployment started | {source}"), "unsourced-event")) == 1


@pytest.mark.parametrize(
    ("what", "quote"),
    [
        ("Checkout slowed down due to the new index", "due to"),
        ("The retry storm led to full queues", "led to"),
        ("Presumably the cache was cold", "Presumably"),
        ("It looks like the network was down", "It looks like"),
        ("Unfortunately the standby took over", "Unfortunately"),
        ("Root cause: pool size", "Root cause"),
    ],
)
def test_a_conclusion_is_found_at_its_words(what: str, quote: str) -> None:
    assert quotes(told(f"14:23:01Z | {what} | Kibana"), "interpretation") == [quote]


@pytest.mark.parametrize(
    "what",
    [
        "On-call suspected the deployment because the errors began with it",
        "Status page updated: “some customers may have seen errors due to a network fault”",
        "Log line `request failed because of timeout` 412 times",
        "Container api-7 killed due to memory limit",
        "Deployment triggered by merge of #4711",
        "Mina identified the pool size as the root cause",
        "Alert ErrorRateHigh fired: rate 15 %",
        "Mina rolled back to v2.3.0",
    ],
)
def test_what_somebody_said_and_what_a_machine_reports_is_a_fact(what: str) -> None:
    assert found(told(f"14:23:01Z | {what} | Slack"), "interpretation") == []


def test_the_reason_of_a_decision_is_a_fact_and_its_judgement_is_none() -> None:
    reason = told("14:23:01Z | Rolled back because errors stayed at 15 % | Slack | decision")
    judged = told("14:23:01Z | Rolled back far too late | Slack | decision")
    assert [quotes(reason, "interpretation"), quotes(judged, "interpretation")] == [[], ["far too"]]


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        (["14:23:01", "14:37:00", "14:39:15"], 0),
        (["14:23:00", "14:37:00", "14:39:15"], 0),
        (["14:23:00", "14:27:00", "14:31:15", "14:32:00"], 3),
        (["14:23:00", "14:27:00", "14:31:00", "14:32:10", "14:33:12", "14:34:41"], 0),
        (["14:23:00", "14:27:00", "14:31:00"], 3),
    ],
)
def test_full_minutes_are_rounded_when_they_are_too_many_for_chance(stamps: list[str], expected: int) -> None:
    timeline = told(*(f"{at}Z | Step {number} of the deployment | Deploy log" for number, at in enumerate(stamps)))
    assert len(found(timeline, "rounded")) == expected


def test_full_minutes_of_a_source_that_keeps_no_seconds_are_true() -> None:
    timeline = told(*(f"14:0{number}:00Z | Item {number} of the agenda | Calendar" for number in range(6)))
    assert found(timeline, "rounded") == []


def test_sources_with_few_events_each_are_taken_together() -> None:
    sources = ["Prometheus", "PagerDuty", "Slack #ops", "Deploy log"]
    rows = [f"14:2{number}:00Z | Event {number} | {source}" for number, source in enumerate(sources)]
    assert len(found(told(*rows), "rounded")) == 4
    assert found(told(*rows[:3], "14:23:11Z | Event 3 | Deploy log"), "rounded") == []


def test_gaps_are_told_longest_first_at_the_event_that_ends_them() -> None:
    timeline = told(*(f"{at}Z | Event at {at} | Slack" for at in ("14:00:01", "14:06:01", "14:40:01")))
    assert [(one.where, one.quote) for one in found(timeline, "unnoted-gap")] == [
        ("event 3, at", "2026-01-31T14:06:01Z to 2026-01-31T14:40:01Z"),
        ("event 2, at", "2026-01-31T14:00:01Z to 2026-01-31T14:06:01Z"),
    ]


def test_taking_the_note_of_its_gap_away_is_found() -> None:
    events = [event for event in BAD_DEPLOY.events if event.kind != "gap"]
    (finding,) = examine(BAD_DEPLOY.model_copy(update={"events": events}), "timeline")
    assert (finding.check, finding.quote) == (
        "timeline/unnoted-gap",
        "2026-01-31T14:30:00Z to 2026-01-31T14:35:42Z",
    )


@pytest.mark.parametrize(
    ("what", "is_asked"),
    [
        ("No evidence for 5 min 42 s", True),
        ("no data", True),
        ("Nothing was recorded in any file", True),
        ("No log lines between 14:30 and 14:35", True),
        ("No evidence of what people did", False),
        ("No records from the gateway", False),
        ("Nothing was written down until the cause was found", False),
        ("What was looked at first is not written down; the error rate stays where it was", False),
    ],
)
def test_a_gap_names_what_is_missing(what: str, is_asked: bool) -> None:
    timeline = told(f"14:30:00Z | {what} | | gap | 14:35:42Z", f"14:36:00Z | {what} | Slack")
    assert [one.where for one in found(timeline, "sweeping-gap")] == ["event 1, what"] * is_asked


def test_a_gap_that_is_noted_in_part_is_asked_about_while_more_than_five_minutes_of_it_are_not() -> None:
    rows = ["14:30:00Z | Investigation started | Slack", "14:45:00Z | Rollback begun | Deploy log"]
    notes = ["14:31:00Z | Nobody wrote | | gap | 14:39:00Z", "14:31:00Z | Nobody wrote | | gap | 14:42:00Z"]
    assert [len(found(told(*rows, note), "unnoted-gap")) for note in notes] == [1, 0]


def test_a_timeline_that_has_begun_is_not_asked_for_people_and_machines() -> None:
    two = told("14:23:01Z | Deployment started | Deploy log", "14:25:33Z | Error rate rose | Prometheus")
    assert [found(two, "no-human-action"), found(Timeline(), "no-human-action")] == [[], []]


def test_who_acted_shows_a_human_action() -> None:
    rows = ["14:23:01Z | Deployment started | Deploy log", "14:23:41Z | Pod ready | Kubernetes"]
    by_mina = told(*rows, "14:24:11Z | Traffic moved | Load balancer | fact | Mina")
    assert [len(found(told(*rows, "14:24:11Z | Traffic moved | Load balancer"), "no-human-action"))] == [1]
    assert found(by_mina, "no-human-action") == []


def test_two_lines_of_one_moment_are_a_duplicate_and_of_two_moments_are_none() -> None:
    rows = ["14:27:00Z | Alert ErrorRateHigh fired | PagerDuty", "14:27:{}Z | Fired: alert ErrorRateHigh | Slack"]
    assert len(found(told(rows[0], rows[1].format("02")), "duplicate")) == 1
    assert found(told(rows[0], rows[1].format("03")), "duplicate") == []


def test_what_comes_before_the_cause_is_asked_about_where_it_is_an_effect() -> None:
    timeline = told(
        "13:27:00Z | Alert ErrorRateHigh fired | PagerDuty",
        "13:28:00Z | Mina merged #4711 | Git",
        cause="14:23:01Z",
        resolved="13:45:00Z",
    )
    assert [one.where for one in found(timeline, "before-cause")] == ["anchors, resolved", "event 1, what"]


def test_blame_is_found_once_and_names_of_the_story_are_people() -> None:
    story = Scenario(
        slug="x",
        title="x",
        problem="x",
        brief="",
        people=[Person(name="Yuyo Tam")],
        teams=[],
        systems=[],
        exhibits=[],
        causes=[],
    )
    timeline = told("14:23:01Z | Yuyo forgot to drain the node | Slack")
    findings = examine(timeline, "timeline", scenario=story)
    assert [(one.check, one.where) for one in findings] == [("timeline/blame", "event 1, what")]


@pytest.mark.parametrize("source", ["Slack #incidents", "Zoom"])
def test_a_chat_message_is_what_somebody_wrote(source: str) -> None:
    message = told(f"14:23:01Z | Mina Okafor: you forgot it, probably because of the sale | {source}")
    assert examine(message, "timeline") == []


def test_a_colon_alone_makes_no_chat_message() -> None:
    timeline = told("14:23:01Z | Deployment: probably the wrong one | Deploy log")
    assert quotes(timeline, "interpretation") == ["probably"]


def test_vague_words_in_an_event_are_no_blame() -> None:
    assert found(told("14:23:01Z | Some things were slow | Slack"), "blame") == []


texts = st.text(max_size=30) | st.sampled_from(["because", "14:27:13", "Alert fired", "probably", "tbd", "Slack"])
stamps = st.sampled_from(
    ["2026-01-31T14:00:00Z", "2026-01-31T14:00:00", "2026-01-31T14:06:01+01:00", "9999-12-31T23:59:59Z"]
)
events = st.builds(
    lambda **data: TimelineEvent.model_validate(data),
    at=stamps,
    what=texts.filter(str.strip),
    source=texts,
    ref=st.none() | texts,
    kind=st.sampled_from(["fact", "decision", "gap"]),
)


@given(st.lists(events, max_size=6), st.none() | stamps)
def test_no_timeline_makes_a_check_raise(found_events: list[TimelineEvent], cause: str | None) -> None:
    timeline = Timeline.model_validate({"anchors": {"cause": cause}, "events": found_events})
    assert {one.check for one in examine(timeline, "timeline")} <= {check.id for check in CHECKS}


@settings(max_examples=settings.default.max_examples // 2)
@given(st.integers(-(10**6), 0))
def test_moving_all_times_alike_brings_no_finding(minutes: int) -> None:
    shift = timedelta(minutes=minutes)
    events_moved = [
        event.model_copy(update={"at": event.at + shift, "until": event.until + shift if event.until else None})
        for event in BAD_DEPLOY.events
    ]
    anchors = {name: at + shift for name, at in BAD_DEPLOY.anchors.given().items()}
    moved = Timeline.model_validate({"anchors": anchors, "events": events_moved})
    assert examine(moved, "timeline") == []


def test_the_largest_timeline_is_read_and_its_findings_end_where_nobody_reads_on() -> None:
    one = TimelineEvent.model_validate({"at": "2026-01-31T14:00:00Z", "what": "a b " * 40, "source": "Slack"})
    assert len(examine(Timeline(events=[one] * 2000), "timeline")) == 500
