"""Flaws of what a postmortem concludes: causes that explain nothing, actions that answer nothing, certainty."""

import re
from collections.abc import Iterator
from functools import cache

from pmkit.checks.check import Match
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.phrases import Phrases
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import read
from pmkit.models.postmortem.actions import WrittenAction
from pmkit.models.postmortem.values import points_of

FEWEST_WORDS = 4
"""Words that a root cause takes to explain anything."""
REACH = 5
"""Words before a claim among which one of absence denies it."""
ASIDE = ("actions", "references")
"""What tells of no problem."""
ENOUGH = 2
ROOT = 5
"""Letters by which stems are told to be of one root."""
PROBLEMS = ("improve", "root_cause", "factors", "lessons")
"""Where a document tells what an action may answer."""


def thin_cause(reading: PostmortemReading) -> Iterator[Match]:
    """A root cause of a word or two."""
    points = reading.answer.points("root_cause")
    words = [len(read(point.text).tokens) for point in points]
    if points and sum(words) and (max(words) < FEWEST_WORDS) and not _is_nothing(points[0].text):
        yield reading.at(points[0].start, points[-1].end)


def _is_nothing(text: str) -> bool:
    return text.strip(" .*_`()[]").casefold() in lexicon.postmortem.nothing | lexicon.postmortem.notes


def problem_without_action(reading: PostmortemReading) -> Iterator[Match]:
    """Something to improve that no action speaks of.

    Words alone cannot tell that two sentences mean one thing. So as many problems are passed over as there are actions
    that no problem speaks of, for each may answer one: those first that share most with them.
    """
    answer = reading.answer
    problems = [one for one in answer.points("improve") if _spoken(one.text) and not _is_settled(one.text)]
    actions = [_spoken(f"{one.item.text} {one.item.problem or ''}") for one in answer.actions]
    numbers = [_numbers(one) for one in answer.actions]
    named = {int(number) for one in numbers for number in one}
    met = [any(_meet(_spoken(problem.text), action) for action in actions) for problem in problems]
    open_ones = [one for index, one in enumerate(problems) if not met[index] and index + 1 not in named]
    spare = [
        action
        for action, its in zip(actions, numbers, strict=True)
        if not its and not any(_meet(_spoken(problem.text), action) for problem in problems)
    ]
    alone = sorted(open_ones, key=lambda one: _likeness(one.text, answer.actions), reverse=True)[len(spare) :]
    yield from (reading.at(one.start, one.end) for one in sorted(alone, key=lambda one: one.start) if actions)


_NUMBERED = re.compile(r"[(#,] ?(\d{1,2})\)")
"""How an action names the problem that it answers: "(prevents, 2)", "(3)"."""


def _numbers(action: WrittenAction) -> list[str]:
    """The numbers of the problems that an action says it answers, in its words or in a column for them."""
    answers = action.item.problem or ""
    return _NUMBERED.findall(action.item.text) + (_ONLY_NUMBERS.findall(answers) if len(answers) <= SHORT else [])


_ONLY_NUMBERS = re.compile(r"(?<![\w.-])\d{1,2}(?![\w.-])")
SHORT = 12
"""Characters of a cell that holds numbers of problems and no words."""


def _likeness(text: str, actions: list[WrittenAction]) -> float:
    """How much of a text's letters, by threes, stand in the action that is most like it."""
    mine = _threes(text)
    return max((len(mine & _threes(one.item.text)) / max(1, len(mine)) for one in actions), default=0.0)


def _threes(text: str) -> set[str]:
    plain = text[:1000].casefold()
    return {plain[index : index + 3] for index in range(len(plain) - 2)}


def _is_settled(text: str) -> bool:
    """Whether a point asks for nothing: it says nothing, or that it was luck, or accepted."""
    words = {token.word for token in read(text).tokens}
    return _is_nothing(text) or bool(words & lexicon.postmortem.settled)


def action_without_problem(reading: PostmortemReading) -> Iterator[Match]:
    """An action that shares no subject with any problem, cause, lesson or the summary of the document."""
    answer = reading.answer
    if not any(answer.points(key) for key in PROBLEMS):
        return
    others = [section for section in answer.sections if section.key not in ASIDE]
    points = [point.text for section in others for point in points_of(section)]
    told = [_spoken(text) for text in [*points, answer.title.text]]
    for action in answer.actions:
        verb, _, rest = action.item.text.strip().partition(" ")
        said = _spoken(f"{rest or verb} {action.item.problem or ''}")  # what is done names no subject
        if said and not any(_meet(said, one) for one in told):
            yield reading.at(action.text.start, action.text.end)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts speak of one thing: by one word for a thing, or by two of what is done or how it is."""
    shared = one & other
    near = sum(1 if name.startswith("=") and name[1:] not in lexicon.postmortem.subjects else ENOUGH for name in shared)
    return near >= ENOUGH or any(_same_root(mine, its) for mine in one - shared for its in other - shared)


def _same_root(one: str, other: str) -> bool:
    """Whether two stems begin alike: "spool" and "spooler"."""
    return not one.startswith("=") and len(one) >= ROOT and len(other) >= ROOT and one[:ROOT] == other[:ROOT]


def _spoken(text: str) -> frozenset[str]:
    """What a text speaks of, without what every postmortem speaks of and without the users."""
    return concepts(read(text[:2000])) - _generic()


@cache
def _generic() -> frozenset[str]:
    words = lexicon.postmortem.generic | lexicon.postmortem.affected
    return frozenset(map(stem, words)) | {f"={word}" for word in words}


def unsupported_certainty(reading: PostmortemReading) -> Iterator[Match]:
    """Words that are more sure than evidence allows, of the past or of what is to come."""
    for sentence in reading.prose:
        text = read(sentence.text)
        words = [token.word for token in text.tokens]
        reached = 0
        for first, last in sorted(_sure().places(words), key=lambda place: (place[0], -place[1])):
            if first >= reached and not _is_denied(words, first):
                reached = last + 1
                yield reading.at(sentence.start + text.tokens[first].start, sentence.start + text.tokens[last].end)


@cache
def _sure() -> Phrases:
    every = lexicon.postmortem.sure | lexicon.postmortem.never_again
    return Phrases([token.word for token in read(phrase).tokens] for phrase in sorted(every, key=len, reverse=True))


def _is_denied(words: list[str], first: int) -> bool:
    """Whether the sentence denies it before it says it: "not obviously", "we cannot say that it will never"."""
    return any(
        word in lexicon.english.absence or word.endswith("n't") or word == "cannot"
        for word in words[max(0, first - REACH) : first]
    )
