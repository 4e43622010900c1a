"""Which instants lie near enough to be what a team looks into, and which ones programs write for "never"."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
FAR = timedelta(days=367)
"""From now to what is still near: a year, and tomorrow."""


def is_near(at: datetime, latest: datetime) -> bool:
    """Whether an instant lies between EARLIEST and `latest`, as what a team looks into does."""
    return EARLIEST <= at <= latest


def is_never(at: datetime) -> bool:
    """Whether programs write this instant where they know none: Go's zero time, second 0 of 1970, the last year.

    >>> is_never(EPOCH), is_never(EARLIEST)
    (True, False)
    """
    return at.year in {1, 9999} or abs(at - EPOCH) < timedelta(days=1)


def far_said(times: Iterable[datetime]) -> list[str]:
    """What to say of times that are no time or lie far, a line for each kind; a time without a zone counts as UTC.

    >>> far_said([datetime(1, 1, 1), EARLIEST])
    ['0001-01-01 00:00:00 is what programs write where they know no time; it is kept']
    """
    latest = datetime.now(UTC) + FAR
    aware = [(at, at if at.tzinfo else at.replace(tzinfo=UTC)) for at in times]
    far = [(written, at) for written, at in aware if not is_near(at, latest)]
    never = [written for written, at in far if is_never(at)]
    other = [written for written, at in far if not is_never(at)]
    told = []
    if never:
        more = f", {len(never)} times" if len(never) > 1 else ""
        told.append(f"{never[0]} is what programs write where they know no time{more}; it is kept")
    if other:
        of = f"{len(other)} times lie" if len(other) > 1 else "a time lies"
        told.append(f"{of} before 1990 or more than a year ahead ({other[0]} here); kept: is the year right?")
    return told
