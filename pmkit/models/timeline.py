"""A timeline: what happened and when, each event with the evidence for it, and the anchors its clocks run between."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Literal, NamedTuple, Self

from pydantic import Field, field_serializer, field_validator

from pmkit.models.answer import Answer, Part

MOST_EVENTS = 2000
LONGEST_ID = 80
LONG_GAP = timedelta(minutes=5)
AnchorName = Literal[
    "cause",
    "impact_start",
    "detected",
    "alerted",
    "acknowledged",
    "engaged",
    "mitigation_begun",
    "mitigation_done",
    "mitigation_effective",
    "mitigated",
    "impact_end",
    "resolved",
]
Relation = Literal["before", "during", "after"]
EXAMPLE = "2026-01-31T14:27:00Z"


class Stamp(datetime):
    """A time that is written as people write UTC: 2026-01-31T14:27:00Z."""

    def __str__(self) -> str:
        """ISO 8601 with Z for UTC; a time without an offset stays without one."""
        return self.isoformat().replace("+00:00", "Z")

    @classmethod
    def of(cls, at: datetime) -> Self:
        """The same time as a Stamp."""
        # combine() of a subclass loses which of two same local times is meant.
        return cls.combine(at.date(), at.timetz()).replace(fold=at.fold)


def in_utc(at: datetime) -> datetime:
    """A time in UTC, for putting times in order; one without an offset is taken as UTC (a check points at it)."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def full_time(value: Any) -> Any:  # whatever a file or a page holds
    """A date and a time of day; with an offset or, for a check to ask about, without.

    Raises ValueError saying what is missing. Text is read as ISO 8601, as pages and tables carry it.
    """
    match value:
        case datetime():
            pass
        case str() if len(value.strip()) > len("2026-01-31"):
            value = _read(value)
        case str() | time() | date():
            lacks = "has no time of day" if _is_date(value) else "has no date and no offset"
            raise ValueError(f"{str(value)!r} {lacks}; write {EXAMPLE}")
        case _:
            return value
    try:
        in_utc(value)
    except OverflowError:
        raise ValueError(f"{value} is no time that a calendar has; write {EXAMPLE}") from None
    if (value.utcoffset() or timedelta()) % timedelta(minutes=1):
        raise ValueError(f"{value} has an offset that TOML cannot hold; write {EXAMPLE}")
    return Stamp.of(value)


def _read(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text[:60]!r} is no time in the form of ISO 8601; write {EXAMPLE}") from None


def _is_date(value: object) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and value.count("-") > 1)


class Anchors(Part):
    """The instants that figures are measured between; each may be missing.

    `mitigated` is what the author holds for it; a policy that tells begun, done and effective apart takes the
    exact one where it is given.
    """

    cause: datetime | None = Field(None, examples=[EXAMPLE])
    impact_start: datetime | None = Field(None, examples=[EXAMPLE])
    detected: datetime | None = Field(None, examples=[EXAMPLE])
    alerted: datetime | None = Field(None, examples=[EXAMPLE])
    acknowledged: datetime | None = Field(None, examples=[EXAMPLE])
    engaged: datetime | None = Field(None, examples=[EXAMPLE])
    mitigation_begun: datetime | None = Field(None, examples=[EXAMPLE])
    mitigation_done: datetime | None = Field(None, examples=[EXAMPLE])
    mitigation_effective: datetime | None = Field(None, examples=[EXAMPLE])
    mitigated: datetime | None = Field(None, examples=[EXAMPLE])
    impact_end: datetime | None = Field(None, examples=[EXAMPLE])
    resolved: datetime | None = Field(None, examples=[EXAMPLE])

    _times = field_validator("*", mode="before")(full_time)
    _stamps = field_serializer("*", when_used="unless-none")(lambda at: at)

    def given(self) -> dict[AnchorName, datetime]:
        """The anchors there are, in the order of this model."""
        return {name: at for name, at in self if at is not None}  # type: ignore[misc]  # the fields are the names


