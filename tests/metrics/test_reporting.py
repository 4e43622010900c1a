"""Two teams with the same systems: what they share, what the target says, and what learning changes."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.metrics.reporting import MONTHS, PAIRS, VERDICTS, Reporting, simulate
from pmkit.metrics.trend import trend

share = st.floats(0, 1)
SEEDS = range(1, 9)
BAD = [float("nan"), float("inf"), -0.1, 1e9, 10**5_000, "0.5", None, True, [1]]


@given(at_first=share, team_a=share, team_b=share, seed=st.integers(0, 1_000))
@settings(max_examples=15, deadline=None)
def test_where_nothing_is_learnt_users_see_the_same_whatever_is_reported(
    at_first: float, team_a: float, team_b: float, seed: int
) -> None:
    first, second = simulate(Reporting(at_first, team_a, team_b), seed).teams
    for name in ("minutes", "seen", "repeats", "near_misses"):
        assert getattr(first, name) == getattr(second, name)
    for team in (first, second):
        assert team.reported == team.seen + team.caught
        assert 0 <= team.caught <= team.near_misses
        assert 0 <= team.repeats <= team.seen
    assert (first.caught - second.caught) * (team_a - team_b) >= 0


def test_two_teams_that_report_alike_are_alike() -> None:
    pair = simulate(Reporting(team_a=0.4, team_b=0.4, learning=0.5))
    assert pair.teams[0] == pair.teams[1]
    assert pair.verdicts[0] == pair.verdicts[1]


def test_the_team_that_reports_misses_the_target_and_the_other_meets_it() -> None:
    for seed in SEEDS:
        of_a, of_b = simulate(Reporting(), seed).verdicts
        assert sum(of_a.values()) == sum(of_b.values()) == PAIRS
        assert of_a["met"] == of_b["not met"] == 0
        assert of_a["not met"] > PAIRS / 3
        assert of_b["met"] > PAIRS / 5


def test_the_verdict_is_that_of_the_trend_of_what_was_reported() -> None:
    for team in simulate(Reporting(), 3).teams:
        hours = [one.hours for one in team.incidents if one.reported]
        gaps = [later - earlier for earlier, later in pairwise(hours)]
        assert team.target == VERDICTS[trend(gaps).direction]


def test_without_a_change_in_reporting_the_target_is_seldom_judged() -> None:
    counts = simulate(Reporting(at_first=0.5, team_a=0.5, team_b=0.5)).verdicts[0]
    assert counts["cannot tell yet"] > 0.8 * PAIRS


def test_who_reports_learns_and_users_see_less_and_fewer_repeats() -> None:
    teams = [simulate(Reporting(learning=0.2), seed).teams for seed in SEEDS]
    for name in ("seen", "repeats", "minutes"):
        reports, reports_not = (sum(getattr(pair[number], name) for pair in teams) for number in (0, 1))
        assert reports < 0.95 * reports_not


def test_where_each_report_mends_its_weak_point_nothing_is_a_repeat() -> None:
    for team in simulate(Reporting(learning=1.0)).teams:
        assert team.repeats == 0


def test_as_much_goes_wrong_as_is_said() -> None:
    made = [len(simulate(Reporting(a_month=12), seed).teams[0].incidents) for seed in SEEDS]
    # A Weibull gap of shape 0.7 is spread by 1.46 of its mean.
    error = 3 * 1.46 * (12 * MONTHS / len(made)) ** 0.5
    assert sum(made) / len(made) == pytest.approx(12 * MONTHS, abs=error)


@pytest.mark.parametrize("name", ["at_first", "team_a", "team_b", "a_month", "learning"])
@pytest.mark.parametrize("value", BAD, ids=lambda value: type(value).__name__)
def test_what_is_no_such_number_is_answered_with_what_to_write(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{name} is .*; write a number from"):
        Reporting(**{name: value})


def test_the_same_dice_give_the_same_pair_and_others_another() -> None:
    first = simulate(Reporting())
    simulate.cache_clear()
    assert simulate(Reporting()) == first
    assert simulate(Reporting(), 2).teams != first.teams
    with pytest.raises(ValueError, match=r"^seed is"):
        simulate(Reporting(), -1)
