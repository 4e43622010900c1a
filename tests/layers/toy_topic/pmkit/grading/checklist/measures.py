"""How the criteria of a checklist exercise are measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pmkit.checks.checklist.checks import ChecklistReading
from pmkit.grading.measures import Measure, Measured, Work, silence
from pmkit.grading.readings.reading import Reading
from pmkit.grading.scheme import Scheme
from pmkit.models.checklist import Checklist

if TYPE_CHECKING:
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs


@dataclass(frozen=True)
class Steps:
    """No line is read against a story."""

    readings: Mapping[int, Reading] = field(default_factory=dict)


Own = Work[ChecklistReading, Steps]


def is_attempted(answer: Checklist) -> bool:
    """Whether any step says something."""
    return any(answer.steps)


def is_readable(_: Own) -> bool:
    """Always."""
    return True


def beside(_: ChecklistReading, __: "Exercise", ___: "Pairs") -> Steps:
    """Nothing is compared."""
    return Steps()


def three_steps(work: Own) -> Measured:
    """Three steps or more."""
    return Measured(min(1.0, len(work.reading.answer.steps) / 3))


MEASURES: dict[str, Measure[ChecklistReading, Steps]] = {"three-steps": three_steps, "silence": silence}
SCHEME = Scheme(MEASURES, is_attempted, is_readable, beside)
