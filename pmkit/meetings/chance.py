"""Chance without a stream: what falls depends on the seed and on what it is for, so a turn taken back falls alike."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def below(seed: str, label: str, limit: int) -> int:
    """A whole number from 0 to `limit` - 1.

    >>> below("seed", "a", 1000) == below("seed", "a", 1000)
    True
    """
    digest = hashlib.sha256(f"{seed}\0{label}".encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:8], "big") * limit) >> 64


def one_of(seed: str, label: str, among: Sequence[T]) -> T:
    """One of several."""
    return among[below(seed, label, len(among))]


def mixed(seed: str, label: str, among: Sequence[T]) -> list[T]:
    """The same things in another order."""
    left = list(among)
    return [left.pop(below(seed, f"{label}:{len(left)}", len(left))) for _ in range(len(left))]
