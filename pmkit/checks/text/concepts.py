"""What a text speaks of: the stems of its words of meaning, with near-synonyms taken as one and absence kept."""

from collections.abc import Iterable
from functools import cache, lru_cache

from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, is_absence

LONGEST_PHRASE = 3
REACH = 3
"""How many words after a word of absence are still denied by it."""
_NEGATION = "not"


@cache
def _concept_of() -> dict[tuple[str, ...], str]:
    """From a phrase, as stems, to the name of its group."""
    known: dict[tuple[str, ...], str] = {}
    for group in table("concepts")["groups"]:
        for phrase in group:
            known.setdefault(_said(phrase.split()), f"={group[0]}")
    return known


@cache
def _light() -> frozenset[str]:
    """Stems that add nothing: small words, words of absence, verbs that carry others."""
    words = lexicon.english.function | lexicon.english.absence | lexicon.five_whys.light
    return frozenset(map(stem, words))


@lru_cache(maxsize=4096)
def concepts(text: Text) -> frozenset[str]:
    """The concepts that a text names; a word in no group stands for itself, by its stem. Linear in its length."""
    known, light = _concept_of(), _light()
    words = _words(text)
    found, index, denied = set(), 0, 0
    while index < len(words):
        if words[index] == _NEGATION:
            denied = REACH + 1
        length, concept = _longest(words, index, known)
        opposite = known.get((_NEGATION, words[index])) if denied and words[index] != _NEGATION else None
        if opposite or concept:
            found.add(opposite or concept or "")
        elif words[index] not in light and words[index] != _NEGATION:
            found.add(words[index])
        index += length
        denied = max(0, denied - length)
    return frozenset(found)


def _words(text: Text) -> tuple[str, ...]:
    return _said(token.word for token in text.tokens)


def _said(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_NEGATION if is_absence(word) else stem(word) for word in words)


def _longest(words: tuple[str, ...], index: int, known: dict[tuple[str, ...], str]) -> tuple[int, str | None]:
    """How many words the longest known phrase at `index` has, and its concept; 1 and None where none is known."""
    for length in range(min(LONGEST_PHRASE, len(words) - index), 0, -1):
        phrase = words[index : index + length]
        if phrase in known and (length > 1 or phrase[0] not in _light()):
            return length, known[phrase]
    return 1, None
