"""The days of the action items in a history: when each was due, and when it was done."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pmkit.metrics.history import IncidentHistory


def action_dates(history: IncidentHistory) -> Iterator[tuple[date, date | None]]:
    """Each action item's day due and day done, None while it is open; one without a day due is left out."""
    frame = history.frame
    planned = frame[frame["actions_due"] != ""]
    for due, done in zip(planned["actions_due"].tolist(), planned["actions_done"].tolist(), strict=True):
        ends = done.split(";")
        for number, part in enumerate(due.split(";")):
            if day := day_of(part):
                yield day, day_of(ends[number]) if number < len(ends) else None


@lru_cache(maxsize=8192)
def day_of(text: str) -> date | None:
    """The day that a text begins with; None for anything else.

    >>> day_of("2026-01-31T10:00Z"), day_of("soon")
    (datetime.date(2026, 1, 31), None)
    """
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
