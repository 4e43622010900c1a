"""Two quarters of incidents that never were, with a planted truth and with what only looks like one.

Planted in the later quarter: a cluster in time, a service that stands out, a cause that repeats. Only looking so: a
better mean time to resolve that its interval does not carry, a service that doubled from two to four, the largest
service, the most frequent cause. Same seed, same quarters.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import NormalDist, fmean, median
from typing import Any

from pmkit.incidents.dice import Dice
from pmkit.models.data_file import data_file
from pmkit.models.incident_history.two_quarters import (
    QuarterIncident,
    QuarterTruth,
    TwoQuarters,
    minutes_of,
    most_within,
)

MOST_SEED = 2**31
_TRIES = 3_000
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class _Planted:
    """Who plays which part: the service that stands out, the one that doubled, the largest; the repeated cause."""

    service: str
    doubled: str
    largest: str
    cause: str
    common: str
    cluster: tuple[date, date]

    @property
    def moving(self) -> tuple[str, str]:
        """The services whose counts are to change."""
        return self.service, self.doubled


def make_two_quarters(seed: int = 1) -> TwoQuarters:
    """The quarters with this number. Raises ValueError for a number out of range."""
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"the seed is {seed}; write a whole number from 0 to {MOST_SEED}")
    plan = data_file("incidents/two_quarters_plan.toml")
    for attempt in range(_TRIES):
        dice = Dice(f"{seed}", f"two quarters {attempt}")
        planted = _chosen(dice, plan)
        incidents = _with_repeats(dice, plan, planted, [*_before(dice, plan, planted), *_now(dice, plan, planted)])
        truth = QuarterTruth(planted.cluster, planted.service, planted.cause, {})
        found = TwoQuarters(tuple(incidents), plan["before"], plan["begins"], plan["ends"], truth)
        if _holds(found, plan, planted):
            timed = _timed(Dice(f"{seed}", "durations"), plan, found)
            return replace(timed, truth=replace(truth, likeness=_likeness(timed, plan, planted)))
    raise AssertionError(f"no quarters were found for the seed {seed}")


def _chosen(dice: Dice, plan: Mapping[str, Any]) -> _Planted:
    """The parts, drawn among those who can play them, and the days of the cluster, away from the quarter's ends."""
    largest, *others = plan["services"]
    service, doubled = dice.mixed(others)[:2]
    cause = dice.one_of(list(plan["repeated_titles"]))
    length = dice.between(*plan["cluster"]["days"])
    whole = (plan["ends"] - plan["begins"]).days
    first = plan["begins"] + timedelta(days=dice.between(10, whole - 10 - length))
    common = next(iter(plan["causes"]))
    return _Planted(service, doubled, largest, cause, common, (first, first + timedelta(days=length - 1)))


def _before(dice: Dice, plan: Mapping[str, Any], planted: _Planted) -> list[QuarterIncident]:
    """The quarter before: even, with a few of the two services that will be looked at."""
    services = _services(dice, plan, planted, "before")
    starts = _spread(dice, plan["before"], plan["begins"], len(services), plan["gap_shape"])
    return [_incident(dice, plan, at, service) for at, service in zip(starts, services, strict=True)]


def _now(dice: Dice, plan: Mapping[str, Any], planted: _Planted) -> list[QuarterIncident]:
    """The later quarter: with the cluster, and more of the service that stands out."""
    services, cluster = _services(dice, plan, planted, "now"), dice.between(*plan["cluster"]["incidents"])
    starts = _spread(dice, plan["begins"], plan["ends"], len(services) - cluster, plan["gap_shape"])
    first, last = planted.cluster
    inside = _spread(dice, first, last + timedelta(days=1), cluster, 1.0)
    # Both ends of the cluster are days with incidents, so that its dates can be read.
    ends = [_at(first, 60 + dice.below(600)), _at(last, 60 + dice.below(1200))]
    starts = sorted([*starts, *ends, *inside[1:-1]])
    return [_incident(dice, plan, at, service) for at, service in zip(starts, services, strict=True)]


def _services(dice: Dice, plan: Mapping[str, Any], planted: _Planted, period: str) -> list[str]:
    """The services of a quarter's incidents, in no order."""
    names = [planted.service] * dice.between(*plan["standing_out"][period])
    names += [planted.doubled] * plan["doubled"][period]
    names += [planted.largest] * dice.between(*plan["largest"]["incidents"])
    parts = {planted.service, planted.doubled, planted.largest}
    left = {name: share for name, share in plan["services"].items() if name not in parts}
    count = dice.between(*plan["incidents"])
    return dice.mixed([*names, *(dice.weighted(left) for _ in range(max(0, count - len(names))))])


def _spread(dice: Dice, first: date, end: date, count: int, shape: float) -> list[datetime]:
    """So many beginnings with Weibull gaps, stretched over the whole time."""
    gaps = [(-math.log(1 - dice.share())) ** (1 / shape) + 0.01 for _ in range(count + 1)]
    whole = (end - first).days * _DAY
    scale, at, found = whole / math.fsum(gaps), 0.0, []
    for gap in gaps[:-1]:
        at += gap * scale
        found.append(_at(first, min(at, whole - 2)))
    return found


