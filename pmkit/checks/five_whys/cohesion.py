"""Whether the lines of a chain of whys say one line again, or leave it: by the concepts that they share."""

from collections.abc import Sequence
from itertools import pairwise

from pmkit.checks.five_whys.ends import is_general
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.phrases import find_any
from pmkit.checks.text.text import Text, is_absence

SHARED = 2
"""Two lines that share fewer concepts are never taken for one said twice."""
COVERED, NEW = 0.75, 1
"""A line says another again when this share of its concepts stands there, and no more are new."""
COVERED_LONG, NEW_LONG, LONG = 0.65, 2, 4
"""The same, where so many concepts are shared, or where a line says itself to be another in other words."""
OPENING = 2
"""Among how many first words of a line one that points back is looked for."""


def says_again(line: Text, above: Text) -> bool:
    """Whether a line says the line above in other words and adds no step.

    What stands further up counts as new: good chains come back to it ("nightly builds and releases share a step").
    """
    own, there = concepts(line), concepts(above)
    shared = len(own & there)
    if own and own <= there:
        return True
    if shared < SHARED or len(own) > 2 * len(there):
        return False
    covered, new = (COVERED_LONG, NEW_LONG) if shared >= LONG or _announces(line) else (COVERED, NEW)
    return shared >= covered * len(own) and len(own) - shared <= new


def _announces(line: Text) -> bool:
    return find_any(line, "five_whys", "again") is not None


def strays(lines: Sequence[Text], place: int) -> bool:
    """Whether a line shares nothing with the line above it, and reads as a remark or as what came after.

    Genuine links share nothing either, half of the time, so that alone says nothing. `lines` are the problem, the
    whys and the root cause in order, `place` the index of a why below the first.
    """
    own, above = concepts(lines[place]), concepts(lines[place - 1])
    if not own or own & above or _points_back(lines[place], OPENING):
        return False
    if any(find_any(lines[place], "five_whys", name) for name in ("remarks", "aftermath")):
        return True
    return _begins_another_chain(lines, place)


def _begins_another_chain(lines: Sequence[Text], place: int) -> bool:
    """Whether the lines from `place` on each take up the one before, and none takes up a why above `place`.

    A line that points back, that tells what happened, or that says what is missing may go on from the line above in
    words of its own; so may the last, in which a chain turns to how work is set up.
    """
    line = lines[place]
    words = [token.word for token in line.tokens]
    last, past = place >= len(lines) - 2, not lexicon.five_whys.past.isdisjoint(words)
    if last or past or not is_general(line) or _points_back(line, len(words)) or any(map(is_absence, words)):
        return False
    upper = frozenset[str]().union(*(concepts(one) for one in lines[1:place]))
    lower = [concepts(one) for one in lines[place:]]
    return not any(upper & one for one in lower) and all(one & other for one, other in pairwise(lower))


def _points_back(line: Text, within: int) -> bool:
    """Whether a word among the first of a line stands for something said above: "It", "This", "Their"."""
    return any(token.word in lexicon.five_whys.pointing for token in line.tokens[:within])
