"""Figures of a text as people and tools write them: numbers, money, times, dates, lengths, versions and names."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from pmkit.models.data_file import data_file

Kind = Literal["number", "percentage", "money", "time", "date", "duration", "version", "name", "other"]
MINUTE, HOUR, DAY = 60, 3600, 86400
NO_YEAR = 4
"""The year of a date that names none: the first of the calendar that leaps, so that 29 February is a date."""
SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0, "mo": 2592000.0}
_SCALES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"


class Figure(NamedTuple):
    """One figure, at `start` to `end` of its text.

    `value` is a plain number: seconds for lengths, seconds of the day for times, the ordinal of the day for dates (in
    NO_YEAR where none is written), 0 for versions and names, which are in `word`, lower case. `slack` is how far off
    rounding may be as it is written; `unit` is the currency, the zone of a time, or the shortest unit of a length.
    """

    kind: Kind
    value: float
    slack: float
    start: int
    end: int
    unit: str = ""
    word: str = ""


_NUM = r"(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)"
_UNIT = (
    "(?i:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?)"
    "(?![^\\W\\d])"
)
_MONTH = (
    "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_SIGN = "(?:EUR|USD|GBP|CHF|JPY|[€$£¥])"
_PAID = "(?:EUR|USD|GBP|CHF|JPY|[€$£¥]|(?i:euros?|dollars?|pounds?)(?!\\w))"
_SCALE = "(?i:k|m|bn|thousand|million|billion)(?!\\w)"
_ZONE = r"Z|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d|[A-Z]{2,4}T"
_ENDINGS = "log|json|ndjson|csv|pem|ics|txt|md|toml|service|ya?ml|conf"
_BEFORE_ARTICLE = "after|for|about|than|nearly|almost|over|roughly|only|within"


def _pattern(words: str) -> str:
    """The one pattern; `words` are numbers in letters. Each alternative is of bounded parts, so it is linear."""
    number = f"(?:{_NUM}|{words})"
    return rf"""
    (?:(?<![\w@.])|(?<=\dT))(?:
      (?P<url>https?://[^\s<>"')\]]{{1,2000}})
    | (?P<mail>[A-Za-z][\w.+-]{{0,60}}@(?:[A-Za-z][\w-]{{0,60}}(?:\.[\w-]{{1,60}}){{0,6}})?)
    | (?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])
    | (?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?!\d|:\d)
        (?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?(?:\s?(?P<zone>{_ZONE})(?!\w))?
    | (?P<clock>[0-2]\d[0-5]\d)\s?(?P<clock_zone>UTC|GMT|Z)(?!\w)
    | (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})(?!\w)\.?(?:,?\s(?P<year>[12]\d{{3}})(?![\d:]))?
    | (?P<version>[vV]\d{{1,5}}(?:\.\d{{1,6}}){{0,3}}(?:-(?:rc|alpha|beta)[.\w]{{0,9}})?
          |\d{{1,5}}(?:\.\d{{1,6}}){{2,3}})
        (?![\w:]|\.\d)
    | (?P<id>(?=[0-9a-f]{{0,39}}[0-9])(?=[0-9a-f]{{0,39}}[a-f])[0-9a-f]{{7,40}})(?![\w-])
    | (?P<file>[A-Za-z_][\w.-]{{0,80}}\.(?:{_ENDINGS})(?::\d{{1,7}})?)(?!\w)
    | (?P<name>(?!{words}-)[A-Za-z]\w{{0,60}}(?:[.:-]{{1,2}}\w{{1,60}}){{1,12}})(?![\w@])
    | (?P<snake>[A-Za-z]\w{{0,60}}_\w{{1,60}})(?!\w)
    | (?P<camel>[A-Z][a-z0-9]{{1,40}}(?:[A-Z][a-z0-9]{{1,40}}){{1,8}})(?!\w)
    | (?P<first>{_MONTH})\.?\s(?P<after>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s(?P<its_year>[12]\d{{3}}))?(?![\d:]|\.\d|\w)
    | (?P<percent>{number})(?:\s?%|\s(?:per\ ?cent|pct)\b)
    | {_SIGN}\s?(?P<money>{_NUM})(?:\s?(?P<times>{_SCALE}))?
    | (?P<paid>{_NUM})(?:\s?(?P<paid_times>{_SCALE}))?\s?{_PAID}
    | (?P<length>{number})[\s-]?(?P<length_unit>{_UNIT})
        (?P<more>(?:,?\s?(?:and\s)?{_NUM}\s?{_UNIT}){{0,3}}(?:\sand\sa\shalf\b)?)
    | (?i:{_BEFORE_ARTICLE})\s(?P<article>half\san|half\sa|an|a)\s(?P<article_unit>{_UNIT})
    | (?P<number>{number})(?:\s?(?P<number_times>(?:k|thousand|million|billion)(?!\w)))?(?![\w:]|[.,]\d)
    )
  | (?<![\w.])[€$£¥]\s?(?P<signed>{_NUM})(?:\s?(?P<sign_times>{_SCALE}))?
    """


@cache
def _in_letters() -> dict[str, float]:
    table = data_file("checks/words/numbers.toml")
    small = {word: float(value) for value, word in enumerate(table["to_nineteen"])}
    return small | {word: 10.0 * value for value, word in enumerate(table["tens"], 2)}


@cache
def _figure() -> re.Pattern[str]:
    table = data_file("checks/words/numbers.toml")
    tens, small = "|".join(table["tens"]), "|".join(table["to_nineteen"])
    ones = "|".join(table["to_nineteen"][1:10])
    return re.compile(_pattern(rf"(?i:(?:{tens})(?:[ -](?:{ones}))?|{small})(?!\w)"), re.VERBOSE)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"({_NUM})\s?({_UNIT})")


def figures_of(text: str) -> Iterator[Figure]:
    """Every figure of a text in order; linear, and nothing is raised.

    >>> [(one.kind, one.value or one.word) for one in figures_of("v2.0.5 at 09:30, 1.3k users, two hours, 9 %")]
    [('version', '2.0.5'), ('time', 34200.0), ('number', 1300.0), ('duration', 7200.0), ('percentage', 9.0)]
    """
    for match in _figure().finditer(text):
        found = _read(match)
        if found is not None:
            yield found


def _read(match: re.Match[str]) -> Figure | None:
    kind = match.lastgroup or ""
    start, end = match.span()
    for group in ("hour", "clock", "iso", "day", "first", "version", "percent", "length", "article", "number"):
        if match[group] is not None:
            found = _READERS[group](match)
            return found and found._replace(start=start, end=end)
    for group, times in (("money", "times"), ("paid", "paid_times"), ("signed", "sign_times")):
        if match[group] is not None:
            value, slack = _scaled(match[group], match[times])
            return Figure("money", value, slack, start, end)
    word = match[0].casefold()
    return Figure("other" if kind in {"url", "file"} else "name", 0, 0, start, end, unit=kind, word=word)


def _number(written: str) -> tuple[float, float]:
    """A number and half of its last place."""
    letters = written.casefold().replace("-", " ").split()
    if letters[0] in _in_letters():
        return sum(_in_letters().get(one, 0.0) for one in letters), 0.0
    plain = re.sub(r"[,\u202f\u00a0]", "", written)
    _, point, rest = plain.partition(".")
    return float(plain), 0.5 * 10.0 ** -len(rest) if point else 0.0


def _scaled(written: str, scale: str | None) -> tuple[float, float]:
    """A number with its thousands; zeros at its end may be rounding."""
    value, slack = _number(written)
    times = _SCALES[scale[0].casefold()] if scale else 1.0
    return value * times, max(slack, 0.5 if scale else 0.0) * times


def rounding(value: float, slack: float) -> float:
    """How far a number may be from what it rounds: half of its last digit that is not zero, if two zeros follow it."""
    if slack or value < 100 or value % 100:
        return slack
    place = 100.0
    while value % (place * 10) == 0:
        place *= 10
    return place / 2


def _time(match: re.Match[str]) -> Figure | None:
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    seconds = match["second"]
    value = float(hour * HOUR + int(match["minute"]) * MINUTE + int(seconds or 0))
    return Figure("time", value, 0.5 if seconds else MINUTE, 0, 0, unit=match["zone"] or "")


def _clock(match: re.Match[str]) -> Figure | None:
    hour, minute = int(match["clock"][:2]), int(match["clock"][2:])
    if hour > 23:
        return None
    return Figure("time", float(hour * HOUR + minute * MINUTE), MINUTE, 0, 0, unit=match["clock_zone"])


def _iso(match: re.Match[str]) -> Figure | None:
    try:
        day = date.fromisoformat(match["iso"])
    except ValueError:
        return None
    return Figure("date", day.toordinal(), 0, 0, 0)


def _day(match: re.Match[str]) -> Figure | None:
    month = (match["month"] or match["first"])[:3].casefold()
    year = match["year"] or match["its_year"]
    try:
        day = date(int(year or NO_YEAR), _MONTH_NAMES.split().index(month) + 1, int(match["day"] or match["after"]))
    except ValueError:
        return None
    return Figure("date", day.toordinal(), 0, 0, 0)


def _version(match: re.Match[str]) -> Figure:
    return Figure("version", 0, 0, 0, 0, word=match["version"].casefold().lstrip("v"))


def _percent(match: re.Match[str]) -> Figure:
    value, slack = _number(match["percent"])
    return Figure("percentage", value, slack or 0.5, 0, 0)


def _length(match: re.Match[str]) -> Figure:
    value, slack = _number(match["length"])
    unit = _unit(match["length_unit"])
    total, finest = value * SECONDS[unit], unit
    for one in _part().finditer(match["more"] or ""):
        finest = _unit(one[2])
        total += _number(one[1])[0] * SECONDS[finest]
    if (match["more"] or "").endswith("half"):
        total += SECONDS[finest] / 2
    return Figure("duration", total, (slack or 0.5) * SECONDS[finest], 0, 0, unit=finest)


def _article(match: re.Match[str]) -> Figure:
    unit = _unit(match["article_unit"])
    share = 0.5 if match["article"].startswith("half") else 1.0
    return Figure("duration", share * SECONDS[unit], share * SECONDS[unit] / 2, 0, 0, unit=unit)


def _unit(written: str) -> str:
    word = written.casefold()
    return (
        word[:2]
        if word in {"ms", "msec", "msecs"} or word.startswith("mo")
        else "ms"
        if word[:4] == "mill"
        else word[0]
    )


def _plain(match: re.Match[str]) -> Figure | None:
    written = match["number"]
    value, slack = _scaled(written, match["number_times"])
    return None if written.casefold() in {"one", "zero"} else Figure("number", value, slack, 0, 0)


_READERS = {
    "hour": _time,
    "clock": _clock,
    "iso": _iso,
    "day": _day,
    "first": _day,
    "version": _version,
    "percent": _percent,
    "length": _length,
    "article": _article,
    "number": _plain,
}
