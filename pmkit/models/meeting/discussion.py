"""What a class is asked beside a meeting that it leads together, as data: by what has just happened in the room."""

from typing import Literal

from pydantic import Field

from pmkit.models.answer import Answer
from pmkit.models.meeting.meeting import BeatKind

Effect = Literal["harm", "missed", "worn", "half", "late", "met", "fact"]
"""What a line did, as far as there is a question about it."""


class Discussion(Answer):
    """The file `pmkit/widgets/meeting/discussion.toml`.

    `begin`, `open`, `late`, `owners`, `end` and `kinds` are asked before a line is chosen, `chosen` before the chosen
    one is said, `after` when it has done something; of what a line did, the first that `after` names is asked about.
    """

    begin: list[str] = Field(min_length=1)
    open: list[str] = Field(min_length=2)
    late: list[str] = Field(min_length=1)
    owners: list[str] = Field(min_length=1)
    end: list[str] = Field(min_length=1)
    chosen: list[str] = Field(min_length=1)
    kinds: dict[BeatKind, list[str]]
    after: dict[Effect, list[str]]
