"""Parts a sentence into clauses, and says what each is about where its own words do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmkit.checks.trend.claims import Metric, Name, Only
from pmkit.checks.trend.mentions import Mention
from pmkit.models.incident_history.two_quarters import Period

OPEN, CLOSE = ("(", "["), (")", "]")
PARTS = ("repeats", "open", "closed")
"""Words for some of the incidents."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Mentions between two breaks, and what they are about.

    `metric`, `names`, `days` and `period` are its own or, where it has none, those of earlier clauses; `heard` holds
    the names of the nearest clause that has some, `ahead` and `days_ahead` what the next clause names that has some.
    `is_aside` is a clause in brackets.
    """

    said: tuple[Mention, ...]
    metric: Metric | None = None
    names: tuple[Name, ...] = ()
    heard: tuple[Name, ...] = ()
    days: tuple[date, date] | None = None
    period: Period | None = None
    ahead: tuple[Name, ...] = ()
    days_ahead: tuple[date, date] | None = None
    is_aside: bool = False

    def of(self, what: str) -> list[Mention]:
        """Its own mentions of one sort."""
        return [one for one in self.said if one.what == what]

    def figures(self) -> list[Mention]:
        """Figures that it names: means, medians, shares, counts."""
        return [one for one in self.of("metric") if one.value not in PARTS]

    def only(self) -> Only:
        """Whether it is about repeats or open ones."""
        found: Only = next((one.value for one in self.of("metric") if one.value in PARTS), "")
        return found


def clauses(said: Sequence[Mention]) -> list[Clause]:
    """The clauses of a sentence, in order; what follows a bracket goes on from what stood before it."""
    found: list[Clause] = []
    before, outside = Clause(()), Clause(())
    for mark, part in _parts(said):
        if mark in OPEN:
            outside = before
        elif mark in CLOSE:
            before = outside
        if part:
            before = replace(_about(Clause(tuple(part)), before), is_aside=mark in OPEN)
            found.append(before)
    return _with_ahead(found)


def _with_ahead(parts: list[Clause]) -> list[Clause]:
    """The clauses, each with what a later one names."""
    ahead: tuple[Name, ...] = ()
    days: tuple[date, date] | None = None
    found = []
    for part in reversed(parts):
        found.append(replace(part, ahead=ahead, days_ahead=days))
        ahead = named(part) or ahead
        days = next((one.value for one in part.of("days")), days)
    return found[::-1]


def named(part: Clause) -> tuple[Name, ...]:
    """Services, causes and severities that a clause names, each once; those that come after a "because" are none."""
    whys = [one.start for one in part.of("cause")]
    first = min(whys) if whys else None
    counted = (one for one in part.of("name") if first is None or one.start < first or not part.said[0].start < first)
    return tuple(dict.fromkeys(one.value for one in counted))


def _about(own: Clause, before: Clause) -> Clause:
    """A clause with what it is about."""
    names = named(own)
    figures: list[Metric] = [one.value for one in own.figures()]
    exact = [one for one in figures if one != "count"]
    metric: Metric | None = (exact or figures or [before.metric])[0]
    if not figures and (names or own.of("metric")):
        metric = "count" if before.metric is None or own.of("metric") else before.metric
    periods: list[Period] = list(dict.fromkeys(one.value for one in own.of("period") if one.value != "both"))
    days = own.of("days")
    return Clause(
        own.said,
        metric,
        names or (() if figures and not own.of("pronoun") else before.heard if own.of("pronoun") else before.names),
        names or before.heard,
        days[0].value if days else None if periods else before.days,
        periods[0] if len(periods) == 1 else None if periods else before.period,
    )


def _parts(said: Sequence[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """The mentions between two breaks, with the break before them."""
    mark, part = "", list[Mention]()
    for place, one in enumerate(said):
        if one.what != "break" or _joins(said, place):
            part.append(one)
        else:
            yield mark, part
            mark, part = one.value, []
    yield mark, part


def _joins(said: Sequence[Mention], place: int) -> bool:
    """Whether "and" stands between two of a kind, as in "34 and 37 incidents"."""
    if said[place].value != "and" or not 0 < place < len(said) - 1:
        return False
    return said[place - 1].what == said[place + 1].what != "direction"
