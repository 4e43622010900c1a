"""Two quarters hold what is planted in them, and what only looks so does not outdo it."""

from collections import Counter

import pytest

from pmkit.incidents.two_quarters import make_two_quarters
from pmkit.models.incident_history.two_quarters import TwoQuarters, most_within

SEEDS = range(12)


@pytest.fixture(params=SEEDS)
def quarters(request: pytest.FixtureRequest) -> TwoQuarters:
    return make_two_quarters(request.param)


def test_the_same_seed_gives_the_same_quarters_and_another_seed_others() -> None:
    assert make_two_quarters(3) == make_two_quarters(3)
    assert make_two_quarters(3) != make_two_quarters(4)


@pytest.mark.parametrize("seed", [-1, 2**31 + 1])
def test_a_seed_out_of_range_is_refused_with_what_to_write(seed: int) -> None:
    with pytest.raises(ValueError, match="write a whole number from 0 to"):
        make_two_quarters(seed)


def test_a_quarter_has_as_many_incidents_as_teams_have_in_order_of_time(quarters: TwoQuarters) -> None:
    assert 20 <= len(quarters.of("this")) <= 60
    assert len(quarters.of("this")) + len(quarters.of("before")) == len(quarters.incidents)
    starts = [one.start for one in quarters.incidents]
    assert starts == sorted(starts)
    assert len({one.id for one in quarters.incidents}) == len(starts)


def test_the_cluster_is_the_densest_stretch_of_both_quarters(quarters: TwoQuarters) -> None:
    first, last = quarters.truth.cluster
    days, inside = (last - first).days + 1, len(quarters.between(first, last))
    rest = [one for one in quarters.of("this") if not first <= one.day <= last]
    assert most_within(rest, days)[0] < inside
    assert most_within(quarters.of("before"), days)[0] < inside
    assert {one.day for one in quarters.between(first, last)} >= {first, last}


def test_one_service_rises_and_all_others_stay_where_they_were_but_for_one_of_few(quarters: TwoQuarters) -> None:
    now, before = (Counter(one.service for one in quarters.of(period)) for period in ("this", "before"))  # type: ignore[arg-type]
    assert now.most_common(1)[0][0] == quarters.truth.service
    assert now[quarters.truth.service] >= 4 * before[quarters.truth.service]
    doubled = [
        name for name in now if before[name] and now[name] >= 2 * before[name] and name != quarters.truth.service
    ]
    assert doubled
    assert all(now[name] <= 9 for name in doubled)


def test_the_repeated_cause_is_not_the_most_frequent_one(quarters: TwoQuarters) -> None:
    now = quarters.of("this")
    frequent = Counter(one.cause for one in now).most_common(1)[0][0]
    repeated = Counter(one.cause for one in now if one.repeats).most_common(1)[0][0]
    assert repeated == quarters.truth.cause != frequent
    assert frequent in quarters.truth.likeness


def test_a_repeat_names_an_earlier_incident_of_the_same_cause(quarters: TwoQuarters) -> None:
    known = {one.id: one for one in quarters.incidents}
    repeats = [one for one in quarters.incidents if one.repeats]
    assert repeats
    for one in repeats:
        first = known[one.repeats]
        assert first.start <= one.start
        assert (first.cause, first.title) == (one.cause, one.title)


def test_only_the_last_incidents_are_still_open(quarters: TwoQuarters) -> None:
    is_open = [one.minutes is None for one in quarters.of("this")]
    assert 1 <= sum(is_open) <= 3
    assert all(is_open[-sum(is_open) :])
    assert not any(one.minutes is None for one in quarters.of("before"))
