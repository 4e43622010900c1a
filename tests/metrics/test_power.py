"""How many incidents a change takes: the field's figures, other draws, and an answer to what is no number."""

import gc
import math
import time
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.metrics.power import (
    A_MONTH,
    BARS,
    FIGURES,
    IMPROVEMENT,
    INCIDENTS,
    SPREAD,
    Figure,
    Setting,
    Shares,
    incidents_needed,
    simulate,
)

CUTS = (0.1, 0.2, 0.5)
REACH = 1.959964
seeds = count(100)


def shares(figure: Figure = "mean", seed: int = 1, **setting: Any) -> Shares:
    return next(one for one in simulate(Setting(**setting), seed).shares if one.figure == figure)


def three_errors(*runs: int) -> float:
    """Three standard errors of the difference of shares near a half, from so many runs each."""
    return 3 * math.sqrt(sum(0.25 / one for one in runs))


def log_figures(incidents: int, spread: float, runs: int) -> dict[Figure, np.ndarray]:
    """The logarithm of each figure of so many periods, by numpy's own functions."""
    lasting = np.random.default_rng(7).lognormal(0, spread, (runs, incidents))
    logs = np.log(lasting)
    return {
        "mean": np.log(lasting.mean(axis=1)),
        "median": np.log(np.median(lasting, axis=1)),
        "geometric mean": logs.mean(axis=1),
    }


def test_so_many_incidents_show_a_cut_as_the_field_says() -> None:
    assert [incidents_needed(cut, 1.2) for cut in CUTS] == [2037, 454, 48]


@pytest.mark.parametrize("figure", FIGURES)
def test_so_many_incidents_have_the_power_that_is_promised(figure: Figure) -> None:
    needed, runs = incidents_needed(0.2, 1.2, figure), 4_000
    logs = log_figures(needed, 1.2, 2 * runs)[figure]
    ratios = logs[:runs] + math.log(0.8) - logs[runs:]
    # The spread of a figure without a change, which a test has to know.
    seen = (ratios < -REACH * math.sqrt(2) * logs.std()).mean()
    assert seen == pytest.approx(0.8, abs=0.03)


# Of 381 real durations with a spread of 1.22, drawn again: 43 % at 20 incidents a period, 26 % at 400. Their tails are
# longer than log-normal ones; log-normal durations as heavy as they are have a spread of 1.4.
REAL = {20: 0.43, 400: 0.26}


@pytest.mark.parametrize(("incidents", "plain"), [(20, 0.417), (400, 0.204)])
def test_no_change_at_all_looks_a_tenth_better_as_often_as_with_real_durations(incidents: int, plain: float) -> None:
    setting = Setting(incidents, 0.0, 1.4)
    error = three_errors(simulate(setting).runs)
    assert shares(incidents=incidents, improvement=0, spread=1.4).false_gain == pytest.approx(
        REAL[incidents], abs=error
    )
    assert shares(incidents=incidents, improvement=0, spread=1.22).false_gain == pytest.approx(plain, abs=error)


@pytest.mark.parametrize(("incidents", "improvement", "spread"), [(20, 0.1, 1.2), (51, 0.3, 0.7), (400, 0.2, 1.8)])
@pytest.mark.parametrize("figure", FIGURES)
def test_shares_are_those_of_other_draws_counted_by_their_definition(
    figure: Figure, incidents: int, improvement: float, spread: float
) -> None:
    runs = 4_000
    logs = log_figures(incidents, spread, 2 * runs)[figure]
    after, before = (1 - improvement) * np.exp(logs[:runs]), np.exp(logs[runs:])
    fell = 1 - after / before
    found = shares(figure, incidents=incidents, improvement=improvement, spread=spread)
    error = three_errors(runs, simulate(Setting(incidents, improvement, spread)).runs)
    assert found.shows == pytest.approx((fell >= improvement / 2).mean(), abs=error)
    assert found.reverse == pytest.approx((fell <= -improvement / 2).mean(), abs=error)
    assert found.nothing == pytest.approx((abs(fell) < improvement / 2).mean(), abs=error)
    assert np.quantile(after / before, 0.1) == pytest.approx(found.low, rel=0.06)
    assert np.quantile(after / before, 0.9) == pytest.approx(found.high, rel=0.06)


