"""A quarter of incidents beside the quarter before, and what is true of the two: what a trend meeting looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Period = Literal["this", "before"]
Kind = Literal["service", "cause", "severity"]
KINDS: tuple[Kind, ...] = ("service", "cause", "severity")


@dataclass(frozen=True, slots=True)
class QuarterIncident:
    """One incident: when its impact began (UTC), and the minutes until it was resolved; None while it is open.

    `repeats` is the id of the earlier incident that came back in it, "" where none did.
    """

    id: str
    title: str
    start: datetime
    minutes: float | None
    service: str
    cause: str
    severity: str
    repeats: str = ""

    @property
    def day(self) -> date:
        """The day on which it began."""
        return self.start.date()

    def of(self, kind: Kind) -> str:
        """Its service, class of cause or severity."""
        return {"service": self.service, "cause": self.cause, "severity": self.severity}[kind]


@dataclass(frozen=True, slots=True)
class QuarterTruth:
    """What was planted: the first and last day of the cluster, the service that stands out, the repeated cause.

    `likeness` says of other services and causes why they only look so.
    """

    cluster: tuple[date, date]
    service: str
    cause: str
    likeness: Mapping[str, str]


@dataclass(frozen=True)
class TwoQuarters:
    """Incidents of two quarters in the order of time; `begins` and `ends` (not included) bound the later one."""

    incidents: tuple[QuarterIncident, ...]
    before: date
    begins: date
    ends: date
    truth: QuarterTruth

    def of(self, period: Period) -> list[QuarterIncident]:
        """The incidents that began in one of the quarters."""
        return [one for one in self.incidents if (one.day >= self.begins) == (period == "this")]

    def days(self, period: Period) -> int:
        """How many days a quarter has."""
        return (self.ends - self.begins).days if period == "this" else (self.begins - self.before).days

    def names(self, kind: Kind) -> list[str]:
        """The services, causes or severities that occur in either quarter, those of this one first by their count."""
        counts: dict[str, list[int]] = {}
        for one in self.incidents:
            counts.setdefault(one.of(kind), [0, 0])[one.day < self.begins] += 1
        return sorted(counts, key=lambda name: (-counts[name][0], -counts[name][1], name))

    def between(self, first: date, last: date) -> list[QuarterIncident]:
        """The incidents that began on these days, both included."""
        return [one for one in self.incidents if first <= one.day <= last]


def most_within(incidents: Sequence[QuarterIncident], days: int) -> tuple[int, date | None]:
    """The most of incidents in order of time that began within so many days in a row, and the first of these days."""
    best, from_day, first = 0, None, 0
    for last, one in enumerate(incidents):
        while (one.day - incidents[first].day).days >= days:
            first += 1
        if last - first + 1 > best:
            best, from_day = last - first + 1, incidents[first].day
    return best, from_day


def minutes_of(incidents: list[QuarterIncident]) -> list[float]:
    """How long those that are closed lasted, in order."""
    return sorted(one.minutes for one in incidents if one.minutes is not None)
