"""Business days: counted from a day 0, by a calendar that is named, with the holidays that calendars really have."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.dates.business_days import (
    MOST_DAYS,
    add_business_days,
    business_days_between,
    calendar_names,
    deadline,
    easter,
    is_business_day,
    load_calendar,
)

calendars = st.sampled_from(calendar_names())
days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
FRIDAY = date(2026, 5, 22)


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        ("weekdays", date(2026, 5, 29)),
        ("us-federal", date(2026, 6, 1)),
        ("england", date(2026, 6, 1)),
        ("target", date(2026, 5, 29)),
    ],
)
def test_five_business_days_end_by_the_calendar_that_is_named(calendar: str, expected: date) -> None:
    assert deadline(FRIDAY, 5, calendar) == (expected, FRIDAY, 5, calendar)
    assert business_days_between(FRIDAY, expected, calendar) == 5


# As published by those who set them.
@pytest.mark.parametrize(
    ("calendar", "year", "expected"),
    [
        ("us-federal", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25"),
        ("us-federal", 2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25"),
        ("england", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        ("england", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        ("england", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        ("target", 2026, "01-01 04-03 04-06 05-01 12-25 12-26"),
        ("weekdays", 2026, ""),
    ],
)
def test_a_calendar_has_the_holidays_that_were_kept(calendar: str, year: int, expected: str) -> None:
    kept = load_calendar(calendar).holidays(year)
    assert " ".join(f"{day:%m-%d}" for day in sorted(kept)) == expected


def test_a_new_years_day_on_a_saturday_is_kept_in_the_year_before() -> None:
    assert not is_business_day(date(2027, 12, 31), "us-federal")
    assert business_days_between(date(2027, 12, 30), date(2028, 1, 3), "us-federal") == 1


def test_easter_is_where_almanacs_have_it() -> None:
    assert [easter(year) for year in (2000, 2008, 2024, 2038)] == [
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


@given(days, st.integers(1, 60), calendars)
def test_as_many_days_are_counted_as_were_added(start: date, count: int, calendar: str) -> None:
    end = add_business_days(start, count, calendar)
    assert is_business_day(end, calendar)
    assert business_days_between(start, end, calendar) == count
    assert business_days_between(end, start, calendar) == -count


@given(days, st.integers(0, 60), calendars)
def test_between_two_days_lie_the_business_days_one_can_count(start: date, length: int, calendar: str) -> None:
    each = [start + timedelta(days=number) for number in range(1, length + 1)]
    counted = sum(is_business_day(day, calendar) for day in each)
    assert business_days_between(start, start + timedelta(days=length), calendar) == counted


def test_no_days_after_a_day_is_the_day_itself() -> None:
    assert add_business_days(date(2026, 5, 23), 0) == date(2026, 5, 23)


@pytest.mark.parametrize(("start", "count"), [(FRIDAY, -1), (FRIDAY, MOST_DAYS + 1), (date.max, 1)])
def test_what_is_no_deadline_is_refused_in_words(start: date, count: int) -> None:
    with pytest.raises(ValueError, match="; write "):
        add_business_days(start, count)


def test_an_unknown_calendar_names_those_there_are() -> None:
    with pytest.raises(LookupError, match="write one of: weekdays, england, target, us-federal"):
        is_business_day(FRIDAY, "mars")
