"""Whether a rewrite is a text of the trainee's own: not the statement, not the sample, not the evidence, no list."""

import re
from collections.abc import Sequence
from typing import Literal

from pmkit.checks.text.text import Text, is_absence, lexicon, read
from pmkit.grading.readings.pasting import is_pasted
from pmkit.models.scenario import Scenario
from pmkit.models.statement import Statement

Standing = Literal["", "empty", "unchanged", "sample", "pasted", "repeated", "list"]
"""Why a rewrite is no text of the trainee's own; "" where it is one."""

IN_WORDS: dict[Standing, str] = {
    "empty": "nothing written yet",
    "unchanged": "the given sentence as it was",
    "sample": "the words of the shown sample",
    "pasted": "the words of the exhibits",
    "repeated": "the same words as for another statement",
    "list": "a list of words: which of them did what?",
}
COPIED = 0.9
"""From this share of common words on, a rewrite is the sample again."""
ALIKE = 0.8
"""From this share of common words on, two rewrites are one."""
LONGEST_BARE = 7
"""Words in a row that need none to join them: "Node down 28 min"."""
FEWEST_LISTED = 4
MOST_A_PART = 2
_LIST_SIGNS = re.compile(r"[,/|+;•·]|\s-\s")
_STOPS = re.compile(r"[.,;:!?()/|+–—•·\n]+(?=\s|$)|\s-+\s|[(|/]")
_PLACES = frozenset("down up off out over on in again before after once".split())


def standing(text: Text, statement: Statement, story: Scenario | None) -> Standing:
    """How a rewrite stands by itself; whether it repeats another is asked of all together."""
    if text.blank:
        return "empty"
    if _holds(text, read(statement.text)):
        return "unchanged"
    sample = read(statement.sample)
    if _holds(text, sample) or _same(text, sample):
        return "sample"
    if story is not None and is_pasted(text, (exhibit.text for exhibit in story.exhibits)):
        return "pasted"
    return "list" if is_list(text) else ""


def is_list(text: Text) -> bool:
    """Whether words are only lined up, so that nobody can tell which of them did what; notes are no lists.

    >>> is_list(read("Tomasz, v2.4.0, validator-07, 02:55, tests, 11 minutes"))
    True
    >>> is_list(read("virtd.service had Restart=no. Node down 28 min."))
    False
    """
    listed = [read(part) for part in _LIST_SIGNS.split(text.text)]
    counted = [len(part.tokens) for part in listed if not part.blank]
    if len(counted) >= FEWEST_LISTED and sum(counted) <= MOST_A_PART * len(counted):
        return True
    if not any(_joins(token.word) for token in text.tokens):
        return len(text.tokens) >= FEWEST_LISTED
    parts = [read(part) for part in _STOPS.split(text.text)]
    return any(len(part.tokens) > LONGEST_BARE and not _is_joined(part) for part in parts)


def _joins(word: str) -> bool:
    return (
        word in lexicon("english", "function") or is_absence(word) or word in lexicon("english", "verbs") or word.endswith("ed")
    )


def _is_joined(part: Text) -> bool:
    """Whether a small word, other than one of place, joins what stands in a part."""
    return any(token.word in lexicon("english", "function") - _PLACES for token in part.tokens)


def repeats(texts: Sequence[Text]) -> dict[int, tuple[int, ...]]:
    """The texts, by index, whose words stand for other statements too, with the indices of those."""
    alike = {
        one: tuple(other for other in range(len(texts)) if other != one and _alike(texts[one], texts[other]))
        for one in range(len(texts))
    }
    return {one: others for one, others in alike.items() if others}


def _alike(one: Text, other: Text) -> bool:
    either = one.content | other.content
    return bool(either) and len(one.content & other.content) >= ALIKE * len(either)


def _holds(text: Text, other: Text) -> bool:
    """Whether `other` stands in `text` word for word, whatever else was added."""
    words, wanted = f" {' '.join(text.stems)} ", f" {' '.join(other.stems)} "
    return bool(other.stems) and wanted in words


def _same(one: Text, other: Text) -> bool:
    either = one.content | other.content
    return bool(one.content) and len(one.content & other.content) >= COPIED * len(either)
