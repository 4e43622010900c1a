"""A rollout takes its time: other pods before and after, errors that come and go in steps, and an alert that holds."""

import json
import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from pmkit.incidents import Incident, make_incident, story_names
from pmkit.incidents.rollout import share_at
from pmkit.incidents.telling import Firing, Line, Telling
from pmkit.models.story.incident import Ramp, Story

SEEDS = range(12)
SERIES = ("checkout_error_ratio", "gateway_errors_rate1m", "paylink_connections")
# What Kubernetes makes names of: no vowels, and no digits that look like letters.
POD = re.compile(r"checkout-api-([4-9bcdf]{8,10})-([b-df-hj-np-tv-xz24-9]{5})")
each_seed = pytest.mark.parametrize("seed", SEEDS)


def logged(incident: Incident, first: str, last: str, first_later: int = 0, last_later: int = 0) -> list[Line]:
    """What checkout-api logged from one event to another."""
    times = incident.story.times
    start, end = times[first] + timedelta(seconds=first_later), times[last] + timedelta(seconds=last_later)
    lines = incident.telling.of("kibana")
    return [line for line in lines if start <= line.at < end and line.seen.about == "checkout-api"]


def pods(lines: list[Line]) -> set[tuple[str, str]]:
    """Hash and suffix of each pod in whose name something was logged."""
    found = [POD.fullmatch(line.seen.host) for line in lines]
    assert None not in found
    return {match.groups() for match in found if match}  # type: ignore[misc]


def hashes(lines: list[Line]) -> set[str]:
    return {template for template, _ in pods(lines)}


def samples(incident: Incident, slug: str) -> list[tuple[datetime, float]]:
    [sheet] = [sheet for sheet in incident.sheets if sheet.path == f"prometheus/query_range.{slug}.json"]
    zone = incident.telling.starts.tzinfo
    return [
        (datetime.fromtimestamp(at, zone), float(value))
        for at, value in json.loads(sheet.text)["data"]["result"][0]["values"]
    ]


def watched(incident: Incident) -> Firing:
    """The one alert whose series is told."""
    [firing] = [firing for firing in incident.telling.firings if firing.rule.series]
    return firing


@each_seed
def test_a_release_has_pods_of_a_new_replica_set_and_a_rollback_new_pods_of_the_old_one(seed: int) -> None:
    incident = make_incident("bad-deploy", seed=seed)
    starts = [line for line in incident.telling.of("kibana") if line.at < incident.story.times["deploy-started"]]
    before = pods([line for line in starts if line.seen.about == "checkout-api"])
    during = pods(logged(incident, "deploy-started", "rollback-begun", first_later=57))
    after = pods(logged(incident, "errors-normal", "errors-normal", last_later=3600))
    [old], [new], [back] = ({template for template, _ in one} for one in (before, during, after))
    assert new != old == back
    assert {suffix for _, suffix in before}.isdisjoint({suffix for _, suffix in after})


@each_seed
def test_kubernetes_scales_up_the_replica_set_whose_pods_answer(seed: int) -> None:
    incident = make_incident("bad-deploy", seed=seed)
    [new] = hashes(logged(incident, "deploy-started", "rollback-begun", first_later=57))
    told = [line.seen for line in incident.telling.of("kubernetes")]
    assert [seen.text for seen in told if f"replica set checkout-api-{new} to 12" in seen.text]
    assert all(POD.fullmatch(seen.about.removeprefix("Pod/")) for seen in told if seen.about.startswith("Pod/"))
    assert {seen.about.split("-")[2] for seen in told if seen.about.startswith("Pod/")} == {new}


@each_seed
def test_every_error_comes_from_a_pod_of_the_new_version(seed: int) -> None:
    """Pods that leave answer what they hold: so it is said in chat, and so it is after the rollback too."""
    incident = make_incident("bad-deploy", seed=seed)
    [new] = hashes(logged(incident, "deploy-started", "rollback-begun", first_later=57))
    errors = [line for line in incident.telling.of("kibana") if "paylink" in line.seen.text]
    assert hashes(errors) == {new}


def test_pods_are_replaced_one_after_another() -> None:
    """Within the rollout both versions answer: over many trainees, some line of each is seen there."""
    seen = set()
    for seed in range(40):
        incident = make_incident("bad-deploy", seed=seed)
        [new] = hashes(logged(incident, "deploy-started", "rollback-begun", first_later=57))
        within = pods(logged(incident, "deploy-started", "deploy-started", 6, 57))
        seen |= {template == new for template, _ in within}
    assert seen == {True, False}


@each_seed
@pytest.mark.parametrize("slug", SERIES)
def test_errors_pass_through_values_between_the_levels(seed: int, slug: str) -> None:
    incident = make_incident("bad-deploy", seed=seed)
    times, values = incident.story.times, samples(incident, slug)
    [series] = [one for one in incident.story.series if one.slug == slug]
    top = max(value for _, value in values)
    room = max((top - series.base) / 24, 0.04 if slug == SERIES[2] else 0.0)
    for start, end in (("errors-rise", "acknowledged"), ("rollback-begun", "errors-normal")):
        between = [v for at, v in values if times[start] <= at < times[end] and series.base + room < v < top - room]
        assert len(set(between)) >= (1 if series.step == 60 else 3)


