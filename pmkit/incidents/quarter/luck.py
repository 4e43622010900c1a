"""The chance of one quarter, drawn before anything is chosen, so that every choice meets the same chance."""

import math
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

from pmkit.incidents.dice import Dice
from pmkit.models.story.quarter import DAYS, QuarterStory

_NORMAL = NormalDist()


class Chance(NamedTuple):
    """One time that an incident would come back: its day, and what decides whether it does and how long it lasts.

    It comes where `mark` (0 to 1) is below the share of recurrences that is left by then; `noticed` and `ended` are
    standard normal.
    """

    incident: int
    day: float
    mark: float
    noticed: float
    ended: float


class Luck(NamedTuple):
    """For each item whether it is begun (0 to 1) and how its work turns out (standard normal); every recurrence."""

    begun: tuple[float, ...]
    work: tuple[float, ...]
    chances: tuple[Chance, ...]


@lru_cache(maxsize=4096)
def _drawn(size: int, rates: tuple[float, ...], seed: int) -> Luck:
    dice = Dice(str(seed), "quarter")
    begun = tuple(dice.share() for _ in range(size))
    work = tuple(_normal(dice) for _ in range(size))
    chances: list[Chance] = []
    for incident, rate in enumerate(rates):
        own = Dice(str(seed), f"quarter, incident {incident}")
        day = _gap(own, rate)
        while day < DAYS:
            chances.append(Chance(incident, day, own.share(), _normal(own), _normal(own)))
            day += _gap(own, rate)
    return Luck(begun, work, tuple(sorted(chances, key=lambda one: one.day)))


def luck_of(story: QuarterStory, frequency: float, seed: int) -> Luck:
    """The chance of the quarter numbered `seed`: the same on every machine; recurrences come one by one (Poisson)."""
    return _drawn(len(story.items), tuple(one.rate * frequency for one in story.incidents), seed)


def _normal(dice: Dice) -> float:
    return _NORMAL.inv_cdf(max(dice.share(), 2.0**-53))


def _gap(dice: Dice, rate: float) -> float:
    """Days until the next one comes, where `rate` come in a quarter."""
    return -math.log(1 - dice.share()) * DAYS / rate
