"""Stems of words, by which texts are compared."""

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word (Snowball, English): "tests", "testing" and "tested" are one."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer  # prose is read without it

    return Stemmer("english")
