"""How something is said, beside the moves in it: care, pressure, mockery, orders; each sign with its sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pmkit.models.data_file import data_file
from pmkit.models.meeting.wording import sentences_of, words_of

HARSH = frozenset(("presses", "mocks", "orders"))
NO_WORK = frozenset(("rests", "offers", "orders"))
"""Signs of work given out, which a rest or a request to speak is not."""
CARE = frozenset(("denies", "comforts", "apologises"))


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, and where its sentence stands in the text."""

    name: str
    start: int
    end: int


@cache
def _words() -> dict[str, Any]:
    return data_file("meetings/manner.toml")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """One pattern a sign; a match is made of whole words."""
    found = {}
    for name, texts in _words()["signs"].items():
        joined = "|".join(texts)
        for part, words in _words()["parts"].items():
            joined = joined.replace(f"{{{part}}}", words if words.startswith("(?:") else f"(?:{words})")
        found[name] = re.compile(rf"(?<![^ ])(?:{joined})(?![^ ])")
    return found


@lru_cache(maxsize=1024)
def signs_in(text: str) -> tuple[Sign, ...]:
    """The signs of an utterance, sentence by sentence, each once a sentence. Pure; linear in the text.

    >>> [one.name for one in signs_in("Take your time, Noa.")]
    ['comforts']
    """
    found: list[Sign] = []
    for start, end, _ in sentences_of(text):
        words = plain(text[start:end])
        names = [name for name, pattern in _patterns().items() if pattern.search(words)]
        if "denies" in names and "presses" in names:
            names.remove("presses")  # a name that is refused is not asked for
        if "offers" in names and "orders" in names:
            names.remove("orders")  # what is asked may be declined
        if "rests" in names:
            names = [name for name in names if name not in NO_WORK]
        found += [Sign(name, start, end) for name in names]
    return tuple(found)


def plain(sentence: str) -> str:
    """Its words in small letters, with one sign where it asks."""
    words = " ".join(words_of(sentence)).replace("’", "'")
    return f"{words} ?" if sentence.rstrip().endswith("?") else words


def weight_of(names: Iterable[str]) -> float:
    """How harsh signs are, less how much care is in them; each name counts once."""
    weights = _words()["weights"]
    return float(sum(weights.get(name, 0.0) for name in set(names)))


@cache
def plain_words() -> frozenset[str]:
    """Long words that say nothing of the matter of a question."""
    return frozenset(_words()["words"]["plain"])
