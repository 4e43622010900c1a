"""Tells an incident again under the effects that action items claim: both timelines, their clocks, what is saved."""

from collections.abc import Sequence
from datetime import datetime

from pmkit.incidents.dice import Dice
from pmkit.incidents.replay.moving import Moved, Order, move, number_of, working
from pmkit.incidents.replay.sentences import summary, why_idle
from pmkit.models.clocks import DEFAULT, load_policy, read_clocks
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import Effect
from pmkit.models.story.replay import Idle, Replay, Told
from pmkit.models.timeline import Anchors, Timeline, TimelineEvent


def replay(story: Story, effects: Sequence[Effect] = (), seed: int | None = None, policy: str = DEFAULT) -> Replay:
    """The incident as it was, and as it is under `effects`; their order does not matter.

    Without a seed each effect works that can. With one, each lever fails as often as the story assumes; the same
    seed gives the same chance to the same lever, whatever else is tried, so that two lists can be compared. A lever
    that the story has not, or a number that cannot work, changes nothing: `idle` says why. What people lose is
    taken to grow with the minutes of impact. Raises ValueError for a story without detection or impact, LookupError
    for an unknown policy.
    """
    order = Order(story)
    asked = sorted(set(effects), key=lambda one: (one.lever, one.number is not None, one.number or 0.0))
    idle = [Idle(one, why) for one in asked if (why := _idle(order, one))]
    without = {one.effect for one in idle}
    able = [one for one in asked if one not in without]
    failed = [one for one in able if seed is not None and fails(story, one.lever, f"{seed}")]
    works = [one for one in able if one not in failed]
    before = _told(order, move(story, []), policy)
    after = _told(order, move(story, works), policy)
    noticed = order.at("detected")
    earlier = (before.times[noticed] - after.times[noticed]).total_seconds() if noticed in after.times else None
    currency = story.impact.currency if story.impact else ""
    told = Replay(before, after, tuple(works), tuple(idle), tuple(failed), earlier, currency, ())
    return _with_summary(told)


def _with_summary(told: Replay) -> Replay:
    return Replay(
        told.before, told.after, told.works, told.idle, told.failed, told.earlier, told.currency, summary(told)
    )


def fails(story: Story, lever: str, chance: str) -> bool:
    """Whether a lever does not work at one occasion, which `chance` names: as often as the story assumes."""
    return Dice(f"{story.slug}\0{chance}", f"lever {lever}").share() < story.lever_by_id[lever].fails


def _idle(order: Order, effect: Effect) -> str:
    """Why an effect by itself changes nothing; empty where it does."""
    story = order.story
    lever = story.lever_by_id.get(effect.lever)
    if lever is None:
        return f"“{effect.lever[:60]}” is no lever of this incident."
    number = number_of(story, effect)
    return working(lever, number) or ("" if move(story, [effect]) != move(story, []) else why_idle(lever))


def _told(order: Order, moved: Moved, policy: str) -> Told:
    story, impact = order.story, order.story.impact
    start, end = order.at("impact_start"), order.at("impact_end")
    hit = not moved.averted and end in moved.times
    minutes = (moved.times[end] - moved.times[start]).total_seconds() / 60 if hit else 0.0
    was = (story.times[end] - story.times[start]).total_seconds() / 60
    share = moved.share * minutes / was if was else 0.0
    anchors = Anchors(
        **{name: moved.times[event.id] for event in order.events if event.id in moved.times for name in event.anchors}
    )
    events = _events(order, moved)
    return Told(
        Timeline(title=story.title, anchors=anchors, events=[event for _, event in events]),
        tuple(one for one, _ in events),
        moved.times,
        tuple(read_clocks(anchors, load_policy(policy))),
        minutes,
        round(impact.users * share) if impact else 0,
        round(impact.money * share) if impact else 0,
        happens=hit and (story.next_year.problem or start) in moved.times,
    )


def _events(order: Order, moved: Moved) -> list[tuple[str, TimelineEvent]]:
    """The true events that happen, in their words then, and what happens instead of the others, by time."""
    told: list[tuple[datetime, str, TimelineEvent]] = []
    for event in order.events:
        if event.id in moved.times:
            at, what = moved.times[event.id], moved.words.get(event.id, event.what)
            told.append((at, event.id, TimelineEvent(at=at, what=what, kind=event.kind, by=event.actor or None)))
    told += [(at, "", TimelineEvent(at=at, what=what, interpretation=True)) for at, what in moved.added]
    return [(one, event) for _, one, event in sorted(told, key=lambda one: one[0])]
