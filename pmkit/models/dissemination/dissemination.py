"""Who is told what an incident has taught: steps in four horizons, each with a date, an audience and an owner."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args

from pydantic import AwareDatetime, Field

from pmkit.models.answer import Answer, Part
from pmkit.models.data_file import data_file
from pmkit.models.dates.business_days import WEEKDAYS, add_business_days, business_days_between

MOST_STEPS = 100
Horizon = Literal["day", "week", "month", "quarter"]
HORIZONS: tuple[Horizon, ...] = get_args(Horizon)
WEEK = 5
"""Business days after the incident by which the steps of its week are done."""


class Words(NamedTuple):
    """What a horizon is called, and until when it is, in words."""

    title: str
    until: str


class DisseminationStep(Part):
    """One thing that is done so that others learn from the incident; only what it is must be there.

    `due` is the date of one's own where the horizon's does not fit; `done` is the day on which it was done.
    """

    horizon: Horizon = Field(examples=['"day", "week", "month" or "quarter"'])
    what: str = Field(examples=['"Post a short summary"'])
    audience: str = Field("", examples=['"All engineers"'])
    channel: str = Field("", examples=['"#engineering"'])
    owner: str = Field("", examples=['"Nerys Hale"'])
    due: dt.date | None = Field(None, examples=["2026-02-06"])
    done: dt.date | None = Field(None, examples=["2026-02-05"])
    note: str | None = Field(None, examples=['"Ask the night shift, too"'])


class Dissemination(Answer):
    """The content of `dissemination.toml`; `ended` is when the incident ended, `calendar` counts its business days.

    >>> plan = Dissemination(incident="Bids stopped", steps=steps_of_the_module())
    >>> Dissemination.parse(plan.dump()) == plan, [step.horizon for step in plan.steps][:3]
    (True, ['day', 'day', 'week'])
    """

    incident: str = Field("", examples=['"Bids stopped on 31 January"'])
    ended: AwareDatetime | None = Field(None, examples=["2026-01-31T15:02:00Z"])
    calendar: str = Field(WEEKDAYS, examples=['"weekdays"'])
    steps: list[DisseminationStep] = Field(
        default_factory=list, max_length=MOST_STEPS, examples=[f"at most {MOST_STEPS} [[steps]]"]
    )

    @property
    def day(self) -> dt.date | None:
        """The day on which the incident ended, in UTC."""
        return self.ended.astimezone(dt.UTC).date() if self.ended else None

    def due(self, step: DisseminationStep) -> dt.date | None:
        """By when a step is to be done: its own date, else its horizon's; None while no end is known.

        Raises LookupError for a calendar that there is not, ValueError where its years end.
        """
        if step.due is not None or self.day is None:
            return step.due
        return due_by(self.day, step.horizon, self.calendar)

    def of(self, horizon: Horizon) -> list[int]:
        """The 0-based indices of a horizon's steps."""
        return [index for index, step in enumerate(self.steps) if step.horizon == horizon]

    def by_horizon(self) -> "Dissemination":
        """The same steps in the order of the horizons."""
        return self.model_copy(update={"steps": [self.steps[index] for one in HORIZONS for index in self.of(one)]})


def due_by(day: dt.date, horizon: Horizon, calendar: str = WEEKDAYS) -> dt.date:
    """By when the steps of a horizon are done, for an incident that ended on `day`. Raises as `Dissemination.due`.

    >>> [due_by(dt.date(2026, 1, 31), horizon).isoformat() for horizon in HORIZONS]  # a Saturday
    ['2026-02-02', '2026-02-06', '2026-02-27', '2026-03-31']
    """
    if horizon == "day":
        return _business_day(day, calendar, 1)
    if horizon == "week":
        return add_business_days(day, WEEK, calendar)
    if horizon == "month":
        return _business_day(_month_after(day), calendar, -1)
    last_month = 3 * ((day.month + 2) // 3)
    end = (dt.date(day.year, last_month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return max(_business_day(end, calendar, -1), _business_day(day, calendar, 1))


def _month_after(day: dt.date) -> dt.date:
    """The same day of the next month, or its last one."""
    first = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    return min(first + dt.timedelta(days=day.day - 1), last)


def _business_day(day: dt.date, calendar: str, step: Literal[1, -1]) -> dt.date:
    """The day itself where people work then, else the next one, or the one before."""
    while not business_days_between(day - dt.timedelta(days=1), day, calendar):
        day += dt.timedelta(days=step)
    return day


def steps_of_the_module() -> list[DisseminationStep]:
    """The module's own steps, without owners."""
    return [DisseminationStep(horizon=one, **step) for one in HORIZONS for step in _horizons()[one]["steps"]]


def words_of(horizon: Horizon) -> Words:
    """What a horizon is called."""
    return Words(_horizons()[horizon]["title"], _horizons()[horizon]["until"])


def standing(plan: Dissemination, today: dt.date) -> Iterator[str]:
    """For each step in which state it is: "done", "late", or "to do"."""
    for step in plan.steps:
        due = plan.due(step)
        yield "done" if step.done else "late" if due and due < today else "to do"


def _horizons() -> dict[str, Any]:
    return data_file("models/dissemination/horizons.toml")
