"""From where a history lets one ask how many incidents a change takes."""

import math
from statistics import stdev

import numpy as np
import pytest

from pmkit.incidents.history import make_history
from pmkit.metrics.baseline import baseline_of
from pmkit.metrics.history import history_of
from pmkit.metrics.power import Setting, simulate, tails_of


def test_a_clean_history_gives_the_spread_and_rate_that_it_was_made_with() -> None:
    made = baseline_of(history_of(make_history("lab", 2_000, faults=False).csv()))
    assert made.spread == pytest.approx(1.2, abs=0.08)
    assert made.a_month == pytest.approx(2_000 / 60, rel=0.1)
    assert made.span == "from the first impact to its end"
    assert 0 < made.longest_share < 0.1


def test_a_record_gone_wrong_is_named_as_the_one_that_makes_the_mean() -> None:
    head = "id,impact_start,resolved\n"
    rows = [f"INC-{day},2025-03-{day:02}T10:00:00Z,2025-03-{day:02}T1{day % 9}:30:00Z" for day in range(1, 21)]
    wrong = "INC-99,2024-03-21T10:00:00Z,2025-03-21T10:30:00Z"
    made = baseline_of(history_of(head + "\n".join([*rows, wrong])))
    assert made.longest == "INC-99"
    assert made.span == "from the first impact until resolved"
    assert made.longest_share > 0.98
    assert made.durations == 21


def test_own_tails_are_drawn_with_the_spread_that_is_asked_for() -> None:
    minutes = [1.0, 2, 3, 5, 8, 13, 21, 34, 55, 89]
    tails = tails_of(minutes)
    assert tails.logs.mean() == pytest.approx(0, abs=1e-6)
    assert tails.logs.std() == pytest.approx(1)
    own = simulate(Setting(incidents=100, improvement=0.2, spread=0.8), tails=tails).shares[2]
    # The geometric mean of 100 spreads by a tenth of the spread, a ratio of two by its root of two.
    assert math.log(own.high / own.low) == pytest.approx(2 * 1.2816 * 0.08 * math.sqrt(2), rel=0.05)


def test_longer_tails_than_log_normal_ones_show_false_gains_more_often() -> None:
    logs = np.random.default_rng(3).standard_t(3, 400)
    plain = simulate(Setting(incidents=400, spread=1.2)).shares[0].false_gain
    own = simulate(Setting(incidents=400, spread=1.2), tails=tails_of(np.exp(logs).tolist())).shares[0].false_gain
    assert own > plain + 0.03
    assert stdev(logs) > 1


@pytest.mark.parametrize("minutes", [[], [5.0] * 20, [1.0] * 9, [0.0, *range(1, 20)], [float("nan"), *range(1, 20)]])
def test_too_few_or_impossible_durations_are_refused_with_what_to_give(minutes: list[float]) -> None:
    with pytest.raises(ValueError, match="give 10 or more above 0"):
        tails_of(minutes)
