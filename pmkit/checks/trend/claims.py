"""What a sentence about two quarters claims: counts, shares, minutes, changes, ranks, causes, names."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pmkit.checks.trend.mentions import Number
from pmkit.models.incident_history.two_quarters import Kind, Period

Metric = Literal["mean", "median", "duration", "share", "count"]
Only = Literal["", "repeats", "open", "closed"]
Hedge = Literal["", "cannot", "interval"]
Way = Literal["up", "down", "same"]
Name = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which incidents are meant: those of a quarter, of these names, within days, only some of them.

    Of two services either will do; of a service and a cause both are meant.
    """

    period: Period = "this"
    names: tuple[Name, ...] = ()
    days: tuple[date, date] | None = None
    only: Only = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Characters `start` to `end` of the sentence."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Claim):
    """So many incidents, of `whole` if that is said; of the scopes that can be meant the likeliest is first.

    `within` is the length in days of a stretch that holds them; `is_loose` that no word beside the number says that it
    counts incidents, so that one that fits nothing is not called wrong.
    """

    number: Number
    scopes: tuple[Scope, ...]
    whole: Number | None = None
    wholes: tuple[Scope, ...] = ()
    within: int = 0
    is_loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Claim):
    """A percentage of the incidents."""

    number: Number
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Claim):
    """A mean or a median, in minutes; `is_loose` where no unit says that it is one, so that it may be a count."""

    number: Number
    metric: Metric
    scopes: tuple[Scope, ...]
    is_loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Claim):
    """A figure went up or down from the quarter before; by `percent` or to so many times as much, if that is said.

    `denied` is a change that is said not to be; `hedged` tells whether the sentence says that one
    cannot tell, or gives an interval.
    """

    way: Way
    metric: Metric
    names: tuple[Name, ...] = ()
    percent: Number | None = None
    factor: float = 0.0
    denied: bool = False
    hedged: Hedge = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size(Claim):
    """By how many percent a figure changed, with its sign."""

    number: Number
    metric: Metric
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Claim):
    """The interval of a change, in percent, or of a figure, in minutes."""

    low: Number
    high: Number
    metric: Metric
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank(Claim):
    """A name is said to have the most or the fewest incidents of its kind."""

    name: Name
    most: bool
    period: Period = "this"


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Claim):
    """One name is said to have more or fewer incidents than another."""

    name: Name
    other: Name
    way: Way
    period: Period = "this"
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Because(Claim):
    """Words that say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(Claim):
    """A service or a cause that the history does not hold."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Claim):
    """A figure that no reading was found for, and what would make it readable."""

    lacks: Literal["figure", "what", "of what"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `tells_not` is whether the sentence says what cannot be told, `gives_bounds` by an interval."""

    claims: list[Claim] = field(default_factory=list)
    tells_not: bool = False
    gives_bounds: bool = False
