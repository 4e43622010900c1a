"""Words that judge people's conduct or work."""

from collections.abc import Iterator

from pmkit.checks.language.negation import about_words, denied
from pmkit.checks.language.pattern import Span
from pmkit.checks.language.words import find
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.people import is_person
from pmkit.checks.text.sentence import Sentence

REACH = 4
ATTRIBUTE = 2
"""How many words behind a judging one the thing judged may stand: "a terrible rushed plan"."""


def loaded(sentence: Sentence) -> Iterator[Span]:
    """Every loaded word or phrase that is not denied, technical or a word about words."""
    if about_words(sentence) or not sentence.found.isdisjoint(lexicon.loaded.legal):
        return
    always = lexicon.loaded.always | lexicon.loaded.emotive
    if not sentence.found.isdisjoint(always):
        for index, word in enumerate(sentence.words):
            if word in always and not _technical(sentence, index) and not denied(sentence, index):
                yield Span(
                    index - 1 if sentence.word(index - 1) in lexicon.loaded.degrees - {"a", "an"} else index, index
                )
    mixed = lexicon.loaded.mixed
    if not sentence.found.isdisjoint(mixed):
        for index, word in enumerate(sentence.words):
            if word in mixed and not _technical(sentence, index) and _of_conduct(sentence, index):
                yield Span(index, index)
    for span in find("loaded", "patterns", sentence):
        following = sentence.word(span.last + 1)
        technical = following in table("loaded")["technical"].get(sentence.words[span.last], ())
        if not technical and not denied(sentence, span.first) and sentence.words[span.last][:1] != "@":
            yield span


def _technical(sentence: Sentence, index: int) -> bool:
    senses = table("loaded")["technical"].get(sentence.words[index], ())
    if sentence.words[index] in lexicon.loaded.emotive and sentence.word(index + 1) in lexicon.loaded.titled:
        return True
    return sentence.word(index + 1) in senses or sentence.word(index - 1) in senses


def _of_conduct(sentence: Sentence, index: int) -> bool:
    """Whether a word that may also be said of a thing is said of people or their work."""
    if denied(sentence, index):
        return False
    conduct = lexicon.loaded.conduct
    words, reach = sentence.words, max(0, index - REACH)
    if any(
        is_person(sentence, one) and (words[one][:1] != "@" or words[one - 1] != "by")
        for one in range(reach, min(len(words), index + REACH + 1))
    ):
        return True
    said_of = not lexicon.loaded.being.isdisjoint(words[reach:index]) and not conduct.isdisjoint(words[reach:index])
    return said_of or not conduct.isdisjoint(words[index + 1 : index + ATTRIBUTE + 1])
