"""Phrases among words: the one matcher for lists of phrases, by whole words or by stems, in one pass over a text."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pmkit.checks.text.lexicon import words_called
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text

Place = tuple[int, int]
"""The indices of the first and the last word of a phrase."""


class Phrases:
    """Phrases, each a row of words, filed by their first."""

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            self._by_first.setdefault(phrase[0], []).append(tuple(phrase))

    def places(self, words: Sequence[str]) -> Iterator[Place]:
        """Every place at which a phrase stands, from left to right; at one word in the order as given."""
        row = tuple(words)
        for index, word in enumerate(row):
            for phrase in self._by_first.get(word, ()):
                if row[index : index + len(phrase)] == phrase:
                    yield index, index + len(phrase) - 1


def find_any(text: Text, file: str, name: str) -> tuple[int, int] | None:
    """The first place of any phrase called `name` in `words/<file>.toml`, as offsets; words are compared by stem."""
    for first, last in phrases_called(file, name).places(text.stems):
        return text.tokens[first].start, text.tokens[last].end
    return None


@cache
def phrases_called(file: str, name: str, *, by_stem: bool = True) -> Phrases:
    """The phrases of a list of a words file, in alphabetical order; they are folded, with spaces between words."""
    rows = (phrase.split() for phrase in sorted(words_called(file, name)))
    return Phrases([stem(word) for word in row] if by_stem else row for row in rows)
