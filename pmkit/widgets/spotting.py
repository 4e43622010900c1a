"""Where a trainee and the checks agree about a statement: the words, the kind, both or neither; pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pmkit.checks import Finding
from pmkit.models.spotted import Mark

KINDS = {
    "language/blame": "Blame",
    "language/accusation": "Accusation",
    "language/loaded": "Loaded word",
    "language/counterfactual": "Counterfactual",
    "language/hindsight": "Hindsight",
    "language/person-as-cause": "Person as cause",
    "language/single-cause": "Single cause",
    "language/vague": "Vague",
    "nothing": "Nothing here",
}
"""What a trainee can choose, in teaching order."""
WORD = re.compile(r"\S+")
SAME_WORDS = 0.5
"""The share of all words marked by either that both must have marked."""

Words = tuple[int, int]
"""The first and the last of some words of a statement, both 0-based."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a mark and the checks agree, in words; `words` is what the finding that is compared points at."""

    outcome: str
    says: str
    words: Words | None = None
    finding: Finding | None = None


def words_at(text: str, start: int, end: int) -> Words | None:
    """The words that the characters from `start` to `end` touch.

    >>> words_at("Priya broke the index.", 6, 15)
    (1, 2)
    """
    touched = [number for number, word in enumerate(WORD.finditer(text)) if word.start() < end and word.end() > start]
    return (touched[0], touched[-1]) if touched else None


def quoted(text: str, words: Words) -> tuple[int, str]:
    """Where the words begin, and what they are, without the punctuation around them.

    >>> quoted("Priya broke the index.", (2, 3))
    (12, 'the index')
    """
    places = list(WORD.finditer(text))
    whole = text[places[words[0]].start() : places[words[1]].end()]
    inner = whole.strip(".,;:!?()[]“”\"'")
    quote = inner or whole
    return places[words[0]].start() + whole.index(quote), quote


def place_of(text: str, mark: Mark) -> Words | None:
    """The words that were marked; None where the statement no longer holds them."""
    start = mark.start if mark.start is not None and text.startswith(mark.quote, mark.start) else text.find(mark.quote)
    return words_at(text, start, start + len(mark.quote)) if mark.quote and start >= 0 else None


def compare(text: str, mark: Mark | None, findings: Sequence[Finding]) -> Comparison | None:
    """How a finished mark stands to what the checks find; None as long as it is not finished."""
    words = place_of(text, mark) if mark else None
    if mark is None or not mark.check or (mark.check != "nothing" and words is None):
        return None
    if not findings:
        return _nothing_found(mark)
    found = max(findings, key=lambda finding: _closeness(text, mark, words, finding))
    there = words_at(text, found.start, found.end)
    outcome, says = _verdict(_shared(words, there) >= SAME_WORDS, mark, found)
    return Comparison(outcome, says, there, found)


def _nothing_found(mark: Mark) -> Comparison:
    if mark.check == "nothing":
        return Comparison("agrees", "You and the checks both point at nothing here.")
    question = "Checks miss things too: what do these words do to somebody who is named here?"
    return Comparison("differs", f"The checks point at nothing here. {question}")


def _verdict(same_words: bool, mark: Mark, found: Finding) -> tuple[str, str]:
    kind = KINDS.get(found.check, found.check).lower()
    same_kind = mark.check == found.check
    if same_words and same_kind:
        return "agrees", f"You and the checks agree on “{found.quote}” and on its kind: {kind}."
    if same_words:
        return "partly", f"You and the checks agree on “{found.quote}”; the checks call it: {kind}."
    if same_kind:
        return "partly", f"You and the checks agree on the kind, {kind}; the checks point at “{found.quote}”."
    return "differs", f"The checks point at “{found.quote}” and call it: {kind}."


def _closeness(text: str, mark: Mark, words: Words | None, finding: Finding) -> tuple[float, bool]:
    return _shared(words, words_at(text, finding.start, finding.end)), mark.check == finding.check


def _shared(one: Words | None, other: Words | None) -> float:
    """The share of the words in either that are in both."""
    if one is None or other is None:
        return 0.0
    both = min(one[1], other[1]) - max(one[0], other[0]) + 1
    either = max(one[1], other[1]) - min(one[0], other[0]) + 1
    return max(both, 0) / either
