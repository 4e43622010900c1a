"""Whether a choice of items fits a quarter, and the choice as the simulation reads it."""

from collections.abc import Iterator
from typing import NamedTuple

from pmkit.models.action_item import PRIORITIES
from pmkit.models.practice.quarter import QuarterChoice
from pmkit.models.story.quarter import QuarterStory

RANKS = {priority: rank for rank, priority in enumerate(PRIORITIES)}
UNRANKED = len(RANKS)
"""Items without a priority come after all others."""


class Planned(NamedTuple):
    """One chosen item: its place among those on offer, its rank (0 is P1), and how many its owner has (0: no owner)."""

    item: int
    rank: int
    owned: int


class DoesNotFitError(ValueError):
    """A choice that the quarter has no room for; its text says what to take away."""


def used(choice: QuarterChoice, story: QuarterStory) -> dict[str, float]:
    """The person-days that the chosen items are thought to take, by the id of the team."""
    days = {team.id: 0.0 for team in story.teams}
    for item in story.items:
        if choice.of(item.id):
            days[item.team] += item.days
    return days


def problems(choice: QuarterChoice, story: QuarterStory) -> list[str]:
    """What keeps a choice from being run, each with what to do; empty where it fits."""
    return list(_problems(choice, story))


def _problems(choice: QuarterChoice, story: QuarterStory) -> Iterator[str]:
    items, people = {one.id for one in story.items}, {one.id for one in story.people}
    for number, one in enumerate(choice.items, start=1):
        if one.id not in items:
            yield f"item {number}, id: {one.id!r} is not on offer; write one of: {', '.join(sorted(items))}"
        if one.owner and one.owner not in people:
            yield f"item {number}, owner: nobody has the id {one.owner!r}; write one of: {', '.join(sorted(people))}"
    if len(choice.items) > story.most:
        over = len(choice.items) - story.most
        yield f"{len(choice.items)} items are chosen and {story.most} can be; take {over} away"
    days = used(choice, story)
    for team in story.teams:
        if days[team.id] > team.days:
            days_over, asked = days[team.id] - team.days, days[team.id]
            yield f"{team.title} has {team.days:g} person-days and these take {asked:g}; take {days_over:g} away"


def planned(choice: QuarterChoice, story: QuarterStory) -> tuple[Planned, ...]:
    """The choice in the order of the items on offer. Raises DoesNotFitError with all that is in the way."""
    if found := problems(choice, story):
        raise DoesNotFitError("; ".join(found))
    chosen = {one.id: one for one in choice.items}
    owners = [one.owner for one in choice.items]
    found_items = ((place, chosen[item.id]) for place, item in enumerate(story.items) if item.id in chosen)
    return tuple(
        Planned(place, _rank(one.priority), owners.count(one.owner) if one.owner else 0) for place, one in found_items
    )


def _rank(priority: str | None) -> int:
    return next((rank for name, rank in RANKS.items() if name == priority), UNRANKED)
