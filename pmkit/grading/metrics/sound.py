"""Whether an interval is one that holds: held against those of sound methods, and against the plain bootstrap."""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

from pmkit.metrics import intervals
from pmkit.metrics.intervals import Interval
from pmkit.models.incident_history.answer import FigureLabel, Statistic

SLACK = 0.1
"""So much of its width, on the scale of logarithms, an interval's ends may lie off: methods differ, people round."""
WIDEST = 2.0
"""So many times as wide as a sound one, an interval still says something."""
NARROW = 0.55
_Z = NormalDist().inv_cdf(1 - intervals.TAIL)
_COX = 2.02


class Judgement(NamedTuple):
    """The share of the points that an interval earns, and why it is not all of them."""

    share: float
    why: str = ""


def judged(
    given: Interval, value: float, values: Sequence[float], label: FigureLabel, statistic: Statistic
) -> Judgement:
    """An interval beside the values that its figure is of."""
    if not given.low <= value <= given.high or given.low <= 0:
        return Judgement(0.0, "does not hold its own value")
    sound = sound_ones(values, label, statistic)
    width, usual = _width(given), min(map(_width, sound))
    slack = math.exp(SLACK * usual)
    if given.low <= max(one.low for one in sound) * slack and given.high >= min(one.high for one in sound) / slack:
        if width <= WIDEST * max(map(_width, sound)):
            return Judgement(1.0)
        return Judgement(0.5, "is so wide that it tells little")
    if width >= NARROW * usual:
        return Judgement(0.5, "is too narrow, as a plain bootstrap or the normal curve makes it")
    return Judgement(0.0, "is much too narrow for so few incidents")


def sound_ones(values: Sequence[float], label: FigureLabel, statistic: Statistic) -> list[Interval]:
    """The intervals of methods that hold for such values; those of no length, which no logarithm has, are left out."""
    values = [one for one in values if one > 0]
    if statistic == "median":
        found = [_log_normal_median(values), intervals.of_quantile(sorted(values), 0.5)]
    elif label == "MTBF":
        # Gaps have shorter tails than durations: here the normal curve holds nearly as often.
        found = [intervals.of_mean_gap(values), normal(values)]
    else:
        found = [intervals.of_mean(values), modified_cox(values)]
    return [one for one in found if one is not None and 0 < one.low < one.high] or [Interval(min(values), max(values))]


def modified_cox(values: Sequence[float]) -> Interval:
    """The modified Cox interval of a log-normal mean (Olsson 2005)."""
    middle, spread = _moments([math.log(one) for one in values])
    count = len(values)
    half = _COX * math.sqrt(spread / count + spread * spread / (2 * (count - 1)))
    return Interval(math.exp(middle + spread / 2 - half), math.exp(middle + spread / 2 + half))


def normal(values: Sequence[float]) -> Interval:
    """The interval of the normal curve, as a plain bootstrap has it too."""
    middle, spread = _moments(values)
    half = _Z * math.sqrt(spread / len(values))
    return Interval(middle - half, middle + half)


def _log_normal_median(values: Sequence[float]) -> Interval:
    middle, spread = _moments([math.log(one) for one in values])
    half = _Z * math.sqrt(spread / len(values))
    return Interval(math.exp(middle - half), math.exp(middle + half))


def _moments(values: Sequence[float]) -> tuple[float, float]:
    middle = math.fsum(values) / len(values)
    return middle, math.fsum((one - middle) ** 2 for one in values) / (len(values) - 1)


def _width(interval: Interval) -> float:
    return math.log(interval.high / interval.low)
