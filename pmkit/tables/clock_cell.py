"""Times of day as people write them in a cell: "10:20", "2:10 pm CEST", "10:02–10:20 UTC", "~10:20"."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from pmkit.models.times.zone_words import ZoneSaid, zone_said
from pmkit.tables.row_times import HALF_A_DAY, doubts_of, in_zone, span_or_offset

YEARS = (1970, 2200)
"""Others are slips, and near the ends of the calendar no zone can be added."""
ADVICE = "write its offset, as +02:00, or Z for UTC"
_ABOUT = re.compile(r"(?:~|≈|ca?\.?|circa|around|about|approx(?:\.|imately)?|roughly)[ \t]*", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(?P<date>\d{4}-\d\d-\d\d)[T ,]{1,2})?(?P<clock>(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?)(?:[ \t]?(?P<half>[AaPp])\.?[Mm]\b\.?)?",
    re.ASCII,
)
_UNTIL = re.compile(r"[ \t]*(?:–|—|-|to|until)[ \t]*(?=\d{1,2}:\d\d)", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z]{2,5}|[A-Z][a-z]+/\S+", re.ASCII)
EMPHASIS = " \t*_`"

Notes = list[str]


@dataclass
class Clock:
    """Times of day read one after the other: a fall by more than half a day is midnight.

    `is_dated` tells whether `day` is the day of the times, or one to count from; `notes` say what was assumed.
    """

    day: date
    zone: ZoneSaid | None
    is_dated: bool = False
    before: datetime | None = None
    last: datetime | None = None
    notes: Notes = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)

    def read(self, text: str) -> tuple[datetime, datetime | None] | None:
        """When a cell says that something happened, and until when if it says so."""
        text = text.strip(EMPHASIS)
        about = _ABOUT.match(text)
        start = _TIME.match(text, about.end() if about else 0)
        if start is None:
            return None
        behind = text[start.end() :].strip()
        reads_as = span_or_offset(start["clock"], behind)
        if reads_as == "either":
            self.notes.append(f"{text[:60]!r} can be from one time to another, or one with an offset; it is not read")
            return None
        until = _UNTIL.match(text, start.end()) if reads_as != "offset" else None
        end = _TIME.match(text, until.end()) if until else None
        return self._span(start, end, text[end.end() :].strip() if end else behind)

    def now(self) -> datetime:
        """The time that was read last; the beginning of the day before any was."""
        return self.last or self._placed(datetime.combine(self.day, time()), self.zone)

    def _span(
        self, start: re.Match[str], end: re.Match[str] | None, zone: str
    ) -> tuple[datetime, datetime | None] | None:
        said = zone_said(zone, any_case=True) if zone else self.zone
        if zone and said is None:
            if _CAPITALS.fullmatch(zone.strip("()[]")):
                self.notes.append(f"{start.string[:60]!r}: {zone[:40]!r} is no zone that is known here; {ADVICE}")
            return None
        if zone and said and said.zone is None:
            self._doubt(f"{said.asks}; {ADVICE}")
        at = self._at(start, said)
        return (at, self._at(end, said) if end else None) if at else None

    def _at(self, match: re.Match[str], said: ZoneSaid | None) -> datetime | None:
        try:
            clock = time(int(match["hour"]) % 24 + _half(match), int(match["minute"]), int(match["second"] or 0))
            day = date.fromisoformat(match["date"]) if match["date"] else self.day
        except ValueError:
            return None
        if not YEARS[0] <= day.year <= YEARS[1]:
            self.notes.append(f"{match[0]} lies too far from now to be told; its time is not read")
            return None
        at = datetime.combine(day, clock)
        if match["date"] is None:
            at = self._on_the_day(match[0], at)
        self.is_dated = self.is_dated or bool(match["date"])
        self.day, self.before = at.date(), at
        if said and said.zone and self.is_dated:
            self._doubt(doubts_of(said, at))
        elif said and said.zone and said.meanings:
            self._doubt(f"{said.asks}; read as the first")
        self.last = self._placed(at, said)
        return self.last

    def _doubt(self, says: str) -> None:
        if says and says not in self.doubted:
            self.doubted.add(says)
            self.notes.append(says)

    def _placed(self, at: datetime, said: ZoneSaid | None) -> datetime:
        return in_zone(at, said) if said and said.zone else at

    def _on_the_day(self, written: str, at: datetime) -> datetime:
        """The day of a time that names none; a table that goes on after midnight is told of."""
        if self.before is None or self.before - at <= HALF_A_DAY or at.date() == date.max:
            return at
        day = f"of {at + timedelta(days=1):%Y-%m-%d}" if self.is_dated else "of the next day"
        self.notes.append(f"{written} below {self.before:%H:%M} is taken as {day}, after midnight")
        return at + timedelta(days=1)


def _half(match: re.Match[str]) -> int:
    """Twelve hours for "2:10 pm". Raises ValueError for an hour that no clock has."""
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if hour > (12 if half else 23):
        raise ValueError
    return {"p": 12 if hour < 12 else 0, "a": -12 if hour == 12 else 0}.get(half, 0)
