"""Times of day and dates of a postmortem, held against the records that speak of the same thing."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pmkit.checks.postmortem.claims import Claim
from pmkit.checks.postmortem.evidence_index import SOURCE, Index
from pmkit.checks.postmortem.looked import Looked
from pmkit.checks.text.lexicon import table
from pmkit.models.evidence_facts import Record
from pmkit.models.figures import DAY, HOUR, MINUTE, NO_YEAR

ROUGH = 5 * MINUTE
ENOUGH = 0.55
"""By this share of the nearest record's words the one at the claimed time may speak of the same."""
FLOOR = 0.35
"""Words that weigh less tell nothing."""
SURE = 0.7
"""What a record's words weigh at least before it may say otherwise."""
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?")
_NAMED = re.compile(r"\d{4}-\d\d-\d\d")


def offset_of(zone: str) -> float | None:
    """Seconds by which the clocks of a zone go ahead of UTC; None for one that is not known or not told."""
    found = _OFFSET.fullmatch(zone)
    if found:
        return (1 if found[1] == "+" else -1) * (int(found[2]) * HOUR + int(found[3] or 0) * MINUTE)
    hours = table("evidence")["zones"].get(zone)
    return None if hours is None else hours * HOUR


def look_up_time(claim: Claim, index: Index) -> Looked:
    """Whether a record that speaks of the same thing has the claimed time."""
    near = _scores(claim, index)
    value = claim.value - (offset_of(claim.unit) or 0.0)
    at_it = [i for i, record in enumerate(index.facts.records) if record.at is not None and _is_at(claim, value, record)]
    timed = [i for i in near if index.record(i).at is not None]
    best = max(timed, key=lambda i: near[i], default=None)
    best_at = max(at_it, key=lambda i: near[i], default=None)
    most = near[best] if best is not None else 0.0
    if best_at is not None and (most < FLOOR or near[best_at] >= max(ENOUGH * most, min(FLOOR, most))):
        return Looked(claim, "found", index.record(best_at))
    if best is None or most < SURE:
        return Looked(claim, "nowhere", None, "no record that speaks of this has this time")
    record = index.record(best)
    hours = _hours_off(claim, value, record)
    note = f"the time written is {hours}, as a clock of another zone would show it" if hours else ""
    return Looked(claim, "disagrees", record, note)


def _scores(claim: Claim, index: Index) -> Counter[int]:
    near = index.nearness(claim.meaning, claim.passage.meaning())
    named = {word for word, _, _ in claim.passage.words}
    for i in near:
        first = index.record(i).source.split(" ")[0].casefold()
        if first in named:
            near[i] += SOURCE
    return near


def _is_at(claim: Claim, value: float, record: Record) -> bool:
    return any(
        _fits(claim, value, at, record.precision if at is record.at else 1.0)
        for at in (record.at, *record.others)
        if at is not None
    )


def _fits(claim: Claim, value: float, at: datetime, precision: float) -> bool:
    """Whether an instant is what was written: to the second, or as a minute, cut off or rounded."""
    second = at.hour * HOUR + at.minute * MINUTE + at.second + at.microsecond / 1e6
    ahead = (second - value + DAY / 2) % DAY - DAY / 2
    if claim.day and not _is_day(claim.day, at, ahead):
        return False
    early, late = (1.0, max(precision, 1.0) + 1) if claim.slack < 1 else (MINUTE / 2, MINUTE + precision)
    more = ROUGH if claim.about else 0
    return -early - more <= ahead <= late + more


def _is_day(ordinal: int, at: datetime, ahead: float) -> bool:
    """Whether a day is that of an instant; near midnight what was written may be of the day before or after."""
    day = date.fromordinal(ordinal)
    try:
        meant = (at - timedelta(seconds=ahead)).date()
    except OverflowError:
        return False
    return day == meant or (day.year == NO_YEAR and (day.month, day.day) == (meant.month, meant.day))


def _hours_off(claim: Claim, value: float, record: Record) -> str:
    """By how many whole hours a claimed time is off the record's, in words; empty where it is none."""
    for hours in range(-14, 15):
        if hours and record.at is not None and _fits(claim, (value - hours * HOUR) % DAY, record.at, record.precision):
            many = "hour" if abs(hours) == 1 else "hours"
            return f"{abs(hours)} {many} {'later' if hours > 0 else 'earlier'}"
    return ""


def look_up_date(claim: Claim, index: Index) -> Looked:
    """Whether a record tells of that day, in UTC or in a zone that the folder names."""
    day = date.fromordinal(int(claim.value))
    known = {date.fromordinal(one) for one in index.days} | _local_days(index)
    if day in known or (day.year == NO_YEAR and (day.month, day.day) in {(one.month, one.day) for one in known}):
        return Looked(claim, "found")
    near = _scores(claim, index)
    best = max((i for i in near if index.record(i).at is not None), key=lambda i: near[i], default=None)
    if best is not None and near[best] >= SURE:
        return Looked(claim, "disagrees", index.record(best))
    return Looked(claim, "nowhere", None, "no record is of this day")


def _local_days(index: Index) -> set[date]:
    zones = [ZoneInfo(zone) for zone in index.facts.zones]
    times = [one.at for one in index.facts.records if one.at is not None]
    return {at.astimezone(zone).date() for zone in [UTC, *zones] for at in times}
