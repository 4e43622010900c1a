"""What a facilitator has said, as its checks read it: utterances with their places, and the harm found in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pmkit.checks.check import Field, Match
from pmkit.checks.facilitation.moves import LONGEST, moves_in
from pmkit.checks.text.people import name_words
from pmkit.models.meeting.moves import HARMFUL
from pmkit.models.words.shortened import shortened

if TYPE_CHECKING:  # the models need pydantic, and plain text is read without it
    from pmkit.models.meeting.answer import Facilitation
    from pmkit.models.story.scenario import Scenario

MOST_UTTERANCES = 2_000
LONGEST_QUOTE = 120
_ANSWER = re.compile(r"^(?:(?:meeting|trainee|seed|agenda|talk|closed)[ \t]*=|\[\[(?:turns|ratings)\]\])", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
_ENDS = (".", "?", "!", "…", "”", '"', ")", ":")


class Said(NamedTuple):
    """One utterance: the field that holds it, or () and where it begins in the text."""

    field: Field
    offset: int
    text: str


@dataclass(frozen=True)
class FacilitationReading:
    """Utterances with what is found in them, worked out once."""

    said: tuple[Said, ...]
    roster: frozenset[str] = frozenset()
    answer: Facilitation | None = None
    """The turns as they stand in a file; None for plain text."""

    @cached_property
    def matches(self) -> dict[str, list[Match]]:
        """Harmful words by the name of the move."""
        found: dict[str, list[Match]] = {name: [] for name in HARMFUL}
        for one in self.said:
            taken = dict.fromkeys(HARMFUL, -1)
            for move in moves_in(one.text[:LONGEST], self.roster, one.offset):
                if move.name in found and move.start >= taken[move.name]:
                    words = " ".join(one.text[move.start - one.offset : move.end - one.offset].split())
                    quote = shortened(words, LONGEST_QUOTE)
                    found[move.name].append(Match(one.field, move.start, move.end, quote))
                    taken[move.name] = move.end
        return found


def of_text(text: str, roster: frozenset[str] = frozenset()) -> FacilitationReading | None:
    """The reading of plain text, each line an utterance; None where it is the file of an answer."""
    return None if _ANSWER.search(text) else FacilitationReading(tuple(_utterances(text)), roster)


def of_answer(answer: Facilitation, scenario: Scenario | None) -> FacilitationReading:
    """The reading of what a trainee has said in a meeting."""
    people = name_words(person.name for person in scenario.people) if scenario else frozenset()
    turns = [turn.text for turn in answer.turns]
    said = tuple(Said(("turns", at, "text"), 0, text) for at, text in enumerate(turns))
    return FacilitationReading(said, people, answer)


def _utterances(text: str) -> Iterator[Said]:
    """Lines; one that ends within a sentence goes on in the next."""
    start, end, count = 0, -1, 0
    for match in _LINE.finditer(text):
        apart = end < 0 or "\n" in text[end : match.start()].replace("\n", "", 1) or _is_whole(text[start:end])
        if apart and end >= 0:
            yield Said((), start, text[start:end])
            count += 1
        if count >= MOST_UTTERANCES:
            return
        start, end = (match.start() if apart else start), match.end()
    if end >= 0:
        yield Said((), start, text[start:end])


def _is_whole(text: str) -> bool:
    return len(text) >= LONGEST or text[-200:].rstrip().endswith(_ENDS)


def finds(name: str) -> Callable[[FacilitationReading], Iterator[Match]]:
    """The `find` of the record called facilitation/`name`."""

    def find(reading: FacilitationReading) -> Iterator[Match]:
        yield from reading.matches[name]

    return find
