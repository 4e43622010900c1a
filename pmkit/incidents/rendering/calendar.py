"""Writes the team's calendar: appointments in the team's zone, some that repeat, some that last all day."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from pmkit.incidents.rendering.sheet import Sheet
from pmkit.incidents.telling import Line, Telling

WEEKS = 8
WEEKLY, ALL_DAY = "weekly", "all-day"


def render(telling: Telling) -> Iterator[Sheet]:
    """calendar/team.ics, where the story has appointments."""
    lines = telling.of("calendar")
    if not lines:
        return
    dice = telling.dice("calendar")
    sheet = Sheet("calendar/team.ics")
    sheet.write(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//{telling.story.organisation}//Calendar//EN\n")
    for line in lines:
        _appointment(sheet, telling, line, dice.hex(12))
    sheet.write("END:VCALENDAR\n")
    yield sheet


def _appointment(sheet: Sheet, telling: Telling, line: Line, uid: str) -> None:
    zone, seen = telling.zone("calendar"), line.seen
    # People write appointments to the minute.
    local = line.at.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    begin = line.at.replace(second=0, microsecond=0)
    body = [f"UID:{uid}@{telling.story.domain}", f"DTSTAMP:{telling.starts - timedelta(days=60):%Y%m%dT%H%M%SZ}"]
    ats = [begin]
    if seen.kind == ALL_DAY:
        body.append(f"DTSTART;VALUE=DATE:{local:%Y%m%d}")
    else:
        end = local + timedelta(seconds=seen.span or 1800)
        body += [f"DTSTART;TZID={zone}:{local:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}"]
    if seen.kind == WEEKLY:
        body.append(f"RRULE:FREQ=WEEKLY;COUNT={WEEKS}")
        # Aware of its zone, `local` keeps the time of day across a change of clocks.
        ats += [(local + timedelta(weeks=week)).astimezone(UTC) for week in range(1, WEEKS)]
    body.append(f"SUMMARY:{seen.text}")
    sheet.record("BEGIN:VEVENT\n", *ats, event=line.event, lag=line.lag)
    sheet.write("\n".join([*body, "END:VEVENT\n"]))
