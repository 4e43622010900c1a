"""An incident told again changes by what works, in the order of cause and effect, and by nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.incidents import make_incident, story_names
from pmkit.incidents.replay.assumptions import assuming
from pmkit.incidents.replay.recurrence import recurrence
from pmkit.incidents.replay.replay import replay
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Assumed, Effect
from pmkit.models.story.replay import Replay
from pmkit.models.timeline import in_utc

STORIES = {slug: make_incident(slug).story for slug in story_names()}
MODEL = {
    "bad-deploy": [Effect("load-test", 4), Effect("canary", 10), Effect("deployment-markers", 1)],
    "expired-certificate": [Effect("auto-renewal"), Effect("expiry-alert", 21), Effect("no-bids-alert", 5)],
    "mixed-models": [Effect("activation-gate", 100), Effect("spread-alert", 10)],
    "validator-slashed": [Effect("restart-policy", 5), Effect("memory-alert", 80), Effect("soak-test", 24)],
}
every_story = pytest.mark.parametrize("slug", STORIES)
CERTIFICATE = STORIES["expired-certificate"]


@st.composite
def effects_of(draw: st.DrawFn, story: Story) -> list[Effect]:
    levers = draw(st.lists(st.sampled_from(story.levers), max_size=6))
    numbers = [draw(st.none() | st.floats(lever.least, lever.most)) for lever in levers]
    return [Effect(lever.id, number) for lever, number in zip(levers, numbers, strict=True)]


some_story = st.sampled_from(list(STORIES.values()))
tried = some_story.flatmap(lambda story: st.tuples(st.just(story), effects_of(story)))


def loss(told: Replay) -> tuple[float, int, int, bool]:
    after = told.after
    return after.minutes, after.users, after.money, after.happens


def no_worse(told: Replay, other: Replay) -> bool:
    return all(one <= two for one, two in zip(loss(told), loss(other), strict=True))


@every_story
def test_no_item_changes_nothing(slug: str) -> None:
    told = replay(STORIES[slug])
    assert told.after == told.before
    assert not told.changes
    assert told.before.timeline.events


@every_story
def test_the_telling_without_items_is_the_incident_itself(slug: str) -> None:
    incident = make_incident(slug)
    told = replay(incident.story).before
    assert told.timeline.anchors == incident.anchors
    assert [event.what for event in told.timeline.events] == [event.what for event in incident.key]


@given(tried, st.integers(0, 2**32), st.data())
@settings(max_examples=200)
def test_taking_an_item_away_never_helps(tried: tuple[Story, list[Effect]], seed: int, data: st.DataObject) -> None:
    story, effects = tried
    fewer = data.draw(st.lists(st.sampled_from(effects), unique=True) if effects else st.just([]))
    assert no_worse(replay(story, effects, seed), replay(story, fewer, seed))
    assert no_worse(replay(story, effects), replay(story, fewer))


@given(tried, st.integers(0, 2**32), st.data())
@settings(max_examples=25, deadline=None)
def test_in_a_next_year_taking_an_item_away_never_helps(
    tried: tuple[Story, list[Effect]], seed: int, data: st.DataObject
) -> None:
    story, effects = tried
    fewer = data.draw(st.lists(st.sampled_from(effects), unique=True) if effects else st.just([]))
    more, less = recurrence(story, effects, seed, 20), recurrence(story, fewer, seed, 20)
    assert more.before == less.before
    assert more.after <= less.after <= less.before
    assert more.minutes_after <= less.minutes_after + 1e-9


@given(tried, st.integers(0, 2**32), st.randoms())
def test_the_order_of_items_does_not_matter(tried: tuple[Story, list[Effect]], seed: int, shuffle: object) -> None:
    story, effects = tried
    turned = list(effects)
    shuffle.shuffle(turned)  # type: ignore[attr-defined]
    assert replay(story, turned, seed) == replay(story, effects, seed)


@given(tried, st.integers(0, 2**32))
def test_causes_stay_before_what_follows_from_them(tried: tuple[Story, list[Effect]], seed: int) -> None:
    story, effects = tried
    told = replay(story, effects, seed)
    order = [event.id for event in sorted(story.events, key=lambda event: event.at)]
    noticed = next(event.id for event in story.events if "detected" in event.anchors)
    responded = [one for one in order[order.index(noticed) :] if one in told.after.times]
    assert all(told.after.times[one] <= told.after.times[two] for one, two in pairwise(responded))
    times = [in_utc(event.at) for event in told.after.timeline.events]
    assert times == sorted(times)


@every_story
def test_the_model_items_beat_none_for_nearly_every_seed(slug: str) -> None:
    better = sum(
        replay(story, MODEL[slug], seed).after.minutes < replay(story, [], seed).after.minutes
        for seed in range(200)
        if (story := make_incident(slug, seed=seed).story)
    )
    assert better >= 0.95 * 200


@every_story
def test_an_item_of_another_incident_changes_nothing(slug: str) -> None:
    others = [Effect(lever.id) for other, story in STORIES.items() if other != slug for lever in story.levers]
    own = set(STORIES[slug].lever_by_id)
    foreign = [effect for effect in others if effect.lever not in own]
    told = replay(STORIES[slug], foreign)
    assert told.after == told.before
    assert len(told.idle) == len(set(foreign))


@every_story
def test_what_sounds_good_and_changes_nothing_says_why(slug: str) -> None:
    hollow = [Effect(lever.id) for lever in STORIES[slug].levers if lever.does == "nothing"]
    told = replay(STORIES[slug], hollow)
    assert hollow
    assert told.after == told.before
    assert all(one.why.endswith(".") for one in told.idle)


@pytest.mark.parametrize(
    ("days", "happens", "why"), [(30, False, ""), (1 / 24, True, "two days"), (200, True, "muted"), (46, True, "muted")]
)
def test_an_expiry_alert_helps_between_too_late_and_always(days: float, happens: bool, why: str) -> None:
    told = replay(CERTIFICATE, [Effect("expiry-alert", days)])
    assert told.after.happens is happens
    assert all(why in one.why for one in told.idle)
    assert bool(told.idle) is happens


def test_an_alert_that_fires_earlier_moves_all_that_follows_by_the_same() -> None:
    told = replay(CERTIFICATE, [Effect("no-bids-alert", 10)])
    moved = {one: told.before.times[one] - told.after.times[one] for one in told.after.times}
    assert told.earlier == (65 - 11) * 60 - 12
    assert moved["alert-fired"].total_seconds() == told.earlier
    assert len({moved[one] for one in ("alert-fired", "acknowledged", "identified", "bids-resume", "resolved")}) == 1
    assert not moved["cert-expired"]
    assert told.saved * 60 == told.earlier


def test_people_and_money_shrink_with_the_minutes() -> None:
    told = replay(CERTIFICATE, [Effect("no-bids-alert", 10)])
    share = told.after.minutes / told.before.minutes
    assert told.after.users == round(told.before.users * share)
    assert told.after.money == round(told.before.money * share)


def test_a_canary_makes_it_smaller_and_no_shorter() -> None:
    told = replay(STORIES["bad-deploy"], [Effect("canary", 10)])
    assert told.after.minutes == told.before.minutes
    assert told.after.users * 10 == told.before.users


def test_a_validator_that_starts_again_in_time_is_not_jailed_and_nobody_is_called() -> None:
    told = replay(STORIES["validator-slashed"], [Effect("restart-policy", 30)])
    assert 0 < told.after.minutes < 1
    assert not told.after.happens
    assert told.earlier is None
    assert {"jailed", "alert-fired", "resolved"}.isdisjoint(told.after.times)


def test_a_validator_that_starts_again_after_ten_minutes_is_jailed_all_the_same() -> None:
    told = replay(STORIES["validator-slashed"], [Effect("restart-policy", 700)])
    assert told.after.happens
    assert "jailed" in told.after.times


def test_the_same_year_comes_to_the_same() -> None:
    tried = [Effect("expiry-alert", 30)]
    assert recurrence(CERTIFICATE, tried, 3) == recurrence(CERTIFICATE, tried, 3)
    assert 0 < recurrence(CERTIFICATE, tried, 3).after < recurrence(CERTIFICATE, tried, 3).before


def test_a_lever_that_always_fails_changes_no_year_and_one_that_never_does_ends_it() -> None:
    tried = [Effect("auto-renewal")]
    always = recurrence(assuming(CERTIFICATE, {"auto-renewal": Assumed(fails=1.0)}), tried)
    never = recurrence(assuming(CERTIFICATE, {"auto-renewal": Assumed(fails=0.0)}), tried)
    assert always.after == always.before > 0
    assert never.after == 0


def test_another_lag_moves_the_page() -> None:
    late = assuming(CERTIFICATE, {"no-bids-alert": Assumed(lag=660)})
    tried = [Effect("no-bids-alert", 10)]
    assert (replay(CERTIFICATE, tried).earlier or 0) - (replay(late, tried).earlier or 0) == 600


@pytest.mark.parametrize("other", [Assumed(lag=-1), Assumed(fails=1.1)])
def test_an_assumption_out_of_reach_is_refused_by_name(other: Assumed) -> None:
    with pytest.raises(ValueError, match="auto-renewal"):
        assuming(CERTIFICATE, {"auto-renewal": other})


@pytest.mark.parametrize("runs", [0, 1001])
def test_runs_out_of_reach_are_refused(runs: int) -> None:
    with pytest.raises(ValueError, match="write 1 to 1000"):
        recurrence(CERTIFICATE, [], 0, runs)


def test_a_story_that_nobody_noticed_cannot_be_told_again() -> None:
    events = [event for event in CERTIFICATE.events if "detected" not in event.anchors]
    with pytest.raises(ValueError, match="has no detected"):
        replay(CERTIFICATE.model_copy(update={"events": events}))
