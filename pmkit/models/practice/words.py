"""Marked words of a text: which they are by number, and the quote by which an answer file keeps them."""

import re
from typing import Protocol

WORD = re.compile(r"\S+")

Words = tuple[int, int]
"""The first and the last of some words of a text, both 0-based."""


class Marked(Protocol):
    """Words as an answer file keeps them; `start` is the character where they begin, if that is needed."""

    quote: str
    start: int | None


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


def place_of(text: str, mark: Marked) -> Words | None:
    """The words that were marked; None where the text no longer holds them."""
    start = mark.start if mark.start is not None and text.startswith(mark.quote, mark.start) else text.find(mark.quote)
    return words_at(text, start, start + len(mark.quote)) if mark.quote and start >= 0 else None
