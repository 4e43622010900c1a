"""Times as tools write them: each form that evidence holds, and what is asked about rather than guessed."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.evidence.sources import deploy_log
from pmkit.evidence.sources.log_lines import _in_utc
from pmkit.evidence.stamps import NoZoneError, StampError, read_stamp
from pmkit.evidence.zones import ZoneError, zone_of


def at(value: object, zone: str = "", unit: str | None = None) -> str:
    """The instant as text, with its precision."""
    instant = read_stamp(value, zone_of(zone) if zone else None, unit=unit)  # type: ignore[arg-type]  # a test's word
    return f"{instant.at.isoformat()} ±{instant.precision:g} {instant.zone_source}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-31T14:23:01Z", "2026-01-31T14:23:01+00:00 ±1 stamp"),
        ("2018-07-04T20:27:12.60602144+02:00", "2018-07-04T18:27:12.606021+00:00 ±1e-06 stamp"),
        ("2026-07-20T09:00:00.000+0000", "2026-07-20T09:00:00+00:00 ±0.001 stamp"),
        ("2011-05-06T17:00Z", "2011-05-06T17:00:00+00:00 ±60 stamp"),
        ("2011-05-06T03:30-07", "2011-05-06T10:30:00+00:00 ±60 stamp"),
        ("2022-08-22 03:51:19.607158889 +0000 UTC m=+0.113", "2022-08-22T03:51:19.607158+00:00 ±1e-06 stamp"),
        ("2022-08-22 03:51:19 UTC", "2022-08-22T03:51:19+00:00 ±1 stamp"),
        ("17/May/2015:08:05:32 +0000", "2015-05-17T08:05:32+00:00 ±1 stamp"),
        ("20260131T142301Z", "2026-01-31T14:23:01+00:00 ±1 stamp"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00 ±1 stamp"),
        ("2530-01-01T00:00:00Z", "2530-01-01T00:00:00+00:00 ±1 stamp"),
    ],
)
def test_a_stamp_with_an_offset_is_read_by_it(value: str, expected: str) -> None:
    assert at(value) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1768487130, "s", "2026-01-15T14:25:30+00:00 ±1 epoch"),
        (1435781430.781, "s", "2015-07-01T20:10:30.781000+00:00 ±0.001 epoch"),
        ("1452837318.000002", "s", "2016-01-15T05:55:18.000002+00:00 ±1e-06 epoch"),
        (1768487130123, "ms", "2026-01-15T14:25:30.123000+00:00 ±0.001 epoch"),
        ("1544712660300000000", "ns", "2018-12-13T14:51:00.300000+00:00 ±1e-06 epoch"),
        (-1, "s", "1969-12-31T23:59:59+00:00 ±1 epoch"),
    ],
)
def test_a_number_counts_from_1970_exactly(value: object, unit: str, expected: str) -> None:
    assert at(value, unit=unit) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Feb 14, 2012 @ 17:47:08.000", "2012-02-14T16:47:08+00:00 ±0.001 given"),
        ("Fri Sep  2 22:04:05 1977", "1977-09-02T21:04:05+00:00 ±1 given"),
        ("2018-04-25 20:42:10", "2018-04-25T18:42:10+00:00 ±1 given"),
        ("2023-05-31T10:05", "2023-05-31T08:05:00+00:00 ±60 given"),
        ("2023-05-31", "2023-05-30T22:00:00+00:00 ±86400 given"),
    ],
)
def test_a_time_without_a_zone_needs_one(value: str, expected: str) -> None:
    with pytest.raises(NoZoneError, match="names no time zone"):
        read_stamp(value)
    assert at(value, "Europe/Berlin") == expected


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "no time is written"),
        ("", "no time is written"),
        (True, "'True' is no time"),
        (float("nan"), "'nan' is no time"),
        (10**400, "is no time"),
        ({}, "'{}' is no time"),
        (1768487130, "'1768487130' is no time that is known here"),
        ("0000-01-01T00:00:00Z", "is no time that a calendar has"),
        ("99999-01-01T00:00:00Z", "is no time that is known here"),
        ("2026-02-30T00:00:00Z", "is no time that a calendar has"),
        ("0001-01-01T00:00:00+05:00", "is no time that a calendar has"),
        ("02/03/2026 14:27", "does not tell the day from the month"),
        ("Mai 14, 2012 @ 17:47:08.000", "'Mai' is no English month"),
        ("14:27", "'14:27' names no day"),
        ("Jan 31 14:27:00 host", "names no year"),
        ("2026-01-31 14:27:00 PM", "hour 14 with AM or PM"),
        ("2026-01-31T14:27:00-34:07", "'-34:07' is no offset of a clock"),
        ("2026-01-31 14:27:00 Europe/Atlantis", "no time zone is called 'Europe/Atlantis'"),
        ("2026-01-31 14:27:00 noonish", "is no time that is known here"),
        ("2026-01-31T14:27:00Z" * 9, "is too long for a time"),
        ("\N{FULLWIDTH DIGIT TWO}026-01-31T14:27:00Z", "is no time that is known here"),
    ],
)
def test_what_is_no_time_is_said_and_never_raised_as_something_else(value: object, says: str) -> None:
    with pytest.raises(StampError) as caught:
        read_stamp(value, UTC)
    assert says in str(caught.value)


def test_an_abbreviation_is_asked_about_because_it_can_mean_several_zones() -> None:
    for zone in (None, UTC):
        with pytest.raises(NoZoneError, match=r"CST can mean -06:00 \(North America\), \+08:00 \(China\)"):
            read_stamp("2026-01-31 14:27:00 CST", zone)
    instant = read_stamp("2026-01-31 14:27:00 CST", zone_of("Asia/Shanghai"))
    assert (instant.at.hour, instant.zone_source, instant.note) == (6, "given", "")


def test_an_hour_that_happens_twice_is_flagged_and_imprecise() -> None:
    instant = read_stamp("2026-10-25 02:30:00", zone_of("Europe/Berlin"))
    assert (instant.at, instant.precision) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 3600)
    assert "happened twice" in instant.note


def test_an_hour_that_does_not_happen_is_flagged() -> None:
    instant = read_stamp("2026-03-29 02:30:00", zone_of("Europe/Berlin"))
    assert (instant.at, instant.precision) == (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 3600)
    assert "did not happen" in instant.note


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UTC", 0),
        ("Z", 0),
        ("+02:00", 2),
        ("-0530", -5.5),
        ("+09", 9),
        ("Asia/Kolkata", 5.5),
        ("UTC+2", 2),
        ("gmt-3:30", -3.5),
        ("(EEST)", 3),
        ("CET", 1),
        ("PT", -8),
    ],
)
def test_a_zone_is_a_name_or_an_offset(name: str, hours: float) -> None:
    assert datetime(2026, 1, 31, tzinfo=zone_of(name)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Berlin", "write Europe/Berlin"),
        ("Europe/Berln", r"is Europe/Berlin meant\?"),
        ("+25:00", "no offset that a clock has"),
        ("IST", r"IST can mean \+05:30 \(India\), \+01:00 \(Ireland\), \+02:00 \(Israel\); write the offset"),
        ("PST", r"PST can mean -08:00"),
        ("UTC+25", "no time zone is called"),
        ("../../etc/passwd", "no time zone is called"),
        ("Europe", "no time zone is called"),
        ("\0", "no time zone is called"),
        ("", "no time zone is called"),
    ],
)
def test_an_unknown_zone_gets_what_to_write(name: str, says: str) -> None:
    with pytest.raises(ZoneError, match=says):
        zone_of(name)


def test_a_computer_without_time_zones_is_told_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmkit.evidence.zones.available_timezones", set)
    with pytest.raises(ZoneError, match="pip install tzdata"):
        zone_of("Europe/Nowhere")


offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)), offsets)  # noqa: DTZ001 -- the zone is drawn beside
def test_law_an_iso_stamp_is_read_back_in_any_offset(naive: datetime, offset: timezone) -> None:
    moment = naive.replace(tzinfo=offset)
    assert read_stamp(moment.isoformat()).at == moment


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.binary()))
def test_law_no_value_raises_anything_but_a_stamp_error(value: object) -> None:
    for unit in (None, "s", "ns"):
        try:
            read_stamp(value, UTC, unit=unit)  # type: ignore[arg-type]  # one of the units
        except StampError as error:
            assert str(error) != ""  # noqa: PT017 -- what is raised is what the law is about


@given(st.datetimes(), st.integers(0, 6), st.sampled_from(["Z", "+00:00", "", "z"]))
def test_law_the_fast_way_says_what_the_slow_way_says(naive: datetime, digits: int, ending: str) -> None:
    fraction = f".{naive.microsecond:06}"[: digits + 1] if digits else ""
    stamp = f"{naive:%H:%M:%S}{fraction}{ending}"
    stamp = f"{naive.year:04}-{naive:%m-%d}T{stamp}"
    fast = _in_utc(stamp)
    assert fast is None or fast == read_stamp(stamp)
    assert (fast is None) == (ending != "Z")


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        ("2026-07-01 10:00:00 CET", "+02:00"),
        ("2026-01-01 10:00:00 CEST", "+01:00"),
        ("2026-07-01 10:00:00 EST", "-04:00"),
        ("Wed Jul 1 10:00:00 PDT 2026", ""),
        ("2026-07-01 10:00:00 +0100 CET", ""),
        ("2026-03-29 02:30:00 CET", ""),
        ("2026-07-01 10:00:00 MST", "can mean"),
    ],
)
def test_letters_of_winter_in_summer_are_read_as_they_say_and_doubted(stamp: str, shown: str) -> None:
    note = read_stamp(stamp).note
    assert shown in note
    assert bool(note) == bool(shown)


def test_a_zone_in_doubt_is_told_once_for_a_file(tmp_path: Path) -> None:
    log = tmp_path / "deploy.log"
    log.write_text("".join(f"2026-07-01 10:0{n}:00 CET bot v{n} started\n" for n in range(9)), encoding="utf-8")
    evidence = deploy_log.read(log)
    assert [str(event.at.hour) for event in evidence.events] == ["9"] * 9
    assert len(evidence.warnings) == 1


@pytest.mark.parametrize(
    ("stamp", "given", "hour"),
    [
        ("2026-01-31 10:00 CST", "America/Chicago", 16),
        ("2026-07-31 10:00 CST", "America/Chicago", 16),
        ("2026-01-31 10:00 CST", "Asia/Shanghai", 2),
        ("2026-01-31 10:00 CST", "+08:00", 2),
        ("2026-07-31 10:00 IST", "Europe/Dublin", 9),
        ("2026-01-31 10:00 BST", "Asia/Dhaka", 4),
    ],
)
def test_of_several_meanings_the_zone_that_is_given_chooses(stamp: str, given: str, hour: int) -> None:
    assert read_stamp(stamp, zone_of(given)).at.hour == hour


def test_a_zone_with_other_letters_and_the_same_clock_chooses_nothing() -> None:
    with pytest.raises(NoZoneError, match="the zone that was given is none of them"):
        read_stamp("2026-01-31 10:00 CST", zone_of("America/New_York"))
