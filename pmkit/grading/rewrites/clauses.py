"""The parts of a rewrite: what belongs together in one breath, so that a "no" reaches no farther than it is meant."""

import re
from functools import lru_cache

from pmkit.checks.text.text import Text, read

# Signs that end a part where no figure goes on behind them, and words that join two parts.
_SIGNS = r"[.!?;:](?=\s|$)|[\n()–—…]|\s-+>?\s|,(?!\d)|\s/\s"
_JOINS = r"\b(?:and(?!\s+\d)|but|so|because|although|though|whereas|yet|which|who|hence|thus|therefore)\b"
_SENTENCES = re.compile(r"[.!?](?=\s|$)|\n")
_PARTS = re.compile(_SIGNS)
_CLAUSES = re.compile(rf"{_SIGNS}|{_JOINS}", re.IGNORECASE)


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[Text, ...]:
    """The smallest parts: between signs and words that join."""
    return _split(_CLAUSES, text)


@lru_cache(maxsize=1024)
def parts(text: str) -> tuple[Text, ...]:
    """The parts between signs."""
    return _split(_PARTS, text)


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[Text, ...]:
    """The sentences."""
    return _split(_SENTENCES, text)


def _split(pattern: re.Pattern[str], text: str) -> tuple[Text, ...]:
    return tuple(one for part in pattern.split(text) if not (one := read(part.strip())).blank)
