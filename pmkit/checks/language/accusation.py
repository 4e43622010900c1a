"""Questions, orders and threats that put a person on the defensive."""

from collections.abc import Iterator

from pmkit.checks.language.negation import about_words, denied
from pmkit.checks.language.pattern import CLAUSE_SIGNS, Span
from pmkit.checks.language.words import find, lists_of, word_set
from pmkit.checks.text.people import people_meant, subject_before
from pmkit.checks.text.sentence import Sentence

QUESTIONS = frozenset("why how what did didn't couldn't does was were is are do have has".split())
DEMANDS = frozenset("question asked wonder you your please kindly must explain state justify demand want".split())
AUXILIARIES = frozenset("am are can could did do does has have is was were".split())
PRAISE = frozenset("nice great lovely cool excellent thanks thank kudos beautiful helpful".split())
OBLIGATIONS = frozenset("must should shall will would ought needs need has have deserves deserve better can".split())
MILD = frozenset("will would has have can shall".split())
CULPRITS = frozenset("whoever somebody someone those person people heads responsible".split())
LONGEST = 9
ENDS = CLAUSE_SIGNS | {",", "when", "while", "before", "and", "because"}
OPENINGS = frozenset(
    {"", ",", ":", ";", "-", "–", "—", "(", "and", "so", "but", "know", "hear", "me", "ask", "say", "out"}
)
BEFORE_ORDERS = OPENINGS | {"please", "just", "now", "you", "@", "team", "seriously", "why", "can"}


def accusation(sentence: Sentence) -> Iterator[Span]:
    """Every place at which a person is made to defend themselves."""
    if about_words(sentence):
        return
    for span in find("accusation", "anywhere", sentence):
        if denied(sentence, span.first) or _asks_what_was_lacking(sentence, span) or _tells(sentence, span):
            continue
        yield _to_the_end(sentence, span)
    yield from _orders(sentence)
    yield from (span for span in find("accusation", "sanctions", sentence) if _threatens(sentence, span))
    yield from _asks_who(sentence)


def _orders(sentence: Sentence) -> Iterator[Span]:
    """Orders at the beginning of a clause: "stop touching things"."""
    for span in find("accusation", "orders", sentence):
        before = sentence.word(span.first - 1)
        obliged = before == "to" and sentence.word(span.first - 2) == "got"  # "you have got to stop …"
        if (obliged or before in BEFORE_ORDERS) and not denied(sentence, span.first):
            yield _to_the_end(sentence, span)


def _asks_who(sentence: Sentence) -> Iterator[Span]:
    """Questions after the doer: "Who approved this?", but not "Who found it? Nice!"."""
    if "who" not in sentence.found or not sentence.found.isdisjoint(PRAISE):
        return
    for span in find("accusation", "opening", sentence):
        asked = span.first == 0 or "?" in sentence.found
        if asked and sentence.word(span.first - 1) in OPENINGS:
            yield span


def _threatens(sentence: Sentence, span: Span) -> bool:
    """As in "the DBA must be replaced": said of a person, who is no user, and as a duty where the word is mild."""
    first = span.first - 1
    while sentence.word(first) in OBLIGATIONS or sentence.word(first) in word_set("people", "between"):
        first -= 1
    between = frozenset(sentence.words[first + 1 : span.first])
    severe = not lists_of("accusation", "severe").isdisjoint(sentence.words[span.first : span.last + 1])
    if denied(sentence, span.first) or between.isdisjoint(OBLIGATIONS - (frozenset() if severe else MILD)):
        return False
    if not sentence.found.isdisjoint(CULPRITS) and severe:
        return True
    subject = subject_before(sentence, first + 1)
    if subject is None or sentence.words[subject] in word_set("people", "outsiders") | {"you", "i", "we"}:
        return False
    return sentence.words[subject] != "they" or people_meant(sentence, subject)


def _to_the_end(sentence: Sentence, span: Span) -> Span:
    """A question is quoted up to its end, when that is near."""
    last = span.last
    while last + 1 < len(sentence.words) and last - span.first < LONGEST and sentence.words[last + 1] not in ENDS:
        last += 1
    return Span(span.first, last) if sentence.words[span.first] in QUESTIONS | {"who", "whose"} else span


def _tells(sentence: Sentence, span: Span) -> bool:
    """As in "There was nobody reachable": the words of a question without a question."""
    first, inside = sentence.words[span.first], sentence.words[span.first : span.last + 1]
    if "no" in inside and "consequences" in inside:
        return True
    if first == "why" and inside[1:3] in (["do", "we"], ["are", "we"], ["have", "we"], ["can", "we"], ["should", "we"]):
        return sentence.found.isdisjoint({"always", "never", "even", "still", "again"})
    if (
        first in {"why", "how"}
        and "?" not in sentence.found
        and sentence.word(span.first - 1) not in OPENINGS - {"know"}
    ):
        return sentence.found.isdisjoint(DEMANDS)
    if first in AUXILIARIES and sentence.word(span.first - 1) in {"when", "what", "where", "which", "how"}:
        return True
    if first not in AUXILIARIES or "?" in sentence.found:
        return False
    # "It did not restart and did not page anyone": a second verb of the same subject, and no question.
    return sentence.word(span.first - 1) not in OPENINGS - {"and", "but", "or", "nor"}


def _asks_what_was_lacking(sentence: Sentence, span: Span) -> bool:
    """As in "Why was nobody paged?", "why could the on-call not see it?" ask about the system."""
    if sentence.words[span.first] not in QUESTIONS:
        return False
    words = sentence.words[span.first : span.last + 2]
    return bool(word_set("accusation", "lacking") & set(words)) and "even" not in words
