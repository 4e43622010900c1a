"""What a lesson leads to: objectives, each with the answer file that shows when it is reached."""

from typing import Literal

from pydantic import Field

from pmkit.models.answer import Answer, Part

Kind = Literal[
    "five-whys",
    "timeline",
    "fishbone",
    "factors",
    "spotted",
    "rewrites",
    "traps",
    "prose",
    "postmortem",
    "audit",
    "calibration",
    "action-items",
    "quarter",
    "trend-meeting",
    "dissemination",
    "facilitation",
]
"""What the answer file of an objective holds."""


class Objective(Part):
    """One objective: `says` completes "you can …", `reached_by` tells a trainee what reaches it.

    It is reached when the answer file holds at least what `needs` counts (see
    pmkit.grading.practice.objectives) and no check that `silent` names, by id or by topic, finds anything in it.
    `statements` names those that were rewritten, marked or named.
    """

    says: str
    reached_by: str
    answer: str
    kind: Kind
    needs: dict[str, int] = Field(min_length=1)
    silent: list[str] = Field(default_factory=list)
    statements: str = ""


class Lesson(Answer):
    """The objectives of one lesson, as its file in `pmkit/grading/objectives/` holds them."""

    title: str
    objectives: list[Objective] = Field(min_length=1)
