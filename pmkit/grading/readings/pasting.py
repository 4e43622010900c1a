"""Whether a line is pasted from the evidence: most of its runs of five words stand there too."""

from collections.abc import Iterable
from functools import lru_cache

from pmkit.checks.text.text import Text, read

RUN = 5
LONG = 8
ALIKE = 0.7
"""From this share of common words on, a line of at least LONG words of meaning is an exhibit in another order."""
PASTED = 0.6
"""From this share of shared runs on, a line says nothing of its own."""


def runs_of(text: Text) -> frozenset[tuple[str, ...]]:
    """Every run of RUN words in a text, lower case."""
    words = tuple(token.word for token in text.tokens)
    return frozenset(words[start : start + RUN] for start in range(len(words) - RUN + 1))


@lru_cache(maxsize=64)
def _runs_in(texts: frozenset[str]) -> frozenset[tuple[str, ...]]:
    return frozenset().union(*(runs_of(read(text)) for text in texts))


def is_pasted(line: Text, evidence: Iterable[str]) -> bool:
    """Whether most of what the line says stands word for word in the evidence, or nearly; short lines share no runs."""
    texts = frozenset(evidence)
    runs = runs_of(line)
    if runs and len(runs & _runs_in(texts)) >= PASTED * len(runs):
        return True
    return len(line.content) >= LONG and any(_much_alike(line, read(text)) for text in texts)


def _much_alike(line: Text, other: Text) -> bool:
    return len(line.content & other.content) >= ALIKE * len(line.content | other.content)