def test_the_mean_needs_most_incidents_and_the_geometric_mean_fewest() -> None:
    mean, median, geometric = (one.needed or 0 for one in simulate(Setting()).shares)
    assert mean > median > geometric == 2037


def test_more_incidents_show_a_change_more_often() -> None:
    for figure in FIGURES:
        found = [shares(figure, incidents=size, improvement=0.2).shows for size in (10, 100, 1_000)]
        assert found == sorted(found)
        assert found[-1] > found[0] + 0.2


@pytest.mark.parametrize("improvement", [0, 5e-324, 0.0009])
def test_where_nothing_has_changed_nothing_is_needed_and_a_gain_is_a_false_one(improvement: float) -> None:
    for one in simulate(Setting(improvement=improvement)).shares:
        assert one.needed is None
        assert one.shows == pytest.approx(one.false_gain, abs=0.002)
        assert one.false_gain > 0.3


@given(
    incidents=st.integers(int(INCIDENTS.low), 300),
    improvement=st.floats(*IMPROVEMENT),
    spread=st.floats(*SPREAD),
    seed=st.integers(0, 5),
)
@settings(max_examples=25, deadline=None)
def test_whatever_is_chosen_shares_are_of_all_draws_and_the_same_dice_say_the_same(
    incidents: int, improvement: float, spread: float, seed: int
) -> None:
    setting = Setting(incidents, improvement, spread)
    outcome = simulate(setting, seed)
    assert outcome == simulate(setting, seed)
    for one in outcome.shares:
        assert one.shows + one.nothing + one.reverse == pytest.approx(1)
        assert len(one.bars) == BARS
        assert sum(map(sum, one.bars)) == outcome.runs
        assert min(map(min, one.bars)) >= 0
        assert 0 < one.low <= one.high


LIMITS = {"incidents": INCIDENTS, "improvement": IMPROVEMENT, "spread": SPREAD, "a_month": A_MONTH}
BAD = [float("nan"), float("inf"), -1, -(10**5_000), 10**9, 10**5_000, "20", None, True, [20], 1j]


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("value", BAD, ids=lambda value: type(value).__name__)
def test_what_is_no_such_number_is_answered_with_what_to_write(name: str, value: Any) -> None:
    low, high = LIMITS[name]
    with pytest.raises(ValueError, match=f"^{name} is .*; write a number from {low:,g} to {high:,g}"):
        Setting(**{name: value})


def test_numbers_of_numpy_are_numbers_and_half_an_incident_is_none() -> None:
    assert Setting(np.int64(20), np.float64(0.1)) == Setting(20, 0.1)
    with pytest.raises(ValueError, match="write a whole number"):
        Setting(incidents=20.5)  # type: ignore[arg-type]
    for wrong in (0, -0.1, 1, float("nan")):
        with pytest.raises(ValueError, match=r"improvement is .*; write a number from 0.001 to 0.99"):
            incidents_needed(wrong)
    with pytest.raises(ValueError, match="write one of: mean, median, geometric mean"):
        incidents_needed(0.1, 1.2, "mode")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^seed is .*; write a number"):
        simulate(Setting(), -1)


def test_an_answer_takes_a_few_times_as_long_as_numpy_takes_for_its_dice_alone() -> None:
    def least(act: Any) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            act()
            times.append(time.process_time() - began)
        return min(times)

    size = (2, 750, 2_000)  # what is drawn for 2,000 incidents a period
    gc.disable()
    try:
        ours = least(lambda: simulate(Setting(incidents=2_000), next(seeds)))
        plain = least(lambda: np.random.default_rng(next(seeds)).lognormal(size=size))
    finally:
        gc.enable()
    assert simulate(Setting(incidents=2_000)).runs == size[1]
    assert ours < 6 * plain
