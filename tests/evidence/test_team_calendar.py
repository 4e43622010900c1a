"""A team's calendar: zones by name, floating and all-day entries, repetitions over a change of clocks."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pmkit.evidence import ZoneNeededError
from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
WEEKLY = """UID:1
DTSTART;TZID=Europe/London:20260322T023000
DTEND;TZID=Europe/London:20260322T033000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/London:20260405T023000
SUMMARY:Backup window"""


def calendar(*entries: str, head: str = "") -> str:
    blocks = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{blocks}END:VCALENDAR\n".replace("\n", "\r\n")


def told(evidence: Evidence) -> list[tuple[str, str]]:
    return [(f"{event.at:%Y-%m-%d %H:%M}", event.text) for event in evidence.events]


def says(evidence: Evidence) -> str:
    return "\n".join(one.says for one in evidence.warnings)


def test_a_weekly_entry_keeps_its_clock_time_when_clocks_change_and_its_exceptions(read: Read) -> None:
    evidence = read("calendar", calendar(WEEKLY))
    assert told(evidence) == [
        ("2026-03-22 02:30", "Backup window (until 2026-03-22T03:30:00Z)"),
        ("2026-03-29 01:30", "Backup window (until 2026-03-29T02:30:00Z)"),
        ("2026-04-12 01:30", "Backup window (until 2026-04-12T02:30:00Z)"),
    ]
    assert {(event.zone_source, event.precision, event.ref) for event in evidence.events} == {
        ("stamp", 1.0, "team.ics:3")
    }
    assert (evidence.events[1].at_raw, evidence.warnings) == ("20260329T023000 Europe/London", [])


def test_one_repetition_that_was_moved_is_read_where_it_was_moved_to(read: Read) -> None:
    moved = "UID:1\nRECURRENCE-ID;TZID=Europe/London:20260329T023000\nDTSTART:20260329T120000Z\nSUMMARY:Moved"
    evidence = read("calendar", calendar(WEEKLY, moved))
    assert [(at, event.ref) for (at, _), event in zip(told(evidence), evidence.events, strict=True)] == [
        ("2026-03-22 02:30", "team.ics:3"),
        ("2026-03-29 12:00", "team.ics:11"),
        ("2026-04-12 01:30", "team.ics:3"),
    ]


def test_outlooks_names_of_zones_are_known(read: Read) -> None:
    entry = "DTSTART;TZID=W. Europe Standard Time:20260701T120000\nSUMMARY:x"
    assert told(read("calendar", calendar(entry))) == [("2026-07-01 10:00", "x")]


def test_an_entry_may_tell_its_length_in_place_of_its_end(read: Read) -> None:
    entry = "DTSTART:20260701T120000Z\nDURATION:PT1H30M\nSUMMARY:x"
    assert told(read("calendar", calendar(entry))) == [("2026-07-01 12:00", "x (until 2026-07-01T13:30:00Z)")]


def test_further_days_are_read_too(read: Read) -> None:
    entry = "UID:1\nDTSTART:20260701T120000Z\nRDATE;VALUE=PERIOD:20260703T120000Z/PT2H\nSUMMARY:x"
    assert told(read("calendar", calendar(entry))) == [
        ("2026-07-01 12:00", "x"),
        ("2026-07-03 12:00", "x (until 2026-07-03T14:00:00Z)"),
    ]


def test_a_floating_entry_is_asked_about(read: Read) -> None:
    text = calendar("DTSTART:20260329T090000\nSUMMARY:Freeze begins")
    with pytest.raises(ZoneNeededError, match="'20260329T090000' names no time zone"):
        read("calendar", text)
    [event] = read("calendar", text, zone="Europe/Berlin").events
    assert (f"{event.at:%H:%M}", event.zone_source) == ("07:00", "given")


def test_the_files_own_zone_answers_for_floating_entries(read: Read) -> None:
    text = calendar("DTSTART:20260701T090000\nSUMMARY:x", head="X-WR-TIMEZONE:America/New_York\n")
    [event] = read("calendar", text).events
    assert (f"{event.at:%H:%M}", event.zone_source) == ("13:00", "file")


def test_an_unknown_zone_is_said_and_asked_about(read: Read) -> None:
    text = calendar("DTSTART;TZID=Nowhere/Land:20260701T090000\nSUMMARY:x")
    with pytest.raises(ZoneNeededError):
        read("calendar", text)
    assert "no time zone is called 'Nowhere/Land'" in says(read("calendar", text, zone="UTC"))


@pytest.mark.parametrize(
    ("head", "hour", "precision"),
    [("", "12", 26 * 3600), ("X-WR-TIMEZONE:Asia/Tokyo\n", "03", 12 * 3600)],
)
def test_an_all_day_entry_has_no_instant(read: Read, head: str, hour: str, precision: float) -> None:
    text = calendar("DTSTART;VALUE=DATE:20260131\nSUMMARY:Release freeze", head=head)
    evidence = read("calendar", text, zone="Europe/Berlin")
    [event] = evidence.events
    assert (event.at_raw, f"{event.at:%d %H}", event.precision) == ("20260131", f"31 {hour}", precision)
    assert event.text == "Release freeze (all day)"
    assert "has no instant" in says(evidence)


@pytest.mark.parametrize(("day", "noted"), [("20260329", "did not happen"), ("20261025", "happened twice")])
def test_an_entry_in_the_hour_of_a_change_of_clocks_is_flagged(read: Read, day: str, noted: str) -> None:
    evidence = read("calendar", calendar(f"DTSTART;TZID=Europe/Berlin:{day}T023000\nSUMMARY:x"))
    assert evidence.events[0].precision == 3600
    assert noted in says(evidence)


def test_repetitions_are_given_for_a_window_or_for_a_year(read: Read) -> None:
    text = calendar("UID:1\nDTSTART:20200101T090000Z\nRRULE:FREQ=DAILY\nSUMMARY:Stand-up")
    evidence = read("calendar", text)
    assert (len(evidence.events), says(evidence)) == (366, "repeats for more than a year; the first year is given")
    window = (datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 2, tzinfo=UTC))
    assert [at for at, _ in told(read("calendar", text, window=window))] == ["2026-01-31 09:00", "2026-02-01 09:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=7;BYDAY=SU",
        "nonsense",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;UNTIL=nonsense",
    ],
)
def test_a_rule_that_would_keep_a_computer_busy_does_not(read: Read, rule: str) -> None:
    began = datetime.now(UTC)
    evidence = read(
        "calendar",
        calendar(f"UID:1\nDTSTART:20200101T090000Z\nRRULE:{rule}\nSUMMARY:x", WEEKLY.replace("UID:1", "UID:2")),
    )
    assert [at for at, text in told(evidence) if text.startswith("Backup")][:1] == ["2026-03-22 02:30"]
    assert (datetime.now(UTC) - began).total_seconds() < 10


def test_one_damaged_entry_spoils_no_other_and_a_broken_off_one_is_said(read: Read) -> None:
    good = "UID:2\nDTSTART:20260131T090000Z\nSUMMARY:Good"
    text = calendar("UID:1\nDTSTART:INVALID-DATE", "UID:3\nSUMMARY:no time", good)
    evidence = read("calendar", text.replace("END:VCALENDAR\r\n", "BEGIN:VEVENT\r\nUID:4\r\nDTSTA"))
    assert told(evidence) == [("2026-01-31 09:00", "Good")]
    assert [one.ref for one in evidence.warnings] == ["team.ics:3", "team.ics:7", "team.ics:16"]
    assert "the file breaks off in this entry" in says(evidence)


def test_a_mark_at_the_beginning_and_folded_lines_are_read(read: Read) -> None:
    text = "\ufeff" + calendar("DTSTART:20260131T090000Z\nSUMMARY:Release\n  freeze\\, all teams")
    assert told(read("calendar", text)) == [("2026-01-31 09:00", "Release freeze, all teams")]


def test_what_is_no_calendar_is_said(read: Read) -> None:
    assert "no calendar" in says(read("calendar", "hello"))
