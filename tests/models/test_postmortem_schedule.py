"""The days of a postmortem are counted on business days of the calendar that is named."""

from datetime import date

import pytest

from pmkit.models.postmortem.postmortem import STATUSES
from pmkit.models.postmortem.schedule import day_number, stages_of

FRIDAY = date(2026, 5, 22)


def test_the_stages_are_those_of_the_template_and_end_after_five_business_days() -> None:
    stages = stages_of(FRIDAY)
    assert [(one.status, one.first_day, one.last_day) for one in stages] == [
        ("Draft", 0, 1),
        ("Review", 2, 3),
        ("Final", 4, 5),
    ]
    assert [one.status for one in stages] == [*STATUSES]
    assert stages[-1].last == date(2026, 5, 29)


def test_a_holiday_moves_every_day_behind_it() -> None:
    assert stages_of(FRIDAY, "england")[0].last == date(2026, 5, 26)
    assert stages_of(FRIDAY, "england")[-1].last == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("status", "today", "states"),
    [
        ("Draft", FRIDAY, ["now", "to come", "to come"]),
        ("Draft", date(2026, 5, 27), ["late", "now", "to come"]),
        ("Review", date(2026, 5, 27), ["done", "now", "to come"]),
        ("Review", date(2026, 6, 2), ["done", "late", "late"]),
        ("Final", date(2026, 6, 2), ["done", "done", "done"]),
        ("", FRIDAY, ["now", "to come", "to come"]),
        ("Abandoned", date(2026, 6, 2), ["late", "late", "late"]),
    ],
)
def test_a_stage_is_done_due_late_or_to_come(status: str, today: date, states: list[str]) -> None:
    assert [stage.state(status, today) for stage in stages_of(FRIDAY)] == states


def test_the_day_is_counted_in_business_days() -> None:
    assert day_number(FRIDAY, date(2026, 5, 26), "england") == 1
    assert day_number(FRIDAY, FRIDAY) == 0
