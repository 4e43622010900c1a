"""What a line of an answer was taken to mean, how that was found, and what is asked where there is a doubt."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

How = Literal["chosen", "instructor", "wording", "similarity", "record", ""]
"""Who or what read a line: the trainee's choice, an instructor, the story's wordings, nearness to them, a record."""

Doubt = Literal[
    "",
    "empty",
    "unread",
    "denied",
    "exchanged",
    "both",
    "strange",
    "figure",
    "several",
    "pasted",
    "repeated",
    "near-miss",
    "close",
    "in-doubt",
    "asked",
    "either",
    "hedged",
    "person",
    "judged",
    "elsewhere",
    "shown",
    "uncited",
]
"""Why a line does not count as it stands; "" where it does."""

WAITING: frozenset[Doubt] = frozenset(
    {
        "asked",
        "both",
        "close",
        "denied",
        "either",
        "elsewhere",
        "exchanged",
        "figure",
        "hedged",
        "in-doubt",
        "judged",
        "person",
        "several",
        "strange",
        "uncited",
        "unread",
    }
)
"""With these a person decides, unless the trainee has chosen a reading; the others are settled."""

CONTRADICTING: frozenset[Doubt] = frozenset(
    {"denied", "exchanged", "both", "strange", "figure", "asked", "either", "hedged"}
)
"""With these a line says something that the exhibits do not show, or leaves open what it says."""

SOMETHING_ELSE = "something-else"
"""The choice by which a trainee asks the instructor to read a line."""
EVERYTHING = "everything"
"""What an instructor writes for a rewrite that says all facts of its statement."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the short list under a line: an id to keep as `reads_as`, and what it says."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One line read: `meaning` is the id of what it says ("" for none), `also` what else it says beside.

    `says` is the meaning in the story's words, `asks` the question to the trainee where there is a doubt, `choices`
    what may be picked instead, the reading itself first.
    """

    where: str
    line: str
    meaning: str = ""
    also: frozenset[str] = frozenset()
    says: str = ""
    how: How = ""
    doubt: Doubt = ""
    asks: str = ""
    cited: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What `pmkit assess --format json` prints of a reading."""
        return {
            "where": self.where,
            "line": self.line,
            "reads_as": self.meaning,
            "says": self.says,
            "how": self.how,
            "doubt": self.doubt,
            "cited": sorted(self.cited),
            "asks": self.asks,
            "counts": self.counts,
            "waits": self.waits,
            "choices": [asdict(choice) for choice in self.choices],
        }

    @property
    def counts(self) -> bool:
        """Whether it is read as something true and nothing speaks against it."""
        return bool(self.meaning) and not self.doubt

    @property
    def waits(self) -> bool:
        """Whether a person has still to read it."""
        return self.doubt in WAITING

    @property
    def means(self) -> frozenset[str]:
        """Everything it says: its meaning and what stands beside."""
        return self.also | ({self.meaning} if self.meaning else frozenset())
