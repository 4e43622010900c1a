"""Whether the lines of a chain of whys say one line again, or leave it: by the concepts that they share."""

from collections.abc import Iterable

from pmkit.checks.concepts import concepts
from pmkit.checks.text import Text, find_phrase, lexicon

SHARED = 2
"""Two lines that share fewer concepts are never taken for one said twice."""
COVERED = 0.6
"""A line says another again when this share of its concepts stands there."""
COVERED_AGAIN = 0.4
"""The same, for a line that says itself to be the other in other words."""
NEW = 2
"""A line with more new concepts than these adds a step."""


def says_again(line: Text, above: Text) -> bool:
    """Whether a line says the line above in other words and adds no step."""
    own, there = concepts(line), concepts(above)
    shared = len(own & there)
    if shared < SHARED or len(own) > 2 * len(there):
        return False
    needed = COVERED_AGAIN if _announces(line) else COVERED
    return shared >= needed * len(own) and len(own) - shared <= NEW


def _announces(line: Text) -> bool:
    return any(find_phrase(line, phrase) for phrase in lexicon("chains", "again"))


def stands_apart(line: Text, above: Text, others: Iterable[Text], below: Text | None) -> bool:
    """Whether a line shares nothing with the chain, and the line below it would explain the line above as well."""
    own = concepts(line)
    if not own or any(own & concepts(other) for other in (above, *others)):
        return False
    return below is not None and bool(concepts(below) & concepts(above))
