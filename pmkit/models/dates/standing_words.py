"""How an action item stands on a day, in words that a line or a card can hold."""

from datetime import date

from pmkit.models.dates.standing import Standing


def days(number: int) -> str:
    """A number of days.

    >>> days(1), days(12)
    ('1 day', '12 days')
    """
    return "1 day" if number == 1 else f"{number} days"


def lateness(how: Standing) -> str:
    """When it is due, seen from the day; empty where it has no date.

    >>> lateness(Standing("overdue", None, 2, None, None, False))
    '2 days late'
    """
    if how.over is None:
        return ""
    if how.over > 0:
        return f"{days(how.over)} late"
    return f"due in {days(-how.over)}" if how.over else "due today"


def when_due(due: date | None, how: Standing) -> str:
    """The day on which it is due, and how far away that is."""
    if due is None or how.over is None:
        return ""
    if how.over > 0:
        return f"{due}, {days(how.over)} ago"
    return f"{due}, in {days(-how.over)}" if how.over else f"{due}, today"


def age(number: int | None) -> str:
    """How long ago it was written."""
    if number is None:
        return "of unknown age"
    return f"{days(number)} old" if number >= 0 else "written later"


def time_of_priority(priority: str | None, how: Standing) -> str:
    """The time of its priority: until when it ran, or runs."""
    if how.limit is None:
        return ""
    if how.until is None:
        return f"{priority} has {how.limit}"
    return f"{priority} {'had' if how.past else 'has'} {how.limit}, until {how.until}"
