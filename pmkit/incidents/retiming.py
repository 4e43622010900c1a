"""Moves a story in time: the whole of it to another day and hour, and each event a little, in the same order."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from pmkit.incidents.dice import Dice
from pmkit.models.story.incident import TrueEvent

MOST_DAYS = 330
MOST_JITTER = 180
SHARE = 0.22
NEAR = timedelta(days=2)


def moved(events: list[TrueEvent], covers: list[str], zones: Mapping[str, str], hours: int, dice: Dice) -> list[int]:
    """The seconds by which each event moves, in the order of `events`.

    No clock of `zones` changes between summer and winter near what the evidence covers: a time that happens
    twice cannot be read back.
    """
    stretched = _stretched(events, dice)
    core = [event.at for event in events if event.id in covers]
    within_day = dice.between(-hours * 3600, hours * 3600)
    days = dice.between(3, MOST_DAYS)
    while _clocks_change(core, zones, timedelta(days=days, seconds=within_day)):
        days += 1
    return [days * 86400 + within_day + seconds for seconds in stretched]


def _clocks_change(core: list[datetime], zones: Mapping[str, str], by: timedelta) -> bool:
    start, end = min(core) + by - NEAR, max(core) + by + NEAR
    known = [ZoneInfo(name) for name in sorted(set(zones.values()))]
    return any(start.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset() for zone in known)


def _stretched(events: list[TrueEvent], dice: Dice) -> list[int]:
    """Seconds to add to each event: intervals grow and shrink, held distances stay, nobody overtakes anybody."""
    order = sorted(range(len(events)), key=lambda index: events[index].at)
    at = [_seconds(events[index].at) for index in order]
    new = at[:1]
    for before, after in pairwise(at):
        slack = min(round((after - before) * SHARE), MOST_JITTER)
        new.append(new[-1] + (after - before) + dice.between(-slack, slack))
    place = {events[index].id: position for position, index in enumerate(order)}
    for position, index in enumerate(order):
        if events[index].held_to:
            _hold(at, new, place[events[index].held_to], position)
    added = [0] * len(events)
    for position, index in enumerate(order):
        added[index] = new[position] - at[position]
    return added


def _hold(at: list[int], new: list[int], first: int, last: int) -> None:
    """Give the stretch from `first` to `last` its true length again; what lies inside moves in proportion."""
    length, got = at[last] - at[first], new[last] - new[first]
    late = length - got
    inside = [new[first] + (one - new[first]) * length // got for one in new[first : last + 1]]
    new[first : last + 1] = inside
    new[last + 1 :] = [one + late for one in new[last + 1 :]]


def _seconds(at: datetime) -> int:
    return round(at.timestamp())
