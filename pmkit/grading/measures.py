"""How a criterion is measured: pure functions of an answer as the checks read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pmkit.checks.check import Finding
from pmkit.grading.assessment import Outcome
from pmkit.models.answer import where

R = TypeVar("R")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Work(Generic[R, B]):
    """An answer under assessment: as its topic reads it, beside its exercise, and what the checks found.

    `checks` are the ids that the criterion at hand names.
    """

    reading: R
    beside: B
    findings: list[Finding]
    checks: tuple[str, ...] = ()


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


Measure = Callable[[Work[R, B]], Measured]


def silence(work: Work[Any, Any]) -> Measured:
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
