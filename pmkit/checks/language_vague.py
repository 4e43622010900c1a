"""Claims about impact, time, action or actor that cannot be checked."""

from collections.abc import Iterator

from pmkit.checks.language_negation import about_words
from pmkit.checks.language_pattern import Span
from pmkit.checks.language_words import find
from pmkit.checks.sentence import Sentence

REACH = 8


def vague(sentence: Sentence) -> Iterator[Span]:
    """Every vague amount, time, action and actor; an amount with a figure near it is none."""
    if about_words(sentence):
        return
    for span in find("vague", "amounts", sentence):
        if not _has_figure(sentence, span) and not _unknown(sentence):
            yield span
    for span in find("vague", "times", sentence):
        if not _has_figure(sentence, span, reach=2) and not _unknown(sentence):
            yield span
    for span in find("vague", "actions", sentence):
        if not _has_figure(sentence, span) and "?" not in sentence.found:
            yield span
    for span in find("vague", "actors", sentence):
        if "?" not in sentence.found and sentence.word(span.first - 1) not in {"if", "when", "that", "until"}:
            yield span


def _has_figure(sentence: Sentence, span: Span, reach: int = REACH) -> bool:
    """Whether a number that is no clock time, date or version stands near, within the clause."""
    words, first, last = sentence.words, span.first, span.last
    while first > 0 and span.first - first < reach and words[first - 1] not in {";", "?", "!"}:
        first -= 1
    while last + 1 < len(words) and last - span.last < reach and words[last + 1] not in {";", "?", "!"}:
        last += 1
    return any(_is_figure(sentence, index) for index in range(first, last + 1))


def _is_figure(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word in NUMBERS:
        return True
    if not word[:1].isdigit() or sentence.word(index + 1) == ":" or sentence.word(index - 1) == ":":
        return False
    following = sentence.word(index + 1)
    return (
        word.count(".") < 2 and "-" not in word and following not in MONTHS and sentence.word(index - 1) not in MONTHS
    )


NUMBERS = frozenset(
    "two three four five six seven eight nine ten twelve twenty thirty forty fifty half percent".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec utc cet cest gmt bst am pm release version build".split()
)


def _unknown(sentence: Sentence) -> bool:
    """As in "We do not know yet how many users …" says plainly what is not known."""
    words = sentence.found
    return bool(words & {"unknown", "unclear", "know"}) and bool(words & {"not", "don't", "unknown", "unclear", "yet"})
