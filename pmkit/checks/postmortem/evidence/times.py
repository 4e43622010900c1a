"""Times of day and dates of a postmortem, held against the records that speak of the same thing."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache

from pmkit.checks.postmortem.evidence.claims import Claim
from pmkit.checks.postmortem.evidence.index import SOURCE, Index, second_of
from pmkit.checks.postmortem.evidence.looked import Looked
from pmkit.checks.postmortem.evidence.passages import zones
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.evidence_facts.facts import Record
from pmkit.models.evidence_facts.figures import DAY, HOUR, MINUTE, NO_YEAR

ROUGH = 5 * MINUTE
ENOUGH = 0.55
"""By this share of the nearest record's words the one at the claimed time may speak of the same."""
ENOUGH_OF_A_TURN = 0.25
"""The same where the time is that of an alert, a deployment or a change: few such times are hit by chance."""
ENOUGH_OF_A_DAY = 0.35
FLOOR = 0.35
"""Words that weigh less tell nothing."""
SURE = 0.7
"""What a record's words weigh at least before it may say otherwise."""
ALIKE = 0.75
"""By this share of the nearest record's words another may be the one that is meant."""
MORE_THAN_ALL = 1.01
FOUND = "~find"
"""What shows a cause may be any record."""
FELT = "prometheus/query_range"
MOST_HOURS = 14
MOST_PRECISE = 600.0
"""Seconds by which a record's time may be late; what is coarser shows no time of day."""
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?")
_BOUND = re.compile(r"(\b(?:from|between|since|until|till|to|and)|[-–—])[\s*_]{0,4}\Z", re.IGNORECASE)


def offset_of(zone: str) -> float | None:
    """Seconds by which the clocks of a zone go ahead of UTC; None for one that is not known or not told."""
    found = _OFFSET.fullmatch(zone)
    if found:
        return (1 if found[1] == "+" else -1) * (int(found[2]) * HOUR + int(found[3] or 0) * MINUTE)
    hours = zones().get(zone)
    return None if hours is None else hours * HOUR


def look_up_time(claim: Claim, index: Index) -> Looked:
    """Whether a record that speaks of the same thing has the claimed time."""
    near = _scores(claim, index)
    value = claim.value - (offset_of(claim.unit) or 0.0)
    at_it = _at(claim, value, index)
    best = index.nearest(near)
    most = near[best] if best is not None else 0.0
    fitting = [i for i in at_it if most < FLOOR or near.get(i, 0.0) >= _enough(claim, index, i, at_it[i]) * most]
    if fitting:
        return Looked(claim, "found", index.record(max(fitting, key=lambda i: near.get(i, 0.0))))
    if best is None or most < SURE:
        return Looked(claim, "nowhere", None, "no record that speaks of this has this time")
    hours = _hours_off(claim, value, index, near)
    if hours is not None:
        off, record = hours
        return Looked(claim, "disagrees", record, f"what is written is {off}, as the clocks of another zone show it")
    return Looked(claim, "disagrees", _meant(claim, value, index, near))


def _meant(claim: Claim, value: float, index: Index, near: Mapping[int, float]) -> Record:
    """Of the records that lie about as near in words, the one that lies nearest in time."""
    most = max(near[i] for i in index.timed.intersection(near))
    alike = [i for i in index.timed.intersection(near) if near[i] >= ALIKE * most]
    same = [i for i in alike if not _is_another(claim, index.meanings[i])] or alike
    return min(
        map(index.record, same),
        key=lambda one: (abs(_ahead(second_of(one.at), value)), one.ref) if one.at else (DAY, ""),
    )


def _enough(claim: Claim, index: Index, i: int, exact: bool) -> float:
    """By which share of the nearest record's words one at the claimed time speaks of the same."""
    record, bound = index.record(i), _bound(claim)
    if record.turns and (bound in {"until", "till", "since"} or FOUND in claim.meaning):
        return 0.0
    if record.turns and _is_another(claim, index.meanings[i]):
        return MORE_THAN_ALL
    is_felt = bool(bound) or not lexicon.evidence.felt.isdisjoint(claim.passage.folded)
    if is_felt and record.ref.startswith(FELT):
        return 0.0
    return ENOUGH_OF_A_TURN if record.turns and exact else ENOUGH


