"""Times of day as people write them in a cell: "10:20", "2:10 pm CEST", "10:02–10:20 UTC", "~10:20"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from pmkit.tables.row_times import HALF_A_DAY

# Hours from UTC. What means several zones is AMBIGUOUS: such a time has no offset that one could read.
ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "west", "cet", "met"), 1),
    **dict.fromkeys(("cest", "mest", "eet", "sast"), 2),
    **dict.fromkeys(("eest", "msk", "eat"), 3),
    **dict.fromkeys(("sgt", "hkt", "awst"), 8),
    **dict.fromkeys(("jst", "kst"), 9),
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "brt": -3,
    "edt": -4,
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("mst", "pdt"), -7),
    "mdt": -6,
    "pst": -8,
}
YEARS = (1970, 2200)
"""Others are slips, and near the ends of the calendar no zone can be added."""
AMBIGUOUS = frozenset({"cst", "ist", "ast", "amt", "pyt", "sst"})
_ABOUT = re.compile(r"(?:~|≈|ca?\.?|circa|around|about|approx(?:\.|imately)?|roughly)[ \t]*", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(\d{4}-\d\d-\d\d)[T ,]{1,2})?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?[ \t]?([ap]\.?m\.?)?[ \t]?"
    r"(?:\(?([a-z]{1,4})\)?)?[ \t]?(?:([+-])(\d{1,2})(?::?(\d\d))?)?",
    re.ASCII | re.IGNORECASE,
)
_UNTIL = re.compile(r"[ \t]*(?:–|—|-|to|until)[ \t]*(?=\d{1,2}:\d\d)", re.IGNORECASE)
_ZONE_WORD = re.compile(r"\b[A-Z]{1,4}\b(?:[ \t]?[+-]\d{1,2}(?::?\d\d)?)?")
EMPHASIS = " \t*_`"


@dataclass
class Clock:
    """Times of day read one after the other: a fall by more than half a day is midnight."""

    day: date
    zone: timezone | None
    before: datetime | None = None
    last: datetime | None = None

    def read(self, text: str) -> tuple[datetime, datetime | None] | None:
        """When a cell says that something happened, and until when if it says so."""
        text = text.strip(EMPHASIS)
        about = _ABOUT.match(text)
        start = _TIME.match(text, about.end() if about else 0)
        if start is None:
            return None
        until = _UNTIL.match(text, start.end())
        end = _TIME.match(text, until.end()) if until else None
        if (end or start).end() < len(text.rstrip()):
            return None
        at = self._at(start, zone_of=end or start)
        return (at, self._at(end, zone_of=end) if end else None) if at else None

    def _at(self, match: re.Match[str], *, zone_of: re.Match[str]) -> datetime | None:
        try:
            clock = time(int(match[2]) % 24 + _half(match), int(match[3]), int(match[4] or 0))
            day = date.fromisoformat(match[1]) if match[1] else self.day
        except ValueError:
            return None
        if zone_of[6] and zone_of[6].casefold() not in ZONES.keys() | AMBIGUOUS:
            return None
        if not YEARS[0] <= day.year <= YEARS[1]:
            return None
        at = datetime.combine(day, clock)
        if match[1] is None:
            at = self._on_the_day(at)
        self.day, self.before = at.date(), at
        self.last = at.replace(tzinfo=_zone(zone_of) or (self.zone if not zone_of[6] else None))
        return self.last

    def now(self) -> datetime:
        """The time that was read last; the beginning of the day before any was."""
        return self.last or datetime.combine(self.day, time(), self.zone)

    def _on_the_day(self, at: datetime) -> datetime:
        later = self.before is not None and self.before - at > HALF_A_DAY
        return at + timedelta(days=1) if later and at.date() < date.max else at


def _half(match: re.Match[str]) -> int:
    """Twelve hours for "2:10 pm". Raises ValueError for an hour that no clock has."""
    hour, half = int(match[2]), (match[5] or "").casefold()[:1]
    if hour > (12 if half else 23):
        raise ValueError
    return {"p": 12 if hour < 12 else 0, "a": -12 if hour == 12 else 0}.get(half, 0)


def _zone(match: re.Match[str]) -> timezone | None:
    """The zone that a time names; None for none, and for a name of several zones."""
    name, sign = (match[6] or "").casefold(), match[7]
    hours = ZONES.get(name)
    if sign is None or (name and hours != 0):
        return None if hours is None else timezone(timedelta(hours=hours))
    offset = timedelta(hours=int(match[8]), minutes=int(match[9] or 0))
    return timezone(-offset if sign == "-" else offset) if offset < timedelta(hours=24) else None


def zone_of_head(text: str) -> timezone | None:
    """The zone that the head of the times names: "Time (UTC)", "CEST", "Time, UTC+2"."""
    for word in _ZONE_WORD.findall(text):
        match = _TIME.fullmatch(f"00:00 {word}")
        zone = _zone(match) if match else None
        if zone is not None:
            return zone
    return None
