"""Chance that falls the same way on every machine and under every Python: all of it comes from one seed."""

import hashlib
import hmac
import os
import random
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeVar

SECRET_IN = "PMKIT_COURSE_SECRET"  # noqa: S105 -- the name of a variable
PUBLIC_SECRET = "pmkit: a course without a secret of its own"  # noqa: S105 -- public on purpose: courses set their own
LONGEST_TRAINEE = 200
MOST_SEED = 2**64
T = TypeVar("T")


class Dice:
    """A stream of chance. Only getrandbits is used: other methods of random.Random may change between versions.

    >>> Dice("seed", "slack").below(1000) == Dice("seed", "slack").below(1000)
    True
    """

    def __init__(self, seed: str, label: str) -> None:
        digest = hashlib.sha256(f"{seed}\0{label}".encode()).digest()
        self._bits = random.Random(int.from_bytes(digest, "big")).getrandbits  # noqa: S311 -- repeatable, not secret

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return (self._bits(53) * limit) >> 53

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def share(self) -> float:
        """A number from 0 up to, not including, 1."""
        return self._bits(53) / 2**53

    def one_of(self, among: Sequence[T]) -> T:
        """One of several."""
        return among[self.below(len(among))]

    def weighted(self, weights: Mapping[str, float]) -> str:
        """One of several names, each as often as its weight."""
        place = self.share() * sum(weights.values())
        for name, weight in weights.items():
            place -= weight
            if place < 0:
                return name
        return list(weights)[-1]

    def mixed(self, among: Sequence[T]) -> list[T]:
        """The same things in another order."""
        left = list(among)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]

    def hex(self, digits: int) -> str:
        """So many hexadecimal digits.

        >>> len(Dice("seed", "git").hex(40))
        40
        """
        return f"{self._bits(4 * digits):0{digits}x}"

    def token(self, length: int) -> str:
        """Capital letters and digits, as tools number things."""
        return "".join(self.one_of("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(length))


def seed_of(slug: str, trainee: str | None = None, seed: int | None = None) -> str:
    """What the dice of a story start from; "" is the story as it is written.

    A trainee's seed needs the course's secret, PMKIT_COURSE_SECRET, so that nobody can work it out from the
    package alone. Raises ValueError for both at once, an empty or overlong trainee, a seed out of range.
    """
    if trainee is not None and seed is not None:
        raise ValueError("a trainee and a seed at once; write one of them")
    if trainee is not None:
        return _of_trainee(slug, trainee)
    if seed is not None and not 0 <= seed < MOST_SEED:
        raise ValueError(f"the seed is {seed}; write a whole number from 0 to {MOST_SEED - 1}")
    return f"{slug}\0{seed}" if seed else ""


def _of_trainee(slug: str, trainee: str) -> str:
    name = unicodedata.normalize("NFC", trainee[: LONGEST_TRAINEE + 1]).strip()
    if not name:
        raise ValueError("the trainee's name is empty; write an id such as trainee07")
    if len(trainee) > LONGEST_TRAINEE:
        raise ValueError(f"the trainee's name has {len(trainee):,} characters; write at most {LONGEST_TRAINEE}")
    return _signed(f"{slug}\0{name}").hexdigest()


def course_mark() -> str:
    """Which secret incidents are made with here, without telling it; empty for the public one."""
    return _signed("\0which course").hexdigest()[:8] if os.environ.get(SECRET_IN) else ""


def _signed(words: str) -> hmac.HMAC:
    secret = os.environ.get(SECRET_IN) or PUBLIC_SECRET
    return hmac.new(secret.encode("utf-8", "surrogatepass"), words.encode("utf-8", "surrogatepass"), "sha256")
