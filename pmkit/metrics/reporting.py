"""What a target "increasing MTBF" says of two teams with the same systems, one of which reports near misses.

The same things go wrong in both, at the same minutes, for as long, until one team has mended a weak point and the
other has not. What users see everybody reports; of near misses and small incidents each team reports its own share,
which begins where both begin and moves evenly to where it ends. A weak point that was reported is mended for good
with the chance `learning`; no new ones come in. Whoever knows all this is the simulation: a team sees only reports.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pmkit.metrics.power import SEEDS, Limits, checked
from pmkit.metrics.trend import Direction, trend

MONTH_HOURS = 730.0
MONTHS = 24
WEAK_POINTS = 40
SEEN = 0.15
"""The share of all that goes wrong that users see."""
CLUSTER = 0.7
"""The shape of the gaps; real ones have 0.63 to 0.77 (1 would be even chance)."""
MEDIAN_MINUTES, SPREAD = 70.0, 1.2
SHARE = Limits(0.0, 1.0)
A_MONTH = Limits(1.0, 30.0)
PAIRS = 40
"""So many other pairs of teams are judged beside the one that is shown."""
VERDICTS: dict[Direction, str] = {"rarer": "met", "more frequent": "not met", "cannot tell": "cannot tell yet"}


@dataclass(frozen=True, slots=True)
class Reporting:
    """Shares of near misses that are reported: both teams at first, each at the end. All from 0 to 1.

    `a_month` things go wrong a month in either, and are mended with the chance `learning` once they are reported.
    Raises ValueError that says what to write.
    """

    at_first: float = 0.3
    team_a: float = 0.9
    team_b: float = 0.0
    a_month: float = 20.0
    learning: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no number, or lies out of bounds."""
        for name in ("at_first", "team_a", "team_b", "learning"):
            checked(name, getattr(self, name), SHARE, "as a share of one, 0.3 for 30 %")
        checked("a_month", self.a_month, A_MONTH, "things that go wrong a month")


class Incident(NamedTuple):
    """What went wrong after so many hours at a weak point: a near miss has no minutes that users saw."""

    hours: float
    point: int
    minutes: float
    reported: bool


@dataclass(frozen=True, slots=True)
class Team:
    """What came of one team. MTBF is in hours, of what was reported in each half of the time; None without gaps.

    `target` is what "increasing MTBF" says; `minutes` are those that users saw, `seen` so many incidents, `repeats`
    those of them at a weak point that users had seen fail before. `caught` of `near_misses` were reported.
    """

    incidents: tuple[Incident, ...]
    reported: int
    first_half: float | None
    second_half: float | None
    target: str
    minutes: float
    seen: int
    repeats: int
    near_misses: int
    caught: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two teams, A and B; `verdicts` counts what the target says of each in `PAIRS` other pairs of the same kind."""

    teams: tuple[Team, Team]
    verdicts: tuple[dict[str, int], dict[str, int]]


@lru_cache(maxsize=8)
def simulate(reporting: Reporting, seed: int = 1) -> Pair:
    """Two teams over 24 months, and what the target says in others; the same seed gives the same pair.

    >>> [team.target for team in simulate(Reporting()).teams]
    ['not met', 'met']
    """
    seed = int(checked("seed", seed, SEEDS, "any whole number"))
    ends = (reporting.team_a, reporting.team_b)
    verdicts = tuple(dict.fromkeys(VERDICTS.values(), 0) for _ in ends)
    for number in range(1, PAIRS + 1):
        things = _things(reporting.a_month, f"{seed} {number}")
        for end, counts in zip(ends, verdicts, strict=True):
            counts[_target([one.hours for one, is_told in _happening(things, reporting, end) if is_told])] += 1
    things = _things(reporting.a_month, f"{seed}")
    first, second = (_team(list(_happening(things, reporting, end))) for end in ends)
    return Pair((first, second), (verdicts[0], verdicts[1]))


class _Thing(NamedTuple):
    """What goes wrong where nothing is mended, and two throws of dice: is it reported, is it mended then."""

    hours: float
    point: int
    minutes: float
    reports: float
    mends: float


@lru_cache(maxsize=4 * PAIRS)
def _things(a_month: float, seed: str) -> list[_Thing]:
    dice = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    gap = MONTH_HOURS / a_month / 1.2658  # the mean of a Weibull value of shape 0.7 is 1.2658 of its scale
    found, at = [], 0.0
    while (at := at + dice.weibullvariate(gap, CLUSTER)) < MONTHS * MONTH_HOURS:
        point, is_seen = int(WEAK_POINTS * dice.random()), dice.random() < SEEN
        minutes = MEDIAN_MINUTES * dice.lognormvariate(0, SPREAD) if is_seen else 0.0
        found.append(_Thing(at, point, minutes, dice.random(), dice.random()))
    return found


def _happening(things: Sequence[_Thing], reporting: Reporting, end: float) -> Iterator[tuple[_Thing, bool]]:
    """What happens to a team that comes to report so many near misses, and whether it is reported."""
    mended: set[int] = set()
    first, more = reporting.at_first, (end - reporting.at_first) / (MONTHS * MONTH_HOURS)
    for one in things:
        if one.point not in mended:
            is_reported = one.minutes > 0 or one.reports < first + more * one.hours
            if is_reported and one.mends < reporting.learning:
                mended.add(one.point)
            yield one, is_reported


def _team(happened: Sequence[tuple[_Thing, bool]]) -> Team:
    incidents = [Incident(one.hours, one.point, one.minutes, is_reported) for one, is_reported in happened]
    reported = [one.hours for one in incidents if one.reported]
    half = MONTHS * MONTH_HOURS / 2
    seen = [one for one in incidents if one.minutes]
    small = [one for one in incidents if not one.minutes]
    return Team(
        tuple(incidents),
        len(reported),
        _mtbf([one for one in reported if one < half]),
        _mtbf([one for one in reported if one >= half]),
        _target(reported),
        sum(one.minutes for one in seen),
        len(seen),
        len(seen) - len({one.point for one in seen}),
        len(small),
        sum(one.reported for one in small),
    )


def _mtbf(hours: Sequence[float]) -> float | None:
    return (hours[-1] - hours[0]) / (len(hours) - 1) if len(hours) > 1 else None


def _target(hours: Sequence[float]) -> str:
    """What the trend of the gaps says of "increasing MTBF"."""
    return VERDICTS[trend([later - earlier for earlier, later in pairwise(hours)]).direction]
