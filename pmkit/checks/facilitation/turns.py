"""Blame that a facilitator takes up in order to turn it: "I hear you saying it was Sam. What made it easy to do?"."""

import re
from collections.abc import Sequence

from pmkit.checks.facilitation.harms import blame
from pmkit.checks.facilitation.line import Line
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.folding import seen
from pmkit.checks.text.lexicon import lexicon

_INSIDE = re.compile(r"(?<=\w)['’](?=\w)")
"""The apostrophe of "we'll" opens no quotation."""
QUOTES = frozenset("“\"‘'«„")


def turns_of(lines: Sequence[Line], text: str, offset: int) -> dict[Line, Span]:
    """The lines that say somebody's blame back, with its words, where an open question or an offer to look follows."""
    found = {}
    for number, line in enumerate(lines):
        span = _said_back(line, text, offset)
        if span and any(_turns(one, 0 if one is not line else span.last) for one in lines[number : number + 3]):
            found[line] = span
    return found


def _said_back(line: Line, text: str, offset: int) -> Span | None:
    """Whether a sentence reports what somebody said, with blame in it or in quotation marks."""
    for index, word in enumerate(line.words):
        if word not in lexicon.facilitation.reporting:
            continue
        before = frozenset(line.words[max(0, index - 4) : index])
        if before.isdisjoint(lexicon.facilitation.reporters) or line.words[max(0, index - 1)] == "should":
            continue
        start, end = line.sentence.ends[index] - offset, line.sentence.ends[-1] - offset
        quoted = not QUOTES.isdisjoint(_INSIDE.sub("", seen(text[start:end])))
        if quoted or any(span.first >= index for span in blame(line)):
            return Span(index, len(line.words) - 1)
    return None


def _turns(line: Line, first: int) -> bool:
    """Whether a sentence asks, or offers to look at, what or how."""
    words = line.words
    return any(
        word in lexicon.facilitation.open_words and not line.refused(first + at)
        for at, word in enumerate(words[first:])
    )
