"""A chain of whys as it was read: what each line means, which lead to the line above, which wait for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.five_whys.reading import WhyReading
from pmkit.grading.readings.reader import Line, StoryReader
from pmkit.grading.readings.reading import Reading
from pmkit.models.answer import where
from pmkit.models.scenario import PROBLEM


@dataclass(frozen=True)
class Chain:
    """The standing whys of an answer beside their story; all indices are 0-based ones of the answer's whys."""

    reading: WhyReading
    reader: StoryReader
    instructed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """What each why was read as."""
        filled = self.reading.filled
        lines = [self._line(index) for index in filled]
        return dict(zip(filled, self.reader.read(lines, dict(self.instructed)), strict=True))

    def _line(self, index: int) -> Line:
        why = self.reading.answer.whys[index]
        return Line(where(("whys", index, "answer")), why.answer, why.evidence or "", why.reads_as or "")

    @cached_property
    def waiting(self) -> list[int]:
        """The whys that a person has still to read."""
        return [index for index, reading in self.readings.items() if reading.waits]

    @cached_property
    def true(self) -> list[int]:
        """The whys that are read as something that the exhibits show."""
        return [index for index, reading in self.readings.items() if reading.counts]

    def above(self, index: int) -> int | None:
        """The nearest why above that counts; None where that is the problem."""
        above = self.reading.above(index)
        while above is not None and not self.readings[above].counts:
            above = self.reading.above(above)
        return above

    @cached_property
    def sound(self) -> list[int]:
        """The whys whose cause leads to what they explain, and is not named above them already."""
        return [index for index in self.true if self._leads(index) and not self._again(index)]

    @cached_property
    def again(self) -> list[int]:
        """The whys that go into the cause above them once more: neither a step nor a flaw."""
        return [index for index in self.true if self._again(index)]

    @cached_property
    def astray(self) -> list[int]:
        """The whys that count but lead to nothing above them."""
        return [index for index in self.true if index not in self.sound and index not in self.again]

    def _leads(self, index: int) -> bool:
        above = self.above(index)
        wanted = frozenset({PROBLEM}) if above is None else self.readings[above].means
        return any(self.effects(cause) & wanted for cause in self.readings[index].means)

    def _again(self, index: int) -> bool:
        above = self.above(index)
        return above is not None and self.readings[index].means <= self.readings[above].means

    def effects(self, cause: str) -> frozenset[str]:
        """All that a cause leads to."""
        return self.reader.meanings[cause].effects

    def known(self, indices: Iterable[int]) -> frozenset[str]:
        """Every cause that these whys name."""
        return frozenset().union(*(self.readings[index].means for index in indices if index in self.readings))

    def share(self, good: Iterable[int], *, waiting: bool = False) -> float:
        """The share of all whys that are good; with `waiting` as if those that wait were good too."""
        counted = set(good) | (set(self.waiting) if waiting else set())
        return len(counted) / len(self.readings) if self.readings else 0.0