@cache
def _steps() -> frozenset[str]:
    return frozenset(f"~{step}" for step in lexicon.evidence.steps)


def _is_another(claim: Claim, record: frozenset[str]) -> bool:
    """Whether a passage tells of one step of the response and a record of another: of the page, of the answer."""
    told, shown = claim.meaning & _steps(), record & _steps()
    return bool(told and shown) and not told & shown


def _bound(claim: Claim) -> str:
    """The word by which a time begins or ends a stretch, as in "from 08:29 to 10:29"; empty for none."""
    at = claim.start - claim.passage.start
    found = _BOUND.search(claim.passage.text[max(at - 16, 0) : at])
    return found[1].casefold() if found else ""


def _scores(claim: Claim, index: Index) -> dict[int, float]:
    near = index.nearness(claim.meaning, claim.passage.meaning())
    for source in claim.passage.folded.intersection(index.by_source):
        for i in index.by_source[source].intersection(near):
            near[i] += SOURCE
    return near


def _at(claim: Claim, value: float, index: Index) -> dict[int, bool]:
    """The records of the claimed time, to the second or as a minute, cut off or rounded; whether they need no leeway.

    Leeway is what a record lacks in precision: a sample shows a change up to a step after it.
    """
    early, late = (1.0, 2.0) if claim.slack < 1 else (MINUTE / 2, float(MINUTE))
    more = ROUGH if claim.about else 0.0
    found: dict[int, bool] = {}
    for one in index.between(value - early - more, value + late + more + MOST_PRECISE):
        ahead = _ahead(one.second, value)
        if ahead <= late + more + one.precision and _is_day(claim.day, one.at, ahead):
            found[one.record] = found.get(one.record, False) or ahead <= late + more
    return found


def _ahead(second: float, value: float) -> float:
    """By how many seconds a second of the day is after another, over midnight too."""
    return (second - value + DAY / 2) % DAY - DAY / 2


def _is_day(ordinal: int, at: datetime, ahead: float) -> bool:
    """Whether a day is that of an instant; near midnight what was written may be of the day before or after."""
    if not ordinal:
        return True
    day = date.fromordinal(ordinal)
    try:
        meant = (at - timedelta(seconds=ahead)).date()
    except OverflowError:
        return False
    return day == meant or (day.year == NO_YEAR and (day.month, day.day) == (meant.month, meant.day))


def _hours_off(claim: Claim, value: float, index: Index, near: Mapping[int, float]) -> tuple[str, Record] | None:
    """By how many whole hours a claimed time is off that of a record with the same words, in words."""
    most = max(near.values())
    found = [
        (near[i], -abs(hours), hours, i)
        for hours in range(-MOST_HOURS, MOST_HOURS + 1)
        if hours
        for i in _at(claim, (value - hours * HOUR) % DAY, index)
        if near.get(i, 0.0) >= ENOUGH * most
    ]
    if not found:
        return None
    _, _, hours, i = max(found)
    many = "hour" if abs(hours) == 1 else "hours"
    return f"{abs(hours)} {many} {'later' if hours > 0 else 'earlier'}", index.record(i)


def look_up_date(claim: Claim, index: Index) -> Looked:
    """Whether a record that speaks of the same thing is of that day, in UTC or in a zone that the folder names."""
    day = date.fromordinal(int(claim.value))
    near = _scores(claim, index)
    best = index.nearest(near)
    most = near[best] if best is not None else 0.0
    days = [one for one in index.days if one == day or (day.year == NO_YEAR and _same(one, day))]
    on_it = [i for one in days for i in index.days[one]]
    if on_it and (most < SURE or max(near.get(i, 0.0) for i in on_it) >= ENOUGH_OF_A_DAY * most):
        return Looked(claim, "found", index.record(max(on_it, key=lambda i: near.get(i, 0.0))))
    if best is not None and most >= SURE:
        return Looked(claim, "disagrees", index.record(best))
    return Looked(claim, "nowhere", None, "no record is of this day")


def _same(one: date, other: date) -> bool:
    return (one.month, one.day) == (other.month, other.day)
