"""A person's act in the frame of a cause: "The reason is that the clerk mixed up …", "…, and that's your cause"."""

from collections.abc import Iterator

from pmkit.checks.language.guards import is_human, is_past
from pmkit.checks.language.negation import denied
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_owner, is_person, subject_before
from pmkit.checks.text.sentence import Sentence

REACH = 9
"""How many words behind the name of a frame its cause begins."""
LONGEST = 4


def framed(sentence: Sentence) -> Iterator[Span]:
    """Every person whose act, name or quality a sentence gives as the cause, by the frame that stands around it."""
    yield from _behind_frame(sentence)
    yield from _before_close(sentence)
    yield from _quality_of_cause(sentence)


def _behind_frame(sentence: Sentence) -> Iterator[Span]:
    """As in "Root cause: the courier pressed …", "why it broke: Greta"."""
    words, lists = sentence.words, lexicon.frames
    for index, word in enumerate(words):
        if word not in lists.names or denied(sentence, index) or words[index - 1 : index] == ["no"]:
            continue
        for at in range(index + 1, min(index + REACH, len(words))):
            if words[at] in lists.openers and not (word == "why" and words[at] in lists.of_questions):
                found = person_at(sentence, at + 1)
                if found:
                    yield found
                    return
            if words[at] in {".", ";"}:
                break


def person_at(sentence: Sentence, first: int) -> Span | None:
    """A person within a few words, who did something there or stands alone."""
    words = sentence.words
    for at in range(first, min(first + LONGEST, len(words))):
        if words[at] in lexicon.frames.no_persons or (words[at] in CLAUSE_SIGNS and at > first):
            return None
        if is_person(sentence, at) and words[at] not in lexicon.frames.ourselves:
            return _act(sentence, at) or (Span(at, at) if sentence.word(at + 1) in {"", ".", ",", "!", ";"} else None)
        if is_owner(sentence, at) and words[at] not in lexicon.people.own:
            slip = next((one for one in range(at + 1, at + 4) if sentence.word(one) in lexicon.frames.slips), None)
            return Span(at, slip) if slip else None
    return None


def _act(sentence: Sentence, person: int) -> Span | None:
    """The person with what they did; None for what people found, had, lacked or were given."""
    words = sentence.words
    verb = person + 1
    while sentence.word(verb) in lexicon.frames.between or sentence.word(verb).endswith("ly"):
        verb += 1
    word = sentence.word(verb)
    if word in lexicon.frames.state and not lexicon.frames.weak.isdisjoint(words[verb + 1 : verb + 4]):
        return Span(person, min(verb + 3, len(words) - 1))
    done = is_past(word) or word in lexicon.frames.did or (word.endswith("ing") and word not in lexicon.frames.no_acts)
    if not done or word in lexicon.blame.learning or word in lexicon.frames.no_acts:
        return None
    return Span(person, min(verb + 3, len(words) - 1))


def _before_close(sentence: Sentence) -> Iterator[Span]:
    """As in "Somebody typed a wrong number and that's your cause": a person's act, and a formula that closes."""
    words, lists = sentence.words, lexicon.frames
    if sentence.found.isdisjoint(lists.closing_words):
        return
    for at, word in enumerate(words):
        near = words[max(0, at - LONGEST) : at]
        closes = (word in lists.causes and not lists.closing.isdisjoint(near)) or (
            word in lists.closed and not lists.cases.isdisjoint(words[max(0, at - 3) : at])
        )
        if not closes:
            continue
        for person in range(at):
            if is_person(sentence, person) and words[person] not in lists.ourselves:
                act = _act(sentence, person)
                if act and act.last < at and subject_before(sentence, person + 1) == person:
                    yield act
                    return


def _quality_of_cause(sentence: Sentence) -> Iterator[Span]:
    """As in "A lack of discipline was at the bottom of it": what only people are, in a sentence about a cause."""
    lists = lexicon.frames
    if sentence.found.isdisjoint(lists.about_cause):
        return
    human = lexicon.causes.qualities - lexicon.guards.of_things_too - lists.errors
    near = [at for at, word in enumerate(sentence.words) if word in lists.about_cause]
    for at, word in enumerate(sentence.words):
        if not any(abs(at - one) < REACH for one in near):
            continue
        if word in human and is_human(sentence, at) and not denied(sentence, at):
            lacked = sentence.words[at - 1 : at] == ["of"] and sentence.word(at - 2) in lexicon.causes.lacking
            yield Span(at - 2 if lacked else at, at)
            return
