"""When something is due: read where it is plain, asked about where it is not, and within which time it should be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.dates.due import Due, read_due
from pmkit.models.dates.length import Length, day_after, read_length
from pmkit.models.dates.sla import SlaPolicy, load_sla, sla_names

FRIDAY = date(2026, 5, 22)
some_dates = st.dates(date(1970, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("**2026-12-01**", date(2026, 12, 1)),
        ("2026-12-01 (Tue)", date(2026, 12, 1)),
        ("by Fri, 4 Dec 2026", date(2026, 12, 4)),
        ("1st of December 2026", date(2026, 12, 1)),
        ("Dec 1, 2026", date(2026, 12, 1)),
        ("2026/12/1", date(2026, 12, 1)),
        ("2026-12-01T10:00Z", date(2026, 12, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("03.03.2026", date(2026, 3, 3)),
        ("in 2 weeks", date(2026, 6, 5)),
        ("within two weeks", date(2026, 6, 5)),
        ("2w", date(2026, 6, 5)),
        ("1 month", date(2026, 6, 22)),
        ("within 5 business days", date(2026, 5, 29)),
        ("5 working days", date(2026, 5, 29)),
        ("tomorrow", date(2026, 5, 23)),
    ],
)
def test_a_day_that_is_plain_is_read(text: str, on: date) -> None:
    assert read_due(text, FRIDAY) == Due(on)


def test_business_days_are_counted_by_the_calendar_that_is_named() -> None:
    assert read_due("within 5 business days", FRIDAY, calendar="england").on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("02/03/2026", (date(2026, 2, 3), date(2026, 3, 2))),
        ("12-01-2026", (date(2026, 1, 12), date(2026, 12, 1))),
        ("3.4.26", (date(2026, 3, 4), date(2026, 4, 3))),
        ("25/12/26", (date(2026, 12, 25),)),
    ],
)
def test_a_day_that_may_be_two_is_asked_about_and_not_guessed(text: str, choices: tuple[date, ...]) -> None:
    due = read_due(text, FRIDAY)
    assert (due.on, due.choices) == (None, choices)
    assert due.asks == f"is {text} the day {' or '.join(map(str, choices))}? write the one that is meant"


@pytest.mark.parametrize("text", ["", " ", "TBD", "soon", "Friday", "1 Dec", "next week", "end of month", "2026-02-30"])
def test_a_text_that_tells_no_day_gets_a_question(text: str) -> None:
    due = read_due(text, FRIDAY)
    assert (due.on, due.choices) == (None, ())
    assert "?" in due.asks


def test_a_length_of_time_from_an_unknown_day_gets_a_question() -> None:
    assert read_due("in 2 weeks").asks.startswith("in 2 weeks runs from which day?")


@given(st.text(max_size=200), st.none() | st.dates())
def test_any_text_gives_a_day_or_a_question(text: str, created: date | None) -> None:
    due = read_due(text, created)
    assert (due.on is None) == bool(due.asks)


@given(some_dates, st.sampled_from(["{:%Y-%m-%d}", "{:%d %b %Y}", "{:%B %d, %Y}", "due {:%Y-%m-%d}", "{:%a %d %b %Y}"]))
def test_a_day_is_read_back_however_it_is_plainly_written(day: date, form: str) -> None:
    assert read_due(form.format(day)).on == day


@given(some_dates, st.sampled_from("/-."))
def test_the_day_that_was_meant_is_among_those_asked_about(day: date, sign: str) -> None:
    due = read_due(f"{day:%d}{sign}{day:%m}{sign}{day:%Y}")
    assert day in ({due.on} if due.on else due.choices)


def test_a_month_after_the_last_of_a_long_month_ends_by_the_rule() -> None:
    month = Length(1, "months")
    assert day_after(date(2026, 1, 31), month) == date(2026, 2, 28)
    assert day_after(date(2028, 1, 31), month) == date(2028, 2, 29)
    assert day_after(date(2026, 1, 31), month, month_ends="next-month") == date(2026, 3, 1)
    assert day_after(date(2026, 12, 31), month) == date(2027, 1, 31)


@pytest.mark.parametrize("text", ["0 days", "9999 months", "two", "days", "1.5 weeks", "-1 days", "x" * 5000])
def test_what_is_no_length_is_none(text: str) -> None:
    assert read_length(text) is None


@pytest.mark.parametrize(
    ("policy", "latest"),
    [
        ("module", [date(2026, 2, 7), date(2026, 2, 14), date(2026, 2, 28)]),
        ("pagerduty", [date(2026, 2, 15), date(2026, 3, 2), None]),
        ("atlassian", [date(2026, 2, 28), date(2026, 3, 28), date(2026, 3, 28)]),
    ],
)
def test_a_policy_says_the_last_day_by_priority(policy: str, latest: list[date | None]) -> None:
    priorities = ("P1", "P2", "P3")
    assert [load_sla(policy).latest(one, date(2026, 1, 31)) for one in priorities] == latest


def test_the_policy_of_the_module_comes_first() -> None:
    assert sla_names() == ("module", "atlassian", "pagerduty")
    with pytest.raises(LookupError, match="write one of: module, atlassian, pagerduty"):
        load_sla("mine")


def test_a_last_day_on_which_nobody_works_may_move_on() -> None:
    policy = load_sla().model_copy(update={"closed_days": "next", "calendar": "england"})
    assert policy.latest("P1", date(2026, 5, 18)) == date(2026, 5, 26)


def test_a_policy_of_ones_own_says_what_is_no_length() -> None:
    text = load_sla().dump().replace('"1 week"', '"a while"')
    with pytest.raises(AnswerError, match=r'P1 = "2 weeks"'):
        SlaPolicy.parse(text)
