"""Who hears of an incident, and by when: dates by business days, one's own dates, nothing lost in the file."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.dissemination.dissemination import (
    HORIZONS,
    Dissemination,
    DisseminationStep,
    due_by,
    standing,
    steps_of_the_module,
)

SATURDAY = dt.datetime(2026, 1, 31, 15, 2, tzinfo=dt.UTC)


def test_an_incident_on_a_saturday_is_told_of_on_monday_and_in_each_later_horizon() -> None:
    plan = Dissemination(ended=SATURDAY, steps=[DisseminationStep(horizon=one, what="Tell") for one in HORIZONS])
    told = [f"{plan.due(step):%a %d %b}" for step in plan.steps]
    assert told == ["Mon 02 Feb", "Fri 06 Feb", "Fri 27 Feb", "Tue 31 Mar"]


def test_holidays_of_the_calendar_are_no_days_of_work() -> None:
    friday = dt.date(2026, 5, 22)  # the Monday after it is the spring bank holiday
    assert due_by(friday, "week", "england") == dt.date(2026, 6, 1)
    assert due_by(friday, "week") == dt.date(2026, 5, 29)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_horizons_follow_each_other_and_lie_on_working_days(day: dt.date) -> None:
    dues = [due_by(day, one) for one in ("day", "week", "month")]
    assert day <= dues[0] <= dues[1] <= dues[2]
    assert day <= due_by(day, "quarter")
    assert {due.weekday() for due in [*dues, due_by(day, "quarter")]} <= {0, 1, 2, 3, 4}


def test_ones_own_date_counts_and_without_an_end_there_is_none() -> None:
    own = DisseminationStep(horizon="week", what="Tell", due=dt.date(2026, 3, 3))
    assert Dissemination(ended=SATURDAY, steps=[own]).due(own) == dt.date(2026, 3, 3)
    bare = DisseminationStep(horizon="week", what="Tell")
    assert Dissemination(steps=[bare]).due(bare) is None


def test_a_step_is_done_late_or_to_do() -> None:
    [first, second, third] = [DisseminationStep(horizon="day", what=str(number)) for number in range(3)]
    steps = [first.model_copy(update={"done": dt.date(2026, 2, 3)}), second, third]
    steps[2].due = dt.date(2026, 12, 1)
    assert [*standing(Dissemination(ended=SATURDAY, steps=steps), dt.date(2026, 6, 1))] == ["done", "late", "to do"]


def test_the_module_names_steps_in_all_four_horizons() -> None:
    steps = steps_of_the_module()
    assert [sum(step.horizon == one for step in steps) for one in HORIZONS] == [2, 3, 3, 3]
    assert all(step.what and step.audience and step.channel and not step.owner for step in steps)


def test_rows_are_sorted_by_horizon_and_keep_their_order_in_it() -> None:
    plan = Dissemination(
        steps=[
            DisseminationStep(horizon=one, what=what) for one, what in (("month", "a"), ("day", "b"), ("month", "c"))
        ]
    )
    assert [step.what for step in plan.by_horizon().steps] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[steps]]\nhorizon = "year"\nwhat = "x"', r"step 1, horizon: got 'year'; write horizon = .day"),
        ('ended = "yesterday"', r"ended: .*2026-01-31T15:02:00Z"),
        ('[[steps]]\nhorizon = "day"\nwhat = "x"\ndue = "soon"', r"step 1, due: .*2026-02-06"),
        ("steps = 3", r"steps"),
        ('[[steps]]\nhorizon = "day"\nwhat = "x"\n' * 1_000, r"at most 100 \[\[steps\]\]"),
        ('[[steps]]\nhorizon = "day"\nwhat = 7', r"step 1, what: got 7"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(AnswerError, match=says):
        Dissemination.parse(text)
