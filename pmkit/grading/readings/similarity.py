"""How near a line comes to each of several meanings, by the concepts that they share; rare ones weigh more."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from math import log, sqrt

from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.text import Text
from pmkit.grading.readings.meaning import Meaning

SHOWN = 0.5
"""What a concept of an exhibit weighs beside one of the meaning's own words."""
SHORTEST_MISSPELT = 5
ALIKE = 0.84
"""From this ratio of equal letters on, an unknown word is taken for a known one that is misspelt."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a line is to one meaning: `score` from 0 to 1, and the concepts that they share."""

    meaning: Meaning
    score: float
    shared: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The concepts of all meanings of a story, weighed by how few of the meanings have them."""

    meanings: tuple[Meaning, ...]

    @cached_property
    def _weights(self) -> dict[str, float]:
        held = Counter(concept for meaning in self.meanings for concept in meaning.said | meaning.shown)
        return {concept: log(1 + len(self.meanings) / count) for concept, count in held.items()}

    @cached_property
    def _spellable(self) -> list[str]:
        return [word for word in self._weights if len(word) >= SHORTEST_MISSPELT and word.isalpha()]

    def known(self, line: Text) -> frozenset[str]:
        """The concepts of a line; a misspelt word is taken for the known one that it resembles."""
        return frozenset(self._spelt(concept) for concept in concepts(line))

    def strangers(self, line: Text) -> frozenset[str]:
        """The concepts of a line that no meaning has."""
        return frozenset(concept for concept in self.known(line) if concept not in self._weights)

    def _spelt(self, concept: str) -> str:
        if concept in self._weights or len(concept) < SHORTEST_MISSPELT or not concept.isalpha():
            return concept
        return next(iter(get_close_matches(concept, self._spellable, 1, ALIKE)), concept)

    def weight(self, shared: Iterable[str]) -> float:
        """How much it tells that these concepts are shared: the fewer meanings have one, the more."""
        return sum(self._weights.get(concept, 0.0) for concept in shared)

    def nearest(self, line: Text, among: Iterable[Meaning]) -> list[Nearness]:
        """The meanings by how near the line comes to them, the nearest first; those that share nothing are left out."""
        told = self.known(line)
        strange = max(self._weights.values(), default=1.0) / 2
        length = sqrt(sum(self._weights.get(concept, strange) ** 2 for concept in told)) or 1.0
        found = [self._nearness(told, length, meaning) for meaning in among]
        return sorted((one for one in found if one.score > 0), key=lambda one: -one.score)

    def _nearness(self, told: frozenset[str], length: float, meaning: Meaning) -> Nearness:
        own = max((told & said for said in meaning.sayings), key=self._weight)
        shown = (told & meaning.shown) - own
        score = self._weight(own) + SHOWN * self._weight(shown)
        return Nearness(meaning, sqrt(score) / length, own | shown)

    def _weight(self, shared: frozenset[str]) -> float:
        return sum(self._weights[one] ** 2 for one in shared)
