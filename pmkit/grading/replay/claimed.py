"""Whether the effect that an action item claims is borne out by its words; what is not is asked, and not counted."""

from typing import NamedTuple

from pmkit.grading.replay.order_words import Ordered, ordered
from pmkit.grading.replay.proposal import is_said, number_in
from pmkit.models.action_item import ActionItem
from pmkit.models.story.lever import Effect, Lever
from pmkit.models.story.scenario import Scenario

AS_GOOD_AS = 0.05
"""So far, as a share, a claimed number may lie from the one in the words: a third of 90 days is a month."""


class Claim(NamedTuple):
    """The effect to count, or None with `why` not: a sentence or two for the item's author."""

    effect: Effect | None
    why: str = ""


def claimed(item: ActionItem, story: Scenario) -> Claim:
    """The effect that an item claims of the story's levers, if its words say so too.

    A number that the item leaves out is the one in its words, else the lever's own. No effect is counted where none
    is chosen, where the lever is no lever of this story, where the item is vague or declined, where its words are
    about something else, or give another number than the one chosen.
    """
    if not item.effect:
        return Claim(None, "It claims no effect yet; choose what it changes.")
    lever = story.lever_by_id.get(item.effect)
    if lever is None:
        return Claim(None, f"“{item.effect[:60]}” is no lever of this incident; choose one of its own.")
    order = ordered(item, story)
    if order.why_not:
        return Claim(None, order.why_not)
    if not is_said(order, lever):
        return Claim(None, f"Its words do not say “{lever.says}”; which words of it bring that about?")
    return _with_number(item, order, lever)


def _with_number(item: ActionItem, order: Ordered, lever: Lever) -> Claim:
    if not lever.has_number:
        return Claim(Effect(lever.id))
    read = number_in(order, lever)
    number = item.effect_number
    if number is None:
        return Claim(Effect(lever.id, lever.default if read is None else read.number))
    if read is not None and abs(read.number - number) > AS_GOOD_AS * max(abs(read.number), abs(number)):
        return Claim(
            None, f"Its words say {read.number:g} {lever.unit} (“{read.words}”), and it claims {number:g}; which is so?"
        )
    return Claim(Effect(lever.id, number))
