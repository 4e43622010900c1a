"""Whether the actions of a chain of whys reach what it ends in, judged by words alone, where no story helps."""

from pmkit.checks.concepts import concepts
from pmkit.checks.five_whys_ends import names_set_up
from pmkit.checks.text import Text, lexicon, read
from pmkit.checks.why_reading import WhyReading

ENOUGH, MANY = 2, 4
"""So many concepts of the end, which stand above too, tie an action to it; an order that treats a symptom needs many."""


def reaches_end(reading: WhyReading, action: Text) -> bool:
    """Whether an action speaks of what the chain ends in, and does more than put things back.

    It does so by a concept that stands at the end and nowhere above, by several that stand above too, or by one
    in a change to how work is set up.
    """
    end_texts = [reading.root_cause, *(reading.texts[end] for end in reading.ends)]
    ends = frozenset[str]().union(*(concepts(text) for text in end_texts))
    upper_texts = [read(reading.answer.problem), *(reading.texts[one] for one in reading.filled if one not in reading.ends)]
    upper = frozenset[str]().union(*(concepts(text) for text in upper_texts))
    said = concepts(action)
    if not ends:
        return True
    shared = said & ends
    if shared - upper or len(shared) >= (MANY if treats_symptom(action) else ENOUGH):
        return True
    return bool(shared) and names_set_up(action)


def treats_symptom(action: Text) -> bool:
    """Whether an action begins as those do that put a machine or people back, and changes nothing that is set up."""
    first = action.tokens[0].word if action.tokens else ""
    return first in lexicon("chains", "symptom_orders") and not names_set_up(action)
