"""How a criterion is measured: pure functions of an answer as the checks read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pmkit.checks.check import Finding
from pmkit.grading.assessment import Outcome
from pmkit.models.answer import where
from pmkit.models.story.statement import Statement


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
    reader: Any = None
    """Reads lines against the story (pmkit.grading.readings.reader), where lines are read."""
    instructed: tuple[tuple[str, str], ...] = ()
    """What an instructor read lines as: pairs of a line's plain words and a meaning."""
    beside: Any = None
    """The answer beside its story, compared once for all criteria, where a kind needs that."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The share of a criterion's points earned (0 to 1), and, where the share does not tell it, the outcome.

    `details` go into the criterion's own words, `says` in their place, `also` after them. `where` is the first field
    that keeps the criterion open, named as findings name fields; empty where it is the answer as a whole.
    """

    share: float
    outcome: Outcome | None = None
    details: str = ""
    says: str = ""
    also: str = ""
    where: str = ""
    up_to: float | None = None
    """The share once a person has read what waits, as if all of that were right; None where nothing waits."""
    is_form: bool = False
    """Whether it is earned by rules and form, which count in full only where enough of the matter is right."""


Measure = Callable[[Work], Measured]


def silence(work: Work) -> Measured:
    """Met where none of the criterion's checks found anything."""
    found = [finding for finding in work.findings if finding.check in work.checks]
    quoted = "; ".join(finding.quote for finding in found[:3])
    return Measured(0.0 if found else 1.0, details=quoted, where=first_where(found))


def first_where(findings: Iterable[Finding]) -> str:
    """The field of the first finding; empty where there is none."""
    return next((finding.where for finding in findings), "")


def first_place(list_name: str, indices: Iterable[int], key: str) -> str:
    """The field `key` of the first of some 0-based rows, as findings name it; empty where there is none.

    >>> first_place("whys", [2, 4], "evidence")
    'why 3, evidence'
    """
    return next((where((list_name, index, key)) for index in indices), "")
