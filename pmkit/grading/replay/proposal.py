"""Reads which lever of its incident an action item moves, and how far, so that its author can be asked."""

from typing import NamedTuple

from pmkit.checks.text.wording import says, span_of
from pmkit.grading.replay.numbers import Read, number_for
from pmkit.grading.replay.order_words import Ordered, ordered
from pmkit.models.action_item import ActionItem
from pmkit.models.story.lever import Effect, Lever
from pmkit.models.story.scenario import Scenario


class Proposal(NamedTuple):
    """What an item's words seem to claim: the lever, the number in them (None without one), the words of the number.

    `others` are the ids of levers that the words say as well, less closely.
    """

    lever: Lever
    number: float | None
    read_from: str
    others: tuple[str, ...]

    @property
    def effect(self) -> Effect:
        """The effect, with the lever's own number where the words have none."""
        return Effect(self.lever.id, self.lever.default if self.number is None else self.number)

    @property
    def reads_as(self) -> str:
        """The proposal as a sentence."""
        return f"Reads as: {self.lever.in_words(self.number)}."

    @property
    def asks(self) -> str:
        """The proposal as a question to the item's author."""
        return f"{self.reads_as} Is that what it claims?"


def propose(item: ActionItem, story: Scenario) -> Proposal | None:
    """The lever of the story that an item's words say most closely; None for a vague, declined or foreign item."""
    order = ordered(item, story)
    if order.why_not:
        return None
    ranked = levers_ranked(order, story)
    if not ranked:
        return None
    read = number_in(order, ranked[0])
    return Proposal(
        ranked[0], read.number if read else None, read.words if read else "", tuple(one.id for one in ranked[1:])
    )


def levers_ranked(order: Ordered, story: Scenario) -> list[Lever]:
    """The levers that an item's words say, the most closely said first."""
    return sorted(levers_said(order, story), key=lambda lever: _closeness(order, lever), reverse=True)


def levers_said(order: Ordered, story: Scenario) -> list[Lever]:
    """The levers of a story that an item's words say, in the story's order."""
    return [lever for lever in story.levers if is_said(order, lever)]


def is_said(order: Ordered, lever: Lever) -> bool:
    """Whether an item's words say a lever."""
    return any(says(order.text, wording) for wording in lever.said_as)


def number_in(order: Ordered, lever: Lever) -> Read | None:
    """The number by which an item's words move a lever."""
    return number_for(lever, order.with_before)


def _closeness(order: Ordered, lever: Lever) -> tuple[int, bool, bool, int]:
    """How closely the words say a lever: by terms, a number that fits, its kind, and how near the terms stand."""
    said = [wording for wording in lever.said_as if says(order.text, wording)]
    terms = max(wording.count(" + ") for wording in said)
    spans = [span for wording in said if (span := span_of(order.text, wording))]
    width = min((last - first for first, last in spans), default=0)
    return terms, number_in(order, lever) is not None, order.reading.guess.kind == lever.kind, -width
