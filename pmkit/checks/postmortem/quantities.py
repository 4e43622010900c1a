"""Numbers with units in prose: how long, how many users, which share, how much money; linear in the text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.numbers import in_digits

Kind = Literal["duration", "users", "counted", "share", "money"]
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
ABOUT = 0.15
"""How far off a number may be that is called about."""


class Quantity(NamedTuple):
    """A number with its unit: seconds of a duration, a count, percent, or money; right within `within`.

    `start` and `end` are places in the text it was read from.
    """

    kind: Kind
    value: float
    within: float
    unit: str
    start: int
    end: int

    def agrees(self, other: "Quantity") -> bool:
        """Whether two may mean the same number."""
        return abs(self.value - other.value) <= self.within + other.within + 1e-9


_NUMBER = r"(?:\d{1,3}(?:[,'\u00a0\u202f ]\d{3})+|\d{1,9})(?:\.\d{1,6})?"
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|sec|s|days?|d)"
_DURATION = re.compile(
    rf"(?<![\w.,:$€£¥])(?P<first>\d{{1,6}}(?:\.\d{{1,3}})?)[ \t\u00a0-]?(?P<unit>{_UNIT})(?![\w%])"
    rf"(?:[ \t,]{{0,2}}(?:and )?(?P<second>\d{{1,4}})[ \t\u00a0]?(?P<unit2>{_UNIT})(?![\w%]))?"
    rf"(?:[ \t,]{{0,2}}(?:and )?(?P<third>\d{{1,4}})[ \t\u00a0]?(?P<unit3>{_UNIT})(?![\w%]))?",
    re.IGNORECASE,
)
_CLOCKED = re.compile(r"(?<![\w:.])(\d{1,2}):(\d\d):(\d\d)(?= (?:hours|h\b)|[ ]*\(hh:mm:ss\))", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{1,4})?)[ \t\u00a0]?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_CURRENCY = r"(?:[$€£¥]|(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|JPY|AUD|CAD|INR)(?![A-Z]))"
_MONEY = re.compile(
    rf"(?:(?P<before>{_CURRENCY})[ \t\u00a0]?(?P<one>{_NUMBER})[ \t]?(?P<many>k|m|million|thousand)?(?!\w))"
    rf"|(?:(?<![\w.,])(?P<two>{_NUMBER})[ \t\u00a0]?(?P<many2>k|m|million|thousand)?[ \t\u00a0]?"
    rf"(?P<after>{_CURRENCY}|euros?\b|dollars?\b|pounds?\b))",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![\w.,:$€£#-])(?P<number>{_NUMBER})[ \t]?(?P<many>k|m|million|thousand)?(?![\w%:]|[.,]\d|[ \t]?%)",
    re.IGNORECASE,
)
_OF = re.compile(rf"[ \t]+(?:out )?of (?:the |all |some |about )?{_NUMBER}", re.IGNORECASE)
"""Behind a part comes its whole: "214 of 5,120 customers"."""
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|nearly|almost|over|more than|under|less than"
    r"|up to|~|≈)[ \t]*$",
    re.IGNORECASE,
)
_MULTIPLES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
_WORD = re.compile(r"[^\W\d_][\w'-]*")
REACH = 3
"""How many words after a number its noun may stand."""


def durations(text: str) -> Iterator[Quantity]:
    """Every stretch of time, in seconds: "1 hour 24 minutes", "84 min", "2h"."""
    for match in _DURATION.finditer(text):
        parts = [(match["first"], match["unit"])]
        parts += [(match[name], match[unit]) for name, unit in (("second", "unit2"), ("third", "unit3")) if match[name]]
        if len(parts) == 1 and match["unit"].lower() in {"m", "d", "s"} and " " in match[0]:
            continue
        value = sum(float(number) * _seconds(unit) for number, unit in parts)
        smallest = _seconds(parts[-1][1])
        decimals = len(parts[-1][0].partition(".")[2])
        within = smallest / 2 / 10**decimals if smallest < 86400 else 43200.0
        yield _quantity("duration", value, max(within, 30.0 if smallest >= 60 else 1.0), "s", match)
    for match in _CLOCKED.finditer(text):
        value = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])
        yield _quantity("duration", value, 1.0, "s", match)


def _seconds(unit: str) -> int:
    low = unit.lower()
    name = next((one for one in SECONDS if one.startswith(low.rstrip("s")) or low.startswith(one)), "")
    return SECONDS[name] if name else {"hr": 3600, "h": 3600, "sec": 1, "s": 1}.get(low.rstrip("s") or "s", 60)


def shares(text: str) -> Iterator[Quantity]:
    """Every share, in percent."""
    for match in _SHARE.finditer(text):
        decimals = len(match[1].partition(".")[2])
        yield _quantity("share", float(match[1]), 0.5 / 10**decimals, "%", match)


def money(text: str) -> Iterator[Quantity]:
    """Every amount of money."""
    for match in _MONEY.finditer(text):
        number, many = match["one"] or match["two"], (match["many"] or match["many2"] or "").lower()
        unit = (match["before"] or match["after"]).upper()
        yield _quantity("money", *_scaled(number, many), _CODES.get(unit, unit), match)


_CODES = {
    "$": "USD",
    "DOLLAR": "USD",
    "DOLLARS": "USD",
    "€": "EUR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "£": "GBP",
    "POUND": "GBP",
    "POUNDS": "GBP",
}


def counts(text: str) -> Iterator[Quantity]:
    """Every number of people or things that a noun within a few words names: "2,400 paying users"."""
    for match in _COUNT.finditer(text):
        whole = _OF.match(text, match.end())
        noun = _noun(text, whole.end() if whole else match.end())
        if noun:
            kind: Kind = "users" if noun in lexicon.postmortem.affected else "counted"
            yield _quantity(kind, *_scaled(match["number"], (match["many"] or "").lower()), noun.rstrip("s"), match)


def _noun(text: str, place: int) -> str:
    """The first noun that is counted among the words after a number; no sign parts them."""
    window = text[place : place + 60]
    for index, match in enumerate(_WORD.finditer(window)):
        between = window[: match.start()]
        if index >= REACH or any(sign in ".;:()|\n" or sign.isdigit() for sign in between):
            return ""
        word = match[0].lower()
        if word in lexicon.postmortem.affected or word in lexicon.postmortem.counted:
            return word
    return ""


def _scaled(number: str, many: str) -> tuple[float, float]:
    """The value of a number as written, and how far it may be rounded."""
    bare = re.sub(r"[,'\u00a0\u202f ]", "", number)
    times = _MULTIPLES.get(many, 1.0)
    decimals = len(bare.partition(".")[2])
    value = float(bare)
    zeros = 0 if decimals or many else len(bare) - len(bare.rstrip("0"))
    within = 0.5 * times / 10**decimals if many else 0.5 * 10 ** min(zeros, 2) if zeros > 1 else 0.0
    return value * times, within


def _quantity(kind: Kind, value: float, within: float, unit: str, match: re.Match[str]) -> Quantity:
    about = _ABOUT.search(match.string[max(0, match.start() - 16) : match.start()])
    return Quantity(kind, value, max(within, ABOUT * value) if about else within, unit, match.start(), match.end())


@cache
def _spelt() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an hour|an hour)\b", re.IGNORECASE
    )


@lru_cache(maxsize=64)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in order; numbers in words are read where they stand before a unit."""
    if _spelt().search(text):
        text = _with_digits(text)
    found = [*durations(text), *shares(text), *money(text), *counts(text)]
    return tuple(sorted(found, key=lambda one: one.start))


def _with_digits(text: str) -> str:
    """The text with its numbers in digits, each as long as its word, so that no place moves."""
    plain = re.sub(r"\bhalf an hour\b", "30 min      ", text, flags=re.IGNORECASE)
    plain = re.sub(r"\ban hour\b", "1 hour ", plain, flags=re.IGNORECASE)
    return re.sub(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
        lambda match: in_digits(match[0]).rjust(len(match[0])),
        plain,
        flags=re.IGNORECASE,
    )