@each_seed
def test_errors_only_rise_until_they_are_at_their_worst_and_only_fall_from_the_rollback_on(seed: int) -> None:
    incident = make_incident("bad-deploy", seed=seed)
    times = incident.story.times
    values = samples(incident, SERIES[0])
    [series] = [one for one in incident.story.series if one.slug == SERIES[0]]
    rise = [v for at, v in values if times["errors-rise"] <= at <= times["rollback-begun"]]
    fall = [v for at, v in values if times["rollback-begun"] <= at <= times["errors-normal"]]
    assert all(after > before - series.spread for before, after in pairwise(rise))
    assert all(after < before + series.spread for before, after in pairwise(fall))


@pytest.mark.parametrize("seed", range(40))
def test_an_alert_fires_when_its_condition_has_held_and_ends_when_it_does(seed: int) -> None:
    incident = make_incident("bad-deploy", seed=seed)
    firing = watched(incident)
    true = firing.at.replace(microsecond=0) - timedelta(seconds=firing.rule.pending)
    values = samples(incident, firing.rule.series)
    [series] = [one for one in incident.story.series if one.slug == firing.rule.series]
    held = [value for at, value in values if true <= at < firing.ends.replace(microsecond=0)]
    apart = [value for at, value in values if not true <= at < firing.ends.replace(microsecond=0)]
    assert min(held) >= firing.rule.above
    assert max(apart) <= firing.rule.above + series.spread


@each_seed
def test_an_alert_shows_the_value_that_its_series_had(seed: int) -> None:
    incident = make_incident("bad-deploy", seed=seed)
    firing = watched(incident)
    [sheet] = [sheet for sheet in incident.sheets if sheet.path == "prometheus/alerts.json"]
    [told] = [
        float(one["value"])
        for one in json.loads(sheet.text)["data"]["alerts"]
        if one["labels"]["alertname"] == firing.rule.name
    ]
    looked = firing.at + (firing.ends - firing.at) / 2
    near = [v for at, v in samples(incident, firing.rule.series) if abs((at - looked).total_seconds()) <= 60]
    assert min(near) - 0.0011 <= told <= max(near) + 0.0011


def test_queues_in_the_log_are_longer_the_more_pods_have_joined_in() -> None:
    """Over many trainees, the first and the last step apart: those of few pods stay short."""
    few, many = [], []
    for seed in range(40):
        incident = make_incident("bad-deploy", seed=seed)
        ramps = incident.telling.ramps
        for line in incident.telling.of("kibana"):
            if found := re.search(r"(\d+) waiting", line.seen.text):
                share = share_at(ramps["errors-rise"], line.at) * (1 - share_at(ramps["errors-normal"], line.at))
                (few if share < 0.5 else many).append((int(found[1]), share))
    assert all(waiting <= 20 + 140 * share + 1 for waiting, share in few if waiting != 27)
    assert max(waiting for waiting, _ in few) < 95 < max(waiting for waiting, _ in many)


@each_seed
def test_ramps_and_rollouts_have_chance_of_their_own_and_move_no_record(seed: int) -> None:
    """Without them the same is told at the same times, by other pods and with other figures."""
    incident = make_incident("bad-deploy", seed=seed)
    plain = incident.story.model_copy(update={"ramps": [], "rollouts": []})
    other = Incident(plain, incident.seed)
    assert [(sheet.path, sheet.records) for sheet in incident.sheets] == [
        (sheet.path, sheet.records) for sheet in other.sheets
    ]
    assert incident.key == other.key
    assert _words(incident.telling) == _words(other.telling)


def _words(telling: Telling) -> list[tuple[str, str]]:
    lines = [(by, line.seen.text) for by in sorted(telling.lines) for line in telling.of(by)]
    return [(by, re.sub(r"\d+ waiting", "n waiting", text)) for by, text in lines]


@pytest.mark.parametrize("slug", story_names())
def test_what_a_ramp_or_a_rollout_names_is_there(slug: str) -> None:
    story: Story = make_incident(slug).story
    named = [name for ramp in story.ramps for name in (ramp.event, ramp.since or ramp.until)]
    named += [name for one in story.rollouts for name in (one.starts, one.ends, one.drains) if name]
    assert [name for name in named if name not in story.times] == []
    assert [ramp.event for ramp in story.ramps if bool(ramp.since) == bool(ramp.until)] == []
    assert [one.about for one in story.rollouts if len(one.hosts) != len(story.hosts[one.about])] == []
    assert [rule.series for rule in story.alerts if rule.series not in {"", *(one.slug for one in story.series)}] == []


@pytest.mark.parametrize("ends", [{}, {"since": "a", "until": "b"}], ids=["no end", "two ends"])
def test_a_ramp_that_does_not_say_which_way_it_goes_is_refused(ends: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="since or until, one of them"):
        Ramp(event="errors-rise", steps=3, **ends)
