"""Figures of two quarters in words, for what is said of a sentence."""

from datetime import date
from typing import Any

from pmkit.checks.text.lexicon import table
from pmkit.checks.trend.claims import Metric, Name, Scope
from pmkit.grading.trend_meeting.figures import Comparison
from pmkit.models.data_file import data_file

NAMES: dict[Metric, str] = {
    "mean": "the mean time to resolve",
    "median": "the median",
    "duration": "the mean time to resolve",
    "share": "the share",
    "count": "the number of incidents",
}


def words(name: str) -> dict[str, Any]:
    """What is said of one thing."""
    found: dict[str, Any] = data_file("grading/trend_meeting/says.toml")[name]
    return found


def compared(found: Comparison, names: tuple[Name, ...] = ()) -> str:
    """A figure of both quarters, with its change and what the interval leaves open.

    >>> compared(Comparison("mean", 120.0, 140.0, (9, 30), None))
    'The mean time to resolve went from 140 to 120 minutes (30 and 9 incidents). Too few for an interval.'
    """
    about = f" of {named(names)}" if names else ""
    before, now = _value(found, found.before), _value(found, found.now)
    unit = " minutes" if found.metric not in ("count", "share") else ""
    told = f"{NAMES[found.metric]}{about} went from {before} to {now}{unit}"
    told = told[0].upper() + told[1:]
    if found.metric != "count":
        told += f" ({found.counts[1]} and {found.counts[0]} incidents)"
    return f"{told}{change(found)}"


def change(found: Comparison) -> str:
    """By how much a figure changed, with its interval."""
    if found.percent is None or found.bounds is None:
        return ". Too few for an interval."
    unit = "percentage points" if found.is_share else "%"
    low, high = (signed(one) for one in found.bounds)
    carried = "" if found.carried else ", so one cannot tell"
    return f": {signed(found.percent)} {unit}, and the interval runs from {low} to {high} {unit}{carried}."


def signed(value: float) -> str:
    """A whole number with its sign.

    >>> signed(-12.4), signed(0.2), signed(35)
    ('-12', '0', '+35')
    """
    whole = round(value)
    return f"{whole:+,}" if whole else "0"


def _value(found: Comparison, value: float) -> str:
    return f"{100 * value:.0f} %" if found.is_share else f"{value:,.0f}"


def named(names: tuple[Name, ...]) -> str:
    """The names of a scope."""
    return " and ".join(name for _, name in names)


def scope_in_words(scope: Scope) -> str:
    """Which incidents a scope means, after "incidents".

    >>> scope_in_words(Scope("before", (("service", "search"),)))
    'of search in the quarter before'
    """
    parts = [f"of {named(scope.names)}"] if scope.names else []
    parts += (
        [{"repeats": "that came back", "open": "still open", "closed": "that are closed"}[scope.only]]
        if scope.only
        else []
    )
    parts += [f"from {day(scope.days[0])} to {day(scope.days[1])}"] if scope.days else []
    parts += ["in the quarter before" if scope.period == "before" else "in this quarter"]
    return " ".join(parts)


def day(at: date) -> str:
    """A day without its year.

    >>> from datetime import date
    >>> day(date(2026, 8, 3))
    '3 August'
    """
    return f"{at.day} {table('trend')['months']['names'][at.month - 1].capitalize()}"
