"""Evidence on its way to the browser: in order, with the record beside, whatever the records hold."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmkit.models.event import Event
from pmkit.models.story.evidence_line import EvidenceLine, evidence_lines
from pmkit.widgets.timeline.builder import timeline
from pmkit.widgets.timeline.evidence import packed, seen, written

START = datetime(2026, 1, 31, 14, 23, 1, tzinfo=UTC)


def event(seconds: float, text: str = "") -> Event:
    return Event(START + timedelta(seconds=seconds), "", "stamp", 0.5, "Git", "git/log.txt:1", "", text)


def test_lines_are_by_time_and_those_of_one_instant_stay_as_they_were_read() -> None:
    events = [event(9, "c"), event(1, "a"), event(1, "b")]
    lines = evidence_lines(events, ["3", "1", "2"])
    assert [(line.event.text, line.raw) for line in lines] == [("a", "1"), ("b", "2"), ("c", "3")]


def test_a_record_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        evidence_lines([event(0), event(1)], ["only one"])


@pytest.mark.parametrize(
    ("microseconds", "expected"),
    [(0, "2026-01-31T14:23:01Z"), (120_000, "2026-01-31T14:23:01.12Z"), (1, "2026-01-31T14:23:01.000001Z")],
)
def test_a_time_is_written_without_zeros_at_its_end(microseconds: int, expected: str) -> None:
    assert written(START.replace(microsecond=microseconds)) == expected


@given(st.datetimes(timezones=st.none() | st.timezones()))
@example(datetime(1975, 3, 16, 2, fold=1, tzinfo=ZoneInfo("Europe/London")))  # this hour was left out
@example(datetime(2025, 10, 26, 1, fold=1, tzinfo=ZoneInfo("Europe/London")))  # and this one came twice
def test_a_time_that_is_written_reads_back(at: datetime) -> None:
    # A local time that happens twice equals no other time, not even itself elsewhere; its instant does.
    read = datetime.fromisoformat(written(at))
    assert (read.utcoffset(), read.replace(tzinfo=None)) == (at.utcoffset(), at.replace(tzinfo=None, fold=0))


@given(st.text(), st.integers(0, 50))
def test_what_is_seen_holds_nothing_that_turns_words_round(text: str, most: int) -> None:
    shown = seen(text, most)
    assert not any(sign in shown for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x1b\x00\u200f")
    assert len(shown) <= 8 * most + 40


def test_words_of_several_lines_are_shown_on_one() -> None:
    ((*_, words, raw),) = packed([EvidenceLine(event(0, "one\n\n  two"), "one\n\n  two")])
    assert (words, raw) == ("one two", "one\n\n  two")


def test_a_source_is_sent_once_with_what_people_call_it(tmp_path: Path) -> None:
    lines = evidence_lines([event(1), event(2), event(3)._replace(source="PagerDuty")], ["1", "2", "3"])
    names = timeline(tmp_path / "timeline.toml", lines).names
    assert {source: set(called.split()) >= set(source.lower().split()) for source, called in names.items()} == {
        "Git": True,
        "PagerDuty": True,
    }
    assert "pager duty" in names["PagerDuty"]
