"""What a check is, what it finds, and how findings are shown: one record a check, pure functions of data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:  # the models need pydantic, 110 ms to import, and prose is read without it
    from pmkit.models.answer import Answer
    from pmkit.models.evidence_facts.facts import EvidenceFacts
    from pmkit.models.story.scenario import Scenario

R = TypeVar("R")
Severity = Literal["fix", "consider"]
Field = tuple[str | int, ...]
"""Where in an answer: ("whys", 2, "answer") is the answer of the third why."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a check's `find` yields: characters `start` to `end` of the text in `field`.

    `quote` holds words that stand there; what is told about them, such as how often they do, is `more`.
    """

    field: Field
    start: int
    end: int
    quote: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A match, explained.

    `line` and `column` are 1-based and point into the file's text; 0 where the subject is a model, which has
    no lines. `start` and `end` are offsets into the text of the field named by `where`, in prose into the whole
    text. `waived` is the reason for which the author silenced it; empty for a finding that stands.
    """

    check: str
    path: str
    where: str
    line: int
    column: int
    start: int
    end: int
    quote: str
    says: str
    why: str
    instead: str
    severity: Severity
    example: str = ""
    waived: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Generic[R]):
    """One thing that good work does; `bad` and `good` are its tests and its documentation.

    `says` may hold {quote}, the words found, behind whose closing mark stands what `Match.more` tells; `example` is a
    rewrite about other things. `find` gets the subject as its topic reads it (`R`, see pmkit.checks.topic);
    `scenario` and `evidence` are what the examples are read under, if anything.
    """

    id: str
    says: str
    why: str
    instead: str
    source: str
    find: Callable[[R], Iterable[Match]]
    bad: tuple[Answer | str, ...]
    good: tuple[Answer | str, ...]
    example: str = ""
    severity: Severity = "consider"
    scenario: Scenario | None = None
    evidence: Callable[[], EvidenceFacts] | None = None

    @property
    def topic(self) -> str:
        """The part of the id before the slash: the kind of answer it reads."""
        return self.id.partition("/")[0]
