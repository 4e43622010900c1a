"""What prose is to its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmkit.checks.document.document import read_document
from pmkit.checks.language.checks import CHECKS
from pmkit.checks.language.reading import Prose
from pmkit.checks.topic import Topic

if TYPE_CHECKING:  # the models need pydantic, and prose is read without it
    from pmkit.models.story.scenario import Scenario


def _read(text: str, scenario: Scenario | None) -> Prose:
    return Prose(read_document(text, scenario))


TOPIC = Topic(_read, CHECKS, is_document=True)
