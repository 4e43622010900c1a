"""Numbers that are written as words."""

import re

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IN_WORDS = re.compile(
    rf"\b(?:(?P<ten>{'|'.join(_TENS)})(?:[ -](?P<one>{'|'.join(_WORDS[1:10])}))?|(?P<word>{'|'.join(_WORDS)}))\b",
    re.IGNORECASE,
)


def in_digits(text: str) -> str:
    """A text whose numbers up to 99 stand in digits. "One" stays: it is an article as often as a number.

    >>> in_digits("Nine of the twenty-eight, and one more")
    '9 of the 28, and one more'
    """
    return _IN_WORDS.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    if match["word"]:
        return match[0] if match["word"].lower() == "one" else str(_WORDS.index(match["word"].lower()))
    ones = _WORDS.index(match["one"].lower()) if match["one"] else 0
    return str(20 + 10 * _TENS.index(match["ten"].lower()) + ones)
