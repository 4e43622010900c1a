"""What in a facilitator's sentence harms: each move with the words that make it."""

from collections.abc import Iterator, Sequence
from typing import get_args

from pmkit.checks.facilitation.line import Line
from pmkit.checks.language.negation import about_words
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.meeting.moves import HarmfulName

Found = tuple[HarmfulName, Span]
WHYS = frozenset({"why", "how", "what"})
OURSELVES = frozenset({"we", "us", "our"})
SCRAP, TOO_MANY = 2, 3
"""Words and signs below which a question is a scrap of the one before; and questions that are too many."""
CURT: tuple[HarmfulName, ...] = ("dismisses", "rushes")
"""Moves that are made whatever is said around them."""
PERSONAL = tuple(name for name in get_args(HarmfulName) if name not in {*CURT, "leading", "two-questions"})
"""Moves of which a facilitator may speak in order to keep them out."""


def harms(line: Line) -> Iterator[Found]:
    """The harmful moves of one sentence; two questions are told by the whole utterance."""
    if not about_words(line.sentence):
        for name in PERSONAL:
            yield from ((name, span) for span in line.find(name) if not _spared(line, span))
    for name in CURT:
        yield from ((name, span) for span in line.find(name))
    if line.asks:
        yield from (("leading", span) for span in line.find("leading"))
        yield from _tags(line)
    yield from _judged(line)


def _judged(line: Line) -> Iterator[Found]:
    """What the language checks say of it."""
    found = line.judged
    for span in found.get("accusation", ()):
        tag = line.sentence.word(span.first - 1) == "," and line.words[span.first] in lexicon.facilitation.tag_verbs
        if tag or line.refused(span.first) or line.sentence.word(span.first + 2) == "there":
            continue
        yield ("why-you" if line.words[span.first] in WHYS else "assigns-blame"), span
    for name in ("blame", "person-as-cause"):
        yield from (("assigns-blame", span) for span in found.get(name, ()) if not line.refused(span.first))
    yield from (("loaded", span) for span in found.get("loaded", ()) if not line.refused(span.first))
    for name in ("counterfactual", "hindsight"):
        yield from (("hindsight", span) for span in found.get(name, ()) if not _spared(line, span))


def _spared(line: Line, span: Span) -> bool:
    """Whether words are refused, or "had" opens a question: "Had anybody told support?"."""
    first = line.words[span.first]
    return line.refused(span.first) or first in OURSELVES or (line.marked and first == "had")


def _tags(line: Line) -> Iterator[Found]:
    """A question tag: ", right?", ", didn't you?"."""
    words = line.words
    last = len(words) - 1
    while last >= 0 and words[last] in lexicon.facilitation.signs:
        last -= 1
    if last < 2:
        return
    if words[last] in lexicon.facilitation.tags and words[last - 1] in lexicon.facilitation.before_tags:
        yield "leading", Span(last, last)
    elif words[last - 1] in lexicon.facilitation.tag_verbs and words[last] in lexicon.facilitation.tag_subjects:
        yield "leading", Span(last - 1, last)


def two_questions(lines: Sequence[Line]) -> tuple[Line, Line, int, int] | None:
    """Two questions at once: the lines of the first and the last, and where each begins; None where there is one.

    Questions of one form ask for one story ("What did you see, and what did you do next?"), and one answered by
    yes or no behind another helps it ("How is it fed, does anybody have the diagram?"); three are always too many.
    """
    asked = [(line, index) for line in lines for index in _asked(line)]
    forms = {_form(line, index) for line, index in asked} & lexicon.facilitation.question_words
    forms = (forms - {"how"}) | ({"what"} if "how" in forms else set())
    joined = any(_joined(line, index) for line, index in asked[1:])
    if len(asked) < 2 or (len(asked) < TOO_MANY and len(forms) < 2 and not joined):
        return None
    return asked[0][0], asked[-1][0], asked[0][1], asked[-1][1]


def _joined(line: Line, index: int) -> bool:
    """Whether a yes-or-no question is joined to another by "and": "What did you think, and did you look at all?"."""
    return index > SCRAP and line.words[index] in lexicon.facilitation.auxiliaries and line.words[index - 1] == "and"


def _asked(line: Line) -> list[int]:
    """Where the questions of a sentence begin; what follows "or" is the other half of one."""
    if not line.marked or not line.sentence.found.isdisjoint(lexicon.facilitation.checking):
        return []
    words, questions = line.words, lexicon.facilitation.question_words
    return [
        index
        for index in line.openings
        if index + SCRAP < len(words)
        and (
            words[index] in questions
            or (words[index] in lexicon.facilitation.auxiliaries and line.sentence.word(index - 1) != "or")
        )
    ]


def _form(line: Line, index: int) -> str:
    return line.words[index].removesuffix("'s")
