"""Whether two periods differ: the ratio of their means, medians and counts, each with an interval that holds 95 in 100.

Means and medians: the two intervals of the logarithms are put together by the method of variance estimates recovery
(Zou and Donner 2008), shares by Newcombe's (1998). Counts are compared given their sum, which is exact for even chance;
incidents cluster, so the sum counts for less by how uneven the gaps are. Measured by tests/metrics/test_comparison.py.
"""

import math
from collections.abc import Sequence
from statistics import median

from pmkit.metrics import intervals
from pmkit.metrics.figures import Estimate
from pmkit.metrics.intervals import Interval

FEWEST_TOGETHER = 10
"""Below so many incidents in both periods together no interval of a ratio of counts is given."""
FEWEST_HITS = 6
"""Below so many cases within or without a share, in both periods together, no interval of a difference is given."""
MOST_UNEVEN = 4.0


def of_means(values: Sequence[float], others: Sequence[float]) -> Estimate | None:
    """The mean of log-normal values for one of the others; None where there are no values to divide.

    >>> of_means([10.0] * 3, [20.0] * 3)
    Estimate(value=0.5, interval=None)
    """
    if not values or not others or sum(others) <= 0:
        return None
    ratio = math.fsum(values) / len(values) / (math.fsum(others) / len(others))
    one, other = intervals.log_mean(values), intervals.log_mean(others)
    if one is None or other is None:
        return Estimate(ratio, None)
    return Estimate(ratio, _apart((one[2], one[1]), (other[2], other[1]), ratio))


def of_medians(values: Sequence[float], others: Sequence[float]) -> Estimate | None:
    """The median of values for one of the others; None where there are no values to divide."""
    if not values or not others or median(others) <= 0:
        return None
    ratio = median(values) / median(others)
    one, other = _log_median(values), _log_median(others)
    # Each side makes up for its few ranks by itself; both together would hold the ratio 97.5 times in 100.
    narrower = 1 - 0.3 / math.sqrt(min(len(values), len(others)))
    return Estimate(ratio, _apart(one, other, ratio, narrower) if one and other else None)


def of_counts(count: int, other: int, *, time: float = 1.0, uneven: float = 1.0) -> Estimate | None:
    """How many times more often than in the other period, `time` being this period's length for that one's.

    `uneven` is 1 where incidents fall evenly by chance, more where they cluster; see `unevenness`. None where the
    other period has none.
    """
    if other == 0:
        return None
    ratio = count / other / time
    if count + other < FEWEST_TOGETHER:
        return Estimate(ratio, None)
    whole = (count + other) / max(1.0, uneven)
    share = _of_part(count / (count + other), whole)
    low = share.low / (1 - share.low) / time
    high = share.high / (1 - share.high) / time if share.high < 1 else math.inf
    return Estimate(ratio, Interval(low, high).holding(ratio))


def of_shares(hits: int, count: int, other_hits: int, other_count: int) -> Estimate | None:
    """A share less the one of the other period, from -1 to 1; None for no cases."""
    one, other = intervals.of_share(hits, count), intervals.of_share(other_hits, other_count)
    if one is None or other is None:
        return None
    first, second = hits / count, other_hits / other_count
    if min(hits + other_hits, count + other_count - hits - other_hits) < FEWEST_HITS:
        return Estimate(first - second, None)
    low = first - second - math.hypot(first - one.low, other.high - second)
    high = first - second + math.hypot(one.high - first, second - other.low)
    return Estimate(first - second, Interval(low, high))


def unevenness(gaps: Sequence[float]) -> float:
    """How many times more the count of incidents varies than by even chance: from the spread of the gaps between.

    From 1 to MOST_UNEVEN; 1 for fewer than ten gaps.
    """
    known = [one for one in gaps if one > 0]
    if len(known) < intervals.FEWEST:
        return 1.0
    middle = math.fsum(known) / len(known)
    spread = math.fsum((one - middle) ** 2 for one in known) / (len(known) - 1)
    return min(max(spread / (middle * middle), 1.0), MOST_UNEVEN)


def of_part(uneven: float, share: float) -> float:
    """How uneven a part of the incidents falls, such as those of one service: the smaller, the more even.

    >>> of_part(2.0, 0.25)
    1.25
    """
    return 1 + (uneven - 1) * share


def _log_median(values: Sequence[float]) -> tuple[float, Interval] | None:
    ordered = sorted(values)
    found = intervals.of_quantile(ordered, 0.5)
    if found is None or found.low <= 0:
        return None
    middle = math.log(median(ordered))
    return middle, Interval(math.log(found.low), math.log(found.high)).holding(middle)


def _apart(one: tuple[float, Interval], other: tuple[float, Interval], ratio: float, narrower: float = 1.0) -> Interval:
    """The interval of a ratio, from the logarithms of both sides with their own."""
    (first, mine), (second, theirs) = one, other
    low = first - second - narrower * math.hypot(first - mine.low, theirs.high - second)
    high = first - second + narrower * math.hypot(mine.high - first, second - theirs.low)
    return Interval(math.exp(min(low, 700.0)), math.exp(min(high, 700.0))).holding(ratio)


def _of_part(share: float, whole: float) -> Interval:
    """Wilson's interval of a share of cases that need be no whole number."""
    square = intervals.SQUARE
    centre = (share + square / (2 * whole)) / (1 + square / whole)
    half = math.sqrt(square) / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))
