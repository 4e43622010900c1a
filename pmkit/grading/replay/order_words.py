"""What of an item's words orders something: not how one would know that it is done, and not how it was before."""

import re
from functools import cache
from typing import NamedTuple

from pmkit.checks.action_items.reading import ItemReading
from pmkit.checks.text.text import Text, read
from pmkit.grading.grounding import denies
from pmkit.grading.readings.commitment import uncommitted
from pmkit.grading.readings.piles import is_strung
from pmkit.grading.readings.reader import is_heap
from pmkit.models.action_item import ActionItem
from pmkit.models.data_file import data_file
from pmkit.models.story.scenario import Scenario

LONGEST = 2_000
"""Characters of an item that are read."""
VAGUE = "It leaves open what will be done; write what will be there afterwards, and to what."
UNDONE = "It takes away what it names; write what will be there instead."
HEDGED = "It asks or weighs, and orders nothing yet; write what will be done."


class Ordered(NamedTuple):
    """An item as the checks read it, the text of it that orders something, and that text with how it was before."""

    reading: ItemReading
    text: Text
    with_before: str

    @property
    def why_not(self) -> str:
        """Why it claims nothing that could be tried, as a sentence; empty where it does."""
        reading, order = self.reading, self.reading.order
        if reading.item.is_declined:
            return "It is declined, so it changes nothing."
        if not reading.is_written:
            return "Nothing is written yet."
        if denies(reading.text) or uncommitted(reading.text):
            return HEDGED
        opening = {*order.words[:1], *([order.words[order.verb]] if order.verb is not None else [])}
        if not opening.isdisjoint(_phrases()["undoing"]):
            return UNDONE
        is_pile = is_strung(reading.text) or (is_heap(reading.text, parted=True) and not order.has_figure)
        is_weak = order.manner == "weak" and opening.isdisjoint(_phrases()["preparing"])
        return VAGUE if is_pile or is_weak or not reading.is_specific else ""


def ordered(item: ActionItem, story: Scenario) -> Ordered:
    """An item read for a replay."""
    order = _without_proof(item.text[:LONGEST])
    return Ordered(ItemReading(item, story), read(_without_before(order)), order)


def _without_proof(text: str) -> str:
    """A text up to the words that say how one knows it is done.

    >>> _without_proof("Alert after 10 minutes; done when a drill pages within 12 minutes")
    'Alert after 10 minutes'
    """
    end = _ends().search(text)
    return text[: end.start()].rstrip(" ,;:.(") if end and end.start() else text


def _without_before(text: str) -> str:
    """A text without what it is changed from.

    >>> _without_before("Switch the renewal from automatic to manual")
    'Switch the renewal to manual'
    """
    return _BEFORE.sub("to ", text)


_BEFORE = re.compile(r"\bfrom (?:[^\s.;]{1,40} ){1,6}?to ", re.IGNORECASE)


@cache
def _phrases() -> dict[str, list[str]]:
    return data_file("grading/replay/phrases.toml")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _phrases()['ends']))})", re.IGNORECASE)
