"""Numbers that are written as words."""

import re
from functools import cache

from pmkit.checks.text.lexicon import table


def in_digits(text: str) -> str:
    """A text whose numbers up to 99 stand in digits. "One" stays: it is an article as often as a number.

    >>> in_digits("Nine of the twenty-eight, and one more")
    '9 of the 28, and one more'
    """
    return _in_words().sub(_digits, text)


@cache
def _in_words() -> re.Pattern[str]:
    words, tens = table("numbers")["to_nineteen"], table("numbers")["tens"]
    return re.compile(
        rf"\b(?:(?P<ten>{'|'.join(tens)})(?:[ -](?P<one>{'|'.join(words[1:10])}))?|(?P<word>{'|'.join(words)}))\b",
        re.IGNORECASE,
    )


def _digits(match: re.Match[str]) -> str:
    words, tens = table("numbers")["to_nineteen"], table("numbers")["tens"]
    if match["word"]:
        return match[0] if match["word"].lower() == "one" else str(words.index(match["word"].lower()))
    ones = words.index(match["one"].lower()) if match["one"] else 0
    return str(20 + 10 * tens.index(match["ten"].lower()) + ones)
