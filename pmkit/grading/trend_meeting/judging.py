"""Holds what a sentence claims against the data: what stands in the table, what the interval carries, what neither."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from pmkit.checks.trend.claims import (
    Because,
    Between,
    Bounds,
    Change,
    Claim,
    Count,
    Elsewhere,
    Minutes,
    Rank,
    Reading,
    Scope,
    Share,
    Size,
    Unread,
)
from pmkit.grading.trend_meeting.figures import Comparison, Figures
from pmkit.grading.trend_meeting.wording import change, compared, day, scope_in_words
from pmkit.models.incident_history.two_quarters import most_within

State = Literal["met", "wrong", "not carried", "other way", "could tell", "cause", "not there", "not checked"]
MOST_DAYS = 92


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, how it stands, which text of says.toml tells that, and what is put into it."""

    claim: Claim
    state: State
    text: str
    told: dict[str, Any]


def judge(reading: Reading, figures: Figures) -> list[Judged]:
    """How each claim of a sentence stands, in the order of its words."""
    return [_judged(claim, figures) for claim in reading.claims]


def _judged(claim: Claim, figures: Figures) -> Judged:
    if getattr(claim, "scopes", None) == ():  # it can mean no group of incidents that there is
        return Judged(claim, "not checked", "of what", {})
    return _JUDGES[type(claim)](claim, figures)


def _count(claim: Count, figures: Figures) -> Judged:
    value = claim.number.value
    if claim.within:
        return _within(claim, figures)
    fits = [scope for scope in claim.scopes if _fits_count(figures, scope, value)]
    first = claim.scopes[0]
    if not fits and claim.is_loose:
        return Judged(claim, "not checked", "of what", {})
    if not fits:
        told = f"The table has {figures.count(first)} incidents {scope_in_words(first)}, not {value:g}."
        return Judged(claim, "wrong", "figure", {"told": told})
    if claim.whole and not any(figures.count(scope) == claim.whole.value for scope in claim.wholes):
        of_all = Scope(fits[0].period)
        told = f"The table has {figures.count(of_all)} incidents {scope_in_words(of_all)}, not {claim.whole.value:g}."
        return Judged(claim, "wrong", "figure", {"told": told})
    return Judged(claim, "met", "count", {})


def _fits_count(figures: Figures, scope: Scope, value: float) -> bool:
    """Whether a scope holds so many; those that came back may be told with the first of them."""
    count = figures.count(scope)
    return count == value or (scope.only == "repeats" and count > 0 and count + 1 == value)


def _within(claim: Count, figures: Figures) -> Judged:
    """So many incidents within so many days, wherever these lie."""
    scope = claim.scopes[0]
    most, first = most_within(figures.incidents(scope), min(max(claim.within, 1), MOST_DAYS))
    if claim.number.value <= most or any(_fits_count(figures, scope, claim.number.value) for scope in claim.scopes):
        return Judged(claim, "met", "count", {})
    if claim.is_loose:
        return Judged(claim, "not checked", "of what", {})
    begins = f"; these begin with {day(first)}" if first else ""
    told = f"No {claim.within} days hold more than {most} incidents {scope_in_words(scope)}{begins}."
    return Judged(claim, "wrong", "figure", {"told": told})


def _share(claim: Share, figures: Figures) -> Judged:
    slack = max(claim.number.step, 1.0)
    for scope in claim.scopes:
        hits = figures.count(scope)
        for whole in (figures.count(one) for one in _wholes(scope)):
            if whole and abs(100 * hits / whole - claim.number.value) <= slack:
                return Judged(claim, "met", "share", {"hits": hits, "whole": whole})
    scope = claim.scopes[0]
    hits, whole = figures.count(scope), max(1, figures.count(Scope(scope.period)))
    told = f"{hits} of {whole} incidents {scope_in_words(scope)} are {100 * hits / whole:.0f} %."
    return Judged(claim, "wrong", "figure", {"told": told})


def _wholes(scope: Scope) -> list[Scope]:
    """What a scope may be a share of: its quarter, those that came back, those of one of its names or of its days."""
    names = [Scope(scope.period, (name,)) for name in scope.names] if len(scope.names) > 1 else []
    some = [Scope(scope.period, only=scope.only)] if scope.only and scope.names else []
    days = [Scope(scope.period, days=scope.days)] if scope.days and scope.names else []
    return [Scope(scope.period), *some, *names, *days]


def _minutes(claim: Minutes, figures: Figures) -> Judged:
    slack = max(claim.number.step * 0.6, 1.0)
    values = [(scope, figures.value(claim.metric, scope)) for scope in claim.scopes]
    for scope, value in values:
        if value is not None and abs(value - claim.number.value) <= slack:
            closed = sum(one.minutes is not None for one in figures.incidents(scope))
            return Judged(claim, "met", "minutes", {"count": closed})
    if claim.is_loose:
        fits = any(_fits_count(figures, scope, claim.number.value) for scope in claim.scopes)
        if not fits and any(_is_bound(claim, scope, figures) for scope in claim.scopes):
            return Judged(claim, "met", "bounds", {})
        return Judged(claim, "met", "count", {}) if fits else Judged(claim, "not checked", "what", {})
    scope, value = values[0]
    name = "mean" if claim.metric == "mean" else "median"
    about = scope_in_words(scope)
    told = (
        f"The {name} of the closed incidents {about} is {value:.0f} minutes." if value else f"There are none {about}."
    )
    return Judged(claim, "wrong", "figure", {"told": told})


