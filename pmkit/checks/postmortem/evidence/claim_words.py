"""Words by which a sentence and a record are told to speak of one thing: what they stand for, and which say nothing."""

from functools import cache

from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.stems import stem


@cache
def _concepts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, words in table("evidence")["concepts"].items():
        for word in words:
            found.setdefault(stem(word), set()).add(f"~{concept}")
    return {word: frozenset(names) for word, names in found.items()}


def concepts(stemmed: str) -> frozenset[str]:
    """What a stem stands for, each as "~alert": "fire" and "page" stand for an alert."""
    return _concepts().get(stemmed, frozenset())


@cache
def _small() -> frozenset[str]:
    return lexicon.english.function | lexicon.english.absence | lexicon.evidence.about | lexicon.evidence.lengths


def is_small(word: str) -> bool:
    """Whether a folded word carries no meaning of its own."""
    return word in _small() or len(word) < 2
