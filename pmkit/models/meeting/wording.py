"""The words of an utterance, for telling whether it was said before: lower case, without signs."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Its words in order.

    >>> words_of("Thank you, Bea. What did it SHOW?")
    ('thank', 'you', 'bea', 'what', 'did', 'it', 'show')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return tuple(_WORD.findall(folded))


def threes(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Every three words that follow each other; all of them where there are fewer."""
    return frozenset(words[at : at + 3] for at in range(max(len(words) - 2, 1)))


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Where each sentence begins and ends, and its words."""
    found = ((match.start(), match.end(), frozenset(words_of(match[0]))) for match in _SENTENCE.finditer(text))
    return tuple(one for one in found if one[2])


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that both have, 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