def _at(day: date, minutes: float) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(minutes=round(minutes))


def _incident(dice: Dice, plan: Mapping[str, Any], at: datetime, service: str) -> QuarterIncident:
    cause = dice.weighted(plan["causes"])
    return QuarterIncident("", plan["titles"][cause], at, None, service, cause, dice.weighted(plan["severities"]))


def _with_repeats(
    dice: Dice, plan: Mapping[str, Any], planted: _Planted, incidents: Sequence[QuarterIncident]
) -> list[QuarterIncident]:
    """Number them, and let some of the later quarter be one that came back: most of the repeated cause."""
    numbered = [replace(one, id=f"INC-{201 + number}") for number, one in enumerate(incidents)]
    later = [place for place, one in enumerate(numbered) if one.day >= plan["begins"]]
    wanted = dice.between(*plan["repeats"]["incidents"])
    title = plan["repeated_titles"][planted.cause]
    chain = sorted(dice.mixed(later)[: wanted + 1])
    for place in chain:
        first = numbered[chain[0]].id
        repeats = "" if place == chain[0] else first
        numbered[place] = replace(numbered[place], cause=planted.cause, title=title, repeats=repeats)
    alike = [place for place in later if numbered[place].cause == planted.common and place not in chain]
    if len(alike) > 2 and plan["repeats"]["elsewhere"]:
        earlier, place = sorted(dice.mixed(alike)[:2])
        numbered[place] = replace(numbered[place], repeats=numbered[earlier].id)
    return numbered


def _holds(found: TwoQuarters, plan: Mapping[str, Any], planted: _Planted) -> bool:
    """Whether what is planted can be found, and what only looks like it is not larger."""
    first, last = planted.cluster
    length, inside = (last - first).days + 1, len(found.between(first, last))
    now, before = found.of("this"), found.of("before")
    outside = [one for one in now if not first <= one.day <= last]
    causes = Counter(one.cause for one in now)
    earlier = Counter(one.cause for one in before)
    services, were = Counter(one.service for one in now), Counter(one.service for one in before)
    severe = Counter(one.severity for one in now)
    return (
        max(most_within(outside, length)[0], most_within(before, length)[0]) <= plan["cluster"]["rival"] * inside
        and most_within(now, length)[0] <= inside + 1
        and 20 <= len(now) <= 60
        and 0.8 <= len(now) / len(before) <= 1.25
        and causes.most_common(1)[0][0] == planted.common
        and causes[planted.common] > causes[planted.cause]
        and earlier.most_common(1)[0][0] == planted.common
        and were.most_common(1)[0][0] == planted.largest
        and services.most_common(1)[0][0] == planted.service
        and all(_is_alike(services[name], were[name]) for name in plan["services"] if name not in planted.moving)
        and all(_is_alike(causes[name], earlier[name]) for name in plan["causes"])
        and severe["SEV-1"] >= 1
    )


def _is_alike(now: int, before: int) -> bool:
    """Whether two counts lie so near that nothing stands out in them."""
    return now <= 2 * before + 3 and before <= 2 * now + 3


def _timed(dice: Dice, plan: Mapping[str, Any], found: TwoQuarters) -> TwoQuarters:
    """With durations, drawn until the mean looks better and the median lies near the one before."""
    now = found.of("this")
    left_open = {now[-1 - place].id for place in range(dice.between(1, plan["open_at_most"]))}
    for _ in range(_TRIES):
        timed = [
            replace(one, minutes=None if one.id in left_open else _duration(dice, plan)) for one in found.incidents
        ]
        known = replace(found, incidents=tuple(timed))
        here, there = minutes_of(known.of("this")), minutes_of(known.of("before"))
        means, medians = fmean(here) / fmean(there), median(here) / median(there)
        if _lies(means, plan["mean_ratio"]) and _lies(medians, plan["median_ratio"]):
            return known
    raise AssertionError("no durations were found")


def _lies(value: float, bounds: Sequence[float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _duration(dice: Dice, plan: Mapping[str, Any]) -> float:
    share = min(max(dice.share(), 1e-9), 1 - 1e-9)
    return float(max(3, round(plan["median"] * math.exp(plan["sigma"] * NormalDist().inv_cdf(share)))))


def _likeness(found: TwoQuarters, plan: Mapping[str, Any], planted: _Planted) -> dict[str, str]:
    """Why the others only look so, by service and cause."""
    now, before = found.of("this"), found.of("before")

    def told(kind: str, name: str) -> str:
        here = [one for one in now if name in (one.service, one.cause)]
        there = [one for one in before if name in (one.service, one.cause)]
        came_back = sum(1 for one in here if one.repeats)
        words: str = plan["likeness"][kind]
        return words.format(now=len(here), before=len(there), repeats=came_back or "none")

    return {
        planted.largest: told("most", planted.largest),
        planted.doubled: told("doubled", planted.doubled),
        planted.common: told("cause", planted.common),
    }
