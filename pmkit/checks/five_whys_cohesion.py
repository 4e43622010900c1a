"""Whether the lines of a chain of whys say one line again, or leave it: by the concepts that they share."""

from collections.abc import Sequence

from pmkit.checks.concepts import concepts
from pmkit.checks.text import Text, find_phrase, lexicon

SHARED = 2
"""Two lines that share fewer concepts are never taken for one said twice."""
COVERED = 0.75
"""A line says another again when this share of its concepts stands there."""
COVERED_LONG, LONG = 0.6, 4
"""The same, where so many concepts are shared."""
NEW = 1
"""A line with more new concepts than these adds a step, unless it says itself to be a line in other words."""
OPENING = 4
"""Among how many first words of a line one that points back is looked for."""


def says_again(line: Text, above: Text) -> bool:
    """Whether a line says the line above in other words and adds no step."""
    own, there = concepts(line), concepts(above)
    shared = len(own & there)
    if shared < SHARED or len(own) > 2 * len(there):
        return False
    long = shared >= LONG or _announces(line)
    allowed = NEW + (shared >= LONG)
    return shared >= (COVERED_LONG if long else COVERED) * len(own) and len(own) - shared <= allowed


def _announces(line: Text) -> bool:
    return any(find_phrase(line, phrase) for phrase in lexicon("chains", "again"))


def strays(lines: Sequence[Text], place: int) -> bool:
    """Whether a line shares nothing with the line above it, and reads as a remark or can be left out.

    `lines` are the problem, the whys and the root cause in order, `place` the index of a why below the first. It
    can be left out when it shares nothing with any line while the line below takes up the line above.
    """
    own, above, below = (concepts(lines[one]) for one in (place, place - 1, place + 1))
    if not own or own & above or _points_back(lines[place]):
        return False
    alone = not any(own & concepts(line) for index, line in enumerate(lines) if index != place)
    remark = any(find_phrase(lines[place], phrase) for phrase in lexicon("chains", "remarks"))
    return remark or (alone and bool(below & above))


def _points_back(line: Text) -> bool:
    """Whether a line opens with a word that stands for something said above: "It", "This", "Their"."""
    return any(token.word in lexicon("chains", "pointing") for token in line.tokens[:OPENING])
