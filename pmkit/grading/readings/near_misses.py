"""Near misses, which a hasty reader takes for a cause: in the short list under a line, and as what it is close to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import log

from pmkit.checks.text.text import Text, is_absence, read
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.reading import SOMETHING_ELSE, Choice
from pmkit.models.story.scenario import Scenario

MOST_OTHERS = 4
MOST_MISSES = 2
CLOSE, CLOSER = 0.75, 0.1
"""From this likeness on, and so much nearer than to anything true, a line says what a near miss says."""
IN_ORDER = 0.7
"""A near miss that holds this share of its cause's words turns it round: lines that say the cause look the same."""
ELSE = "Something else: my instructor reads it"


def near_misses(story: Scenario) -> dict[str, str]:
    """Every near miss of a story: its id, which is the cause's with a number, and what it says."""
    return {f"{cause.id}~{number}": says for cause in story.causes for number, says in enumerate(cause.near_misses, 1)}


@dataclass(frozen=True)
class Sayings:
    """All that a story holds of what people say: true of it, and nearly so. Rare words weigh more."""

    story: Scenario

    def come_nearer_to_a_miss(self, line: Text) -> bool:
        """Whether a line is close to a near miss, and closer than to anything true."""
        if line.stems in self._as_written:
            return True
        said = _stems(line)
        missed = self._nearest(said, self._missed)
        return missed >= CLOSE and missed > self._nearest(said, self._true) + CLOSER

    @cached_property
    def _as_written(self) -> frozenset[tuple[str, ...]]:
        """Every near miss word for word, its order among them."""
        return frozenset(read(text).stems for cause in self.story.causes for text in cause.near_misses)

    @cached_property
    def _true(self) -> tuple[frozenset[str], ...]:
        return tuple(_stems(read(text)) for cause in self.story.causes for text in (cause.statement, *cause.examples))

    @cached_property
    def _missed(self) -> tuple[frozenset[str], ...]:
        """Near misses that differ from what is true by their words, and not by the order of the words alone."""
        told = (
            (_stems(read(text)), _stems(read(cause.statement)))
            for cause in self.story.causes
            for text in cause.near_misses
        )
        return tuple(missed for missed, true in told if not _turned_round(missed, true))

    @cached_property
    def _weights(self) -> dict[str, float]:
        sayings = (*self._true, *self._missed)
        held = Counter(stem for saying in sayings for stem in saying)
        return {stem: log(1 + len(sayings) / count) ** 2 for stem, count in held.items()}

    @cached_property
    def _strange(self) -> float:
        """What a stem weighs that no saying holds."""
        return max(self._weights.values(), default=1.0)

    @cached_property
    def _whole(self) -> dict[frozenset[str], float]:
        """What each saying weighs."""
        return {saying: self._weight(saying) for saying in (*self._true, *self._missed)}

    def _nearest(self, said: frozenset[str], sayings: Iterable[frozenset[str]]) -> float:
        """The greatest likeness, from 0 to 1: what is shared of the longer of the two."""
        whole = self._weight(said)
        alike = ((said & saying, max(whole, self._whole[saying])) for saying in sayings)
        return max((self._weight(shared) / longer for shared, longer in alike if shared), default=0.0)

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(self._weights.get(stem, self._strange) for stem in stems)


def _stems(text: Text) -> frozenset[str]:
    return frozenset("not" if is_absence(token.word) else token.stem for token in text.tokens)


def _turned_round(missed: frozenset[str], true: frozenset[str]) -> bool:
    """Whether a near miss holds what is true and denies nothing, so that only its order tells it from the truth."""
    return ("not" in missed) == ("not" in true) and len(missed & true) >= IN_ORDER * len(true)


def choices_for(meaning: Meaning | None, among: list[Meaning], story: Scenario) -> tuple[Choice, ...]:
    """What a line may be read as: the reading itself, what else the cited exhibits show, near misses, something else.

    Sorted by what they say, so that the place of an entry tells nothing.
    """
    others = [one for one in among if meaning is None or one.id != meaning.id][:MOST_OTHERS]
    true = [Choice(one.id, one.statement) for one in ([meaning] if meaning else []) + others]
    missed = [
        Choice(key, says)
        for key, says in near_misses(story).items()
        if meaning is not None and key.rpartition("~")[0] == meaning.id
    ][:MOST_MISSES]
    return (*sorted([*true, *missed], key=lambda choice: choice.says), Choice(SOMETHING_ELSE, ELSE))
