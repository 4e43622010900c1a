"""What in a facilitator's sentence helps: each move with the words that make it."""

from collections.abc import Iterator

from pmkit.checks.facilitation.line import Line
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_person, is_pronoun
from pmkit.models.meeting.moves import HELPFUL, HelpfulName

Found = tuple[HelpfulName, Span]
REST = 4
"""So many words behind "take" say what is taken: "take a short break"."""


def helps(line: Line) -> Iterator[Found]:
    """The helpful moves of one sentence."""
    for name in sorted(HELPFUL):
        yield from ((name, span) for span in line.find(name) if name != "asks-owner" or _is_work(line, span))
    yield from (("open-question", span) for span in open_questions(line))
    yield from (("fact-seeking", span) for span in _facts(line))
    yield from (("we-language", span) for span in _we(line))
    yield from (("invites", span) for span in _invites(line))


def _is_work(line: Line, span: Span) -> bool:
    """Whether something to do is given out: no rest is ("take a break"), nor comfort ("it stays with you, and …")."""
    words, lists = line.words, lexicon.facilitation
    last = min(span.last + 2, len(words))
    for index in range(span.first, last):
        if words[index] in lists.resting and not lists.rests.isdisjoint(words[index + 1 : index + REST]):
            return False
    if words[span.first : span.first + 2] != ["with", "you"]:
        return True
    after, before = line.sentence.word(span.first + 4), line.words[max(span.first - 2, 0) : span.first]
    return (lists.staying | lists.denying).isdisjoint(before) and after not in lists.comforting


def open_questions(line: Line) -> Iterator[Span]:
    """Questions with what or how, and requests for a story."""
    words = line.words
    yield from line.find("requests")
    if not line.asks:
        return
    for index in line.openings:
        if words[index] not in lexicon.facilitation.open_words:
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        after = line.sentence.word(index + 2) if following in {"a", "the", "your"} else following
        if following in lexicon.facilitation.closing or after in lexicon.facilitation.closing:
            continue
        yield Span(index, min(index + 5, len(words) - 1))


def _facts(line: Line) -> Iterator[Span]:
    """Questions after what can be seen or checked: of a record, of a time or a count, and closed ones of the past."""
    words, lists = line.words, lexicon.facilitation
    yield from line.find("to-facts")
    asked = next(iter(open_questions(line)), None)
    if asked is None and not line.asks:
        return
    if not lists.ahead.isdisjoint(words) and not any(line.find("asks-kindly")):
        return
    first = asked.first if asked else 0
    for index in range(first, len(words)):
        if words[index] in lists.facts:
            yield Span(first, index)
            return
    for index in line.openings:
        if _measures(line, index):
            yield Span(index, min(index + 2, len(words) - 1))
            return


def _measures(line: Line, index: int) -> bool:
    """Whether a question is answered by a time, a count, one of several, or by yes or no about what was."""
    word, following = line.words[index], line.sentence.word(index + 1)
    if not line.marked:
        return False
    if word in {"when", "which"} or (word in {"how", "what"} and following in lexicon.facilitation.measures):
        return True
    return word in lexicon.facilitation.closed_past and following not in lexicon.facilitation.closed_subjects


def _we(line: Line) -> Iterator[Span]:
    """The matter as ours: what all share, what is ours, and what we do or did with more than the meeting."""
    words, lists = line.words, lexicon.facilitation
    yield from line.find("shared")
    for index, word in enumerate(words):
        before, following = line.sentence.word(index - 1), line.sentence.word(index + 1)
        if word == "us" and before in lists.before_us and index > 1:
            yield Span(index, index)
        elif (word == "our" and following not in lists.procedural_things) or (
            word == "we" and following not in lists.procedural_verbs and before not in lists.before_we
        ):
            yield Span(index, min(index + 1, len(words) - 1))


def _invites(line: Line) -> Iterator[Span]:
    """Somebody is called by name and asked: "Ines, what did you see from the network side?"."""
    words = line.words
    if not line.marked:
        return
    for index, word in enumerate(words):
        before, after = line.sentence.word(index - 1), line.sentence.word(index + 1)
        called = (after == "," and index in line.openings) or (before == "," and after == "?")
        if called and is_person(line.sentence, index) and not is_pronoun(word) and line.sentence.is_capital(index):
            yield Span(index, index)
