"""Sentences as lists of words and signs with their places; words are folded so that disguises do not matter."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pmkit.checks.text.folding import BLANKS, words_and_signs
from pmkit.checks.text.lexicon import lexicon, table

LONGEST_SENTENCE = 250
"""Words after which a sentence is taken to end, so that no rule meets a longer one."""
_ENDS = {".", "!", "?", "…"}


class Sentence:
    """`words` in lower case, signs among them; `starts` and `ends` are offsets in the whole text."""

    __slots__ = (
        "about_words",
        "after",
        "before",
        "ends",
        "found",
        "heading",
        "offset",
        "patterns",
        "people",
        "persons",
        "roster",
        "source",
        "starts",
        "systems",
        "words",
    )

    def __init__(self, words: list[str], starts: list[int], ends: list[int], frame: "Frame") -> None:
        self.words = words
        self.starts = starts
        self.ends = ends
        self.found = frozenset(words)
        self.source = frame.source
        self.offset = frame.offset
        self.heading = frame.heading
        self.roster = frame.roster
        self.systems = frame.systems
        # Its neighbours in the block, where there are any.
        self.before: Sentence | None = None
        self.after: Sentence | None = None
        # Worked out by the rules when they first ask.
        self.people: tuple[int, ...] | None = None
        self.persons: frozenset[int] | None = None
        self.patterns: Any = None
        self.about_words: bool | None = None

    def word(self, index: int) -> str:
        """The word at an index; empty beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_capital(self, index: int) -> bool:
        """Whether the word at an index begins with a capital letter in the text."""
        return self.source[self.starts[index] - self.offset].isupper()


class Frame(NamedTuple):
    """Where sentences stand: a text, its offset in the whole, the heading above, and the names that are known."""

    source: str
    offset: int = 0
    heading: str = ""
    roster: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()
    mend: bool = False
    """Whether words typed in haste are read as they are meant: "shouldnt"."""


def sentences_of(frame: Frame) -> Iterator[Sentence]:
    """The sentences of a block, each with its neighbours; see `_parted` for where one ends."""
    before: Sentence | None = None
    for sentence in _parted(frame):
        if before is not None:
            before.after, sentence.before = sentence, before
            yield before
            before.before = None  # or a long block would be held as a whole
        before = sentence
    if before is not None:
        yield before


def _parted(frame: Frame) -> Iterator[Sentence]:
    """The sentences of a block; a full stop ends one where a space follows that no abbreviation explains."""
    source, offset = frame.source, frame.offset
    words, spans = words_and_signs(source)
    meant = _meant()
    if frame.mend and not meant.keys().isdisjoint(words):
        words = [meant.get(word, word) for word in words]
    first = 0
    for last in _breaks(source, words, spans):
        part = spans[first:last]
        yield Sentence(
            words[first:last], [start + offset for start, _ in part], [end + offset for _, end in part], frame
        )
        first = last


@cache
def _meant() -> dict[str, str]:
    """Words as they are typed in haste with the words meant: listed ones, and one letter left out, doubled, swapped."""
    typed: dict[str, str] = {}
    for word in table("spellings")["often"]:
        for at in range(1, len(word) - 1):  # first and last letters stay, or "mistakes" would be read for "mistake"
            typed[word[:at] + word[at + 1 :]] = word
            typed[word[: at + 1] + word[at:]] = word
            typed[word[:at] + word[at + 1] + word[at] + word[at + 2 :]] = word
    for word in table("spellings")["often"]:
        typed.pop(word, None)
    typed.update(table("spellings")["meant"])
    return typed


def _breaks(text: str, words: list[str], spans: list[tuple[int, int]]) -> Iterator[int]:
    """Where each sentence ends, as the number of words up to there."""
    begun = 0
    stops = [index + 1 for index, word in enumerate(words) if word in _ENDS]
    for stop in [*stops, len(words)]:
        while stop - begun > LONGEST_SENTENCE:
            begun += LONGEST_SENTENCE
            yield begun
        if stop > begun and (stop == len(words) or _ends_here(text, spans[stop - 1][1], words, stop - 1, begun)):
            begun = stop
            yield stop


def _ends_here(text: str, end: int, words: list[str], index: int, begun: int) -> bool:
    """Whether the sign at `index` ends a sentence: a space follows, a word stands before, and no abbreviation."""
    if index <= begun or not words[index - 1][-1:].isalnum() or not (text[end].isspace() or text[end] in BLANKS):
        return False
    return words[index] != "." or words[index - 1] not in lexicon.english.abbreviations
