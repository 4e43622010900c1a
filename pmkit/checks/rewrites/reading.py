"""Rewrites as the checks read them: each text is prose."""

from collections.abc import Iterator
from dataclasses import dataclass

from pmkit.checks.check import Field
from pmkit.models.rewrites import Rewrites
from pmkit.models.story.scenario import Scenario


@dataclass(frozen=True)
class RewritesReading:
    """The rewrites of an answer, and the exercise's scenario if there is one."""

    answer: Rewrites
    scenario: Scenario | None = None


def prose_of(answer: Rewrites) -> Iterator[tuple[Field, str]]:
    """The fields that hold prose, with their texts."""
    for index, one in enumerate(answer.rewrites):
        yield ("rewrites", index, "text"), one.text
