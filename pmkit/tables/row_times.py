"""Times in the rows of a table: by the zone of their head, on the day that was given; what is assumed is noted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal, NamedTuple

from pmkit.models.timeline import EXAMPLE, Stamp, full_time
from pmkit.models.times.zone_heads import TimeAskedError
from pmkit.models.times.zone_words import ZoneSaid, zone_said

HALF_A_DAY = timedelta(hours=12)
MOST_NOTES = 20
DAY = 1440
"""Minutes."""
FARTHEST_WEST = 12
"""Hours by which clocks are behind UTC at most."""
_WRITTEN = re.compile(
    r"(?:(?P<date>\d{4}-\d\d-\d\d)(?:[Tt ]|, ?))?(?P<hour>\d{1,2}):(?P<rest>\d\d(?::\d\d(?:\.\d{1,6})?)?)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?P<zone>\s?[^\d\s:.].*)?",
    re.ASCII | re.IGNORECASE,
)
_SPAN_END = re.compile(r"[-−](\d\d):(\d\d)", re.ASCII)  # noqa: RUF001 -- pages write the real minus
_HOUR_AND_MINUTE = re.compile(r"(\d\d?):(\d\d)", re.ASCII)


class Clock(NamedTuple):
    """A time of day that names no date, with the line of its row."""

    at: time
    zone: ZoneSaid | None
    line: int


def doubts_of(said: ZoneSaid, at: datetime) -> str:
    """What is to be said of a zone that was read: letters that mean another to some, or of the other half of the year.

    >>> doubts_of(zone_said("BST"), datetime(2026, 7, 1))
    'BST can mean +01:00 (Britain), +06:00 (Bangladesh), +11:00 (Bougainville); read as the first'
    """
    doubts = [f"{said.asks}; read as the first"] if said.meanings and said.zone else []
    return "; ".join(filter(None, [*doubts, said.doubt(at)]))


def span_or_offset(clock: str, behind: str) -> Literal["", "span", "offset", "either"]:
    """What "-05:00" behind a clock is: the end of a span of less than half a day, an offset that some clocks have.

    >>> [span_or_offset(clock, "-05:00") for clock in ("14:00", "04:00")], span_or_offset("10:02", "-10:20")
    (['offset', 'either'], 'span')
    """
    found = _SPAN_END.fullmatch(behind.strip())
    if found is None or not (start := _HOUR_AND_MINUTE.fullmatch(clock)):
        return ""
    hour, minute = int(found[1]), int(found[2])
    apart = (hour * 60 + minute - int(start[1]) * 60 - int(start[2])) % DAY
    is_offset = minute in {0, 30} and 0 < hour <= FARTHEST_WEST
    if 0 < apart < DAY // 2:
        return "either" if is_offset else "span"
    return "offset"


@dataclass
class RowTimes:
    """Times read one after the other; `day` is the date of those that have none, `zone` that of the head.

    `notes` say what was assumed: the day of a time that stands before the one above it, a zone that is meant by most.
    """

    day: date | None = None
    zone: ZoneSaid | None = None
    notes: list[str] = field(default_factory=list)
    before: datetime | None = None
    doubted: set[str] = field(default_factory=set)

    def read(self, text: str, line: int) -> datetime:
        """The time of an event. Raises ValueError for what is no time, or leaves open which is meant."""
        found = _WRITTEN.fullmatch(text)
        if found is None or (found["date"] and not found["half"] and _is_iso(text)):
            at = full_time(text or "")
            self.before = at.replace(tzinfo=None)
            return at if at.tzinfo else self._stamp(at, self.zone, line)
        clock = self._clock(found, text, line)
        if found["date"]:
            self.before = datetime.combine(date.fromisoformat(found["date"]), clock.at)
        else:
            self.before = self._on_the_day(text, clock)
        return self._stamp(self.before, clock.zone, line)

    def read_end(self, text: str, line: int) -> datetime:
        """The end of an event that was read just before: on its day, or past midnight. Raises ValueError."""
        apart = RowTimes(self.before.date() if self.before else self.day, self.zone, doubted=self.doubted)
        if not (clock := self.clock(text, line)):
            return apart.read(text, line)
        at = apart.read(text, line)
        start = self.before
        return at + timedelta(days=1) if start and datetime.combine(start.date(), clock.at) < start else at

    def clock(self, text: str, line: int) -> Clock | None:
        """A time without a date, for whoever finds its day; None for any other. Raises ValueError."""
        found = _WRITTEN.fullmatch(text)
        return self._clock(found, text, line) if found and not found["date"] else None

    def note(self, line: int, says: str) -> None:
        """Keep what was assumed; a long table does not fill a screen with it."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(f"line {line}, {says}")

    def _clock(self, found: re.Match[str], text: str, line: int) -> Clock:
        hour = int(found["hour"])
        if found["half"]:
            if not 1 <= hour <= 12:
                raise TimeAskedError(f"{text[:60]!r}: hour {hour} with AM or PM; write {EXAMPLE}")
            hour = hour % 12 + (12 if found["half"] in "pP" else 0)
        at = time.fromisoformat(f"{hour:02}:{found['rest']}")
        if self.day is None and not found["date"]:
            raise ValueError(f"{text!r} has no date; write {EXAMPLE}, or give the day of the table (--date 2026-01-31)")
        return Clock(at, self._zone(found["zone"], text), line)

    def _zone(self, word: str | None, text: str) -> ZoneSaid | None:
        if not word or not word.strip():
            return self.zone
        said = zone_said(word.strip(), any_case=True)
        if said is None:
            raise TimeAskedError(f"{text[:60]!r} is no time in the form of ISO 8601; write {EXAMPLE}")
        if said.zone is None:
            raise TimeAskedError(f"{text[:60]!r}: {said.asks}; write {EXAMPLE}")
        if span_or_offset(text[: -len(word)].strip()[-5:], word) in {"either", "span"}:
            raise TimeAskedError(f"{text[:60]!r} can be a span, or a time with an offset; write {EXAMPLE}")
        return said

    def _stamp(self, at: datetime, said: ZoneSaid | None, line: int) -> datetime:
        """A clock time in a zone, with the offset that it had there; without a zone as it stands."""
        if said and said.zone is not None:
            if (doubts := doubts_of(said, at)) and doubts not in self.doubted:
                self.doubted.add(doubts)
                self.note(line, f"time: {doubts}")
            at = in_zone(at, said)
        return Stamp.of(full_time(at))

    def _on_the_day(self, text: str, clock: Clock) -> datetime:
        """The day of a time that has none: that of the row above, or the next one where half a day lies between."""
        day = self.day or date.min
        last = self.before
        at = datetime.combine(max(day, last.date()) if last else day, clock.at)
        if last is None or at >= last:
            return at
        if last - at > HALF_A_DAY:
            at += timedelta(days=1)
            says = "after midnight"
        else:
            says = "of the same day, so that it stands out of order; write its date where it is the next day"
        self.note(clock.line, f"time: {text} below {last:%H:%M} is taken as {at:%Y-%m-%d}, {says}")
        return at


def days_of(times: Iterable[datetime]) -> tuple[date, ...]:
    """The days of some times as their clocks show them, in order, each once."""
    return tuple(sorted({at.date() for at in times}))


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def in_zone(at: datetime, said: ZoneSaid) -> datetime:
    """A clock time with the offset that it had in a zone."""
    there = at.replace(tzinfo=said.zone)
    return at.replace(tzinfo=timezone(there.utcoffset() or timedelta()))
