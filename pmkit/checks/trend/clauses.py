"""Parts a sentence into clauses, and says what each is about where its own words do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmkit.checks.trend.claims import Metric, Name, Only
from pmkit.checks.trend.mentions import Mention
from pmkit.models.incident_history.two_quarters import Period


@dataclass(frozen=True, slots=True)
class Clause:
    """Mentions between two breaks, and what they are about.

    `metric`, `names`, `days` and `period` are its own or, where it has none, those of earlier clauses; `heard` holds
    the names of the nearest clause that has some.
    """

    said: tuple[Mention, ...]
    metric: Metric | None = None
    names: tuple[Name, ...] = ()
    heard: tuple[Name, ...] = ()
    days: tuple[date, date] | None = None
    period: Period | None = None

    def of(self, what: str) -> list[Mention]:
        """Its own mentions of one sort."""
        return [one for one in self.said if one.what == what]

    def figures(self) -> list[Mention]:
        """Figures that it names: means, medians, shares, counts."""
        return [one for one in self.of("metric") if one.value not in ("repeats", "open")]

    def only(self) -> Only:
        """Whether it is about repeats or open ones."""
        found: Only = next((one.value for one in self.of("metric") if one.value in ("repeats", "open")), "")
        return found


def clauses(said: Sequence[Mention]) -> list[Clause]:
    """The clauses of a sentence, in order; what follows a bracket goes on from what stood before it."""
    found: list[Clause] = []
    before, outside = Clause(()), Clause(())
    for mark, part in _parts(said):
        if mark == "(":
            outside = before
        elif mark == ")":
            before = outside
        if part:
            before = _about(Clause(tuple(part)), before)
            found.append(before)
    return found


def _about(own: Clause, before: Clause) -> Clause:
    """A clause with what it is about."""
    names: tuple[Name, ...] = tuple(dict.fromkeys(one.value for one in own.of("name")))
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
        names or (() if figures else before.names),
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
