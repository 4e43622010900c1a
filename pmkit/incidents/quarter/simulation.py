"""One quarter: when each chosen item is done, if at all, and which incidents come back in spite of it."""

import math
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from pmkit.incidents.quarter.given import Assumptions
from pmkit.incidents.quarter.luck import Luck, luck_of
from pmkit.incidents.quarter.plan import RANKS, Planned, planned
from pmkit.models.dates.sla import load_sla
from pmkit.models.practice.quarter import QuarterChoice
from pmkit.models.story.quarter import DAYS, PastIncident, QuarterStory

WORK_SPREAD = 0.35
"""Sigma of how work turns out: two items in three within a factor of 1.4 of what is usual."""
LEAST_USEFUL = 0.2
"""What is left of a day for work, however many items are under way."""
FORGOTTEN, UNFINISHED, DONE = "forgotten", "unfinished", "done"


class Fate(NamedTuple):
    """What became of a chosen item: done on a day of the quarter, never begun, or unfinished when the days were gone.

    It is late where it has a priority and was not done within the time of that priority.
    """

    item: int
    fate: str
    day: float
    late: bool


class Recurrence(NamedTuple):
    """An incident that came back: its day, and the minutes until it was noticed and until it was over."""

    incident: int
    day: float
    noticed: float
    minutes: float
    broke_promise: bool


class Outcome(NamedTuple):
    """What became of the items, and every incident that came back."""

    fates: tuple[Fate, ...]
    recurrences: tuple[Recurrence, ...]

    @property
    def breaches(self) -> int:
        """How many incidents lasted longer than was promised to customers."""
        return sum(one.broke_promise for one in self.recurrences)

    @property
    def minutes(self) -> float:
        """The minutes that all incidents lasted."""
        return sum(one.minutes for one in self.recurrences)

    @property
    def unnoticed(self) -> float:
        """The minutes in which an incident went on and nobody knew."""
        return sum(one.noticed for one in self.recurrences)

    @property
    def detection(self) -> float | None:
        """Minutes until an incident was noticed, on average; None where none came back."""
        return self.unnoticed / len(self.recurrences) if self.recurrences else None


def simulate(choice: QuarterChoice, story: QuarterStory, assumptions: Assumptions, seed: int) -> Outcome:
    """What becomes of a choice in the quarter numbered `seed`; the same seed, the same chance for every choice.

    Raises DoesNotFitError for a choice beyond the items, the owners or the person-days that there are.
    """
    return played(planned(choice, story), story, assumptions, luck_of(story, assumptions.frequency, seed))


def played(plan: Sequence[Planned], story: QuarterStory, assumptions: Assumptions, luck: Luck) -> Outcome:
    """The outcome of a plan that fits."""
    fates = _fates(plan, story, assumptions, luck)
    return Outcome(fates, _recurrences(fates, story, assumptions, luck))


def _fates(plan: Sequence[Planned], story: QuarterStory, assumptions: Assumptions, luck: Luck) -> tuple[Fate, ...]:
    begun = [one for one in plan if luck.begun[one.item] >= _forgotten(one, assumptions)]
    done: dict[int, float] = {}
    for team in story.teams:
        mine = [one for one in begun if story.items[one.item].team == team.id]
        if mine:
            needs = {one.item: _need(one, story, assumptions, luck) for one in mine}
            done.update(_worked_through(mine, needs, team.days, assumptions))
    started = {one.item for one in begun}
    return tuple(_fate(one, done.get(one.item), one.item in started) for one in plan)


def _fate(one: Planned, day: float | None, is_begun: bool) -> Fate:
    late = one.rank < len(RANKS) and (day is None or day > _promised_days()[one.rank])
    if day is not None:
        return Fate(one.item, DONE, day, late)
    return Fate(one.item, UNFINISHED if is_begun else FORGOTTEN, math.inf, late)


@cache
def _promised_days() -> tuple[int, ...]:
    """The days that each priority gives by the module's policy, P1 first; a month is that of the new year."""
    new_year = date(2026, 1, 1)
    latest = (load_sla().latest(priority, new_year) for priority in RANKS)
    return tuple((day - new_year).days if day else DAYS for day in latest)


def _forgotten(one: Planned, assumptions: Assumptions) -> float:
    """The chance that nobody begins it."""
    if not one.owned:
        return assumptions.forgotten_unowned
    return assumptions.forgotten_owned + assumptions.juggling * max(0, one.owned - 2)


def _need(one: Planned, story: QuarterStory, assumptions: Assumptions, luck: Luck) -> float:
    """The person-days that it takes in truth."""
    return story.items[one.item].days * assumptions.overrun * math.exp(WORK_SPREAD * luck.work[one.item])


def _worked_through(
    mine: Sequence[Planned], needs: dict[int, float], budget: float, assumptions: Assumptions
) -> dict[int, float]:
    """The day on which each item of a team is done: priority by priority, those of one priority side by side."""
    done: dict[int, float] = {}
    spent = 0.0
    for rank in sorted({one.rank for one in mine}):
        left = sorted((needs[one.item], one.item) for one in mine if one.rank == rank)
        each = 0.0  # that every item of this priority has got by now
        for place, (need, item) in enumerate(left):
            beside = len(left) - place
            useful = max(LEAST_USEFUL, 1 - assumptions.switching * (beside - 1))
            spent += (need - each) * beside / useful
            each = need
            day = spent * 7 / assumptions.pace
            if spent > budget or day > DAYS:
                return done
            done[item] = day
    return done


def _recurrences(
    fates: Sequence[Fate], story: QuarterStory, assumptions: Assumptions, luck: Luck
) -> tuple[Recurrence, ...]:
    moves: list[list[tuple[float, str, float]]] = [[] for _ in story.incidents]
    places = {one.id: place for place, one in enumerate(story.incidents)}
    for one in fates:
        item = story.items[one.item]
        if one.fate == DONE and item.moves != "none":
            moves[places[item.incident]].append((one.day, item.moves, item.to))
    found = []
    for chance in luck.chances:
        by_then = {what: to for day, what, to in moves[chance.incident] if day <= chance.day}
        if chance.mark < by_then.get("prevent", 1.0):
            incident, spread = story.incidents[chance.incident], assumptions.spread
            noticed = by_then.get("detect", incident.detect) * math.exp(spread * chance.noticed)
            rest = by_then.get("shorten", incident.resolve) * math.exp(spread * chance.ended)
            found.append(_recurrence(chance.incident, chance.day, noticed, noticed + rest, incident))
    return tuple(found)


def _recurrence(place: int, day: float, noticed: float, minutes: float, incident: PastIncident) -> Recurrence:
    return Recurrence(place, day, noticed, minutes, minutes > incident.promised)
