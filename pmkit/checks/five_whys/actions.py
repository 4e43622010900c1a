"""Whether the actions of a chain of whys reach what it ends in, judged by words alone, where no story helps."""

from pmkit.checks.five_whys.reading import WhyReading
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.set_up import stems_of
from pmkit.checks.text.text import Text, read

MANY = 4
"""So many concepts of the end, though they stand above too, tie an action to it."""


def reaches_end(reading: WhyReading, action: Text) -> bool:
    """Whether an action speaks of what the chain ends in, and does more than put things back.

    It does so by a concept that stands at the end and nowhere above, by several that stand above too, or by one
    in a change to how work is set up.
    """
    end_texts = [reading.root_cause, *(reading.texts[end] for end in reading.ends)]
    ends = frozenset[str]().union(*(concepts(text) for text in end_texts))
    upper_texts = [
        read(reading.answer.problem),
        *(reading.texts[one] for one in reading.filled if one not in reading.ends),
    ]
    upper = frozenset[str]().union(*(concepts(text) for text in upper_texts))
    shared = concepts(action) & ends
    if not ends or len(shared) >= MANY:
        return True
    if sets_up(action):
        return bool(shared)
    return bool(shared - upper) and (len(shared) > 1 or not treats_symptom(action))


def sets_up(action: Text) -> bool:
    """Whether an action names something by which work is set up; teaching and reminding set up nothing."""
    return bool(action.content & (stems_of("set_up") - stems_of("taught")))


def treats_symptom(action: Text) -> bool:
    """Whether an action begins as those do that put a machine or people back."""
    return bool(action.tokens) and action.tokens[0].word in lexicon.five_whys.symptom_orders
