"""An error budget: how much time a target leaves, what an incident takes of it, and when an alert on it pages."""

from typing import NamedTuple

MINUTES_A_DAY = 1440


class BurnAlert(NamedTuple):
    """An alert that pages when the budget burns `rate` times too fast over both windows, in minutes."""

    rate: float
    long: float
    short: float


MULTIWINDOW = (
    BurnAlert(14.4, 60, 5),
    BurnAlert(6, 360, 30),
    BurnAlert(3, 1440, 120),
    BurnAlert(1, 4320, 360),
)
"""The alerts that the SRE workbook proposes for a budget of 30 days."""


def budget_minutes(target: float, days: float = 30) -> float:
    """The minutes of complete failure that a target leaves, such as 0.999 over 30 days.

    >>> round(budget_minutes(0.999), 1)
    43.2
    """
    return (1 - _checked(target)) * days * MINUTES_A_DAY


def used_by_occurrences(minutes: float, errors: float, target: float, days: float = 30) -> float:
    """The share of the budget that an incident takes when failed requests are counted and traffic is even.

    >>> round(used_by_occurrences(16.45, 0.15, 0.999), 3)
    0.057
    """
    return minutes * errors / budget_minutes(target, days)


def used_by_time_slices(minutes: float, target: float, days: float = 30) -> float:
    """The share of the budget that an incident takes when each of its minutes counts as a bad one.

    >>> round(used_by_time_slices(16.45, 0.999), 3)
    0.381
    """
    return minutes / budget_minutes(target, days)


def burn_rate(errors: float, target: float) -> float:
    """How many times too fast a share of errors burns the budget.

    >>> round(burn_rate(0.15, 0.999))
    150
    """
    return errors / (1 - _checked(target))


def pages_after(errors: float, target: float, alert: BurnAlert) -> float | None:
    """The minutes after which an alert pages when errors begin at once and stay; None where it never does.

    >>> round(pages_after(0.15, 0.999, MULTIWINDOW[0]), 2)
    5.76
    """
    rate = burn_rate(errors, target)
    return None if rate < alert.rate else alert.rate / rate * max(alert.long, alert.short)


def lasts_hours(rate: float, days: float = 30) -> float:
    """How many hours a whole budget lasts at a burn rate.

    >>> lasts_hours(14.4)
    50.0
    """
    return days * 24 / rate


def _checked(target: float) -> float:
    if not 0 < target < 1:
        raise ValueError(f"a target of {target} is no share below 1; write 0.999 for 99.9 %")
    return target
