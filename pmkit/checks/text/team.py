"""What a team tells of its own words: its people, its systems, names and words that no check is to judge."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pmkit.checks.text.folding import fold


class Team(NamedTuple):
    """`people` are read as persons, `systems` never; `unjudged` are names and words that stand for nothing else."""

    people: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()
    unjudged: frozenset[str] = frozenset()

    @property
    def folded_systems(self) -> frozenset[str]:
        """The words of systems as sentences hold them."""
        return frozenset(fold(word) for system in self.systems for word in system.split())


NOBODY_KNOWN = Team()


def neutral(text: str, unjudged: Iterable[str]) -> str:
    """The text with each of some names and words as a word that means nothing; no character moves.

    >>> neutral("Reckless restarted, recklessly.", ["reckless"])
    'xxxxxxxx restarted, recklessly.'
    """
    phrases = frozenset(unjudged)
    return _pattern(phrases).sub(lambda match: re.sub(r"\S", "x", match[0]), text) if phrases else text


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_words_of, longest_first))})(?!\w)", re.IGNORECASE)


def _words_of(phrase: str) -> str:
    """A phrase as a pattern: any blanks between its words."""
    return r"\s+".join(map(re.escape, phrase.split()))
