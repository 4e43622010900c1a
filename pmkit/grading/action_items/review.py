"""An answer beside one incident: its critique, its items, the effects that they claim."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pmkit.checks.action_items.reading import ItemsReading
from pmkit.grading.action_items.critique import IN_GENERAL, JUDGED
from pmkit.grading.action_items.effects import Claims
from pmkit.grading.action_items.incident import ActionsIncident
from pmkit.grading.action_items.items import WANTED, Items
from pmkit.grading.readings.reading import Reading
from pmkit.grading.verified import Verified
from pmkit.models.action_item import Letter
from pmkit.models.action_items import ActionItems

if TYPE_CHECKING:
    from pmkit.grading.instructed import Pairs

BEHIND = 1_000
"""Lines of the critique are numbered behind the items."""


@dataclass(frozen=True)
class Review:
    """What the criteria ask of an answer."""

    reading: ItemsReading
    incident: ActionsIncident
    instructed: "Pairs" = ()

    @property
    def answer(self) -> ActionItems:
        """The answer as it is seen."""
        return self.reading.answer

    @cached_property
    def items(self) -> Items:
        """Its items."""
        return Items(tuple(self.answer.actions), self.incident, self.instructed)

    @cached_property
    def claims(self) -> Claims:
        """The effects that its items claim."""
        return Claims(self.items)

    @cached_property
    def critique(self) -> Mapping[int, Reading]:
        """What the lines of its critique were read as, by 0-based index."""
        return self.incident.critique.read(self.answer.critique, dict(self.instructed))

    @cached_property
    def readings(self) -> Mapping[int, Reading]:
        """What every line was read as."""
        return {BEHIND + index: one for index, one in self.critique.items()} | dict(self.items.readings)

    def letter_share(self, letter: Letter, *, waiting: bool = False) -> float:
        """What the critique of one letter counts; nothing where another line of it says that it is met."""
        lines = [(one, n) for n, one in enumerate(self.answer.critique) if one.letter == letter and n in self.critique]
        if any(line.met for line, _ in lines):
            return 0.0
        sure = max((self._line_shares[n] for _, n in lines), default=0.0)
        waits = any(self.critique[n].waits for _, n in lines)
        if waiting or sure or not waits:
            return 1.0 if waiting and waits else sure
        return IN_GENERAL * self._read_of_critique

    @cached_property
    def _line_shares(self) -> Mapping[int, float]:
        return {n: self._line_share(one) for n, one in self.critique.items()}

    def _line_share(self, reading: Reading) -> float:
        """What a line counts; with a machine or a version of another incident it is said of any sentence."""
        share = self.incident.critique.share(reading)
        return min(share, IN_GENERAL) if self.incident.strange(reading.line) else share

    @cached_property
    def _read_of_critique(self) -> float:
        """How many letters are read to be wanting; what waits counts as far as others were read."""
        lines = zip(self.answer.critique, range(len(self.answer.critique)), strict=True)
        return len({line.letter for line, n in lines if n in self.critique and self.critique[n].counts}) / len(JUDGED)

    @property
    def unsaid(self) -> list[Letter]:
        """The letters whose want is not said yet."""
        return [letter for letter in JUDGED if self.letter_share(letter) == 0]

    @property
    def general(self) -> list[Letter]:
        """The letters whose want is said as of any sentence."""
        return [letter for letter in JUDGED if 0 < self.letter_share(letter) < 1]

    @cached_property
    def verified(self) -> Verified:
        """How many of three items count, with what a person has still to read."""
        good, waiting = WANTED * self.items.worth_of(self.items.seen), min(WANTED, len(self.items.waiting))
        return Verified(WANTED, good, waiting, fewest=WANTED)
