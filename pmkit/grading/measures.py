"""How a criterion is measured: pure functions of an answer as the checks read it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pmkit.checks.check import Finding
from pmkit.grading.assessment import Outcome
from pmkit.models.statement import Statement


@dataclass(frozen=True, slots=True)
class Work:
    """An answer under assessment: as its topic reads it (Any: one reading a kind), and what the checks found."""

    reading: Any
    findings: list[Finding]
    checks: tuple[str, ...] = ()
    """The ids that the criterion at hand names."""
    statements: list[Statement] = field(default_factory=list)
    """The exercise's statements, where it has any."""
    case: Any = None
    """The trainee's own incident (pmkit.incidents.incident), where each trainee has one."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The share of a criterion's points earned (0 to 1), and, where the share does not tell it, the outcome.

    `details` go into the criterion's own words, `says` in their place.
    """

    share: float
    outcome: Outcome | None = None
    details: str = ""
    says: str = ""


Measure = Callable[[Work], Measured]


def silence(work: Work) -> Measured:
    """Met where none of the criterion's checks found anything."""
    found = [finding.quote for finding in work.findings if finding.check in work.checks]
    return Measured(0.0 if found else 1.0, details="; ".join(found[:3]))
