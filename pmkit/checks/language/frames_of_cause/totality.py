"""One cause for everything, by a word for the whole and a word for a cause: "the complete explanation is the clock"."""

from collections.abc import Iterator

from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_person
from pmkit.checks.text.sentence import Sentence

NEAR = 3
REACH = 6


def totality(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a cause is said to be the whole of it."""
    yield from _whole_cause(sentence)
    yield from _cause_of_whole(sentence)
    yield from _explains_all(sentence)
    yield from _all_from_one(sentence)


def _whole_cause(sentence: Sentence) -> Iterator[Span]:
    """As in "Only cause: …", "the entire explanation", "the same single origin"; not "the only reason we noticed"."""
    words, lists = sentence.words, lexicon.totality
    for at, word in enumerate(words):
        if word not in lists.whole or _refused(sentence, at):
            continue
        if word == "one" and sentence.word(at - 1) not in lists.before_one:
            continue  # "one reason is …" leaves others
        if at == 0 and word == "one" and not lists.of_what.isdisjoint(words[1:3]):
            continue
        for noun in range(at + 1, min(at + 1 + NEAR, len(words))):
            if words[noun] in CLAUSE_SIGNS:
                break
            if words[noun] in lists.cause_nouns:
                following = sentence.word(noun + 1)
                told = following in lists.behind_cause or (following in {"for", "of"} and words[noun] in lists.reasons)
                if told and not is_person(sentence, noun + 1):
                    yield Span(at, noun)
                break


def _cause_of_whole(sentence: Sentence) -> Iterator[Span]:
    """As in "The explanation for the entire outage fits in four characters"."""
    words, lists = sentence.words, lexicon.totality
    for at, word in enumerate(words):
        if word not in lists.cause_nouns or sentence.word(at + 1) not in lists.of_harm or _refused(sentence, at):
            continue
        behind = words[at + 2 : at + 2 + NEAR]
        whole = next((one for one, each in enumerate(behind) if each in lists.wholes - {"all", "every"}), None)
        if whole is not None and sentence.word(at + whole + 3).removesuffix("s") in lists.harm:
            yield Span(at, at + whole + 3)


def _explains_all(sentence: Sentence) -> Iterator[Span]:
    """As in "responsible for all of it", "accounts for the totality", "is sufficient to explain every symptom"."""
    words, lists = sentence.words, lexicon.totality
    for at, word in enumerate(words):
        if word in lists.explaining and not _refused(sentence, at) and (word != "explain" or words[at - 1] == "to"):
            for end in range(at + 1, min(at + 1 + NEAR, len(words))):
                behind = words[end + 1 : end + 3]
                told_of = {one.removesuffix("s") for one in behind}.union(behind)
                last = not behind or behind[0] in CLAUSE_SIGNS | {","}
                if words[end] in lists.everything and (last or not told_of.isdisjoint(lists.harm | lists.it)):
                    yield Span(at, end)
                    break


def _all_from_one(sentence: Sentence) -> Iterator[Span]:
    """As in "The whole of the damage comes from one loose screw", "entire outage = one expired secret"."""
    words, lists = sentence.words, lexicon.totality
    for at, word in enumerate(words):
        if word not in lists.wholes or _refused(sentence, at):
            continue
        rest = range(at + 1, min(at + 2 * REACH, len(words)))
        harm = any(words[one].removesuffix("s") in lists.harm for one in rest)
        for verb in rest:
            if words[verb] in CLAUSE_SIGNS:
                break
            behind = words[verb + 1 : verb + 4]
            if harm and words[verb] in lists.coming and not lists.from_words.isdisjoint(behind):
                yield Span(at, min(verb + 2, len(words) - 1))
                return


def _refused(sentence: Sentence, index: int) -> bool:
    """Whether "not", "no" or the like stands before, or a doubt."""
    before = sentence.words[max(0, index - REACH) : index]
    return not lexicon.causes.single_not.isdisjoint(before[-3:]) or not lexicon.totality.doubts.isdisjoint(before)