def _is_bound(claim: Minutes, scope: Scope, figures: Figures) -> bool:
    """Whether a number is an end of the interval of its figure."""
    interval = figures.interval(claim.metric, scope)
    return interval is not None and any(abs(end - claim.number.value) <= 1.5 for end in interval)


def _change(claim: Change, figures: Figures) -> Judged:
    found = _meant(claim, figures)
    told = {"told": compared(found, claim.names)}
    going = "up" if found.now > found.before else "down" if found.now < found.before else "same"
    if claim.hedged and not found.carried:
        return _if_exact(claim, found, "hedged")
    if claim.hedged == "cannot":
        return Judged(claim, "could tell", "could-tell", told)
    if claim.way == "same":
        if found.carried:
            return Judged(claim, "other way", "other-way", told)
        return Judged(claim, "not carried", "not-carried-same", told)
    if going not in (claim.way, "same"):
        return Judged(claim, "other way", "other-way", told)
    if not found.carried:
        return Judged(claim, "not carried", "not-carried", told)
    return _if_exact(claim, found, "change")


def _meant(claim: Change, figures: Figures) -> Comparison:
    """The comparison that a change speaks of; of "shorter" the median where the mean does not go that way."""
    found = figures.compare(claim.metric, claim.names)
    if claim.metric == "duration" and (found.now > found.before) != (claim.way == "up"):
        return figures.compare("median", claim.names)
    return found


def _if_exact(claim: Change, found: Comparison, text: str) -> Judged:
    """A change that stands as it is told, unless its size is wrong."""
    told = {"told": compared(found, claim.names)}
    if claim.percent is not None and found.percent is not None:
        size = abs(claim.percent.value)
        points = 100 * (found.now - found.before) if found.is_share else found.percent
        if abs(size - abs(points)) > max(1.0, claim.percent.step):
            return Judged(claim, "wrong", "figure", told)
    if claim.factor and claim.factor != 1 and found.before and not claim.hedged:
        times = found.now / found.before
        if not 0.8 * claim.factor <= times <= 1.25 * claim.factor:
            return Judged(claim, "wrong", "figure", told)
    return Judged(claim, "met", text, told)


def _size(claim: Size, figures: Figures) -> Judged:
    found = figures.compare(claim.metric, claim.names)
    told = {"told": compared(found, claim.names)}
    if found.percent is None or abs(found.percent - claim.number.value) > max(1.0, claim.number.step):
        return Judged(claim, "wrong", "figure", told)
    return Judged(claim, "met", "size", told)


def _bounds(claim: Bounds, figures: Figures) -> Judged:
    if claim.low.unit == "minutes":
        interval = figures.interval(claim.metric, Scope("this", claim.names))
        known = [tuple(interval)] if interval else []
    else:
        found = figures.compare(claim.metric, claim.names)
        known = [found.bounds] if found.bounds else []
    for low, high in known:
        slack = max(2.0, 0.05 * (high - low))
        if abs(low - claim.low.value) <= slack and abs(high - claim.high.value) <= slack:
            return Judged(claim, "met", "bounds", {})
    if not known:
        return Judged(claim, "wrong", "figure", {"told": "There are too few incidents for an interval."})
    low, high = known[0]
    told = f"The interval runs from {low:+.0f} to {high:+.0f} {'minutes' if claim.low.unit == 'minutes' else '%'}."
    return Judged(claim, "wrong", "figure", {"told": told})


def _rank(claim: Rank, figures: Figures) -> Judged:
    ranked = figures.ranked(claim.name, claim.period)
    edge = ranked[0][0] if claim.most else ranked[-1][0]
    count = figures.count(Scope(claim.period, (claim.name,)))
    if count == edge:
        return Judged(claim, "met", "rank", {"name": claim.name[1], "count": count})
    leader = ranked[0] if claim.most else ranked[-1]
    told = f"{leader[1]} has {leader[0]} incidents, {claim.name[1]} {count}."
    return Judged(claim, "wrong", "figure", {"told": told})


def _between(claim: Between, figures: Figures) -> Judged:
    found = figures.beside(claim.name, claim.other, claim.period)
    told = {"told": f"{claim.name[1]} has {found.now:g} incidents, {claim.other[1]} {found.before:g}{change(found)}"}
    if found.now == found.before or (found.now > found.before) != (claim.way == "up"):
        return Judged(claim, "other way", "other-way", told)
    if found.carried:
        return Judged(claim, "could tell", "could-tell", told) if claim.hedged else Judged(claim, "met", "change", told)
    return Judged(claim, "met", "hedged", told) if claim.hedged else Judged(claim, "not carried", "chance", told)


def _because(claim: Because, _: Figures) -> Judged:
    return Judged(claim, "cause", "cause-from-counts", {})


def _elsewhere(claim: Elsewhere, figures: Figures) -> Judged:
    others = ", ".join(figures.quarters.names(claim.kind))
    kind = "service" if claim.kind == "service" else "class of cause"
    return Judged(claim, "not there", "not-there", {"kind": kind, "name": claim.name, "others": others})


def _unread(claim: Unread, _: Figures) -> Judged:
    return Judged(claim, "not checked", claim.lacks, {})


_JUDGES: dict[type[Claim], Callable[[Any, Figures], Judged]] = {
    Count: _count,
    Share: _share,
    Size: _size,
    Minutes: _minutes,
    Change: _change,
    Bounds: _bounds,
    Rank: _rank,
    Between: _between,
    Because: _because,
    Elsewhere: _elsewhere,
    Unread: _unread,
}
