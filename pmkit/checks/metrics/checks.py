"""What good figures of a history do: each has its interval, its clocks and its number, and open incidents are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pmkit.checks.check import Check, Field, Match
from pmkit.checks.text.text import read
from pmkit.models.incident_history.answer import FoundFault, GivenFigure, MetricsAnswer, StillOpen
from pmkit.models.story.scenario import Scenario


@dataclass(frozen=True)
class MetricsReading:
    """What the checks ask of an answer."""

    answer: MetricsAnswer
    scenario: Scenario | None = None

    @property
    def has_figures(self) -> bool:
        """Whether any figure has a value."""
        return any(given.value is not None for _, given in self.answer.figures.each())


def prose_of(answer: MetricsAnswer) -> Iterator[tuple[Field, str]]:
    """The fields that hold prose, with their texts."""
    yield ("summary",), _of_records(answer.summary)
    yield ("still_open", "says"), _of_records(answer.still_open.says)
    for index, fault in enumerate(answer.faults):
        yield ("faults", index, "says"), _of_records(fault.says)


def _of_records(said: str) -> str:
    """The text, as long as before, in which it is no blame that somebody left out a record: the form asks for it."""
    return said.replace("left out", "kept out")


def unnamed_clocks(reading: MetricsReading) -> Iterator[Match]:
    """Figures of which nobody can tell where they begin and end."""
    if reading.has_figures and not reading.answer.policy:
        yield Match(("policy",), 0, 0, "")


def without_interval(reading: MetricsReading) -> Iterator[Match]:
    """Figures that stand alone."""
    for label, given in reading.answer.figures.each():
        if given.value is not None and not given.has_interval and not given.too_few:
            yield Match(("figures", label, "low"), 0, 0, label)


def outside_its_interval(reading: MetricsReading) -> Iterator[Match]:
    """Figures that do not lie between the ends of their own interval."""
    for label, given in reading.answer.figures.each():
        if given.low is None or given.high is None or given.value is None:
            continue
        if not given.low <= given.value <= given.high:
            yield Match(("figures", label, "low"), 0, 0, label)


def without_number(reading: MetricsReading) -> Iterator[Match]:
    """Figures that do not say over how many incidents they are."""
    for label, given in reading.answer.figures.each():
        if given.value is not None and given.incidents is None:
            yield Match(("figures", label, "incidents"), 0, 0, label)


def told_twice(reading: MetricsReading) -> Iterator[Match]:
    """Records that are listed again."""
    seen: set[str] = set()
    for index, fault in enumerate(reading.answer.faults):
        if fault.id in seen:
            yield Match(("faults", index, "id"), 0, 0, fault.id)
        seen.add(fault.id)


def open_unsaid(reading: MetricsReading) -> Iterator[Match]:
    """Open incidents of which nothing is said."""
    said = reading.answer.still_open
    if reading.has_figures and said.incidents != 0 and read(said.says).blank:
        yield Match(("still_open", "says"), 0, 0, "")


_OPEN = StillOpen(incidents=4, median=98, says="Closed incidents alone look shorter, as long ones are still open")


def _answer(**changed: Any) -> MetricsAnswer:
    """A sound answer in which parts are replaced."""
    figure = GivenFigure(value=63, low=45, high=88, incidents=74, verdict="not met")
    fault = FoundFault(id="INC-2042", kind="wrong-year", column="cause", done="corrected", says="cause lies a year off")
    sound = MetricsAnswer(policy="module", faults=[fault], still_open=_OPEN)
    sound.figures.MTTD = figure.model_copy(update=changed.pop("figure", {}))
    return sound.model_copy(update=changed)


_SOUND = (_answer(), MetricsAnswer(policy="impact"))
_FAULT = FoundFault(id="INC-2042", says="cause lies a year before impact_start")

CHECKS = (
    Check(
        id="metrics/unnamed-clocks",
        says="No clocks are named.",
        why="The same incident takes 4 minutes to detect or 1, by where the clock starts.",
        instead="Under which clocks are these figures: module, impact or google?",
        source="module: Incident Metrics",
        find=unnamed_clocks,
        bad=(_answer(policy=""), _answer(policy="", faults=[])),
        good=_SOUND,
    ),
    Check(
        id="metrics/no-interval",
        says="{quote} has no interval.",
        why="Durations have long tails: the same service would show another mean next quarter by chance alone.",
        instead="Between which two numbers does it lie, 95 times in 100? If too few can tell, write too_few = true.",
        source="pmkit",
        find=without_interval,
        bad=(_answer(figure={"low": None}), _answer(figure={"low": None, "high": None})),
        good=(*_SOUND, _answer(figure={"low": None, "high": None, "too_few": True})),
    ),
    Check(
        id="metrics/outside-its-interval",
        says="{quote} does not lie inside its own interval.",
        why="An interval says where the figure may lie; the figure itself is one of those places.",
        instead="Is low the smaller end and high the greater, and are both in the unit of the value?",
        source="pmkit",
        find=outside_its_interval,
        bad=(_answer(figure={"low": 70.0}), _answer(figure={"low": 88.0, "high": 45.0})),
        good=_SOUND,
    ),
    Check(
        id="metrics/no-number",
        says="{quote} does not say over how many incidents it is.",
        why="A mean of 7 incidents and one of 700 look alike.",
        instead="How many incidents have both ends of this clock? For MTBF, how many gaps are there?",
        source="pmkit",
        find=without_number,
        bad=(_answer(figure={"incidents": None}), _answer(figure={"incidents": None, "verdict": None})),
        good=_SOUND,
    ),
    Check(
        id="metrics/fault-twice",
        says="{quote} is listed twice.",
        why="One record with two faults or one fault told twice: a reader cannot see which.",
        instead="What went wrong in this record? Say it in one place.",
        source="pmkit",
        find=told_twice,
        bad=(_answer(faults=[_FAULT, _FAULT]), _answer(faults=[_FAULT, FoundFault(id="2042")])),
        good=(*_SOUND, _answer(faults=[_FAULT, FoundFault(id="INC-2043", says="the same times as INC-2042")])),
    ),
    Check(
        id="metrics/open-unsaid",
        says="Nothing is said of the incidents that are still open.",
        why="The longest incidents are those that have not ended: without them every figure flatters.",
        instead="How many are open, and what would the figures be if they ended today?",
        source="pmkit",
        find=open_unsaid,
        bad=(_answer(still_open=StillOpen()), _answer(still_open=StillOpen(incidents=4, says=" "))),
        good=(*_SOUND, _answer(still_open=StillOpen(incidents=0))),
    ),
)
