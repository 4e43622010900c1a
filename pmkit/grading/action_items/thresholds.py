"""At how many days left an alert on a certificate fires, as an item says it, and whether that leaves time to act."""

import re
from collections.abc import Iterator

from pmkit.checks.text.folding import seen
from pmkit.models.data_file import data_file

LEAST, MOST = 0.15, 0.5
"""Shares of a certificate's lifetime: later there is no time to act, earlier nobody believes it. A third is usual."""
LATE = 0.5
"""An alert that waited for an hour is sooner at this share of it."""
LONGEST = 2_000
_UNITS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0}
_LENGTH = re.compile(
    r"(?<![\w.,-])(\d{1,4}(?:\.\d{1,2})?|half an?|[a-z]{3,9})[ -]?"
    r"(m|min|minute|h|hour|d|day|week|month)s?\b(?! (?:of|after) the(?! (?:first|last|previous|latest)))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\w.-])(?:(\d{1,3}) ?(?:%|per ?cent)|(\d)/(\d{1,2})"
    r"|(half|(?:(one|a|two|three) )?(third|quarter|fifth|sixth)s?))(?!\w)"
    r"(?! (?:of )?(?:an? |the )?(?:minute|hour|day|week|month|year)s?\b)",
    re.IGNORECASE,
)
_USED = re.compile(r"\b(?:elapsed|passed|used|consumed|gone|spent|over|old|reached|through)\b", re.IGNORECASE)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6}
_SHORT = {"m": "minute", "min": "minute", "h": "hour", "d": "day"}


def days_in(text: str, lifetime: float) -> list[float]:
    """Every length of time in a text, in days; a share counts of the lifetime, which alone is no length.

    >>> days_in("Alert when a third of its 90 days is left", 90), days_in("page after ten minutes", 90)
    ([30.0], [0.006944444444444445])
    """
    return list(_days(seen(text)[:LONGEST], lifetime))


def is_sensible(text: str, lifetime: float) -> bool:
    """Whether an alert on a certificate's end leaves time to act, and is late enough to be believed.

    Of several thresholds the earliest one counts.

    >>> [is_sensible(f"Alert {left} before the certificate ends", 90) for left in ("30 days", "1 day", "200 days")]
    [True, False, False]
    """
    told = [one for one in days_in(text, lifetime) if one >= 1]
    return bool(told) and LEAST * lifetime <= max(told) <= MOST * lifetime


def is_sooner(text: str, waited: float) -> bool:
    """Whether an alert fires well before the time that it waited, in days; a rule's old time may be told beside."""
    told = [one for one in days_in(text, 0) if 0 < one < 1]
    return bool(told) and min(told) <= LATE * waited


def _days(text: str, lifetime: float) -> Iterator[float]:
    numbers = data_file("models/dates/due_words.toml")["numbers"]
    for match in _LENGTH.finditer(text):
        said, unit = match[1].lower(), match[2].lower()
        number = float(said) if said[0].isdigit() else float(0.5 if said.startswith("half") else numbers.get(said, 0))
        days = number * _UNITS[_SHORT.get(unit, unit)]
        if days and not (lifetime and abs(days - lifetime) <= 1):
            yield days
    for match in _SHARE.finditer(text):
        share = _share_of(match)
        used = share >= MOST and _USED.search(text, match.end(), match.end() + 60)
        if lifetime and 0 < share < 1:
            yield (1 - share if used else share) * lifetime


def _share_of(match: re.Match[str]) -> float:
    if match[1]:
        return int(match[1]) / 100
    if match[2]:
        return int(match[2]) / int(match[3]) if int(match[3]) else 0.0
    part = (match[6] or match[4]).lower()
    times = {"two": 2, "three": 3}.get((match[5] or "").lower(), 1)
    return times / _PARTS[part]
