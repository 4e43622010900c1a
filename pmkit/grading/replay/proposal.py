"""Reads which lever of its incident an action item moves, and how far, so that its author can be asked."""

from typing import NamedTuple

from pmkit.checks.action_items.reading import ItemReading
from pmkit.checks.text.wording import says, span_of
from pmkit.grading.replay.numbers import Read, number_for
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
    reading = ItemReading(item, story)
    if why_vague(reading):
        return None
    ranked = sorted(levers_said(reading, story), key=lambda lever: _closeness(reading, lever), reverse=True)
    if not ranked:
        return None
    read = number_in(reading, ranked[0])
    return Proposal(
        ranked[0], read.number if read else None, read.words if read else "", tuple(one.id for one in ranked[1:])
    )


def why_vague(reading: ItemReading) -> str:
    """Why an item claims nothing that could be tried, as a sentence; empty where it does."""
    if reading.item.is_declined:
        return "It is declined, so it changes nothing."
    if not reading.is_written:
        return "Nothing is written yet."
    if not reading.is_specific or reading.order.manner == "weak":
        return "It leaves open what will be done; write what will be there afterwards, and to what."
    return ""


def levers_said(reading: ItemReading, story: Scenario) -> list[Lever]:
    """The levers of a story that an item's words say, in the story's order."""
    return [lever for lever in story.levers if is_said(reading, lever)]


def is_said(reading: ItemReading, lever: Lever) -> bool:
    """Whether an item's words say a lever."""
    return any(says(reading.text, wording) for wording in lever.said_as)


def number_in(reading: ItemReading, lever: Lever) -> Read | None:
    """The number by which an item's words move a lever."""
    return number_for(lever, reading.item.text)


def _closeness(reading: ItemReading, lever: Lever) -> tuple[int, bool, bool, int]:
    """How closely the words say a lever: by terms, a number that fits, its kind, and how near the terms stand."""
    said = [wording for wording in lever.said_as if says(reading.text, wording)]
    terms = max(wording.count(" + ") for wording in said)
    spans = [span for wording in said if (span := span_of(reading.text, wording))]
    width = min((last - first for first, last in spans), default=0)
    return terms, number_in(reading, lever) is not None, reading.guess.kind == lever.kind, -width
