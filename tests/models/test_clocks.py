"""The clocks: the module's figures under its own policy, others under others, none without its anchors."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks.timeline.examples import BAD_DEPLOY
from pmkit.models.clocks import FIGURES, load_policy, policy_names, read_clocks
from pmkit.models.timeline import Anchors

FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01")
times = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
anchors = st.builds(Anchors, **{name: st.none() | times for name in Anchors.model_fields})
policies = st.sampled_from(policy_names()).map(load_policy)


def moved(given_anchors: Anchors, by: timedelta, zone: timezone) -> Anchors:
    return Anchors(**{name: (at + by).astimezone(zone) for name, at in given_anchors.given().items()})


def test_the_default_policy_stands_first() -> None:
    assert policy_names() == ("module", "google", "impact", "pagerduty")


def test_the_modules_own_figures_hold_under_its_own_policy() -> None:
    figures = read_clocks(BAD_DEPLOY.anchors, load_policy())
    assert {one.name: one.minutes for one in figures} == {"TTD": 4, "TTA": 5, "TTM": 14, "TTR": 22, "duration": 22}


@pytest.mark.parametrize(
    ("policy", "seconds"),
    [
        ("module", [3 * 60 + 59, 5 * 60 + 14, 13 * 60 + 59, 21 * 60 + 59, 21 * 60 + 59]),
        ("impact", [60 + 27, 2 * 60 + 42, 16 * 60 + 27, 19 * 60 + 27, 16 * 60 + 27]),
        ("pagerduty", [0, 60 + 15, 12 * 60 + 15, 18 * 60, 18 * 60]),
        ("google", [60 + 27, 60 + 15, 13 * 60 + 42, 18 * 60, 16 * 60 + 27]),
    ],
)
def test_the_same_incident_has_other_figures_under_other_policies(policy: str, seconds: list[int]) -> None:
    assert [one.seconds for one in read_clocks(BAD_DEPLOY.anchors, load_policy(policy))] == seconds


@given(anchors, policies, st.integers(-(10**7), 10**7), st.integers(-1439, 1439))
def test_a_shift_of_all_anchors_or_of_their_zone_changes_no_figure(
    given_anchors: Anchors, policy: object, seconds: int, minutes: int
) -> None:
    other = moved(given_anchors, timedelta(seconds=seconds), timezone(timedelta(minutes=minutes)))
    assert read_clocks(other, policy) == read_clocks(given_anchors, policy)


@given(anchors, policies)
def test_a_figure_is_missing_exactly_where_an_anchor_is(given_anchors: Anchors, policy: object) -> None:
    figures = read_clocks(given_anchors, policy)
    there = given_anchors.given().keys()
    assert [one.name for one in figures] == [*FIGURES]
    assert [one for one in figures if (one.seconds is None) != bool({one.start, one.end} - there)] == []
    assert [set(one.missing) for one in figures] == [{one.start, one.end} - there for one in figures]


def test_the_plain_word_mitigated_stands_in_for_the_exact_one() -> None:
    given_anchors = Anchors.model_validate({"cause": "2026-01-31T14:23:01Z", "mitigated": "2026-01-31T14:42:00Z"})
    figure = read_clocks(given_anchors, load_policy("module"))[2]
    assert (figure.seconds, figure.end) == (1139, "mitigated")


def test_anchors_in_the_wrong_order_make_a_figure_negative() -> None:
    given_anchors = Anchors.model_validate({"cause": "2026-01-31T14:23:01Z", "alerted": "2026-01-31T13:27:00Z"})
    assert read_clocks(given_anchors, load_policy())[0].seconds == -3361


def test_an_unknown_policy_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        LookupError, match="no policy is called 'ours'; write one of: module, google, impact, pagerduty"
    ):
        load_policy("ours")


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_says_who_defines_it_so(name: str) -> None:
    policy = load_policy(name)
    assert (policy.name, set(policy.figures)) == (name, set(FIGURES))
    assert min(len(policy.title), len(policy.says), len(policy.source)) > 10
