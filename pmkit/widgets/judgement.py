"""What a builder says of its answer: the assessment that a grader makes, told in the names of the builder's fields."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from pmkit.checks import Finding
from pmkit.grading.assessment import Assessment, CriterionResult, Outcome
from pmkit.grading.readings.reading import Reading
from pmkit.models.answer import ONE_OF

_OF_FINDING = [one.name for one in fields(Finding)]
"""All of them hold text and numbers: `asdict`, which copies deeply, takes four times as long."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The criteria that are open, in the order of the rubric, and the findings; outside of an exercise those alone.

    `notes` is what happened to the answer as a whole, `readings` what its lines were read as, and `points_up_to` the
    points once a person has read what waits.
    """

    findings: tuple[Finding, ...]
    criteria: tuple[CriterionResult, ...] = ()
    points: float | None = None
    max: float | None = None
    outcome: Outcome | None = None
    notes: tuple[str, ...] = ()
    points_up_to: float | None = None
    readings: tuple[Reading, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As JSON, for the browser."""
        return {
            "findings": [{key: getattr(finding, key) for key in _OF_FINDING} for finding in self.findings],
            "criteria": [asdict(criterion) for criterion in self.criteria],
            "points": self.points,
            "max": self.max,
            "outcome": self.outcome,
            "notes": list(self.notes),
            "points_up_to": self.points_up_to,
            "readings": [reading.as_data() for reading in self.readings],
        }


def of_findings(findings: Sequence[Finding]) -> Judgement:
    """A judgement without a grade."""
    return Judgement(tuple(findings))


@dataclass(frozen=True, slots=True)
class Places:
    """Where the page shows what an answer calls "why 3": `order` has for each row of the page its row of the answer.

    `on_page` names a row of the page as the page does, where some rows are not in the answer at all.
    """

    rows: str
    order: Sequence[int | None]
    on_page: Callable[[str], str]

    def of(self, assessment: Assessment) -> Judgement:
        """The assessment with every place named as on the page."""
        findings = (replace(one, where=self._named(one.where)) for one in assessment.findings)
        criteria = (replace(one, where=self._named(one.where)) for one in assessment.open)
        return Judgement(
            tuple(findings),
            tuple(criteria),
            assessment.points,
            assessment.max,
            assessment.outcome,
            assessment.notes,
            assessment.points_up_to,
            tuple(replace(one, where=self._named(one.where)) for one in assessment.readings),
        )

    def _named(self, where: str) -> str:
        return self.on_page(re.sub(rf"^({ONE_OF.get(self.rows, '-')}) (\d+)", self._moved, where))

    def _moved(self, match: re.Match[str]) -> str:
        row = int(match[2]) - 1
        return f"{match[1]} {self.order.index(row) + 1}" if row in self.order else match[0]
