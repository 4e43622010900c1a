"""What in a facilitator's sentence harms: each move with the words that make it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import get_args

from pmkit.checks.facilitation.line import Line
from pmkit.checks.facilitation.spared import (
    spares,
    spares_curt,
    spares_finding,
    spares_hurry,
    spares_judgement,
    spares_past,
    spares_question,
)
from pmkit.checks.language.pattern import Span
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import is_person, is_pronoun
from pmkit.models.meeting.moves import HarmfulName

Found = tuple[HarmfulName, Span]
CURT: tuple[HarmfulName, ...] = ("dismisses", "rushes")
"""Moves that are made whatever is said around them."""
PERSONAL = tuple(name for name in get_args(HarmfulName) if name not in {*CURT, "leading", "two-questions"})
"""Moves of which a facilitator may speak in order to keep them out."""
DUTY = ("should", "ought")
NAMED = 4
"""Words before which a tag with a name behind it cannot stand."""
PLAIN = frozenset({"we-language", "fact-seeking"})
"""Beside these alone a hint of blame is heard; all other moves say what an utterance is for."""
OPEN = frozenset({"open-question", "asks-owner", "sets-frame", "summarises"})
SPARING = {"loaded": spares_judgement, "hindsight": spares_past, "why-you": spares_question}
JUDGED: dict[str, HarmfulName] = {
    "blame": "assigns-blame",
    "person-as-cause": "assigns-blame",
    "loaded": "loaded",
    "counterfactual": "hindsight",
    "hindsight": "hindsight",
}
"""The language checks by the move that they find."""


def harms(line: Line) -> Iterator[Found]:
    """The harmful moves of one sentence; two questions are told by the whole utterance."""
    for name in PERSONAL:
        yield from ((name, span) for span in line.find(name) if not _spared(name, line, span))
    for name in CURT:
        yield from ((name, span) for span in line.find(name) if not _is_kind(name, line, span))
    if line.asks:
        yield from (("leading", span) for span in line.find("leading") if _leads(line, span))
    yield from _tags(line)
    yield from _judged(line, plain=False)
    yield from _reproached(line)
    yield from (one for one in _accused(line) if line.words[one[1].first] in lexicon.facilitation.strong)


def hints(line: Line, names: AbstractSet[str], *, asked: bool) -> Iterator[Found]:
    """What harms beside the moves `names` of its utterance, and beside others is where the facts stood.

    A bare tag asks for leave behind a question, a frame or an owner; blame is hinted at where an utterance does
    nothing that helps, and what it states of a person leads to its question where it asks one.
    """
    if names.isdisjoint(OPEN):
        yield from _checked(line)
    if not names <= PLAIN:
        return
    if not asked:
        yield from (("assigns-blame", span) for span in line.find("hints") if not spares_finding(line, span))
        yield from _judged(line, plain=True)
    for name, span in _accused(line):
        if line.words[span.first] not in lexicon.facilitation.strong | lexicon.facilitation.neutral:
            yield name, span


def _judged(line: Line, *, plain: bool) -> Iterator[Found]:
    """What the language checks say; blame without a word of failing is `plain`, and a hint at most."""
    for check, name in JUDGED.items():
        for span in line.judged.get(check, ()):
            failing = lexicon.facilitation.failing.isdisjoint(line.words[span.first : span.last + 1])
            if plain != (check == "blame" and failing):
                continue
            spared = spares_finding(line, span) if name == "assigns-blame" else _spared(name, line, span)
            if not (spared or (check == "hindsight" and line.marked)):
                yield name, span


def blame(line: Line) -> Iterator[Span]:
    """All words of blame in a sentence, dealt out or not."""
    for name in (*PERSONAL, "hints"):
        yield from line.find(name)
    for spans in line.judged.values():
        yield from spans


def _spared(name: HarmfulName, line: Line, span: Span) -> bool:
    return SPARING.get(name, spares)(line, span)


def _is_kind(name: HarmfulName, line: Line, span: Span) -> bool:
    return spares_curt(line, span) or (name == "rushes" and spares_hurry(line, span))


def _reproached(line: Line) -> Iterator[Found]:
    """Somebody by name is held against what they should have done: "Rafael should have checked the calendar"."""
    for span in line.find("hindsight"):
        at = span.first - 1
        while at > 0 and line.words[at] in lexicon.facilitation.stressing:
            at -= 1
        named = at >= 0 and is_person(line.sentence, at) and not is_pronoun(line.words[at])
        if named and line.words[span.first].startswith(DUTY) and not _spared("hindsight", line, span):
            yield "assigns-blame", Span(at, span.last)


def _refuses(line: Line, span: Span) -> bool:
    """Whether somebody is asked to leave blame: "please stop asking for names", "let's stop blaming Rafael"."""
    act = line.sentence.word(span.first + 1)
    after = line.words[span.first + 2 : span.first + NAMED + 2]
    lists = lexicon.facilitation
    return line.words[span.first] == "stop" and (
        act in lists.accusing or not (lists.ruled_out | {"who", "whom"}).isdisjoint(after)
    )


def _accused(line: Line) -> Iterator[Found]:
    """What the language checks take for an accusation, as they do in writing."""
    for span in line.judged.get("accusation", ()):
        first = line.words[span.first]
        tag = line.sentence.word(span.first - 1) == "," and first in lexicon.facilitation.tag_verbs
        system = first == "explain" and lexicon.facilitation.addressed.isdisjoint(line.words)
        system = system or (first == "how" and line.sentence.word(span.first + 2) in {"a", "an"})
        if not (
            tag
            or system
            or _refuses(line, span)
            or spares_finding(line, span)
            or line.sentence.word(span.first + 2) == "there"
        ):
            yield ("why-you" if first in lexicon.facilitation.whys else "assigns-blame"), span


def _leads(line: Line, span: Span) -> bool:
    """Whether a verb that wants a yes opens its clause: not "why didn't you call?"."""
    first = line.words[span.first]
    if first not in lexicon.facilitation.auxiliaries:
        return True
    return span.first in line.openings and line.sentence.word(span.first - 1) not in lexicon.facilitation.question_words


def _tags(line: Line) -> Iterator[Found]:
    """A question tag with a verb: ", didn't you?", ", would they, Osei?"; behind a proposal it asks for leave."""
    words, lists = line.words, lexicon.facilitation
    last = _last(line)
    if last > NAMED and words[last - 1] == "," and words[last - 2] in lists.tag_subjects:
        last -= 2
    if last < 2 or (line.openings and words[line.openings[0]] in lists.proposals):
        return
    tag = words[last] in lists.tag_subjects and words[last - 1] in lists.tag_verbs
    if tag and words[last - 2] in lists.before_tags:
        yield "leading", Span(last - 1, last)


def _checked(line: Line) -> Iterator[Found]:
    """A bare tag: ", right?", ", yeah?"."""
    words, lists, last = line.words, lexicon.facilitation, _last(line)
    if not line.marked or last < 2 or (line.openings and words[line.openings[0]] in lists.proposals):
        return
    if words[last] in lists.tags and words[last - 1] in lists.before_tags:
        yield "leading", Span(last, last)


def _last(line: Line) -> int:
    """The last word of a sentence before its signs."""
    last = len(line.words) - 1
    while last >= 0 and line.words[last] in lexicon.facilitation.signs:
        last -= 1
    return last
