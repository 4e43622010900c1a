"""What an answer earned: the points and the outcome of each criterion, and the findings behind them."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from pmkit.checks.check import Finding
from pmkit.grading.readings.reading import Reading

Outcome = Literal["unattempted", "incomplete", "needs-work", "met", "for-instructor"]

OUTCOMES: dict[Outcome, str] = {
    "unattempted": "not attempted",
    "incomplete": "incomplete",
    "needs-work": "needs work",
    "met": "met",
    "for-instructor": "for your instructor",
}
"""Outcomes in words for people."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion: `points` of `max` (fractions of points are possible) and what to say to the trainee.

    `where` is the field that keeps it open, named as findings name fields; empty for the answer as a whole.
    """

    id: str
    aspect: str
    points: float
    max: float
    outcome: Outcome
    says: str
    where: str = ""
    up_to: float | None = None
    """The points once a person has read what waits, if all of that is right; None where nothing waits."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """An answer's grade; `points` is the sum over the criteria, `readings` what its lines were read as."""

    exercise: str
    criteria: tuple[CriterionResult, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What happened to the answer as a whole: missing, damaged, not in English."""
    readings: tuple[Reading, ...] = ()
    for_instructor: tuple[str, ...] = ()
    """What an instructor alone is told: sentences of theirs that could not be followed."""
    unread: bool = False
    """Whether something stands where the answer should, and could not be read: a person looks at it once it is in."""

    @property
    def points(self) -> float:
        """The grade in points."""
        return round(sum(criterion.points for criterion in self.criteria), 6)

    @property
    def points_up_to(self) -> float:
        """The grade once a person has read what waits, if all of that is right; `points` where nothing waits."""
        return round(sum(one.points if one.up_to is None else one.up_to for one in self.criteria), 6)

    @property
    def waits(self) -> bool:
        """Whether a person has still to read something that may add points: such a result passes by nobody's word."""
        return self.points_up_to > self.points

    @property
    def earned(self) -> str:
        """The grade in words, as a range where something waits.

        >>> one = CriterionResult("links", "correctness", 58.0, 100.0, "for-instructor", "", up_to=83.0)
        >>> Assessment("five-whys", (one,)).earned
        '58 of 100 points now, up to 83 once read'
        """
        later = f" now, up to {round(self.points_up_to, 2):g} once read" if self.waits else ""
        return f"{round(self.points, 2):g} of {self.max:g} points{later}"

    @property
    def max(self) -> float:
        """The most points there are."""
        return sum(criterion.max for criterion in self.criteria)

    @property
    def open(self) -> tuple[CriterionResult, ...]:
        """The criteria that are not met yet, in the order of the rubric."""
        return tuple(criterion for criterion in self.criteria if criterion.outcome != "met")

    @property
    def outcome(self) -> Outcome:
        """One word for the whole: the least finished of its criteria, a person's judgement first."""
        outcomes = {criterion.outcome for criterion in self.criteria}
        if outcomes == {"unattempted"}:
            return "unattempted"
        order: tuple[Outcome, ...] = ("for-instructor", "needs-work", "incomplete", "unattempted")
        return next((outcome for outcome in order if outcome in outcomes), "met")

    def of(self, aspect: str) -> "Assessment":
        """The part of one aspect's criteria. Raises LookupError for an aspect that the rubric has not."""
        chosen = tuple(criterion for criterion in self.criteria if criterion.aspect == aspect)
        if not chosen:
            aspects = ", ".join(dict.fromkeys(criterion.aspect for criterion in self.criteria))
            raise LookupError(f"no aspect is called {aspect!r}; write one of: {aspects}")
        return replace(self, criteria=chosen)

    def as_data(self) -> dict[str, Any]:
        """What `pmkit assess --format json` prints."""
        return {
            "exercise": self.exercise,
            "points": self.points,
            "max": self.max,
            "points_up_to": self.points_up_to,
            "outcome": self.outcome,
            "criteria": [asdict(criterion) for criterion in self.criteria],
            "findings": [asdict(finding) for finding in self.findings],
            "notes": list(self.notes),
            "readings": [reading.as_data() for reading in self.readings],
        }
