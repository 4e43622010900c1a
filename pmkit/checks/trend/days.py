"""Finds the days that a sentence names: "3 to 9 August", "August 3-9", "2026-08-03 to 2026-08-09", "in August"."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from pmkit.checks.text.lexicon import table

Stretch = tuple[date, date]
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO = r"\s{0,2}(?:to|-|–|until|through|and)\s{0,2}(?:the\s)?"
_ISO = r"20\d\d-\d\d-\d\d"
_WEEK = timedelta(days=6)


def day_stretches(low: str, year: int) -> list[tuple[int, int, Stretch]]:
    """Each stretch of days in a text of small letters, with where it stands; both days are included."""
    found: list[tuple[int, int, Stretch]] = []
    for pattern, read in _patterns():
        for match in pattern.finditer(low):
            try:
                stretch = read(match, year)
            except ValueError:  # such as 31 September
                continue
            found.append((match.start(), match.end(), (min(stretch), max(stretch))))
        low = pattern.sub(lambda match: " " * len(match[0]), low)
    return found


def _iso(match: re.Match[str], _year: int) -> Stretch:
    first = date.fromisoformat(match["first"])
    return first, date.fromisoformat(match["last"]) if match["last"] else first


def _day_first(match: re.Match[str], year: int) -> Stretch:
    return _at(year, match["month"] or match["last_month"], match["first"]), _at(
        year, match["last_month"], match["last"]
    )


def _month_first(match: re.Match[str], year: int) -> Stretch:
    first = _at(year, match["month"], match["first"])
    return first, _at(year, match["last_month"] or match["month"], match["last"]) if match["last"] else first


def _lone(match: re.Match[str], year: int) -> Stretch:
    first = _at(year, match["month"], match["first"])
    return first, first + _WEEK if match["week"] else first


def _month(match: re.Match[str], year: int) -> Stretch:
    first = _at(year, match["month"], "1")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _at(year: int, month: str, day: str) -> date:
    names: Sequence[str] = table("trend")["months"]["short"]
    return date(year, names.index(month[:3]) + 1, int(re.sub(r"\D", "", day)))


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], int], Stretch]]]:
    months: Mapping[str, Sequence[str]] = table("trend")["months"]
    long = "|".join(months["names"])
    month = rf"(?:{long}|{'|'.join(months['short'])})(?!\w)\.?"
    last_month = f"(?P<last_month>{month})"
    sources = (
        (rf"(?P<first>{_ISO})(?:{_TO}(?P<last>{_ISO}))?", _iso),
        (
            rf"(?<![\w.])(?P<first>{_DAY})(?: of)?(?: (?P<month>{month}))?{_TO}(?P<last>{_DAY})(?: of)? {last_month}",
            _day_first,
        ),
        (
            rf"\b(?P<month>{month}) (?P<first>{_DAY})(?:{_TO}(?:(?P<last_month>{month}) )?(?P<last>{_DAY}))?(?![\w:%])",
            _month_first,
        ),
        (rf"(?<![\w.])(?P<week>week of (?:the )?)?(?P<first>{_DAY})(?: of)? (?P<month>{month})", _lone),
        (rf"\b(?:in|during|throughout) (?P<month>{long})(?!\w)(?!\s(?:to|-|and)\s)", _month),
    )
    return [(re.compile(source), read) for source, read in sources]
