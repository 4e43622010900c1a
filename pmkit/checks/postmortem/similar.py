"""Which postmortems tell of what has happened before: by what they speak of, with the sentences that are alike."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pmkit.checks.document.document import read_document
from pmkit.checks.postmortem.reading import sentence_places
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.text import read
from pmkit.models.postmortem.postmortem import Postmortem

COMPARED = ("summary", "root_cause", "factors", "impact", "resolution", "improve", "lessons", "actions")
"""Sections that tell what happened and why; the rows of a timeline are too short to be alike."""
MOST_SENTENCES = 200
FEWEST_CONCEPTS = 3
ALIKE = 0.12
"""From this likeness on a document is listed; of 0 to 1, by the angle between what two documents speak of."""
MOST_PAIRS = 3
LEAST_PAIR = 0.3


class Pair(NamedTuple):
    """Two sentences that speak of the same things, and how much they do: 0 to 1."""

    mine: str
    theirs: str
    likeness: float


class Likeness(NamedTuple):
    """Another document: its name, its title, how much it is like the one at hand, and the sentences that are alike."""

    name: str
    title: str
    likeness: float
    pairs: list[Pair]


@dataclass(frozen=True)
class Told:
    """What a postmortem tells, sentence by sentence."""

    name: str
    postmortem: Postmortem

    @cached_property
    def sentences(self) -> list[tuple[str, frozenset[str]]]:
        """Each sentence of the sections compared, with what it speaks of."""
        text = self.postmortem.text
        found: list[tuple[str, frozenset[str]]] = []
        document = read_document(text)
        spans = [(one.start, one.start + len(one.text)) for key in COMPARED for one in self.postmortem.called(key)]
        for block in document.blocks:
            if any(start <= block.start < end for start, end in spans):
                for start, end in sentence_places(text, block.start, block.end):
                    said = concepts(read(text[start:end][:1000]))
                    if len(said) >= FEWEST_CONCEPTS:
                        found.append((" ".join(text[start:end].split()), said))
        return found[:MOST_SENTENCES]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many sentences speak of each thing."""
        return Counter(word for _, said in self.sentences for word in said)


def similar(postmortem: Postmortem, others: Iterable[tuple[str, Postmortem]]) -> list[Likeness]:
    """The documents that are like one, most alike first; `others` are names and postmortems."""
    mine = Told("", postmortem)
    told = [Told(name, one) for name, one in others]
    weights = _weights([mine, *told])
    found = [_likeness(mine, one, weights) for one in told]
    return sorted((one for one in found if one.likeness >= ALIKE), key=lambda one: (-one.likeness, one.name))


def _weights(documents: Sequence[Told]) -> dict[str, float]:
    """How much each thing tells: the rarer among the documents, the more."""
    having = Counter(word for one in documents for word in one.counts)
    return {word: math.log((1 + len(documents)) / number) for word, number in having.items()}


def _likeness(mine: Told, other: Told, weights: dict[str, float]) -> Likeness:
    pairs = sorted(_pairs(mine, other, weights), key=lambda pair: -pair.likeness)
    return Likeness(
        other.name,
        other.postmortem.title.text,
        _angle(_vector(mine.counts, weights), _vector(other.counts, weights)),
        _each_once(pairs)[:MOST_PAIRS],
    )


def _vector(counts: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    return {word: (1 + math.log(number)) * weights[word] for word, number in counts.items()}


def _angle(one: dict[str, float], other: dict[str, float]) -> float:
    lengths = math.sqrt(sum(value**2 for value in one.values())) * math.sqrt(sum(value**2 for value in other.values()))
    return sum(value * other.get(word, 0.0) for word, value in one.items()) / lengths if lengths else 0.0


def _pairs(mine: Told, other: Told, weights: dict[str, float]) -> list[Pair]:
    theirs = [(text, {word: weights[word] for word in said}) for text, said in other.sentences]
    found = []
    for text, said in mine.sentences:
        vector = {word: weights[word] for word in said}
        found += [Pair(text, its, _angle(vector, there)) for its, there in theirs if not said.isdisjoint(there)]
    return [pair for pair in found if pair.likeness >= LEAST_PAIR]


def _each_once(pairs: list[Pair]) -> list[Pair]:
    """The best pairs in which no sentence stands twice."""
    kept: list[Pair] = []
    for pair in pairs:
        if all(pair.mine != one.mine and pair.theirs != one.theirs for one in kept):
            kept.append(pair)
    return kept
