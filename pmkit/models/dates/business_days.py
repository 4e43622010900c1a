"""Business days, counted by a calendar that is named: Monday to Friday without its holidays."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from pydantic import Field

from pmkit.models.answer import Answer, Part
from pmkit.models.data_file import data_file, data_files

WEEKDAYS = "weekdays"
"""The calendar that is meant where none is named: no holidays at all."""
MOST_DAYS = 2_000
"""Business days that are counted, about eight years: a deadline beyond them is a slip of the pen."""
DAY = timedelta(days=1)
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NUMBER: dict[Weekday, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip


class WeekdayOfMonth(Part):
    """Such as the third Monday of January; `which` counts from 1, and -1 is the last."""

    month: int = Field(ge=1, le=12)
    weekday: Weekday
    which: int = Field(ge=-1, le=4)


class Calendar(Answer):
    """The holidays of some place, as rules that hold for every year; who says so is in `source`."""

    name: str
    title: str
    source: str
    dates: list[str] = Field(default_factory=list)
    from_easter: list[int] = Field(default_factory=list)
    weekdays: list[WeekdayOfMonth] = Field(default_factory=list)
    on_saturday: Literal["stays", "friday", "next"] = "stays"
    on_sunday: Literal["stays", "monday", "next"] = "stays"
    added: list[date] = Field(default_factory=list)
    removed: list[date] = Field(default_factory=list)

    def holidays(self, year: int) -> frozenset[date]:
        """The days of a year on which nobody works besides weekends; a New Year's Day may lie in the year before."""
        return _holidays(self.name, year)


class Deadline(NamedTuple):
    """A day, and how it was found: how many business days after which one, by which calendar."""

    on: date
    after: date
    days: int
    calendar: str


@cache
def load_calendar(name: str = WEEKDAYS) -> Calendar:
    """The calendar called `name`. Raises LookupError naming the calendars there are."""
    if name not in calendar_names():
        raise LookupError(f"no calendar is called {name!r}; write one of: {', '.join(calendar_names())}")
    return Calendar.from_data(data_file(f"models/calendars/{name}.toml"), f"calendars/{name}.toml")


@cache
def calendar_names() -> tuple[str, ...]:
    """The calendars there are, the one without holidays first."""
    return tuple(sorted(data_files("models/calendars"), key=lambda name: (name != WEEKDAYS, name)))


def is_business_day(day: date, calendar: str = WEEKDAYS) -> bool:
    """Whether people work on a day: neither a Saturday nor a Sunday nor a holiday of the calendar."""
    known = load_calendar(calendar)
    return day.weekday() < 5 and not any(day in known.holidays(year) for year in (day.year, day.year + 1))


def add_business_days(start: date, count: int, calendar: str = WEEKDAYS) -> date:
    """The day `count` business days after `start`, which is day 0 and is not counted, whatever day it is.

    Raises ValueError below 0 and above MOST_DAYS, LookupError for an unknown calendar.

    >>> add_business_days(date(2026, 5, 22), 5), add_business_days(date(2026, 5, 22), 5, "england")
    (datetime.date(2026, 5, 29), datetime.date(2026, 6, 1))
    """
    if not 0 <= count <= MOST_DAYS:
        raise ValueError(f"{count} business days are not counted; write a number from 0 to {MOST_DAYS:,}")
    day = start
    while count:
        day = _next(day)
        count -= is_business_day(day, calendar)
    return day


def business_days_between(start: date, end: date, calendar: str = WEEKDAYS) -> int:
    """How many business days there are after `start` up to `end`; below 0 where `end` lies before it.

    >>> business_days_between(date(2026, 5, 22), date(2026, 6, 1), "england")
    5
    """
    if end < start:
        return -business_days_between(end, start, calendar)
    whole, rest = divmod((end - start).days, 7)
    days = [start + DAY * (7 * whole + number) for number in range(1, rest + 1)]
    plain = 5 * whole + sum(day.weekday() < 5 for day in days)
    known = load_calendar(calendar)
    closed = {day for year in range(start.year, end.year + 2) for day in known.holidays(year)}
    return plain - sum(start < day <= end and day.weekday() < 5 for day in closed)


def deadline(start: date, days: int, calendar: str = WEEKDAYS) -> Deadline:
    """`add_business_days`, with what was counted, so that a page can say it."""
    return Deadline(add_business_days(start, days, calendar), start, days, calendar)


def _next(day: date) -> date:
    try:
        return day + DAY
    except OverflowError:
        raise ValueError(f"there is no day after {day}; write an earlier one") from None


@cache
def _holidays(name: str, year: int) -> frozenset[date]:
    """By name and not by calendar: a model cannot be hashed."""
    calendar = load_calendar(name)
    found: set[date] = set()
    if not date.min.year < year < date.max.year:
        return frozenset()
    # Those that are moved come last: they find the days that others are kept on.
    for day in sorted(_as_ruled(calendar, year), key=lambda day: (day.weekday() >= 5, day)):
        found.add(_kept(day, calendar, found))
    found |= {day for day in calendar.added if day.year == year}
    return frozenset(found - set(calendar.removed))


def _as_ruled(calendar: Calendar, year: int) -> Iterator[date]:
    yield from (date.fromisoformat(f"{year:04}-{one}") for one in calendar.dates)
    yield from (easter(year) + DAY * after for after in calendar.from_easter)
    yield from (_of_month(year, one) for one in calendar.weekdays)


def _of_month(year: int, rule: WeekdayOfMonth) -> date:
    first = date(year, rule.month, 1) if rule.which > 0 else date(year + rule.month // 12, rule.month % 12 + 1, 1)
    to_weekday = DAY * ((_NUMBER[rule.weekday] - first.weekday()) % 7)
    # Of the next month, the first such day that is not before it, and from there back.
    return first + to_weekday + DAY * 7 * (rule.which - (rule.which > 0))


def _kept(day: date, calendar: Calendar, taken: set[date]) -> date:
    """The day on which a holiday is kept, free of those that are `taken`."""
    match (calendar.on_saturday, calendar.on_sunday)[day.weekday() - 5] if day.weekday() >= 5 else "stays":
        case "friday":
            return day - DAY
        case "monday":
            return day + DAY
        case "next":
            while day.weekday() >= 5 or day in taken:
                day += DAY
    return day


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus (Nature, 20 April 1876).

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    golden, (century, in_century) = year % 19, divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap, rest = divmod(in_century, 4)
    week = (32 + 2 * century_rest + 2 * leap - moon - rest) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
