"""A timeline: sorted whatever the order, read back as it was written, its gaps told, its errors with what to write."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.timeline import LONG_GAP, MOST_EVENTS, Anchors, Timeline, TimelineEvent, in_utc

FIRST, LAST = datetime.fromisoformat("0002-01-01"), datetime.fromisoformat("9998-01-01")
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(FIRST, LAST, timezones=st.none() | st.just(UTC) | offsets)
near = st.integers(0, 4000).map(lambda seconds: datetime(2026, 1, 31, 14, tzinfo=UTC) + timedelta(seconds=seconds))
words = st.text(st.characters(codec="utf-8"), max_size=20)
said = words.filter(str.strip)


def events(at: st.SearchStrategy[datetime]) -> st.SearchStrategy[TimelineEvent]:
    return st.builds(
        TimelineEvent,
        at=at,
        what=said,
        source=words,
        ref=st.none() | words,
        kind=st.sampled_from(["fact", "decision", "gap"]),
        by=st.none() | words,
        until=st.none() | at,
        interpretation=st.sampled_from([None, True, False]),
        reads_as=st.none() | words,
    )


def timelines(at: st.SearchStrategy[datetime]) -> st.SearchStrategy[Timeline]:
    anchors = st.builds(Anchors, **{name: st.none() | at for name in Anchors.model_fields})
    return st.builds(Timeline, title=words, anchors=anchors, events=st.lists(events(at), max_size=6))


def told(*rows: tuple[str, str, str | None], **anchors: str) -> Timeline:
    """Rows of clock time, kind and end, all on one day."""
    data = [
        {"at": f"2026-01-31T{at}Z", "what": "x", "kind": kind} | ({"until": f"2026-01-31T{until}Z"} if until else {})
        for at, kind, until in rows
    ]
    dated = {name: f"2026-01-31T{at}Z" for name, at in anchors.items()}
    return Timeline.model_validate({"events": data, "anchors": dated})


@given(timelines(times))
def test_what_is_dumped_parses_back_with_its_offsets(timeline: Timeline) -> None:
    again = Timeline.parse(timeline.dump())
    assert (again, [event.at.utcoffset() for event in again.events]) == (
        timeline,
        [event.at.utcoffset() for event in timeline.events],
    )


@given(timelines(times))
def test_a_timeline_is_sorted_whatever_the_order(timeline: Timeline) -> None:
    stamps = [in_utc(event.at) for event in timeline.sorted().events]
    assert stamps == sorted(in_utc(event.at) for event in timeline.events)


@given(st.lists(events(near), max_size=6), st.randoms())
def test_the_order_in_which_events_are_written_changes_no_gap(found: list[TimelineEvent], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    gaps = [[(gap.start, gap.end) for gap in Timeline(events=one).gaps()] for one in (found, shuffled)]
    assert gaps[0] == gaps[1]


@given(timelines(near), st.integers(0, 900))
def test_gaps_are_never_negative_never_short_and_never_overlap(timeline: Timeline, seconds: int) -> None:
    gaps = timeline.gaps(timedelta(seconds=seconds))
    assert [gap for gap in gaps if gap.length <= timedelta(seconds=seconds)] == []
    assert [one for one, following in pairwise(gaps) if one.end > following.start] == []


@given(timelines(near))
def test_an_event_is_before_during_or_after_by_the_anchors_alone(timeline: Timeline) -> None:
    start, end = timeline.anchors.impact_start, timeline.anchors.impact_end
    for index, event in enumerate(timeline.events):
        relation = timeline.relation(index)
        assert (relation == "before") == (start is not None and event.at < start)
        assert (relation == "after") == (relation != "before" and end is not None and event.at >= end)


def test_five_minutes_are_no_gap_and_a_second_more_is_one() -> None:
    assert told(("14:00:00", "fact", None), ("14:05:00", "fact", None)).gaps() == []
    assert [gap.length for gap in told(("14:00:00", "fact", None), ("14:05:01", "fact", None)).gaps()] == [
        LONG_GAP + timedelta(seconds=1)
    ]


@pytest.mark.parametrize(
    ("notes", "left"),
    [
        ([("14:30:00", "gap", "14:32:00")], 1),  # eight minutes are left
        ([("14:30:00", "gap", "14:35:00")], 0),
        ([("14:33:00", "gap", "14:37:00")], 0),
        ([("14:33:00", "gap", "14:34:00"), ("14:38:00", "gap", "14:39:00")], 0),
        ([("14:31:00", "gap", None)], 0),  # without an end it lasts to the next event
        ([("14:29:00", "gap", "14:40:00")], 1),  # it would hold an event
        ([("14:30:00", "gap", "14:41:00")], 1),
    ],
)
def test_a_gap_is_noted_when_no_five_minutes_of_it_are_left(notes: list[tuple[str, str, str]], left: int) -> None:
    rows = [("14:28:00", "fact", None), ("14:30:00", "fact", None), ("14:40:00", "fact", None)]
    assert len(told(*rows, *notes).gaps()) == left


def test_a_gap_that_is_noted_is_no_longer_missing() -> None:
    rows = [("14:30:00", "fact", None), ("14:35:42", "fact", None)]
    noted = ("14:30:00", "gap", "14:35:42")
    assert [len(told(*rows).gaps()), len(told(*rows, noted).gaps())] == [1, 0]


def test_an_event_of_the_last_second_of_the_impact_lies_after_it() -> None:
    rows = [(f"14:{minute}:00", "fact", None) for minute in ("20", "25", "42")]
    timeline = told(*rows, impact_start="14:25:00", impact_end="14:42:00")
    assert [timeline.relation(index) for index in range(3)] == ["before", "during", "after"]
    assert told(*rows).relation(0) is None


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        ("14:27:00", "event 1, at: '14:27:00' has no date and no offset; write 2026-01-31T14:27:00Z"),
        ("2026-01-31", "event 1, at: '2026-01-31' has no time of day; write 2026-01-31T14:27:00Z"),
        ('"at noon, about"', "event 1, at: 'at noon, about' is no time in the form of ISO 8601; write"),
        ("0001-01-01T00:00:00+14:00", "is no time that a calendar has; write 2026-01-31T14:27:00Z"),
        ('"2026-01-31T14:27:00+01:00:30"', "has an offset that TOML cannot hold; write 2026-01-31T14:27:00Z"),
        ("7", "event 1, at: got 7; write at = 2026-01-31T14:27:00Z"),
    ],
)
def test_a_time_that_is_none_says_what_to_write(at: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Timeline.parse(f'[[events]]\nat = {at}\nwhat = "x"')
    assert problem in str(caught.value)


def test_all_problems_are_told_at_once() -> None:
    text = (
        '[anchors]\nimpact_strat = 2026-01-31T14:27:00Z\n[[events]]\nat = 2026-01-31T14:27:00Z\nwhat = " "\nkind = "x"'
    )
    with pytest.raises(AnswerError) as caught:
        Timeline.parse(text, "answers/timeline.toml")
    assert str(caught.value).splitlines() == [
        "answers/timeline.toml has 3 problems:",
        "  anchors, impact_strat: not a key that is known here; write impact_start",
        "  event 1, what: empty; write what was seen to happen",
        '  event 1, kind: got \'x\'; write kind = "fact", "decision" or "gap"',
    ]


def test_a_timeline_has_a_size() -> None:
    text = '[[events]]\nat = 2026-01-31T14:27:00Z\nwhat = "x"\n' * (MOST_EVENTS + 1)
    with pytest.raises(AnswerError, match="events: got "):
        Timeline.parse(text)


def test_an_empty_reference_is_none() -> None:
    event = TimelineEvent.model_validate({"at": "2026-01-31T14:27:00Z", "what": "x", "ref": "", "by": ""})
    assert (event.ref, event.by) == (None, None)
