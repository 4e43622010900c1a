"""Tells a sentence from words of the task side by side, whatever stands between them: signs, "and", "of … for …"."""

import re
from functools import cache
from itertools import groupby, pairwise

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence
from pmkit.models.data_file import data_file

LONGEST_RUN = 6
"""So many words that carry meaning stand side by side in a sentence at most, with no sign between them."""
LOOSE = 6
"""So many words have one that joins them, or a sign."""
LONG = 10
LEAST_JOINED = 1 / 6
"""In so long a text, words that join, and signs, are at least this share of the words."""
LONGEST_CHAIN = 4
"""So often small words and others take turns one by one in a sentence at most; less one where no article is in it."""
LONGEST_LIST = 4
"""So many things of a word or two a sentence lists at most, unless it says more beside them."""
MOSTLY = 0.5
OFTEN = 3
"""So often one word joins others in a string of them."""
FEWEST_SMALL, FEWEST_DIFFERENT, DIFFERENT = 7, 5, 0.45
"""A sentence of so many small words has so many different ones, or so large a share."""
_SIGN = re.compile(r"[,;:()=+<>→–—.!?\"“”`|](?!\w)|(?<!\w)[<>=+(\"“`–—]")
_PARTED = re.compile(r"[,;:|+/]|\b(?:and|or)\b")
_WORD = re.compile(r"[^\W_][\w.'’-]*")


def is_strung(text: Text) -> bool:
    """Whether a text is words of one matter strung together, and no sentence that says how they belong together.

    >>> from pmkit.checks.text.text import read
    >>> is_strung(read("Add alert certificate expiry 30 days owner date priority monitoring renewal"))
    True
    >>> is_strung(read("Add an alert that pages SRE when the certificate has less than 30 days left"))
    False
    """
    joined = [_joins(token.word) for token in text.tokens]
    loose = len(joined) >= LOOSE and not any(joined) and not _SIGN.search(text.text)
    parted = sum(joined) + len(_SIGN.findall(text.text))
    bare = len(joined) >= LONG and parted < LEAST_JOINED * len(joined)
    has_article = any(token.word in lexicon.action_items.articles for token in text.tokens)
    strung = _chain(text) + (not has_article) > LONGEST_CHAIN or _run(text, joined) > LONGEST_RUN
    return loose or bare or strung or _lists(text) or _drones(text)


def _joins(word: str) -> bool:
    """Whether a word says how others belong together."""
    return word in lexicon.english.function | lexicon.english.verbs or is_absence(word) or word.endswith("ed")


def _run(text: Text, joined: list[bool]) -> int:
    """How many words stand side by side with nothing between them, at most."""
    longest = current = 0
    for index, token in enumerate(text.tokens):
        between = text.text[text.tokens[index - 1].end : token.start] if index else ""
        current = 0 if joined[index] else 1 if _SIGN.search(f"{between} ") else current + 1
        longest = max(longest, current)
    return longest


def _chain(text: Text) -> int:
    """How often a small word and one other take turns, at most: "of certificate for expiry at owner"."""
    tokens = text.tokens
    turns = [
        one.word in _strings()
        and other.word not in lexicon.english.function
        and not _SIGN.search(text.text[other.end : other.end + 2])
        for one, other in pairwise(tokens)
    ]
    longest = [0] * (len(turns) + 2)
    for index in reversed(range(len(turns))):
        longest[index] = longest[index + 2] + 1 if turns[index] else 0
    return max(longest)


def _lists(text: Text) -> bool:
    """Whether a text lists things of a word or two, and says little more."""
    small = lexicon.english.function
    parts = [[word for word in _WORD.findall(part) if word not in small] for part in _PARTED.split(text.text.lower())]
    runs = [[*same] for is_short, same in groupby((one for one in parts if one), _is_short) if is_short]
    longest = max(runs, key=len, default=[])
    return len(longest) > LONGEST_LIST and sum(map(len, longest)) >= MOSTLY * sum(map(len, parts))


def _is_short(part: list[str]) -> bool:
    return len(part) <= 2


def _drones(text: Text) -> bool:
    """Whether the same small words come again and again: "the alert and the page and the owner"."""
    small = [token.word for token in text.tokens if token.word in lexicon.english.function]
    different = len({*small})
    strung = max(map(small.count, {*small} & _strings()), default=0) >= OFTEN
    return (
        strung and len(small) >= FEWEST_SMALL and different < FEWEST_DIFFERENT and different <= DIFFERENT * len(small)
    )


@cache
def _strings() -> frozenset[str]:
    return frozenset(data_file("grading/readings/strung.toml")["strings"])
