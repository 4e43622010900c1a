"""Whether a rewrite is a text of the trainee's own: not the statement, not the sample, not the evidence, no list."""

import re
from collections.abc import Sequence
from typing import Literal

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.grading.readings.pasting import runs_of
from pmkit.grading.rewrites.strangers import Known
from pmkit.models.story.statement import Statement

Standing = Literal["", "empty", "unchanged", "sample", "pasted", "repeated", "template", "list"]
"""Why a rewrite is no text of the trainee's own; "" where it is one."""

IN_WORDS: dict[Standing, str] = {
    "empty": "nothing written yet",
    "unchanged": "the given sentence as it was",
    "sample": "the words of the shown sample",
    "pasted": "the words of the exhibits",
    "repeated": "the same words as for another statement",
    "template": "there are gaps to fill in",
    "list": "a list of words: which of them did what?",
}
COPIED = 0.9
"""From this share of common words on, a rewrite is the sample again."""
PASTED = 0.8
"""From this share of runs of words that stand in the exhibits on, a rewrite says nothing of its own."""
ALIKE = 0.8
"""From this share of common words on, two rewrites are one."""
LONGEST_BARE, LONGEST_NOTE = 7, 8
"""Words in a row that need none to join them, without a verb and with one: "Node down 28 min"."""
FEWEST_LISTED = 4
MOST_A_PART = 1.5
FEWEST_GAPS = 2
_GAP = re.compile(r"\[[A-Za-z][A-Za-z /-]{1,30}\]|<[A-Za-z][A-Za-z /-]{1,30}>|_{3,}|\bX{2,}\b")
_LIST_SIGNS = re.compile(r"[,/|+;•·]|\s-\s")
_STOPS = re.compile(r"[.,;:!?()/|+–—•·\n]+(?=\s|$)|\s-+>?\s|[(|/→]")


def standing(text: Text, statement: Statement, known: Known | None) -> Standing:
    """How a rewrite stands by itself; whether it repeats another is asked of all together."""
    if text.blank:
        return "empty"
    if _holds(text, read(statement.text)):
        return "unchanged"
    sample = read(statement.sample)
    if _holds(text, sample) or _same(text, sample):
        return "sample"
    if known is not None and _is_pasted(text, known):
        return "pasted"
    if _has_gaps(text, known):
        return "template"
    return "list" if is_list(text) else ""


def _is_pasted(text: Text, known: Known) -> bool:
    """Whether next to all of it stands in the exhibits; of a rewrite more may stand there than of a why."""
    runs = runs_of(text)
    evidence = frozenset[tuple[str, ...]]().union(*(runs_of(read(exhibit)) for exhibit in known.exhibits))
    return bool(runs) and len(runs & evidence) >= PASTED * len(runs)


def _has_gaps(text: Text, known: Known | None) -> bool:
    """Whether places of a form are still to be filled in: "[who] deployed [what]"; what exhibits show is no gap."""
    shown = " ".join(known.exhibits).casefold() if known else ""
    return len([gap for gap in _GAP.findall(text.text) if gap.casefold() not in shown]) >= FEWEST_GAPS


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
    parts = [part for words in _STOPS.split(text.text) if not (part := read(words)).blank]
    if len(parts) == 1 and len(text.tokens) >= FEWEST_LISTED and not _is_joined(text):
        return not _has_verb(text)
    return any(
        len(part.tokens) > (LONGEST_NOTE if _has_verb(part) else LONGEST_BARE) and not _is_joined(part)
        for part in parts
    )


def _has_verb(part: Text) -> bool:
    verbs = lexicon.english.verbs
    return any(token.word in verbs or token.word.endswith("ed") for token in part.tokens)


def _is_joined(part: Text) -> bool:
    """Whether a small word, other than one of place, joins what stands in a part; "no" stands in lists too."""
    small = lexicon.english.function - lexicon.rewrites.places
    return any(
        one.word in small or (is_absence(one.word) and one.word not in lexicon.rewrites.denials_in_lists)
        for one in part.tokens
    )


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
