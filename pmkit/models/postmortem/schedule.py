"""When a postmortem is to be drafted, reviewed and published: business days after the incident, by a named calendar."""

from datetime import date
from typing import Any, NamedTuple

from pmkit.models.data_file import data_file
from pmkit.models.dates.business_days import WEEKDAYS, add_business_days, business_days_between


class Stage(NamedTuple):
    """A stage of the work: from the `first` to the `last` day, which are days of the calendar."""

    status: str
    title: str
    first_day: int
    last_day: int
    first: date
    last: date

    def state(self, status: str, today: date) -> str:
        """Whether the stage is done, due, late or to come, for a document of this status."""
        order = [one["status"] for one in _stages()]
        reached = order.index(status) if status in order else -1
        own = order.index(self.status)
        if reached > own or (reached == own and self.status == order[-1]):
            return "done"
        if today > self.last:
            return "late"
        return "now" if reached == own or today >= self.first else "to come"


def stages_of(day: date, calendar: str = WEEKDAYS) -> list[Stage]:
    """The stages of the postmortem of an incident of that day, which is day 0.

    Raises LookupError for an unknown calendar, ValueError where its years end.

    >>> [stage.last.isoformat() for stage in stages_of(date(2026, 5, 22), "england")]
    ['2026-05-26', '2026-05-28', '2026-06-01']
    """
    return [
        Stage(
            one["status"],
            one["title"],
            one["first"],
            one["last"],
            add_business_days(day, one["first"], calendar),
            add_business_days(day, one["last"], calendar),
        )
        for one in _stages()
    ]


def day_number(day: date, today: date, calendar: str = WEEKDAYS) -> int:
    """Which business day after the incident it is; below 0 before it."""
    return business_days_between(day, today, calendar)


def _stages() -> list[dict[str, Any]]:
    stages: list[dict[str, Any]] = data_file("models/postmortem/schedule_stages.toml")["stages"]
    return stages
