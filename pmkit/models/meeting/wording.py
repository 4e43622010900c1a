"""The words of an utterance, for telling whether it was said before: lower case, without signs."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def seen(text: str) -> str:
    r"""A text without the signs that nobody sees, which part no words: joiners, soft hyphens, marks of direction.

    >>> seen("sc\u200dreen")
    'screen'
    """
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Its words in order.

    >>> words_of("Thank you, Bea. What did it SHOW?")
    ('thank', 'you', 'bea', 'what', 'did', 'it', 'show')
    """
    folded = unicodedata.normalize("NFKC", seen(text)).casefold()
    return tuple(_WORD.findall(folded))


def threes(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Every three words that follow each other; all of them where there are fewer."""
    return frozenset(words[at : at + 3] for at in range(max(len(words) - 2, 1)))


MOST_SENTENCES = 12
"""Sentences of an utterance that are told apart; whatever follows is one more."""


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """Where each sentence begins and ends, and its words.

    >>> [text[0:2] for text in sentences_of("Go on. What next?")]
    [(0, 6), (6, 17)]
    """
    found = [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]
    if len(found) > MOST_SENTENCES:
        found[MOST_SENTENCES:] = [(found[MOST_SENTENCES][0], len(text))]
    placed = ((start, end, frozenset(words_of(text[start:end]))) for start, end in found)
    return tuple(one for one in placed if one[2])


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that both have, 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
