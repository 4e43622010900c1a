"""What takes its time in a rollout: machines are replaced one after another, and errors come and go in steps."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from pmkit.incidents.dice import Dice
from pmkit.incidents.wording import StoryError
from pmkit.models.story.incident import Change, Ramp, Rollout, Series, Story

JITTER = 0.6
"""How much of the time between two steps is left to chance."""


class Step(NamedTuple):
    """From `at` on a change has come the `share` of its way, from 0 to 1."""

    at: datetime
    share: float


Ramps = Mapping[str, list[Step]]


def level_after(story: Story, series: Series, change: Change) -> float:
    """The level that a series has after a change. Raises StoryError for an error rate in a story without impact."""
    if change.to != "error_rate":
        return float(change.to)
    if story.impact is None:
        raise StoryError(f"series {series.slug}: no [impact] says what its error_rate is")
    return story.impact.error_rate / 100


def ramps_of(story: Story, dice: Dice) -> Ramps:
    """The steps of each ramp, by its event.

    Where an alert watches a series that the ramp moves, the series passes the alert's limit when the condition is
    said to have come true, and stays above it until the alert ends.
    """
    return {
        ramp.event: list(_falling(story, ramp, dice) if ramp.since else _rising(story, ramp, dice))
        for ramp in story.ramps
    }


def _rising(story: Story, ramp: Ramp, dice: Dice) -> Iterator[Step]:
    first, last = story.times[ramp.event], story.times[ramp.until]
    needed, over = _held(story, ramp)
    over = max(first, over)
    times = [first, *_between(first, over, needed - 2, dice), over] if needed > 1 else [first]
    left = ramp.steps - len(times)
    times += [*_between(times[-1], last, left - 1, dice), last] if left else []
    yield from (Step(at, number / ramp.steps) for number, at in enumerate(times, 1))


def _falling(story: Story, ramp: Ramp, dice: Dice) -> Iterator[Step]:
    first, last = story.times[ramp.since], story.times[ramp.event]
    needed, _ = _held(story, ramp)
    times = _between(first, last, ramp.steps - needed, dice)
    yield from (Step(at, number / ramp.steps) for number, at in enumerate(times, 1))
    yield Step(last, 1.0)


def _held(story: Story, ramp: Ramp) -> tuple[int, datetime]:
    """How many steps it takes to be above an alert's limit, and since when that has to be so.

    One step at the event itself where no alert watches what the ramp moves.
    """
    series = {one.slug: one for one in story.series if ramp.event in {change.event for change in one.changes}}
    for rule in story.alerts:
        if watched := series.get(rule.series):
            highest = max(level_after(story, watched, change) for change in watched.changes)
            share = (rule.above - watched.base) / (highest - watched.base)
            over = story.times[rule.fires] + timedelta(seconds=rule.fires_after - rule.pending)
            return min(int(share * ramp.steps) + 1, ramp.steps), over
    return 1, story.times[ramp.event]


def _between(start: datetime, end: datetime, count: int, dice: Dice) -> Iterator[datetime]:
    part = (end - start) / (count + 1)
    for number in range(1, count + 1):
        yield start + part * (number + JITTER * (dice.share() - 0.5))


def stepped(before: float, after: float, steps: Iterable[Step]) -> Iterator[tuple[datetime, float]]:
    """The levels on the way from one to another, each with the instant from which it holds."""
    for step in steps:
        yield step.at, after if step.share >= 1 else before + (after - before) * step.share


def share_at(steps: Iterable[Step], at: datetime) -> float:
    """How much of a change has come by an instant."""
    return max((step.share for step in steps if step.at <= at), default=0.0)


def host_then(story: Story, host: str, at: datetime, *, of_incident: bool) -> str:
    """The machine that stands in the place of `host` at an instant; `of_incident` is what only the incident brings."""
    for rollout in story.rollouts:
        places = story.hosts.get(rollout.about, [])
        if host in places:
            return _in_place(story, places.index(host), at, rollout.about, of_incident=of_incident)
    return host


def _in_place(story: Story, place: int, at: datetime, about: str, *, of_incident: bool) -> str:
    host = story.hosts[about][place]
    for rollout in story.rollouts:
        if rollout.about == about and at >= _taken_over(story, rollout, place, of_incident=of_incident):
            host = rollout.hosts[place]
    return host


def _taken_over(story: Story, rollout: Rollout, place: int, *, of_incident: bool) -> datetime:
    if rollout.drains and of_incident:
        return story.times[rollout.drains]
    starts = story.times[rollout.starts] + timedelta(seconds=rollout.starts_after)
    ends = story.times[rollout.ends] + timedelta(seconds=rollout.ends_after)
    return starts + (ends - starts) * (place + 1) / (len(rollout.hosts) + 1)
