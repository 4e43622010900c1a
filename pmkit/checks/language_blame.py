"""Sentences in which a person failed: judging verbs of a person, a person as the origin of harm, "missed by …"."""

from collections.abc import Iterator

from pmkit.checks.language_negation import about_words, denied
from pmkit.checks.language_pattern import CLAUSE_SIGNS, MOST_TRIES, Span
from pmkit.checks.language_words import phrases, table, word_set
from pmkit.checks.people import actor_before, is_owner, is_person, subject_before
from pmkit.checks.sentence import Sentence

LONGEST_OBJECT = 4
NOBODY = frozenset({"nobody", "no-one", "none", "no", "neither"})
TECHNICAL = frozenset(
    "rate rates budget budgets page pages code codes log logs handling handler message messages tracking tracker count "
    "counts tolerance domain domains injection threshold reports reporting class report queue budget.".split()
)
HARM = frozenset(
    "down outage broke broken lost failed offline stuck late delayed mess incident dead gone again empty wrong "
    "corrupted missing".split()
)
STOPS = frozenset(
    "about after and as at because before but by during for from if in into of on or since so that then through "
    "until when where which while who with without".split()
)


def blame(sentence: Sentence) -> Iterator[Span]:  # noqa: C901  # a row of cases, each in a line
    """Every place at which a sentence says or implies that a person failed."""
    if about_words(sentence):
        return
    judging = word_set("blame", "verbs")
    if not sentence.found.isdisjoint(judging):
        for index in [index for index, word in enumerate(sentence.words) if word in judging][:MOST_TRIES]:
            if _judges(sentence, index):
                yield Span(index, _object_end(sentence, index))
    for span in phrases("blame", "predicates").find(sentence):
        if _of_person(sentence, span):
            yield span
    if "without" in sentence.found:
        yield from _careless(sentence)
    for span in phrases("blame", "manner").find(sentence):
        subject = actor_before(sentence, span.first)
        if subject is not None and _affirmed(sentence, subject, span.first):
            yield span
    for span in phrases("blame", "anywhere").find(sentence):
        if not denied(sentence, span.first) and not _technical(sentence, span) and not _grateful(sentence, span):
            yield span


def _technical(sentence: Sentence, span: Span) -> bool:
    """As in "Our error budget", "the team's fault domain"."""
    return sentence.word(span.last + 1) in TECHNICAL or sentence.words[span.last] in TECHNICAL


def _grateful(sentence: Sentence, span: Span) -> bool:
    """As in "Fixed in five minutes thanks to Priya": thanks count as blame only beside harm."""
    if sentence.words[span.first] != "thanks":
        return False
    return sentence.found.isdisjoint(HARM) or span.first == 0 or sentence.word(span.last + 1) == "for"


def _careless(sentence: Sentence) -> Iterator[Span]:
    """As in "Gareth closed this without checking": something that a person did not do first."""
    unasked = frozenset(table("blame")["lists"]["approval"])
    for index, word in enumerate(sentence.words):
        if word == "without" and sentence.word(index + 1) in unasked and index > 1:
            subject = actor_before(sentence, index)
            if subject is not None and _affirmed(sentence, subject, index):
                yield Span(max(subject + 1, index - 2), index + 1)


def _of_person(sentence: Sentence, span: Span) -> bool:
    """Whether a predicate is said of a person who is not excused by the sentence."""
    subject = subject_before(sentence, span.first)
    if subject is None or not _affirmed(sentence, subject, span.first):
        return False
    if _technical(sentence, span):
        return False
    return sentence.words[subject] != "they" or _people_meant(sentence, subject)


def _judges(sentence: Sentence, index: int) -> bool:
    """Whether the judging verb at `index` has a person as its subject."""
    word = sentence.words[index]
    needs = table("blame")["verb_needs"].get(word)
    following = sentence.word(index + 1)
    if needs and following not in needs and not ("." in needs and following in CLAUSE_SIGNS | {"", ","}):
        return False
    subject = subject_before(sentence, index)
    if subject is None or not _affirmed(sentence, subject, index):
        return False
    if _passive(sentence, index):
        return False
    doubtful = word in word_set("blame", "of_things_too") and sentence.words[subject] == "they"
    return not doubtful or _people_meant(sentence, subject)


def _passive(sentence: Sentence, index: int) -> bool:
    """As in "They were ignored", "the engineer was misinformed": done to a person, not by one."""
    position = index - 1
    while position >= 0 and (sentence.words[position].endswith("ly") or sentence.words[position] in {"been", "not"}):
        if sentence.words[position] == "been":
            return True
        position -= 1
    return sentence.word(position) in {"was", "were", "is", "are", "being", "be", "got"} and (
        sentence.words[index] != "mistaken"
    )


def _affirmed(sentence: Sentence, subject: int, index: int) -> bool:
    """Whether nothing between the person and the verb, or before the person, denies it."""
    words = sentence.words
    between = words[subject + 1 : index]
    if words[index] not in {"not", "never"} and any(
        word in {"not", "never", "nor"} or word.endswith("n't") for word in between
    ):
        return False
    before = words[max(0, subject - 4) : subject]
    if words[subject] in {"nobody", "no-one"} or (before and (before[-1] in NOBODY or before[-2:-1] == ["none"])):
        return False
    conditional = {"if", "when", "whenever", "unless", "whether", "once", "should", "until"} & set(before)
    present = words[index].endswith("s") or {"would", "could", "might", "may", "should"} & set(between)
    return not (conditional and present) and not denied(sentence, _phrase_start(sentence, subject))


def _phrase_start(sentence: Sentence, subject: int) -> int:
    first = subject
    while (
        first > 0 and first > subject - 3 and sentence.words[first - 1] in {"the", "a", "an", "any", "our", "on-call"}
    ):
        first -= 1
    return first


def _people_meant(sentence: Sentence, index: int) -> bool:
    """Whether "they" follows people and not things: a person stands before it in the sentence."""
    return any(is_person(sentence, position) for position in range(index)) or (
        index <= 1 and not any(is_owner(sentence, position) for position in range(index))
    )


def _object_end(sentence: Sentence, index: int) -> int:
    """The last of the words that a verb takes with it: "failed to deliver", "broke the build agents"."""
    words = sentence.words
    if sentence.word(index + 1) == "to" and index + 2 < len(words):
        return index + 2
    last = index
    while last + 1 < len(words) and last - index < LONGEST_OBJECT:
        word = words[last + 1]
        if word in STOPS or word in CLAUSE_SIGNS or word == ",":
            break
        last += 1
    return last
