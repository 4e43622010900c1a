"""Questions, orders and threats that put a person on the defensive."""

from collections.abc import Iterator
from itertools import pairwise

from pmkit.checks.language.guards import asks_of_ourselves
from pmkit.checks.language.negation import about_words, denied
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.language.words import find
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.people import people_meant, subject_before
from pmkit.checks.text.sentence import Sentence

LONGEST = 9


def accusation(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a person is made to defend themselves."""
    if about_words(sentence) or (sentence.words[0] in {"where", "which"} and asks_of_ourselves(sentence)):
        return
    for span in find("accusation", "anywhere", sentence):
        tag = sentence.words[span.first] == ","  # "…, did you?": a denial before it is of what was done
        refused = denied(sentence, span.first) and not tag
        if not (refused or _asks_what_was_lacking(sentence, span) or _tells(sentence, span)):
            yield _to_the_end(sentence, span)
    yield from _orders(sentence)
    yield from (span for span in find("accusation", "sanctions", sentence) if _threatens(sentence, span))
    yield from _asks_who(sentence)


def _orders(sentence: Sentence) -> Iterator[Span]:
    """Orders at the beginning of a clause: "stop touching things"."""
    planned = not lexicon.guards.action_headings.isdisjoint(sentence.heading.split())
    for span in find("accusation", "orders", sentence):
        if planned and sentence.words[span.first] == "stop":
            continue  # "Stop deploying on merge" is an action there
        before = sentence.word(span.first - 1)
        obliged = before == "to" and sentence.word(span.first - 2) == "got"  # "you have got to stop …"
        may_begin = before in lexicon.accusation.openings | lexicon.accusation.before_orders or before[:1] == "@"
        if (obliged or may_begin) and not denied(sentence, span.first):
            yield _to_the_end(sentence, span)


def _asks_who(sentence: Sentence) -> Iterator[Span]:
    """Questions after the doer: "Who approved this?", "asked who approved it", but not "Who found it? Nice!"."""
    if "who" not in sentence.found or not sentence.found.isdisjoint(lexicon.accusation.praise):
        return
    for span in find("accusation", "opening", sentence):
        before = sentence.word(span.first - 1)
        told_to_tell = before in lexicon.accusation.inquiring or before[:1] == "@"
        asked = span.first == 0 or "?" in sentence.found
        if told_to_tell or (asked and before in lexicon.accusation.openings):
            yield span


def _threatens(sentence: Sentence, span: Span) -> bool:
    """As in "the DBA must be replaced": said of a person, who is no user, and as a duty where the word is mild."""
    first = span.first - 1
    while sentence.word(first) in lexicon.accusation.obligations or sentence.word(first) in lexicon.people.between:
        first -= 1
    between = frozenset(sentence.words[first + 1 : span.first])
    severe = not lexicon.accusation.severe.isdisjoint(sentence.words[span.first : span.last + 1])
    if denied(sentence, span.first) or between.isdisjoint(
        lexicon.accusation.obligations - (frozenset() if severe else lexicon.accusation.mild_obligations)
    ):
        return False
    if not sentence.found.isdisjoint(lexicon.accusation.culprits) and severe:
        return True
    subject = subject_before(sentence, first + 1)
    if subject is None or sentence.words[subject] in lexicon.people.outsiders | {"you", "i", "we"}:
        return False
    return sentence.words[subject] != "they" or people_meant(sentence, subject)


def _to_the_end(sentence: Sentence, span: Span) -> Span:
    """A question is quoted up to its end, when that is near."""
    last, ends = span.last, CLAUSE_SIGNS | lexicon.accusation.question_ends
    while last + 1 < len(sentence.words) and last - span.first < LONGEST and sentence.words[last + 1] not in ends:
        last += 1
    return (
        Span(span.first, last)
        if sentence.words[span.first] in lexicon.accusation.question_words | {"who", "whose"}
        else span
    )


def _tells(sentence: Sentence, span: Span) -> bool:
    """As in "There was nobody reachable": the words of a question without a question."""
    first, inside = sentence.words[span.first], sentence.words[span.first : span.last + 1]
    if "no" in inside and "consequences" in inside:
        return True
    if first == "why" and inside[2:3] == ["we"] and inside[1] in lexicon.accusation.asking_ourselves:
        return sentence.found.isdisjoint(lexicon.accusation.reproaching)
    if (
        first in {"why", "how"}
        and "?" not in sentence.found
        and sentence.word(span.first - 1) not in lexicon.accusation.openings - {"know"}
    ):
        return sentence.found.isdisjoint(lexicon.accusation.demands)
    if first in lexicon.accusation.auxiliaries and sentence.word(span.first - 1) in lexicon.accusation.before_clauses:
        return True
    if first not in lexicon.accusation.auxiliaries or "?" in sentence.found:
        return False
    # "It did not restart and did not page anyone": a second verb of the same subject, and no question.
    return sentence.word(span.first - 1) not in lexicon.accusation.openings - lexicon.accusation.joining


def _asks_what_was_lacking(sentence: Sentence, span: Span) -> bool:
    """As in "Why was nobody paged?", "why could the on-call not see it?" ask about the system."""
    if sentence.words[span.first] not in lexicon.accusation.question_words:
        return False
    if sentence.words[span.first] in table("accusation")["lists"]["negaux"]:
        return False  # "Couldn't you have asked?"
    words = sentence.words[span.first + 1 : span.last + 2]
    if words[:2] == ["you", "not"]:
        return not lexicon.accusation.brought.isdisjoint(words)
    if "i" in words[1:3] or any(one == "have" and after == "to" for one, after in pairwise(words)):
        return False  # "Why was I not told?", "how many times do I have to say it?"
    return bool(lexicon.accusation.lacking & set(words)) and "even" not in words
