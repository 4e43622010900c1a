"""Reads a team's calendar (iCalendar): when meetings, freezes and maintenance began, repetitions followed.

A time with a zone's name is read in it, across changes of the clock; a floating time needs a zone. An all-day
entry has no instant: it is placed at noon, as imprecise as the day is long anywhere on Earth.
"""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from pmkit.evidence.alike import EMPTY
from pmkit.evidence.parts.calendar_blocks import LINE_MARK, MOST_EVENTS, Block, odd_rule, take_apart
from pmkit.evidence.parts.calendar_zones import FileZones
from pmkit.evidence.reading import Reading, ZoneNeededError
from pmkit.evidence.stamps import Instant
from pmkit.evidence.zones import ZoneError, place
from pmkit.models.event import Evidence

SOURCE = "Calendar"
A_YEAR = timedelta(days=366)
HALF_A_DAY = 12 * 3600.0
FARTHEST_ZONE = 14 * 3600.0
MOST_SERIES = 200
Window = tuple[datetime, datetime]


def read(path: Path, *, zone: str | None = None, name: str = "", window: Window | None = None) -> Evidence:
    """An event for each entry, and for each repetition within `window` (UTC), or within a year of the first.

    Raises UnreadableError, ZoneNeededError for a floating time without a zone.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    blocks = take_apart(reading.text(path))
    if not blocks.events and not blocks.is_calendar:
        reading.warn(1, "no calendar; a calendar file begins with BEGIN:VCALENDAR")
    if blocks.others:
        told = blocks.others_told()
        reading.warn(0, f"{told} left out: only events are read" if blocks.events else f"{EMPTY}; {told}")
    if len(blocks.events) > MOST_EVENTS:
        reading.warn(0, f"{len(blocks.events):,} entries; the first {MOST_EVENTS:,} are read")
        del blocks.events[MOST_EVENTS:]
    zones, zone_of_all = FileZones(blocks, reading.warn), (reading.zone, reading.zone_source)
    named = {calendar: _file_zone(reading, zones, calendar, name) for calendar, name in blocks.zone.items()}
    repeating = 0
    for series in blocks.series():
        kept = _kept(reading, series)
        of_file = named.get(series[0].calendar)
        reading.zone, reading.zone_source = (of_file, "file") if of_file else zone_of_all
        repeats = any(_repeats(block) for block in kept)
        repeating += repeats
        if repeating > MOST_SERIES and repeats:
            reading.warn(kept[0].line, f"more than {MOST_SERIES} entries repeat; this one is left out")
        elif kept:
            _series(reading, kept, zones, window if repeats else None)
    return reading.evidence()


def _file_zone(reading: Reading, zones: FileZones, calendar: int, name: str) -> tzinfo | None:
    """The zone that a calendar names for all its entries."""
    try:
        return zones.zone(calendar, name)
    except ZoneError as error:
        reading.warn(0, f"X-WR-TIMEZONE: {error}")
        return None


def _kept(reading: Reading, series: list[Block]) -> list[Block]:
    for block in series:
        if not block.whole:
            reading.warn(block.line, "the file breaks off in this entry; it is left out")
        elif why := odd_rule(block):
            reading.warn(block.line, f"{why}, which is not followed: its first time alone is given")
            block.lines = [line for line in block.lines if not line.upper().startswith(("RRULE", "EXRULE", "RDATE"))]
    return [block for block in series if block.whole]


def _repeats(block: Block) -> bool:
    return any(line.upper().startswith(("RRULE", "RDATE", "RECURRENCE-ID")) for line in block.lines)


def _series(reading: Reading, series: list[Block], zones: FileZones, window: Window | None) -> None:
    """Add the entries of one UID."""
    from icalendar import Calendar

    line, text = series[0].line, zones.calendar_of(series, LINE_MARK)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the calendar's author wrote
            entries: list[Any] = list(Calendar.from_ical(text).walk("VEVENT"))
            _unknown_zones(reading, entries, zones)
            # Once expanded, floating times may come back in UTC; what was written tells.
            floating = any(_is_floating(entry["DTSTART"].dt) for entry in entries)
            if any(_repeats(block) for block in series):
                entries = list(_occurrences(reading, line, text, entries, window))
            for entry in sorted(entries, key=_begins):
                _entry(reading, entry, zones, floating=floating)
    except ZoneNeededError:
        raise
    except Exception as error:  # noqa: BLE001 -- a damaged entry raises errors of many kinds
        start = next((one for block in series for one in block.lines if one.upper().startswith("DTSTART")), "")
        told = f"{start[:60]!r} is no time of a calendar" if "DTSTART" in str(error) and start else ""
        told = told or ("it has no DTSTART" if "DTSTART" in str(error) else str(error)[:100] or type(error).__name__)
        reading.warn(line, f"no entry that can be read ({told}); it is left out")


def _unknown_zones(reading: Reading, entries: list[Any], zones: FileZones) -> None:
    for entry in entries:
        start = entry["DTSTART"]
        told = zones.names.get(str(start.params.get("TZID")), start.params.get("TZID"))
        if told and _is_floating(start.dt):
            says = f"no time zone is called {str(told)[:60]!r}; taken as a time without one"
            reading.warn(int(entry[LINE_MARK]), says)


def _occurrences(reading: Reading, line: int, text: str, entries: list[Any], window: Window | None) -> Iterator[Any]:
    from icalendar import Calendar
    from recurring_ical_events import of  # type: ignore[import-untyped]  # it comes without types

    first = min(_begins(entry) for entry in entries)
    begin, end = window or (first - timedelta(days=1), first + A_YEAR)
    found = of(Calendar.from_ical(text)).between(begin, end)
    yield from found
    rules = [entry["RRULE"] for entry in entries if "RRULE" in entry]
    if window is None and any(_goes_on(rule, len(found), end) for rule in rules):
        reading.warn(line, "repeats for more than a year; the first year is given")


def _goes_on(rule: dict[str, list[Any]], found: int, end: datetime) -> bool:
    if counts := rule.get("COUNT"):
        return int(counts[0]) > found >= A_YEAR.days
    return "UNTIL" not in rule or _in_utc(rule["UNTIL"][0]) > end


def _is_floating(at: date) -> bool:
    return isinstance(at, datetime) and at.tzinfo is None


def _begins(entry: Any) -> datetime:
    return _in_utc(entry["DTSTART"].dt)


def _in_utc(at: date) -> datetime:
    at = at if isinstance(at, datetime) else datetime.combine(at, time())
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _entry(reading: Reading, entry: Any, zones: FileZones, *, floating: bool) -> None:
    line, at = int(entry[LINE_MARK]), entry["DTSTART"].dt
    told = str(entry.get("SUMMARY", "")) or "An entry without a title"
    if str(entry.get("STATUS", "")).upper() == "CANCELLED":
        told += " (cancelled)"
    if not isinstance(at, datetime):
        instant = _all_day(reading, line, at)
        told += " (all day)"
    else:
        zone_name = str(entry["DTSTART"].params.get("TZID") or at.tzinfo)
        zone_name = zones.names.get(zone_name, zone_name)
        instant = _timed(reading, line, at.replace(tzinfo=None) if floating else at, zone_name)
        told += _until(at, entry, instant.at)
    told += "".join(f"; {words}" for key in ("LOCATION", "DESCRIPTION") if (words := str(entry.get(key, "")).strip()))
    organizer = str(entry.get("ORGANIZER", "")).removeprefix("mailto:").removeprefix("MAILTO:")
    if reading.near(instant, line, "the entry is left out") is not None:
        reading.add(line, instant, organizer, told)


def _all_day(reading: Reading, line: int, day: date) -> Instant:
    noon = datetime.combine(day, time(12))
    raw = f"{day:%Y%m%d}"
    reading.warn_once(line, f"an all-day entry ({raw}) has no instant; it stands at noon", "all-day")
    if reading.zone is None or reading.zone_source != "file":
        # A zone that was given for times of day says nothing about where a day is meant.
        return Instant(noon.replace(tzinfo=UTC), raw, "file", HALF_A_DAY + FARTHEST_ZONE)
    return Instant(place(noon, reading.zone).at, raw, reading.zone_source, HALF_A_DAY)


def _timed(reading: Reading, line: int, at: datetime, zone_name: str) -> Instant:
    raw = at.isoformat().replace("-", "").replace(":", "")[: len("20260131T140000")]
    if at.tzinfo is None:
        instant = reading.instant(raw, line)
        if instant is None:
            raise ValueError(f"{raw} is no time")
        return instant
    if at.utcoffset() == timedelta(0) and at.tzname() in {"UTC", "Z"}:
        return Instant(at.astimezone(UTC), f"{raw}Z", "stamp", 1.0)
    placed = place(at.replace(tzinfo=None), at.tzinfo)
    if placed.note:
        reading.warn(line, placed.note)
    return Instant(placed.at, f"{raw} {zone_name}", "stamp", max(1.0, placed.doubt))


def _until(begin: datetime, entry: Any, at: datetime) -> str:
    """When an entry ends, in UTC, where the file says so."""
    end, lasts = getattr(entry.get("DTEND"), "dt", None), getattr(entry.get("DURATION"), "dt", None)
    length = _in_utc(end) - _in_utc(begin) if isinstance(end, datetime) else lasts
    if not isinstance(length, timedelta) or length <= timedelta(0):
        return ""
    return f" (until {at + length:%Y-%m-%dT%H:%M:%SZ})"
