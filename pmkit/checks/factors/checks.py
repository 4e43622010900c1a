"""What good lists of contributing factors do: each is sorted, shown by evidence, and says how it contributed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pmkit.checks.check import Check, Field, Match
from pmkit.checks.text.text import read
from pmkit.models.factor import QUESTIONS, Category, ContributingFactor, Contribution, Factors
from pmkit.models.story.scenario import Scenario
from pmkit.models.words.shortened import shortened

MODULE = "module: Root Cause Analysis, Contributing Factors"
MANY = 4
"""From this many factors on, all in one category are worth a question."""


@dataclass(frozen=True)
class FactorsReading:
    """What the checks ask of an answer: its factors, and which of them say something."""

    answer: Factors
    scenario: Scenario | None = None
    filled: list[int] = field(init=False)

    def __post_init__(self) -> None:
        said = [index for index, one in enumerate(self.answer.factors) if not read(one.statement).blank]
        object.__setattr__(self, "filled", said)


def prose_of(answer: Factors) -> Iterator[tuple[Field, str]]:
    """The fields that hold prose, with their texts."""
    for index, one in enumerate(answer.factors):
        yield ("factors", index, "statement"), one.statement
        yield ("factors", index, "how"), one.how or ""


def _at(reading: FactorsReading, index: int, key: str) -> Match:
    text = read(reading.answer.factors[index].statement).text
    return Match(("factors", index, key), 0, 0, shortened(text, 80))


def blank(reading: FactorsReading) -> Iterator[Match]:
    """Factors without a statement."""
    for index in range(len(reading.answer.factors)):
        if index not in reading.filled:
            yield Match(("factors", index, "statement"), 0, 0, "")


def unsupported(reading: FactorsReading) -> Iterator[Match]:
    """Factors without evidence."""
    for index in reading.filled:
        if read(reading.answer.factors[index].evidence or "").blank:
            yield _at(reading, index, "evidence")


def unsorted(reading: FactorsReading) -> Iterator[Match]:
    """Factors without a category, or without a way in which they contributed."""
    for index in reading.filled:
        factor = reading.answer.factors[index]
        if factor.category is None or factor.contributed_as is None:
            yield _at(reading, index, "category" if factor.category is None else "contributed_as")


def without_how(reading: FactorsReading) -> Iterator[Match]:
    """Factors that do not say how they contributed."""
    for index in reading.filled:
        if read(reading.answer.factors[index].how or "").blank:
            yield _at(reading, index, "how")


def one_category(reading: FactorsReading) -> Iterator[Match]:
    """Many factors, all in one category."""
    found = {reading.answer.factors[index].category for index in reading.filled} - {None}
    if len(found) == 1 and len(reading.filled) >= MANY:
        yield Match(("factors", reading.filled[-1], "category"), 0, 0, str(*found))


def unknown_parts(factors: list[ContributingFactor], known: dict[str, int]) -> Iterator[Match]:
    """What factors lead to that is not there; `known` is how many parts there are of each kind that is at hand."""
    for index, one in enumerate(factors):
        kind, _, number = (one.leads_to or "").partition(" ")
        if kind in known and int(number) > known[kind]:
            yield Match(("factors", index, "leads_to"), 0, 0, one.leads_to or "")


def unknown_factor(reading: FactorsReading) -> Iterator[Match]:
    """Factors that are said to lead to a factor that is not in the list."""
    yield from unknown_parts(reading.answer.factors, {"factor": len(reading.answer.factors)})


UNKNOWN = "There is no {quote} to lead to."
UNKNOWN_WHY = "A number that points at nothing leaves the factor without an arrow in the causal map."
UNKNOWN_INSTEAD = "Which one was meant? Look at its number, or write “problem” where it led there directly."

_WAYS: tuple[Contribution, ...] = ("needed", "made-worse", "hid")


def _factors(*categories: Category, **changed: object) -> Factors:
    """Sound factors of these categories; `changed` replaces parts of the last one."""
    found = [
        ContributingFactor(
            category=category,
            statement=f"The {category.lower()} of the release left step {number} open",
            evidence=f"E{number}",
            contributed_as=_WAYS[number % 3],
            how=f"Step {number} took 40 minutes longer",
        )
        for number, category in enumerate(categories, start=1)
    ]
    found[-1:] = [found[-1].model_copy(update=changed)]
    return Factors(problem="Bids stopped", factors=found)


def _repeated(category: Category, count: int) -> list[Category]:
    return [category] * count


_SOUND = (_factors("Process", "People"), _factors(*QUESTIONS))

CHECKS = (
    Check(
        id="factors/blank",
        says="This factor is still blank.",
        why="A gap in the list hides what somebody had in mind.",
        instead="What was there that night that mattered? One sentence is enough.",
        source=MODULE,
        find=blank,
        bad=(_factors("Process", statement=""), _factors("Process", "People", statement=" \u200b")),
        good=_SOUND,
    ),
    Check(
        id="factors/unsupported",
        says="Nothing shows “{quote}” yet; it may well be right.",
        why="A factor convinces when another person can see what shows it.",
        instead="What shows this? Name the log, chart, chat or person that does, or what you would look at.",
        source="pmkit",
        find=unsupported,
        bad=(_factors("Process", evidence=None), _factors("Process", "Environment", evidence=" ")),
        good=_SOUND,
    ),
    Check(
        id="factors/unsorted",
        says="“{quote}” is not sorted yet.",
        why="Five categories and three ways are a list of places to look: what is sorted shows where none was seen.",
        instead="To which of the five does it belong, and was it needed, did it make things worse, or hide them?",
        source=MODULE,
        find=unsorted,
        bad=(_factors("Process", category=None), _factors("Process", contributed_as=None)),
        good=_SOUND,
    ),
    Check(
        id="factors/how",
        says="“{quote}” does not yet say how it contributed.",
        why="What was there is half of it; a reader needs to know what it changed in this incident.",
        instead="What was different because of it: what happened, for how long, or who saw it later?",
        source=MODULE,
        find=without_how,
        bad=(_factors("Process", how=None), _factors("Technology", how="  ")),
        good=_SOUND,
    ),
    Check(
        id="factors/one-category",
        says="All factors so far are of one category: {quote}.",
        why="People see first what they work with; the other categories are a reminder to look there too.",
        instead="Ask the questions of the other four. “We looked and found none” is an answer too.",
        source=MODULE,
        find=one_category,
        bad=(_factors(*_repeated("Technology", MANY)), _factors(*_repeated("Process", MANY + 1))),
        good=(_factors("Technology"), _factors("Technology", "Technology", "Technology", "Communication")),
    ),
    Check(
        id="factors/unknown-factor",
        says=UNKNOWN,
        why=UNKNOWN_WHY,
        instead=UNKNOWN_INSTEAD,
        source="pmkit",
        find=unknown_factor,
        bad=(_factors("Process", leads_to="factor 2"), _factors("Process", "People", leads_to="factor 9")),
        good=(_factors("Process", "People", leads_to="factor 1"), _factors("Process", leads_to="why 9")),
    ),
)
