"""A length of time as people and policies write it, "2 weeks" or "5 business days", and the day on which it ends."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from pmkit.models.data_file import data_file
from pmkit.models.dates.business_days import MOST_DAYS, WEEKDAYS, add_business_days

Unit = Literal["days", "business days", "weeks", "months"]
MonthEnds = Literal["last-day", "next-month"]
"""One month after 31 January: the last day of February, or the first of March."""
MOST = {"days": 4_000, "business days": MOST_DAYS, "weeks": 500, "months": 120}
"""Longer ones are slips of the pen."""
_JOINED = re.compile(r"(?<=\w)-(?=\w)")  # "5-business-day"
_LENGTH = re.compile(r"(\d{1,4}|[a-z]{1,10}) ?([a-z]{1,10}(?: [a-z]{3,4})?)", re.ASCII)


class Length(NamedTuple):
    """So many days, business days, weeks or months."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        """As it is written: "1 week"."""
        return f"{self.number} {self.unit.removesuffix('s') if self.number == 1 else self.unit}"


def read_length(text: str) -> Length | None:
    """The length that a whole text says; None where it says none, or one that is longer than MOST.

    >>> read_length("5 business days"), read_length("a fortnight"), read_length("soon")
    (Length(number=5, unit='business days'), Length(number=2, unit='weeks'), None)
    """
    words = data_file("models/dates/due_words.toml")
    match = _LENGTH.fullmatch(" ".join(_JOINED.sub(" ", text[:80].lower()).split()))
    if not match or match[2] not in words["units"]:
        return None
    count = int(match[1]) if match[1].isdigit() else words["numbers"].get(match[1], 0)
    times, unit = words["units"][match[2]]
    return Length(count * times, unit) if 0 < count * times <= MOST[unit] else None


def day_after(start: date, length: Length, *, calendar: str = WEEKDAYS, month_ends: MonthEnds = "last-day") -> date:
    """The day on which a length ends that begins on `start`, day 0. Raises ValueError past the end of the calendar.

    >>> day_after(date(2026, 1, 31), Length(1, "months"))
    datetime.date(2026, 2, 28)
    """
    match length.unit:
        case "business days":
            return add_business_days(start, length.number, calendar)
        case "months":
            return _months_after(start, length.number, month_ends)
        case unit:
            try:
                return start + timedelta(**{unit: length.number})
            except OverflowError:
                raise ValueError(f"there is no day {length} after {start}; write an earlier one") from None


def _months_after(start: date, count: int, month_ends: MonthEnds) -> date:
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    if year >= date.max.year:
        raise ValueError(f"there is no day {count} months after {start}; write an earlier one")
    last = monthrange(year, month + 1)[1]
    if start.day <= last or month_ends == "last-day":
        return date(year, month + 1, min(start.day, last))
    return date(year, month + 1, last) + timedelta(days=1)
