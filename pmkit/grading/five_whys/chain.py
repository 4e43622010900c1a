"""A chain of whys as it was read: what each line means, which lead to the line above, which wait for a person."""

from dataclasses import dataclass, replace
from functools import cached_property

from pmkit.checks.five_whys.reading import WhyReading
from pmkit.checks.text.text import read
from pmkit.checks.text.wording import explains
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.reader import Line, StoryReader, doubted
from pmkit.grading.readings.reading import Reading
from pmkit.grading.verified import Verified
from pmkit.models.answer import where

MOST_AGAIN = 1
"""So many whys may go into the cause above them once more and still count as steps."""
STOPS_EARLY = 0.7
"""What rules and form count in a chain that reaches nothing about how work is set up."""


@dataclass(frozen=True)
class Chain:
    """The standing whys of an answer beside their story; all indices are 0-based ones of the answer's whys."""

    reading: WhyReading
    reader: StoryReader
    instructed: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    """The lines that a solution showed."""

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """What each why was read as."""
        filled = self.reading.filled
        lines = [self._line(index) for index in filled]
        found = map(self._of_ones_own, self.reader.read(lines, dict(self.instructed)))
        return dict(zip(filled, found, strict=True))

    def _of_ones_own(self, reading: Reading) -> Reading:
        """The reading; of a line that a solution showed it is that, whatever else it says."""
        is_copied = reading.how != "instructor" and is_pasted(read(reading.line), self.shown)
        return doubted(reading, "shown") if is_copied else reading

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

    @cached_property
    def as_read(self) -> WhyReading:
        """The answer for the checks, with what its lines were read as."""
        meant = {
            index: (frozenset({reading.meaning}), reading.means)
            for index, reading in self.readings.items()
            if reading.counts
        }
        return replace(self.reading, meant=meant)

    @cached_property
    def sound(self) -> list[int]:
        """The whys whose cause leads to what they explain, and is not named above them already."""
        return [index for index in self.true if index not in self.again and self._leads(index)]

    @cached_property
    def again(self) -> list[int]:
        """The whys that go into the cause above them once more: neither a step nor a flaw."""
        above = self.as_read.known_above
        return [index for index in self.true if self.readings[index].means <= (above(index) or frozenset())]

    def _leads(self, index: int) -> bool:
        return explains(self.readings[index].means, self.as_read.known_above(index), self.reader.story)

    @cached_property
    def systemic(self) -> list[int]:
        """The sound whys that tell something about how work is set up."""
        causes = self.reader.story.cause_by_id
        return [index for index in self.sound if any(causes[cause].systemic for cause in self.readings[index].means)]

    @property
    def reaches_a_system(self) -> bool:
        """Whether any why does."""
        return bool(self.systemic)

    @cached_property
    def verified(self) -> Verified:
        """How much of the chain is read as steps that the exhibits show."""
        good = {*self.sound, *self.again[:MOST_AGAIN]}
        bare = sum(not self.readings[index].cited for index in good)
        limit = 1.0 if self.reaches_a_system else STOPS_EARLY
        return Verified(len(self.readings), len(good), len(self.waiting), bare, limit=limit)

    def leading(self, *, waiting: bool = False) -> set[int]:
        """The sound whys; with `waiting` those that a person has still to read too, as if they were sound."""
        return {*self.sound, *(self.waiting if waiting else ())}