class TimelineEvent(Part):
    """One line of a timeline.

    `kind` is "fact", "decision" (somebody chose; `by` says who) or "gap" (nothing is known; `until` says how
    long). `interpretation` marks what the author concludes rather than what the source shows, `reads_as` what the
    author chose of the readings offered.
    """

    at: datetime = Field(examples=[EXAMPLE])
    what: str = Field(examples=['"Deployment started"'])
    source: str = Field("", examples=['"Deploy log"'])
    ref: str | None = Field(None, examples=['"deploy.log:12"'])
    kind: Literal["fact", "decision", "gap"] = Field("fact", examples=['"fact", "decision" or "gap"'])
    by: str | None = Field(None, examples=['"Incident commander"'])
    until: datetime | None = Field(None, examples=[EXAMPLE])
    interpretation: bool | None = Field(None, examples=["true"])
    reads_as: str | None = Field(None, max_length=LONGEST_ID, examples=['"deploy-started", as the kit offered it'])

    _times = field_validator("at", "until", mode="before")(full_time)
    _stamps = field_serializer("at", "until", when_used="unless-none")(lambda at: at)

    @field_validator("what")
    @classmethod
    def _says_something(cls, what: str) -> str:
        if not what.strip():
            raise ValueError("empty; write what was seen to happen")
        return what

    @field_validator("ref", "by", "reads_as")
    @classmethod
    def _nothing_is_none(cls, text: str | None) -> str | None:
        return text or None  # tables cannot tell an empty cell from none

    @property
    def end(self) -> datetime:
        """When it was over, in UTC: `until` for a gap that says so, otherwise its own instant."""
        return in_utc(self.until or self.at)


class Gap(NamedTuple):
    """A stretch in which no event tells something: from `start` to `end` (UTC), between the events of these indices."""

    start: datetime
    end: datetime
    before: int
    after: int

    @property
    def length(self) -> timedelta:
        """How long nothing is known."""
        return self.end - self.start


class Timeline(Answer):
    r"""The content of `timeline.toml`; events stand as the author wrote them, `in_order` sorts them.

    >>> timeline = Timeline.parse('[[events]]\nat = 2026-01-31T14:23:01Z\nwhat = "Deployment started"')
    >>> Timeline.parse(timeline.dump()) == timeline
    True
    """

    title: str = Field("", examples=['"Errors after deployment v2.3.1"'])
    anchors: Anchors = Field(default_factory=Anchors, examples=[f"[anchors] with impact_start = {EXAMPLE}"])
    events: list[TimelineEvent] = Field(
        default_factory=list, max_length=MOST_EVENTS, examples=[f"at most {MOST_EVENTS} [[events]]"]
    )

    def in_order(self) -> list[int]:
        """The 0-based indices of the events by time; events of one instant stay as they were written."""
        return sorted(range(len(self.events)), key=lambda index: in_utc(self.events[index].at))

    def sorted(self) -> Self:
        """The same timeline with its events by time."""
        return self.model_copy(update={"events": [self.events[index] for index in self.in_order()]})

    def gaps(self, longer_than: timedelta = LONG_GAP) -> list[Gap]:
        """Stretches between two events of which more than `longer_than` on end is neither told nor noted, by time.

        An event of kind "gap" within a stretch notes it up to its `until`; one without an end, to the stretch's end.
        """
        noted = sorted(
            ((in_utc(event.at), event.until and event.end) for event in self.events if event.kind == "gap"),
            key=lambda note: note[0],
        )
        long = (gap for gap in self._stretches() if gap.length > longer_than)
        return [gap for gap in long if _untold(gap, noted) > longer_than]

    def relation(self, index: int) -> Relation | None:
        """Whether an event lies before, during or after the impact; None where the anchors do not say.

        The impact is the half-open stretch from impact_start to impact_end.
        """
        at = in_utc(self.events[index].at)
        start, end = self.anchors.impact_start, self.anchors.impact_end
        if start is not None and at < in_utc(start):
            return "before"
        if end is not None and at >= in_utc(end):
            return "after"
        return "during" if start is not None and end is not None else None

    def _stretches(self) -> Iterator[Gap]:
        order = [index for index in self.in_order() if self.events[index].kind != "gap"]
        for before, after in pairwise(order):
            yield Gap(in_utc(self.events[before].at), in_utc(self.events[after].at), before, after)


def _untold(gap: Gap, noted: list[tuple[datetime, datetime | None]]) -> timedelta:
    """The longest part of a stretch that is not noted; `noted` are starts and ends by start, None for no end."""
    reached, longest = gap.start, timedelta()
    first = bisect_left(noted, gap.start, key=lambda note: note[0])
    last = bisect_right(noted, gap.end, key=lambda note: note[0])
    for start, until in noted[first:last]:
        end = gap.end if until is None else until
        if start <= end <= gap.end:
            longest = max(longest, start - reached)
            reached = max(reached, end)
    return max(longest, gap.end - reached)
