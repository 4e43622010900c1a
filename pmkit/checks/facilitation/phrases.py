"""The phrases of facilitators, compiled from `words/facilitation.toml` when they are first asked for."""

from collections.abc import Iterator
from functools import cache

from pmkit.checks.language.index import Index, Phrases
from pmkit.checks.language.pattern import Elements, Pattern, Span, spans_of
from pmkit.checks.text.lexicon import table
from pmkit.checks.text.sentence import Sentence

Candidates = dict[str, list[Pattern]]


@cache
def _index() -> Index:
    words = table("facilitation")
    elements = Elements(words["lists"])
    return Index({name: Phrases(texts, elements) for name, texts in words["phrases"].items()}, {})


def candidates(sentence: Sentence) -> Candidates:
    """The phrases that may match a sentence, by what they do."""
    return _index().candidates(sentence)


def spans(name: str, sentence: Sentence, among: Candidates) -> Iterator[Span]:
    """Every place at which a phrase called `name` matches."""
    patterns = among.get(name)
    return spans_of(patterns, sentence) if patterns else iter(())
