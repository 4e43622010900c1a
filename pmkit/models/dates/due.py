"""When something is due, read from a cell: a date, or a length of time from the day it was written; never a guess."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from pmkit.models.data_file import data_file
from pmkit.models.dates.business_days import WEEKDAYS
from pmkit.models.dates.length import day_after, read_length

LONGEST = 80
EMPHASIS = " \t\r\n*_`~()[]."
YEARS = range(1970, 2200)
"""Other years are slips."""
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{1,2}:\d\d\S*)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY = re.compile(rf"^{_DAY_NAME},? (?=[\da-z])|,? \(?{_DAY_NAME}$")


@dataclass(frozen=True, slots=True)
class Due:
    """What a cell says: the day `on`; or, where that cannot be told, what to ask, and the days it may be."""

    on: date | None = None
    asks: str = ""
    choices: tuple[date, ...] = ()


def read_due(text: str, created: date | None = None, *, calendar: str = WEEKDAYS) -> Due:
    """When a text says that something is due; lengths of time run from `created`, business days by the calendar.

    Never raises for any text, and reads at most LONGEST characters.

    >>> read_due("within 5 business days", date(2026, 5, 22)).on
    datetime.date(2026, 5, 29)
    >>> read_due("02/03/2026").asks
    'is 02/03/2026 the day 2026-02-03 or 2026-03-02? write the one that is meant'
    """
    said = text.strip(EMPHASIS)
    if not said:
        return Due(asks="by which day? write it as 2026-12-01")
    if len(said) > LONGEST:
        return Due(asks="which day is meant? write it alone, as 2026-12-01")
    plain = _bare(" ".join(said.lower().split()))
    return _of_date(plain, said) or _of_length(plain, said, created, calendar) or _unread(said)


def _bare(plain: str) -> str:
    """The words without those that stand before a day and behind a length, and without the name of its weekday."""
    words = data_file("models/dates/due_words.toml")
    for before in words["before"]:
        plain = plain.removeprefix(f"{before} ").removeprefix(": ")
    for behind in words["behind"]:
        plain = plain.removesuffix(f" {behind}")
    return _WEEKDAY.sub("", plain, count=1).strip(EMPHASIS + ":")


def _of_date(plain: str, said: str) -> Due | None:
    if match := _ISO.fullmatch(plain):
        return _sure(said, (match[1], match[3], match[4]))
    months = data_file("models/dates/due_words.toml")["months"]
    if (match := _DAY_FIRST.fullmatch(plain)) and match[2] in months:
        return _sure(said, (match[3], months[match[2]], match[1]))
    if (match := _MONTH_FIRST.fullmatch(plain)) and match[1] in months:
        return _sure(said, (match[3], months[match[1]], match[2]))
    if match := _NUMBERS.fullmatch(plain):
        return _either(said, match[1], match[3], match[4])
    return None


def _sure(said: str, parts: tuple[object, object, object]) -> Due:
    """The one day that year, month and day name, if there is such a day."""
    year, month, day = (int(str(one)) for one in parts)
    with suppress(ValueError):
        if year in YEARS:
            return Due(date(year, month, day))
    return Due(asks=f"{said} is no day of the calendar; which one is meant? write it as 2026-12-01")


def _either(said: str, first: str, second: str, year: str) -> Due:
    """A day whose month may be either number; it is sure where both make one day, or only one of them makes a day."""
    full = year if len(year) == 4 else f"20{year}"
    found = {_sure(said, (full, *two)).on for two in ((first, second), (second, first))} - {None}
    choices = tuple(sorted(day for day in found if day))
    if len(choices) == 1 and len(year) == 4:
        return Due(choices[0])
    if not choices:
        return _sure(said, (full, first, second))
    ways = " or ".join(map(str, choices))
    return Due(asks=f"is {said} the day {ways}? write the one that is meant", choices=choices)


def _of_length(plain: str, said: str, created: date | None, calendar: str) -> Due | None:
    nearest = ("today", "tomorrow")
    length = read_length(plain)
    if length is None and plain not in nearest:
        return None
    if created is None:
        return Due(asks=f"{said} runs from which day? write the day on which it ends, as 2026-12-01")
    try:
        if length is None:
            return Due(created + timedelta(days=nearest.index(plain)))
        return Due(day_after(created, length, calendar=calendar))
    except (ValueError, OverflowError):
        return Due(asks=f"{said} ends on no day of the calendar; write one, as 2026-12-01")


def _unread(said: str) -> Due:
    return Due(asks=f"which day is “{said}”? write it as 2026-12-01")
