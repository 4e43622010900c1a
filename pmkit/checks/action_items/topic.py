"""What a list of action items is to its checks."""

from collections.abc import Iterator

from pmkit.checks.action_items.checks import CHECKS
from pmkit.checks.action_items.reading import ItemsReading
from pmkit.checks.check import Field
from pmkit.checks.topic import Topic
from pmkit.models.action_items import ActionItems


def prose_of(answer: ActionItems) -> Iterator[tuple[Field, str]]:
    """The fields that hold prose, but the order itself, whose verbs the checks of items read."""
    for index, item in enumerate(answer.actions):
        yield ("actions", index, "problem"), item.problem or ""
        yield ("actions", index, "declined"), item.declined or ""


TOPIC = Topic(ItemsReading, CHECKS, prose_of)
