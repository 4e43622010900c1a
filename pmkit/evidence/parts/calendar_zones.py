"""The time zones that a calendar file defines, which hold for that calendar alone.

icalendar keeps the first definition of a name that it reads, for the whole process. So each definition gets a name
of its own here, made of what it says: the same name is the same zone, whichever file was read before.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import sha256
from typing import Any

from pmkit.evidence.parts.calendar_blocks import Block, Blocks
from pmkit.evidence.zones import ZoneError, zone_of

MOST_YEARS = 8
_TIMED = re.compile(r"^(?:DTSTART|DTEND|DUE|RECURRENCE-ID|EXDATE|RDATE)\b", re.IGNORECASE)
_TZID = re.compile(r';TZID=(?:"([^"]{1,200})"|([^";:]{1,200}))', re.IGNORECASE)
_NAME = re.compile(r"^TZID(?:;[^:]*)?:(.*)$", re.IGNORECASE)
_YEAR = re.compile(r"^DTSTART[^:]*:(\d{4})", re.IGNORECASE)
Warn = Callable[[int, str], None]


class FileZones:
    """The zones of one file: `names` gives back what the file calls a zone that has a name of its own here."""

    def __init__(self, blocks: Blocks, warn: Warn) -> None:
        self.names: dict[str, str] = {}
        self.defined: dict[tuple[int, str], tuple[str, list[str], tzinfo]] = {}
        years = _years(blocks.events)
        for calendar, lines in blocks.zones:
            name, zone = _named(lines), _zone_of(lines)
            if zone is None:
                continue
            if (calendar, name) in self.defined:
                if not _agree(zone, self.defined[calendar, name][2], years):
                    warn(0, f"defines the zone {name!r} twice, each otherwise; the first is taken")
                continue
            known = _known(name)
            if known is not None:
                if _agree(zone, known, years):
                    continue
                warn(0, f"defines the zone {name!r} otherwise than clocks there went; read as the file says")
            own = "PMKIT-" + sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
            self.names[own] = name
            self.defined[calendar, name] = own, _renamed(lines, own), zone

    def zone(self, calendar: int, name: str) -> tzinfo:
        """The zone that a calendar means by a name. Raises ZoneError for one that nobody knows."""
        if (calendar, name) in self.defined:
            return self.defined[calendar, name][2]
        return zone_of(_olson(name) or name)

    def calendar_of(self, series: list[Block], mark: str) -> str:
        """A calendar of these events alone; `mark` tells the line that each came from."""
        used: dict[str, list[str]] = {}
        events: list[str] = []
        for block in series:
            text = re.sub(r"\r\n[ \t]", "", "\r\n".join(block.lines))
            lines = text.split("\r\n")
            events += [self._line(block.calendar, line, used) if _TIMED.match(line) else line for line in lines]
            events += [f"{mark}:{block.line}", "END:VEVENT"]
        zones = [line for definition in used.values() for line in definition]
        return "\r\n".join(["BEGIN:VCALENDAR", *zones, *events, "END:VCALENDAR", ""])

    def _line(self, calendar: int, line: str, used: dict[str, list[str]]) -> str:
        """A line with a time, its zone under the name that it has here."""
        found = _TZID.search(line)
        name = _plain(found[1] or found[2]) if found else ""
        if not found or (calendar, name) not in self.defined:
            return line
        own, lines, _ = self.defined[calendar, name]
        used[own] = lines
        return f"{line[: found.start()]};TZID={own}{line[found.end() :]}"


def _named(lines: Iterable[str]) -> str:
    return next((_plain(found[1]) for line in lines if (found := _NAME.match(line))), "")


def _plain(name: str) -> str:
    return name.replace("\\", "").strip()


def _renamed(lines: list[str], own: str) -> list[str]:
    return [f"TZID:{own}" if _NAME.match(line) else line for line in lines]


def _zone_of(lines: list[str]) -> tzinfo | None:
    """The zone that a VTIMEZONE defines; None for one that cannot be understood."""
    from icalendar import Timezone

    try:
        own = _renamed(lines, "PMKIT-" + sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16])
        read: Any = Timezone.from_ical("\r\n".join([*own, ""]))
        zone: tzinfo = read.to_tz(lookup_tzid=False)
        zone.utcoffset(datetime(2026, 1, 31))  # noqa: DTZ001 -- the zone answers for a clock time
    except Exception:  # noqa: BLE001 -- a damaged definition raises errors of many kinds
        return None
    return zone


def _known(name: str) -> tzinfo | None:
    """The zone of a name that all the world knows; Windows' names are its own, and a file may define them anew."""
    try:
        return zone_of(name) if name else None
    except ZoneError:
        return None


def _olson(name: str) -> str:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return str(WINDOWS_TO_OLSON.get(name, ""))


def _years(events: list[Block]) -> list[int]:
    """The years in which entries begin, the latest ones, and the year after each."""
    found = {int(match[1]) for block in events for line in block.lines if (match := _YEAR.match(line))}
    near = sorted(year for year in found if 1970 <= year <= 2037)[-MOST_YEARS:]
    return sorted({*near, *(year + 1 for year in near)})


def _agree(zone: tzinfo, known: tzinfo, years: list[int]) -> bool:
    """Whether two zones show one clock in the middle and at the end of every month."""
    for year in years:
        for day in range(14, 365, 15):
            at = datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
            naive = at.replace(tzinfo=None)
            if naive.replace(tzinfo=zone).utcoffset() != naive.replace(tzinfo=known).utcoffset():
                return False
    return True
