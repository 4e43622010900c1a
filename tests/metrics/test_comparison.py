"""The interval of a difference between two periods holds the truth as often as it says, or none is given."""

import math
import random
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.metrics.comparison import FEWEST_TOGETHER, of_counts, of_means, of_medians, of_part, of_shares, unevenness
from pmkit.metrics.figures import Estimate

RUNS = 1500
LEAST, MOST = 0.93 - 0.006, 0.97 + 0.006
"""What is promised, and one standard error of so many runs."""
values = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=60)


def held(estimates: Sequence[Estimate | None], truth: float) -> float:
    """The share of intervals that hold the truth, of those that are given."""
    given = [one.interval for one in estimates if one and one.interval]
    assert len(given) > RUNS / 2
    return sum(one.low - 1e-9 <= truth <= one.high + 1e-9 for one in given) / len(given)


@pytest.mark.parametrize("compare", [of_means, of_medians])
@pytest.mark.parametrize("sigma", [0.8, 1.6])
@pytest.mark.parametrize(("count", "other"), [(10, 10), (20, 50), (60, 60)])
def test_the_interval_of_a_ratio_of_durations_holds_it_95_times_in_100(
    compare: Callable[[Sequence[float], Sequence[float]], Estimate | None], sigma: float, count: int, other: int
) -> None:
    dice = random.Random(f"{sigma} {count}")  # noqa: S311 -- repeatable, not secret

    def drawn(median: float, size: int) -> list[float]:
        return [median * dice.lognormvariate(0, sigma) for _ in range(size)]

    found = held([compare(drawn(63, count), drawn(70, other)) for _ in range(RUNS)], 0.9)
    assert LEAST <= found <= MOST


def beginnings(dice: random.Random, shape: float, count: int) -> list[float]:
    """Clustered beginnings over two periods of length 1, so many expected in each."""
    scale = 1 / count / math.gamma(1 + 1 / shape)
    at, found = -dice.uniform(5, 6), []
    while at < 2:
        if at > 0:
            found.append(at)
        at += dice.weibullvariate(scale, shape)
    return found


@pytest.mark.parametrize("shape", [0.63, 0.77, 1.0])
@pytest.mark.parametrize("count", [20, 50])
def test_the_interval_of_a_ratio_of_counts_holds_it_where_incidents_cluster(shape: float, count: int) -> None:
    dice = random.Random(f"{shape} {count}")  # noqa: S311 -- repeatable, not secret
    adjusted, plain = [], []
    for _ in range(RUNS):
        all_of_them = beginnings(dice, shape, count)
        uneven = unevenness([after - one for one, after in pairwise(all_of_them)])
        before = sum(one < 1 for one in all_of_them)
        adjusted.append(of_counts(len(all_of_them) - before, before, uneven=uneven))
        plain.append(of_counts(len(all_of_them) - before, before))
    assert LEAST <= held(adjusted, 1.0) <= MOST
    assert shape == 1.0 or held(plain, 1.0) < 0.9


@pytest.mark.parametrize(("count", "share", "other"), [(20, 0.3, 0.3), (40, 0.4, 0.1), (60, 0.2, 0.2)])
def test_the_interval_of_a_difference_of_shares_holds_it_95_times_in_100(
    count: int, share: float, other: float
) -> None:
    dice = random.Random(f"{count} {share}")  # noqa: S311 -- repeatable, not secret

    def hits(chance: float) -> int:
        return sum(dice.random() < chance for _ in range(count))

    found = held([of_shares(hits(share), count, hits(other), count) for _ in range(RUNS)], share - other)
    assert LEAST <= found <= MOST


def test_too_few_to_tell_have_a_ratio_and_no_interval() -> None:
    assert of_counts(4, 2) == Estimate(2.0, None)
    assert of_counts(FEWEST_TOGETHER - 2, 2) != Estimate(4.0, None)
    assert of_shares(2, 10, 1, 10) == Estimate(0.1, None)
    nine = [float(one) for one in range(1, 10)]
    for compare in (of_means, of_medians):
        found = compare(nine, [*nine, 10.0])
        assert found is not None
        assert found.interval is None


def test_nothing_to_divide_by_has_no_ratio() -> None:
    assert (of_counts(3, 0), of_means([1.0], []), of_medians([], [1.0]), of_shares(0, 0, 1, 2)) == (None,) * 4


def test_a_shorter_period_counts_for_less() -> None:
    found = of_counts(10, 20, time=0.5)
    assert found is not None
    assert found.value == 1.0
    assert found.interval is not None
    assert found.interval.low < 1 < found.interval.high


def test_even_gaps_are_not_more_uneven_than_chance_and_clusters_are() -> None:
    assert unevenness([1.0] * 30) == 1.0
    assert unevenness([0.1] * 25 + [20.0] * 5) > 2
    assert unevenness([0.001] * 500 + [1e6]) == 4.0
    assert of_part(3.0, 0.5) == 2.0


@given(values, values)
def test_a_ratio_turned_around_has_the_interval_turned_around(some: list[float], others: list[float]) -> None:
    for compare in (of_means, of_medians):
        one, other = compare(some, others), compare(others, some)
        assert one is not None
        assert other is not None
        assert one.value * other.value == pytest.approx(1)
        if one.interval and other.interval and one.interval.high < 1e200:
            assert one.interval.low * other.interval.high == pytest.approx(1, rel=1e-3)
            assert one.interval.low <= one.value <= one.interval.high


@given(st.integers(0, 400), st.integers(1, 400), st.floats(1, 4))
def test_a_ratio_of_counts_lies_in_its_interval_and_unevenness_widens_it(count: int, other: int, uneven: float) -> None:
    plain, wide = of_counts(count, other), of_counts(count, other, uneven=uneven)
    assert plain is not None
    assert wide is not None
    if plain.interval and wide.interval:
        assert wide.interval.low <= plain.interval.low <= plain.value <= plain.interval.high <= wide.interval.high
