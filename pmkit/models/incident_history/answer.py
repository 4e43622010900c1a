"""What a trainee makes of a history: its faults, five figures with their uncertainty, and what they bear out."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import Field, field_validator

from pmkit.models.answer import Answer, Part
from pmkit.models.incident_history.faults import FAULTS, FaultKind

FigureLabel = Literal["MTTD", "MTTA", "MTTM", "MTTR", "MTBF"]
LABELS: tuple[FigureLabel, ...] = get_args(FigureLabel)
IN_WORDS: dict[FigureLabel, str] = {
    "MTTD": "time to detect",
    "MTTA": "time to acknowledge",
    "MTTM": "time to mitigate",
    "MTTR": "time to resolve",
    "MTBF": "time between the beginnings of two incidents",
}
PolicyName = Literal["module", "impact", "google"]
POLICIES: tuple[PolicyName, ...] = get_args(PolicyName)
"""The clocks that can be chosen: those under which all five figures are measured."""
Judged = Literal["met", "not met", "cannot tell yet"]
Statistic = Literal["mean", "median"]
MOST_FAULTS, LONGEST = 500, 4_000
LARGEST = 1e9
_CANNOT_TELL = re.compile(r"(?:cannot|can not|can'?t|can’t) tell(?: yet)?")
_NUMBER = re.compile(r"(?:inc)?[-_ #]*0*(\d{1,9})", re.IGNORECASE)


def incident_id(said: str) -> str:
    """An id as histories write it.

    >>> incident_id("inc 1042"), incident_id("1042"), incident_id("the third")
    ('INC-1042', 'INC-1042', 'the third')
    """
    match = _NUMBER.fullmatch(said.strip())
    return f"INC-{match[1]}" if match else said.strip()


def _in_one_form(said: Any) -> Any:  # whatever a file holds
    return re.sub(r"[\s_]+", "-", said.strip().lower()) if isinstance(said, str) else said


class FoundFault(Part):
    """A record gone wrong: which, how, in which column, what was done with it, and what shows it."""

    id: str = Field(max_length=80, examples=['"INC-1042"'])
    kind: FaultKind | None = Field(None, examples=[" or ".join(f'"{kind}"' for kind in FAULTS)])
    column: str = Field("", max_length=80, examples=['"resolved"'])
    done: Literal["corrected", "left out"] | None = Field(None, examples=['"corrected" or "left out"'])
    says: str = Field("", max_length=LONGEST, examples=['"resolved lies twelve hours after impact_end"'])

    _kinds = field_validator("kind", mode="before")(_in_one_form)

    @field_validator("id")
    @classmethod
    def _as_written(cls, said: str) -> str:
        return incident_id(said)

    @field_validator("done", mode="before")
    @classmethod
    def _done(cls, said: Any) -> Any:  # whatever a file holds
        return said.strip().lower().replace("-", " ") if isinstance(said, str) else said


class GivenFigure(Part):
    """One figure as the trainee gives it: minutes (MTBF: hours), its interval, over how many, and the verdict.

    `too_few` says that no interval can be given.
    """

    value: float | None = Field(None, ge=0, le=LARGEST, allow_inf_nan=False, examples=["63.2, a number of minutes"])
    low: float | None = Field(None, ge=0, le=LARGEST, allow_inf_nan=False, examples=["45.1, a number without a unit"])
    high: float | None = Field(None, ge=0, le=LARGEST, allow_inf_nan=False, examples=["88, a number without a unit"])
    incidents: int | None = Field(None, ge=0, le=1_000_000, examples=["74, a whole number"])
    statistic: Statistic = Field("mean", examples=['"mean" or "median"'])
    too_few: bool = Field(default=False, examples=["true"])
    verdict: Judged | None = Field(None, examples=['"met", "not met" or "cannot tell yet"'])

    @field_validator("verdict", "statistic", mode="before")
    @classmethod
    def _plainly(cls, said: Any) -> Any:  # whatever a file holds
        if not isinstance(said, str):
            return said
        plain = re.sub(r"[\s_-]+", " ", said[:200].strip().lower())
        return "cannot tell yet" if _CANNOT_TELL.fullmatch(plain) else plain

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return self == GivenFigure()

    @property
    def has_interval(self) -> bool:
        """Whether both ends are there."""
        return self.low is not None and self.high is not None


class GivenFigures(Part):
    """The five figures; one may be missing."""

    MTTD: GivenFigure = Field(default_factory=GivenFigure, examples=["[figures.MTTD] with value = 63.2"])
    MTTA: GivenFigure = Field(default_factory=GivenFigure, examples=["[figures.MTTA] with value = 63.2"])
    MTTM: GivenFigure = Field(default_factory=GivenFigure, examples=["[figures.MTTM] with value = 63.2"])
    MTTR: GivenFigure = Field(default_factory=GivenFigure, examples=["[figures.MTTR] with value = 63.2"])
    MTBF: GivenFigure = Field(default_factory=GivenFigure, examples=["[figures.MTBF] with value = 131"])

    def each(self) -> Iterator[tuple[FigureLabel, GivenFigure]]:
        """The figures with their names, in the order of LABELS."""
        for label in LABELS:
            yield label, getattr(self, label)


class StillOpen(Part):
    """What is said of incidents without an end: how many, and the median that counts them in, in minutes."""

    incidents: int | None = Field(None, ge=0, le=1_000_000, examples=["5, a whole number"])
    median: float | None = Field(None, ge=0, le=LARGEST, allow_inf_nan=False, examples=["98, a number of minutes"])
    says: str = Field("", max_length=LONGEST, examples=['"They count as lasting until the history was taken"'])


class Repeats(Part):
    """How many incidents repeat an earlier one, and the service with the cause that most of these have."""

    incidents: int | None = Field(None, ge=0, le=1_000_000, examples=["9, a whole number"])
    service: str = Field("", max_length=80, examples=['"checkout"'])
    cause_class: str = Field("", max_length=80, examples=['"code"'])


class MetricsAnswer(Answer):
    r"""The content of `metrics.toml`.

    >>> answer = MetricsAnswer.parse('policy = "module"\n[figures.MTTD]\nvalue = 63.2\nverdict = "cannot tell"')
    >>> answer.figures.MTTD.verdict, MetricsAnswer.parse(answer.dump()) == answer
    ('cannot tell yet', True)
    """

    policy: str = Field("", max_length=80, examples=['"module", "impact" or "google"'])
    faults: list[FoundFault] = Field(
        default_factory=list, max_length=MOST_FAULTS, examples=[f"at most {MOST_FAULTS} [[faults]]"]
    )
    figures: GivenFigures = Field(default_factory=GivenFigures, examples=["[figures.MTTD] with value = 63.2"])
    still_open: StillOpen = Field(default_factory=StillOpen, examples=["[still_open] with incidents = 5"])
    repeats: Repeats = Field(default_factory=Repeats, examples=["[repeats] with incidents = 9"])
    summary: str = Field("", max_length=LONGEST, examples=['"Two or three sentences"'])

    @field_validator("policy")
    @classmethod
    def _is_known(cls, said: str) -> str:
        name = said.strip().lower()
        if name and name not in POLICIES:
            why = "has no time to detect" if name == "pagerduty" else "is none of the clocks here"
            raise ValueError(f"{name[:60]!r} {why}; write {', '.join(POLICIES[:-1])} or {POLICIES[-1]}")
        return name
