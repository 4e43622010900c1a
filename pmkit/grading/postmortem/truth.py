"""What is true of a trainee's incident, and whether a statement tells it: how long, how many, how much, when, what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from pmkit.checks.postmortem.quantities import Quantity, quantities
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import says
from pmkit.grading.grounding import denies
from pmkit.grading.readings.commitment import uncommitted
from pmkit.incidents.incident import Incident, KeyEvent
from pmkit.models.story.incident import Impact
from pmkit.models.timeline import AnchorName, in_utc
from pmkit.models.times.zone_words import zone_said

DAY = 86400
NEAR = 60
"""Seconds by which a time in prose may be rounded."""
ROUNDED = 0.05
"""The part by which a figure that is called about may be off."""
RIVALS = 0.2, 5.0
"""A figure of the same unit within these multiples of the true one says something else than it."""
REACH = 4
"""Words after one of absence among which it denies."""
_SIGNS = frozenset(",.;:!?()–—")
_CLOCK = re.compile(
    r"(?<![\d:.,-])(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(?![\d:])"
    r"[ \t]?(?:\(?([A-Za-z]{1,4})\b\)?)?(?:[ \t]?([+-])(\d{1,2})(?::?(\d\d))?)?"
)


def _ahead(letters: str) -> int:
    """Seconds by which the clocks of a zone are ahead of UTC; 0 for words that name none, or several."""
    said = zone_said(letters)
    offset = said.zone.utcoffset(None) if said and said.zone else None
    return round(offset.total_seconds()) if offset else 0


class Clock(NamedTuple):
    """A time of day in a text: seconds since midnight in UTC, whether it has seconds, and as it is written."""

    seconds: int
    to_the_second: bool
    written: str

    def is_at(self, at: datetime, within: float = NEAR) -> bool:
        """Whether it may mean an instant, on whichever day."""
        moment = at.hour * 3600 + at.minute * 60 + at.second
        apart = abs(self.seconds - moment) % DAY
        return min(apart, DAY - apart) <= within


def clocks(text: str) -> Iterator[Clock]:
    """Every time of day in a text; one that names a zone is turned into UTC."""
    for match in _CLOCK.finditer(text.replace("T", " ")):
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
        if hour > 23 or minute > 59 or second > 59:
            continue
        shift = _ahead(match[4] or "")
        if match[5]:
            shift = (int(match[6]) * 3600 + int(match[7] or 0) * 60) * (-1 if match[5] == "-" else 1)
        seconds = (hour * 3600 + minute * 60 + second - shift) % DAY
        yield Clock(seconds, match[3] is not None, match[0].strip())


@dataclass(frozen=True)
class Truth:
    """One incident, as a postmortem of it should tell it."""

    incident: Incident

    @cached_property
    def at(self) -> dict[AnchorName, datetime]:
        """The instants that figures run between."""
        return {name: in_utc(at) for name, at in self.incident.anchors.given().items()}

    @property
    def impact(self) -> Impact:
        """How many it hit, and what it cost. Raises ValueError for a story that tells neither."""
        if self.incident.story.impact is None:
            raise ValueError(f"the story {self.incident.slug} tells no impact; write a table [impact]")
        return self.incident.story.impact

    @cached_property
    def lasted(self) -> float:
        """How long users felt it, in seconds."""
        return (self.at["impact_end"] - self.at["impact_start"]).total_seconds()

    @cached_property
    def begun(self) -> KeyEvent:
        """The event that users felt first."""
        return self._holding("impact_start")

    @cached_property
    def cause(self) -> KeyEvent:
        """The event that set it off."""
        return self._holding("cause")

    @cached_property
    def ending(self) -> list[KeyEvent]:
        """What ended it: the mitigation, and its effect."""
        names: tuple[AnchorName, ...] = ("mitigation_begun", "mitigation_done", "mitigated", "impact_end")
        ids = {event.id for event in self.incident.story.events if set(names) & set(event.anchors)}
        return [event for event in self.incident.key if event.id in ids]

    def _holding(self, name: AnchorName) -> KeyEvent:
        holding = next(event.id for event in self.incident.story.events if name in event.anchors)
        return next(event for event in self.incident.key if event.id == holding)

    def tells(self, text: Text, event: KeyEvent) -> bool:
        """Whether a statement says that an event happened."""
        return any(says(text, wording) for wording in event.said_as) and not is_taken_back(text)

    def tells_impact(self, text: Text) -> bool:
        """Whether a statement says what stopped: as the first event of the impact, or as what people did without."""
        missed = any(says(text, wording) for wording in self.impact.said_as)
        return self.tells(text, self.begun) or (missed and not is_taken_back(text))

    def tells_duration(self, statements: Iterable[str]) -> bool:
        """Whether any says how long it lasted: as a length, or by both of its ends."""
        told = [one for one in statements if not is_taken_back(read(one))]
        lengths = (one for text in told for one in figures(text) if one.kind == "duration")
        return any(abs(one.value - self.lasted) <= NEAR + min(one.within, NEAR) for one in lengths)

    def tells_ends(self, statements: Iterable[str]) -> bool:
        """Whether they say when users felt it first and when no more."""
        told = [one for text in statements if not is_taken_back(read(text)) for one in clocks(text)]
        return all(any(one.is_at(self.at[end]) for one in told) for end in ("impact_start", "impact_end"))

    def tells_users(self, statements: Iterable[str]) -> bool:
        """Whether any says how many were hit, and none another number of them."""
        return _figure(statements, ("users", "counted"), self.impact.users)

    def tells_money(self, statements: Iterable[str]) -> bool:
        """Whether any says what it cost, and none another sum."""
        return _figure(statements, ("money",), self.impact.money)


@lru_cache(maxsize=2048)
def is_taken_back(text: Text) -> bool:
    """Whether a statement denies what it names, or leaves it open: "was not lost", "it is untrue that", "perhaps"."""
    return denies(text, tells_of_absence=True) or bool(uncommitted(text)) or _denies_harm(text)


def _denies_harm(text: Text) -> bool:
    denied = 0
    for before, token in zip((None, *text.tokens), text.tokens, strict=False):
        if before and not _SIGNS.isdisjoint(text.text[before.end : token.start]):
            denied = 0
        if denied and token.word in lexicon.incident_facts.harm:
            return True
        denied = REACH if is_absence(token.word) else max(0, denied - 1)
    return False


@lru_cache(maxsize=2048)
def figures(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text; a sum of money is no count of what follows it. Remembered: a keystroke changes one."""
    found = quantities(text)
    sums = [(one.start, one.end) for one in found if one.kind == "money"]
    return tuple(one for one in found if one.kind == "money" or not any(a < one.end and one.start < b for a, b in sums))


def _figure(statements: Iterable[str], kinds: tuple[str, ...], true: float) -> bool:
    """Whether a figure is told, and no rival of the same unit beside it."""
    told = [one for text in statements if not is_taken_back(read(text)) for one in figures(text) if one.kind in kinds]
    right = [one for one in told if is_near(one, true)]
    units = {one.unit for one in right}
    low, high = RIVALS
    rivals = [one for one in told if one.unit in units and not is_near(one, true) and low <= one.value / true <= high]
    return bool(right) and not rivals


def is_near(one: Quantity, true: float) -> bool:
    """Whether a figure may be the true one, rounded or called about."""
    return abs(one.value - true) <= max(min(one.within, ROUNDED * true), 0.5)
