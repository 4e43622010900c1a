"""Which of the six kinds an item is, told by its words where its author does not say."""

from functools import cache
from typing import NamedTuple, get_args

from pmkit.checks.action_items.order import Order
from pmkit.checks.text.lexicon import table
from pmkit.checks.text.phrases import Phrases
from pmkit.checks.text.stems import stem
from pmkit.models.action_item import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
PURPOSE, FIRST_THING, THING = 4, 3, 1
OPENING = {"investigate": 5, "mitigate": 4, "repair": 4, "detect-future": 5, "mitigate-future": 3, "prevent-future": 2}
"""How much each sign counts: what it is for, the first thing named, another thing, the verb that opens it."""
SURE, MARGIN = 4, 2
"""A guess is sure from this much on, and by so much more than the next."""


class Guess(NamedTuple):
    """The kind that an item's words tell, None where they tell none, and whether they tell it plainly."""

    kind: Kind | None
    is_sure: bool


@cache
def _phrases(kind: Kind, name: str) -> Phrases:
    rows = table("action_items")["kinds"][kind][name]
    return Phrases(dict.fromkeys(tuple(map(stem, row.split())) for row in rows))


def guess_kind(order: Order) -> Guess:
    """The kind of an item by its words; a finished change that tells no purpose is taken, unsurely, as prevention."""
    scores = dict.fromkeys(KINDS, 0)
    first: dict[Kind, int] = {}
    for kind in KINDS:
        things = [place[0] for place in _phrases(kind, "things").places(order.stems) if place[0] != order.verb]
        if things:
            first[kind] = things[0]
        scores[kind] += THING * min(len(things), 3)
        scores[kind] += PURPOSE * any(True for _ in _phrases(kind, "purposes").places(order.stems))
        opening = order.verb or 0
        scores[kind] += OPENING[kind] * any(
            begin == opening for begin, _ in _phrases(kind, "opening").places(order.stems)
        )
    nearest = min(first.values(), default=None)
    for kind, place in first.items():
        scores[kind] += FIRST_THING * (place == nearest)
    best, second = sorted(KINDS, key=lambda kind: -scores[kind])[:2]
    if not scores[best]:
        return Guess("prevent-future" if order.manner == "finishing" and order.objects else None, is_sure=False)
    return Guess(best, scores[best] >= SURE and scores[best] - scores[second] >= MARGIN)
