"""Values that are no time, or none of our years: left out, read in the unit that fits, or kept; and always said."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.evidence.reading import Reading
from pmkit.models.event import Evidence
from pmkit.models.times.near import EARLIEST, FAR

Read = Callable[..., Evidence]
ZERO = "0001-01-01T00:00:00Z"
AT = "2026-01-31T14:23:01Z"


def times(evidence: Evidence) -> list[str]:
    return [f"{event.at:%Y-%m-%d %H:%M:%S}" for event in evidence.events]


def says(evidence: Evidence) -> str:
    return "\n".join(one.says for one in evidence.warnings)


def wrapped(word: str, at: Any) -> Any:
    """A record of a source with a time in it."""
    return {
        "elasticsearch": {"hits": {"hits": [{"_source": {"@timestamp": at, "message": "x"}}]}},
        "log-lines": {"@timestamp": at, "message": "x"},
        "github": [{"environment": "production", "ref": "v2", "created_at": at}],
        "helm": [{"revision": 1, "chart": "shop-1.0.0", "updated": at}],
        "kubernetes": {"items": [{"kind": "Event", "lastTimestamp": at, "reason": "BackOff"}]},
        "pagerduty": {"log_entries": [{"type": "trigger_log_entry", "created_at": at}]},
        "pagerduty-notes": {"notes": [{"content": "x", "created_at": at}]},
        "prometheus-alerts": {"data": {"alerts": [{"activeAt": at}]}},
        "alertmanager": {"alerts": [{"startsAt": at}]},
        "git": f"abc\t{at}\t{at}\tPriya\tCache",
        "kibana": f"@timestamp,message\n{at},x\n",
        "deploy-log": f"{at} deploy-bot production v2 started\n",
        "calendar": f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:{at.replace('-', '').replace(':', '')}\n"
        "END:VEVENT\nEND:VCALENDAR\n",
    }[word]


WORDS = "elasticsearch log-lines github helm kubernetes pagerduty pagerduty-notes prometheus-alerts".split()
WORDS += "alertmanager git kibana deploy-log calendar".split()


@pytest.mark.parametrize("never", [ZERO, "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("word", WORDS)
def test_what_programs_write_for_never_is_no_event_anywhere(read: Read, word: str, never: str) -> None:
    evidence = read(word, wrapped(word, never))
    assert evidence.events == []
    assert "left out" in says(evidence) or "no time is written" in says(evidence)
    assert times(read(word, wrapped(word, AT))) == ["2026-01-31 14:23:01"]


@pytest.mark.parametrize("far", ["1977-09-02T22:04:05Z", "2530-01-01T00:00:00Z"])
@pytest.mark.parametrize("word", WORDS)
def test_a_time_that_lies_far_is_kept_and_said(read: Read, word: str, far: str) -> None:
    evidence = read(word, wrapped(word, far))
    assert times(evidence) == [far.replace("T", " ").rstrip("Z")]
    assert "a time lies before 1990 or more than a year ahead" in says(evidence)


def test_many_times_that_lie_far_are_one_line(read: Read) -> None:
    lines = [json.dumps({"@timestamp": f"1977-09-02T22:04:{second:02}Z", "message": "x"}) for second in range(60)]
    evidence = read("log-lines", "\n".join(lines))
    assert len(evidence.events) == 60
    assert says(evidence).startswith("60 times lie before 1990 or more than a year ahead ('1977-09-02T22:04:00Z' here)")


def test_next_years_time_is_near_and_the_year_after_is_far() -> None:
    reading = Reading("Log", "a")
    now = datetime.now(UTC)
    assert reading.latest - now <= FAR
    for days, far in ((300, False), (400, True)):
        reading.far = None
        reading.instant((now + timedelta(days=days)).isoformat(), 1)
        assert (reading.far is not None) == far


@pytest.mark.parametrize("at", [1769869381, "1769869381.5", 1769869381000, 1769869381000000, "1769869381000000000"])
def test_a_number_is_read_in_the_unit_in_which_it_lies_near_and_that_is_said(read: Read, at: object) -> None:
    evidence = read("log-lines", json.dumps({"@timestamp": at, "message": "x"}))
    assert times(evidence) == ["2026-01-31 14:23:01"]
    assert ("milliseconds; read as" in says(evidence)) == (at != 1769869381000)


def test_milliseconds_where_seconds_are_expected_are_read_and_said(read: Read) -> None:
    evidence = read("prometheus", {"data": {"result": [{"metric": {}, "value": [1769869381000, "1"]}]}})
    assert times(evidence) == ["2026-01-31 14:23:01"]
    assert "a time that counts milliseconds, not seconds; read as milliseconds" in says(evidence)


@pytest.mark.parametrize("number", [0, 42, -5, 4200, 10**25])
def test_a_number_that_is_near_in_no_unit_is_no_event_without_a_word(read: Read, number: int) -> None:
    evidence = read("log-lines", json.dumps({"@timestamp": number, "message": "x"}))
    assert (evidence.events, len(evidence.warnings)) == ([], 1)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2024, 1, 1)))  # noqa: DTZ001 -- the zone is put in below
def test_law_seconds_are_never_taken_for_milliseconds(naive: datetime) -> None:
    at = naive.replace(microsecond=0, tzinfo=UTC)
    for factor in (1, 10**3, 10**6, 10**9):
        instant = Reading("Log", "a").instant(int(at.timestamp()) * factor, 1, unit="ms")
        assert instant is not None
        assert instant.at == at
    assert at >= EARLIEST


def hit(**more: Any) -> dict[str, Any]:
    return {"hits": {"hits": [{"_index": "i", "_id": "1"} | more]}}


@pytest.mark.parametrize("sort", [4.2, 4200, 12, 9223372036854775807, -1, "cart", "20260131", True, None, {}])
def test_what_hits_are_sorted_by_is_a_time_only_where_it_can_be_one(read: Read, sort: object) -> None:
    evidence = read("elasticsearch", hit(_source={"message": "no time"}, sort=[sort]))
    assert (evidence.events, says(evidence)) == ([], "no time is written; the record is left out")


@pytest.mark.parametrize("sort", [1769869381000, "2026-01-31T14:23:01.000Z", 1769869381000000000])
def test_a_time_that_hits_are_sorted_by_is_taken_and_said(read: Read, sort: object) -> None:
    evidence = read("elasticsearch", hit(_source={"message": "x"}, sort=[sort]))
    assert times(evidence) == ["2026-01-31 14:23:01"]
    assert "no time but what the search was sorted by" in says(evidence)


@pytest.mark.parametrize("name", ["timestamp", "time", "ts", "Timestamp"])
def test_a_time_that_stands_in_another_field_is_found(read: Read, name: str) -> None:
    source = {name: AT, "message": "x"}
    assert times(read("elasticsearch", hit(_source=source, sort=[4.2]))) == ["2026-01-31 14:23:01"]
    assert times(read("log-lines", json.dumps(source))) == ["2026-01-31 14:23:01"]


def test_a_field_called_time_that_holds_a_length_is_passed_over(read: Read) -> None:
    source = {"time": 12, "ts": AT, "message": "x"}
    assert times(read("elasticsearch", hit(_source=source))) == ["2026-01-31 14:23:01"]


def test_an_alert_whose_beginning_is_not_known_still_ends(read: Read) -> None:
    alert = {"status": "resolved", "labels": {"alertname": "Down"}, "startsAt": ZERO, "endsAt": AT}
    evidence = read("alertmanager", {"alerts": [alert]})
    assert [event.text for event in evidence.events] == ["Down resolved"]
    assert "that the alert began is left out" in says(evidence)


def test_a_last_time_of_zero_is_none(read: Read) -> None:
    event = {"kind": "Event", "metadata": {"uid": "u", "creationTimestamp": AT}, "firstTimestamp": ZERO}
    evidence = read("kubernetes", {"items": [event | {"lastTimestamp": ZERO, "reason": "BackOff"}]})
    assert times(evidence) == ["2026-01-31 14:23:01"]
    assert ZERO not in says(evidence)
