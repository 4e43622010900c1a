"""By when action items of a priority are to be done: a policy that somebody chose, with its calendar."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import field_validator

from pmkit.models.action_item import Priority
from pmkit.models.answer import Answer
from pmkit.models.data_file import data_file, data_files
from pmkit.models.dates.business_days import add_business_days, is_business_day
from pmkit.models.dates.length import Length, MonthEnds, day_after, read_length

DEFAULT = "module"


class SlaPolicy(Answer):
    """The time that each priority gives; one without a limit has none.

    `month_ends` says what a month after the 31st is, `closed_days` whether a last day that is no business day of
    the `calendar` stays or moves on to the next that is one.
    """

    name: str
    title: str
    says: str
    source: str
    calendar: str
    month_ends: MonthEnds
    closed_days: Literal["stay", "next"]
    limits: dict[Priority, str]

    @field_validator("limits")
    @classmethod
    def _are_lengths(cls, limits: dict[Priority, str]) -> dict[Priority, str]:
        for priority, text in limits.items():
            if read_length(text) is None:
                raise ValueError(f'{priority} = {text!r} is no length of time; write {priority} = "2 weeks"')
        return limits

    def limit(self, priority: Priority) -> Length | None:
        """How long an item of a priority may take; None where nothing is set."""
        return read_length(self.limits.get(priority, ""))

    def latest(self, priority: Priority, created: date) -> date | None:
        """The last day on which an item of a priority is in time; None where nothing is set.

        >>> load_sla("module").latest("P3", date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        """
        limit = self.limit(priority)
        if limit is None:
            return None
        day = day_after(created, limit, calendar=self.calendar, month_ends=self.month_ends)
        if self.closed_days == "next" and not is_business_day(day, self.calendar):
            return add_business_days(day, 1, self.calendar)
        return day


@cache
def load_sla(name: str = DEFAULT) -> SlaPolicy:
    """The policy called `name`. Raises LookupError naming the policies there are."""
    if name not in sla_names():
        raise LookupError(f"no policy is called {name!r}; write one of: {', '.join(sla_names())}")
    return SlaPolicy.from_data(data_file(f"models/policies/sla/{name}.toml"), f"policies/sla/{name}.toml")


@cache
def sla_names() -> tuple[str, ...]:
    """The policies there are, the default one first."""
    return tuple(sorted(data_files("models/policies/sla"), key=lambda name: (name != DEFAULT, name)))
