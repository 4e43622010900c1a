"""What a facilitator's words do in the room: `read` names the moves of an utterance, with the words that make them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmkit.checks.document.masks import mask
from pmkit.checks.facilitation.harms import harms, hints
from pmkit.checks.facilitation.helps import helps
from pmkit.checks.facilitation.line import Line
from pmkit.checks.facilitation.questions import two_questions
from pmkit.checks.facilitation.spared import hands_over
from pmkit.checks.facilitation.turns import turns_of
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.folding import fold, seen
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import name_words
from pmkit.checks.text.sentence import Frame, sentences_of
from pmkit.models.meeting.moves import HARMFUL, Move, MoveName, Utterance

LONGEST = 2_000
"""Characters of an utterance that are read: two minutes of speech."""
BESIDE = frozenset({"fact-seeking"})
"""What helps even beside harm: a question after facts that is asked with two others."""
GIVES_WAY: dict[MoveName, frozenset[str]] = {
    "open-question": frozenset({"why-you", "hindsight", "assigns-blame"}),
    "fact-seeking": HARMFUL,
    "invites": HARMFUL | {"asks-owner"},
    "keeps-time": frozenset({"rushes"}),
    "parks-fix": frozenset({"rushes"}),
    "thanks": frozenset({"dismisses", "loaded", "rushes"}),
    "redirects-blame": HARMFUL,
    "we-language": HARMFUL,
    "sets-frame": HARMFUL,
}
"""Beside which moves of its sentence a move is none."""
_CALLED = re.compile(r"(?:^|[.?!] )([A-Z][a-zà-ÿ]+), |, ([A-Z][a-zà-ÿ]+)[.,?!]")


def read(text: str, *, people: Iterable[str] = ()) -> Utterance:
    """The moves of one utterance, in the order of their words, each name once; `people` are those in the room.

    Offsets are into `text`, of which the first LONGEST characters are read. Pure and linear; raises nothing.

    >>> [move.name for move in read("Thanks, Bea. That was brave.").moves]
    ['thanks']
    """
    first: dict[MoveName, Move] = {}
    for move in moves_in(text[:LONGEST], name_words(people)):
        first.setdefault(move.name, move)
    if not HARMFUL.isdisjoint(first):  # what harms is what stays in the room: thanks before a reproach are none
        first = {name: move for name, move in first.items() if move.harms or name in BESIDE}
    return Utterance(text, tuple(sorted(first.values(), key=lambda one: (one.start, one.end, one.name))))


def moves_in(text: str, roster: frozenset[str] = frozenset(), offset: int = 0) -> Iterator[Move]:
    """Every move of one utterance, which begins at `offset` of a text; quotations are not the facilitator's words."""
    frame = Frame(mask(text), offset, "", roster | _called(text))
    lines = [Line(sentence) for sentence in sentences_of(frame)]
    found = list(_found(lines, turns_of(lines, text, offset)))
    twice = two_questions(lines)
    if twice:
        first, last = twice
        start, end = first.line.sentence.starts[first.first], last.line.sentence.ends[last.end - 1]
        found.append(Move("two-questions", start, end))
    yield from found
    names, asked = {move.name for move in found}, any(line.marked for line in lines)
    for line in lines:
        yield from (_move(name, line, span) for name, span in hints(line, names, asked=asked))


def _found(lines: Sequence[Line], turned: Mapping[Line, Span]) -> Iterator[Move]:
    for number, line in enumerate(lines):
        harmful = () if line in turned else (one for one in harms(line) if not _stops_kindly(lines, number, one))
        found = [*harmful, *helps(line)]
        for name, span in _kept(found):
            yield _move(name, line, span)
    yield from (_move("redirects-blame", line, span) for line, span in turned.items())


def _stops_kindly(lines: Sequence[Line], number: int, found: tuple[MoveName, Span]) -> bool:
    """Whether somebody is stopped so that another one gets the word: "I'd like to stop you there; Noa, what …?"."""
    name, span = found
    stops = name == "rushes" and lines[number].words[span.first] in {"stop", "interrupt"}
    return stops and hands_over(lines, number, span)


def _called(text: str) -> frozenset[str]:
    """Names that nobody has given us: capital letters where people are called, as in "Ines, what …" and "…, Ines?"."""
    called = {match[1] or match[2] for match in _CALLED.finditer(seen(text))}
    return frozenset(fold(name) for name in called) - lexicon.facilitation.fillers


def _kept(found: Sequence[tuple[MoveName, Span]]) -> Iterator[tuple[MoveName, Span]]:
    """Moves that stand beside the others of the sentence: a reproach is no open question, a hurry keeps no time."""
    names = {name for name, _ in found}
    for name, span in found:
        if names.isdisjoint(GIVES_WAY.get(name, ())):
            yield name, span


def _move(name: MoveName, line: Line, span: Span) -> Move:
    return Move(name, line.sentence.starts[span.first], line.sentence.ends[span.last])
