"""Intervals hold the truth as often as they say, at the sizes that teams have."""

import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.metrics.intervals import (
    FEWEST,
    Interval,
    _chi_squared,
    _student,
    of_mean,
    of_mean_gap,
    of_quantile,
    of_share,
    quantile,
)
from pmkit.metrics.survival import survival

RUNS = 1500
SLACK = 0.018
"""Three standard errors of a coverage near 0.95 in so many runs."""
values = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=120)


def coverage(
    draw: Callable[[], list[float]], interval: Callable[[Sequence[float]], Interval | None], truth: float
) -> float:
    held = 0
    for _ in range(RUNS):
        found = interval(sorted(draw()))
        assert found is not None
        held += found.low <= truth <= found.high
    return held / RUNS


@pytest.mark.parametrize("sigma", [0.8, 1.6])
@pytest.mark.parametrize("count", [10, 50])
def test_the_interval_of_a_mean_holds_it_95_times_in_100(count: int, sigma: float) -> None:
    dice = random.Random(f"{count} {sigma}")  # noqa: S311 -- repeatable, not secret
    truth = 70 * math.exp(sigma * sigma / 2)
    held = coverage(lambda: [70 * dice.lognormvariate(0, sigma) for _ in range(count)], of_mean, truth)
    assert abs(held - 0.95) < SLACK


@pytest.mark.parametrize("shape", [0.63, 0.77])
@pytest.mark.parametrize("count", [20, 100])
def test_the_interval_of_a_mean_gap_holds_it_where_incidents_cluster(count: int, shape: float) -> None:
    dice = random.Random(f"{count} {shape}")  # noqa: S311 -- repeatable, not secret
    truth = math.gamma(1 + 1 / shape)
    held = coverage(lambda: [dice.weibullvariate(1, shape) for _ in range(count)], of_mean_gap, truth)
    assert abs(held - 0.95) < SLACK


@pytest.mark.parametrize(("share", "count"), [(0.5, 10), (0.5, 50), (0.9, 50), (0.95, 100)])
def test_the_interval_of_a_quantile_holds_it_95_times_in_100(share: float, count: int) -> None:
    dice = random.Random(f"{share} {count}")  # noqa: S311 -- repeatable, not secret
    truth = -math.log(1 - share)
    held = coverage(
        lambda: [dice.expovariate(1) for _ in range(count)], lambda ordered: of_quantile(ordered, share), truth
    )
    assert abs(held - 0.95) < SLACK


def test_the_percentile_bootstrap_that_is_not_used_would_hold_a_mean_far_less_often() -> None:
    dice = random.Random("bootstrap")  # noqa: S311 -- repeatable, not secret
    truth, held, runs = 70 * math.exp(1.2**2 / 2), 0, 200
    for _ in range(runs):
        drawn = [70 * dice.lognormvariate(0, 1.2) for _ in range(20)]
        means = sorted(sum(dice.choices(drawn, k=20)) / 20 for _ in range(200))
        held += means[5] <= truth <= means[194]
    assert held / runs < 0.9


@pytest.mark.parametrize(("share", "fewest"), [(0.5, FEWEST), (0.9, 36), (0.95, 72)])
def test_a_quantile_that_too_few_values_reach_has_no_interval(share: float, fewest: int) -> None:
    ordered = [float(one) for one in range(1, fewest + 1)]
    assert of_quantile(ordered, share) is not None
    assert of_quantile(ordered[:-1], share) is None


def test_below_ten_values_and_of_nothing_no_interval_is_given() -> None:
    nine = [float(one) for one in range(1, 10)]
    assert (of_mean(nine), of_mean_gap(nine), of_quantile(nine, 0.5), of_share(0, 0)) == (None, None, None, None)
    assert of_mean([0.0, *nine]) is None


def test_many_values_have_the_ranks_that_few_would_lead_to() -> None:
    exact = of_quantile([float(one) for one in range(1, 2001)], 0.9)
    near = of_quantile([float(one) for one in range(1, 2002)], 0.9)
    assert exact is not None
    assert near is not None
    assert abs(near.low - exact.low) < 3
    assert abs(near.high - exact.high) < 3


@given(values)
def test_an_interval_holds_its_own_estimate(drawn: list[float]) -> None:
    ordered, mean = sorted(drawn), sum(drawn) / len(drawn)
    for found in (of_mean(ordered), of_mean_gap(ordered)):
        assert found is None or (found.low <= mean * (1 + 1e-9) and mean <= found.high * (1 + 1e-9))
    middle, value = of_quantile(ordered, 0.5), quantile(ordered, 0.5)
    assert middle is None or (middle.low <= value * (1 + 1e-9) and value <= middle.high * (1 + 1e-9))


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        (_chi_squared(9, 0.025), 2.700),
        (_chi_squared(9, 0.975), 19.023),
        (_chi_squared(99, 0.025), 73.361),
        (_student(9), 2.262),
        (_student(99), 1.984),
    ],
)
def test_the_quantiles_that_intervals_are_made_of_are_those_of_printed_tables(found: float, printed: float) -> None:
    assert found == pytest.approx(printed, rel=0.012)


@pytest.mark.parametrize("count", [20, 100])
def test_the_interval_of_a_median_with_open_incidents_holds_it_95_times_in_100(count: int) -> None:
    dice, held, runs = random.Random(f"open {count}"), 0, 600  # noqa: S311 -- repeatable, not secret
    for _ in range(runs):
        lives = [(70 * dice.lognormvariate(0, 1.2), dice.expovariate(1 / 2500)) for _ in range(count)]
        found = survival([min(life) for life in lives], [ended < seen for ended, seen in lives]).median
        assert found is not None
        assert found.interval is not None
        held += found.interval.low <= 70 <= found.interval.high
    assert abs(held / runs - 0.955) < 0.035


@given(st.integers(1, 500).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_a_share_lies_in_its_interval_and_the_interval_between_0_and_1(case: tuple[int, int]) -> None:
    hits, count = case
    found = of_share(hits, count)
    assert found is not None
    assert 0 <= found.low <= hits / count <= found.high <= 1
