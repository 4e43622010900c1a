"""An incident told twice: as it was, and under the effects that action items claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pmkit.models.clocks import Figure
from pmkit.models.story.lever import Effect
from pmkit.models.timeline import Timeline


class Idle(NamedTuple):
    """An effect that changes nothing of this incident, and why, as a sentence."""

    effect: Effect
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: its timeline with anchors, when each true event is by id, the five figures under one policy.

    `ids` are the events of the timeline, in its order; "" is one that the story has not: what happens instead.

    `minutes` is how long people fail, a fraction of a minute counted; `users` and `money` are how many and how much.
    `happens` says whether the problem of the story is there at all.
    """

    timeline: Timeline
    ids: tuple[str, ...]
    times: Mapping[str, datetime]
    clocks: tuple[Figure, ...]
    minutes: float
    users: int
    money: int
    happens: bool = True


@dataclass(frozen=True, slots=True)
class Replay:
    """Both tellings of one incident. `works` are the effects that did something, `idle` those that did not.

    `earlier` is by how many seconds the incident is noticed earlier; None where nobody notices anything any more.
    `failed` are effects that would have, had they not failed this time. `says` is the summary, a sentence each.
    """

    before: Told
    after: Told
    works: tuple[Effect, ...]
    idle: tuple[Idle, ...]
    failed: tuple[Effect, ...]
    earlier: float | None
    currency: str
    says: tuple[str, ...]

    @property
    def saved(self) -> float:
        """Minutes for which people fail no more; never negative."""
        return self.before.minutes - self.after.minutes

    @property
    def changes(self) -> bool:
        """Whether anything is other than it was."""
        return bool(self.works)


class Recurrence(NamedTuple):
    """Of `runs` next years, in how many it happens again: `before` without any effect, `after` with those given.

    `minutes_before` and `minutes_after` are the minutes for which people fail in a year, on average.
    """

    runs: int
    before: int
    after: int
    minutes_before: float
    minutes_after: float
    says: str
