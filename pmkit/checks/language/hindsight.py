"""Words that presume that what is known now was plain then."""

from collections.abc import Iterator

from pmkit.checks.language.guards import looks_back, of_now
from pmkit.checks.language.negation import about_words, asks
from pmkit.checks.language.pattern import Span
from pmkit.checks.language.words import find
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

REACH = 3


def hindsight(sentence: Sentence) -> Iterator[Span]:
    """Every place at which knowledge of the outcome is read back into the past."""
    if about_words(sentence) or asks(sentence):
        return
    neutral, evidence = lexicon.hindsight.neutral, lexicon.hindsight.evidence
    for span in find("hindsight", "patterns", sentence):
        words = sentence.words
        before = set(words[max(0, span.first - REACH) : span.first])
        inside = set(words[span.first : span.last + 1])
        after = set(words[span.last + 1 : span.last + 3])
        if words[span.first : span.first + 2] == ["of", "course"] and not _of_a_telling(sentence):
            continue
        if "plain" in inside and not lexicon.hindsight.plain_to.intersection(words[span.first + 1 : span.last + 2]):
            continue
        if not looks_back(sentence, span) or of_now(sentence, span):
            continue
        if "bias" in after or "bias" in inside:
            continue
        if (
            words[span.first] in {"clearly", "obviously"}
            and (inside | after | set(words[span.first - 1 : span.first])) & evidence
        ):
            continue
        shown = inside | set(words[span.last + 1 : span.last + 6])
        if lexicon.hindsight.records & shown and {"from", "in", "on"} & shown and lexicon.hindsight.tobe & inside:
            continue
        if (before & neutral) or (inside & lexicon.hindsight.denials and not _own_negation(inside)):
            continue
        yield span


def _of_a_telling(sentence: Sentence) -> bool:
    """Whether "of course" stands beside what happened, not in an explanation."""
    return not sentence.found.isdisjoint(lexicon.vague.told) or any(word.endswith("ed") for word in sentence.words)


def _own_negation(words: set[str]) -> bool:
    """As in "Not surprisingly", "could not be missed": the negation belongs to the phrase."""
    return not lexicon.hindsight.own_denials.isdisjoint(words)
