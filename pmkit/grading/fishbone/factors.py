"""A fishbone as it was read: which causes of the story it names, where they stand, which wait for a person."""

from dataclasses import dataclass, replace
from functools import cached_property

from pmkit.checks.fishbone.people import somebody_on_bone
from pmkit.checks.fishbone.reading import FishboneReading
from pmkit.checks.text.text import read
from pmkit.checks.text.wording import says
from pmkit.grading.readings.reader import Line, StoryReader, doubted
from pmkit.grading.readings.reading import Doubt, Reading
from pmkit.grading.verified import Verified
from pmkit.models.answer import where
from pmkit.models.fishbone import CATEGORIES

SHARE_WANTED = 0.55
"""This share of the story's causes earns all points for finding them."""
ENOUGH = 0.4
"""From this share on, the rules that a short answer cannot break count in full."""
FEWEST = 3
FEWEST_CITED = 4
"""From so many lines on that cite something, it can be told whether they cite this trainee's exhibits."""
MOST_BY_CHANCE = 1 / 2
"""Of honest lines most cite what shows them; of a neighbour's a few do, by chance."""
FEWEST_OF_ALL = 1 / 3
"""Where a smaller share of the lines cites anything, nothing tells whose incident they are about."""
MOST_AGAIN = 2
"""So many causes may say one of the others in other words and still count as verified."""


@dataclass(frozen=True)
class Factors:
    """The causes of an answer beside their story; indices are 0-based ones of the answer's causes."""

    reading: FishboneReading
    reader: StoryReader
    instructed: tuple[tuple[str, str], ...] = ()
    is_own: bool = False
    """Whether the exhibits have numbers of this trainee's own, so that citations tell whose answer it is."""

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """What each cause was read as."""
        filled = self.reading.filled
        lines = list(map(self._line, filled))
        found = list(map(self._unjudged, self.reader.read(lines, dict(self.instructed))))
        if self.is_own and self._cites_elsewhere(found, lines):
            found = [self._waits(one, "elsewhere" if one.cited else "uncited") for one in found]
        elif self.is_own and self._cites_nothing(found):
            found = [one if one.cited else self._waits(one, "uncited") for one in found]
        return dict(zip(filled, found, strict=True))

    @staticmethod
    def _waits(reading: Reading, doubt: Doubt) -> Reading:
        """The reading, left to a person; what means nothing, and what an instructor has read, stays as it is."""
        return doubted(reading, doubt) if reading.meaning and reading.how != "instructor" else reading

    def _unjudged(self, reading: Reading) -> Reading:
        """The reading; left to a person where somebody's failing alone makes the line near to what it is read as."""
        line = read(reading.line)
        place = somebody_on_bone(line, self.reading.names()) if reading.counts and reading.how != "instructor" else None
        if place is None:
            return reading
        start, end = place
        judged, rest = read(line.text[start:end]), read(f"{line.text[:start]} {line.text[end:]}")
        wordings = self.reader.meanings[reading.meaning].wordings
        if any(says(part, wording) for part in (judged, rest) for wording in wordings):
            return reading
        return doubted(reading, "judged", judged.text)

    def _cites_nothing(self, found: list[Reading]) -> bool:
        """Whether nearly all lines cite nothing at all: so it is where a neighbour's citations were taken out."""
        told = [one for one in found if one.meaning]
        return len(told) >= FEWEST_CITED and sum(bool(one.cited) for one in told) < FEWEST_OF_ALL * len(told)

    def _cites_elsewhere(self, found: list[Reading], lines: list[Line]) -> bool:
        """Whether hardly any line cites what shows it: so it is with a neighbour's answer to another incident."""
        if sum(map(self._is_shown, found)) > sum(bool(one.cited) for one in found) / 2:
            return False
        by_words = self.reader.read([replace(line, evidence="", reads_as="") for line in lines])
        cited = [replace(one, cited=own.cited) for one, own in zip(by_words, found, strict=True) if own.cited]
        told = [one for one in cited if one.meaning]
        return len(told) >= FEWEST_CITED and sum(map(self._is_shown, told)) < MOST_BY_CHANCE * len(told)

    def _line(self, index: int) -> Line:
        cause = self.reading.answer.causes[index]
        return Line(where(("causes", index, "text")), cause.text, cause.evidence or "", cause.reads_as or "")

    @cached_property
    def waiting(self) -> list[int]:
        """The causes that a person has still to read."""
        return [index for index, reading in self.readings.items() if reading.waits]

    @cached_property
    def true(self) -> list[int]:
        """The causes that are read as something that the exhibits show."""
        return [index for index, reading in self.readings.items() if reading.counts]

    @cached_property
    def found(self) -> dict[str, int]:
        """The story's causes that are named, each with the index that names it best: on its bone, then shown."""
        found: dict[str, int] = {}
        for index in self.true:
            cause = self.readings[index].meaning
            if cause not in found or self._rank(index) > self._rank(found[cause]):
                found[cause] = index
        return found

    def _rank(self, index: int) -> tuple[bool, bool]:
        return self.on_its_bone(index), self.shown(index)

    @property
    def wanted(self) -> int:
        """How many causes earn all points for finding them."""
        return max(FEWEST, round(SHARE_WANTED * len(self.reader.meanings)))

    def on_its_bone(self, index: int) -> bool:
        """Whether a true cause stands where the story has it, where that can be defended, or on a bone of one's own.

        Of a line that says several causes each one's bones will do.
        """
        bone = self.reading.answer.causes[index].category.strip().casefold()
        if bone not in {category.casefold() for category in CATEGORIES}:
            return True
        said = [self.reader.story.cause_by_id[cause] for cause in sorted(self.readings[index].means)]
        return any(bone in {one.casefold() for one in (known.category, *known.also_fits)} for known in said)

    def shown(self, index: int) -> bool:
        """Whether a cause cites an exhibit that shows what it is read as."""
        return self._is_shown(self.readings[index])

    def _is_shown(self, reading: Reading) -> bool:
        return bool(reading.meaning and not reading.doubt and reading.cited & self._shown_by(reading))

    def _shown_by(self, reading: Reading) -> frozenset[str]:
        return self.reader.meanings[reading.meaning].shown_by

    @cached_property
    def nested(self) -> list[int]:
        """The causes that lead to the one they name as what they lead to, as the story knows it."""
        return [index for index in self.true if self._leads(index)]

    def _leads(self, index: int) -> bool:
        above = self.reading.answer.leads_to(index)
        if above is None or above not in self.true:
            return False
        effects = frozenset().union(*(self.reader.meanings[cause].effects for cause in self.readings[index].means))
        return bool(effects & self.readings[above].means)

    @cached_property
    def verified(self) -> Verified:
        """How much of the fishbone is read as causes that the exhibits show."""
        again = min(MOST_AGAIN, len(self.true) - len(self.found))
        enough = max(FEWEST, round(ENOUGH * len(self.reader.meanings)))
        bare = sum(not self.readings[index].cited for index in self.found.values())
        return Verified(len(self.readings), len(self.found) + again, len(self.waiting), bare, fewest=enough)
