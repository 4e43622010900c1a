"""Times and figures of a statement, however a rewrite writes them: 03:41 as 3:41, v2.4.0 as 2.4.0, 11 as eleven."""

import re
from collections.abc import Iterator

_NUMBER = r"\d+(?:[.:,]\d+)*"
_UNIT = (
    r"%|GB|MB|UTC|(?:hours?|minutes?|min|seconds?|messages|orders|accounts|blocks)\b|January\b|February\b|March\b|April\b"
    r"|May\b|June\b|July\b|August\b|September\b|October\b|November\b|December\b"
)
_FIGURE = re.compile(rf"(?:\b[A-Za-z]+-|\b)v?(?P<number>{_NUMBER})(?:[ -]?(?:{_UNIT}))?")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IN_WORDS = re.compile(
    rf"\b(?:(?P<ten>{'|'.join(_TENS)})(?:[ -](?P<one>{'|'.join(_WORDS[1:10])}))?|(?P<word>{'|'.join(_WORDS)}))\b",
    re.IGNORECASE,
)


def missing_figures(given: str, text: str) -> list[str]:
    """The figures of `given` that `text` leaves out, as `given` shows them, each with its unit.

    >>> missing_figures("Ops ignored validator-07 for 40 minutes from 03:12.", "From 3:12 on nobody saw it.")
    ['validator-07', '40 minutes']
    >>> missing_figures("It took 11 minutes.", "It took eleven minutes.")
    []
    """
    there = {number for number, _ in figures(text)} | set(_said_in_words(text))
    shown = {number: words for number, words in figures(given) if not _is_there(number, there)}
    return list(shown.values())


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Each figure as a plain number, and as it is written."""
    for match in _FIGURE.finditer(text):
        yield _plain(match["number"]), match[0]


def _plain(number: str) -> str:
    """Without commas of thousands, and without zeros before it."""
    return _THOUSANDS.sub("", number).lstrip("0") or "0"


def _is_there(number: str, there: set[str]) -> bool:
    """A time may be told to the second."""
    return number in there or (":" in number and any(one.startswith(f"{number}:") for one in there))


def _said_in_words(text: str) -> Iterator[str]:
    for match in _IN_WORDS.finditer(text):
        if match["word"]:
            yield str(_WORDS.index(match["word"].lower()))
        else:
            ones = _WORDS.index(match["one"].lower()) if match["one"] else 0
            yield str(20 + 10 * _TENS.index(match["ten"].lower()) + ones)
