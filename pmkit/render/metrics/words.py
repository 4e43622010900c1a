"""Figures of a history in words: minutes as people say them, intervals, and what cannot be told."""

from pmkit.metrics.figures import Estimate
from pmkit.metrics.intervals import FEWEST, Interval

TOO_FEW = "too few"
HOLDS_ZERO = "none: has 0"
"""Where there are enough, and one is 0, as stamps to the minute have it: 0 has no logarithm."""


def length(minutes: float) -> str:
    """Minutes, shortened: seconds below two, hours from ten hours on, days from a hundred.

    >>> length(0.5), length(74.4), length(900), length(14400)
    ('30 s', '74 min', '15.0 h', '10.0 d')
    """
    if minutes < 2:
        return f"{minutes * 60:.0f} s"
    if minutes < 600:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.1f} h" if minutes < 6000 else f"{minutes / 1440:.1f} d"


def gap(hours: float) -> str:
    """Hours, below two as minutes, from two days on as days.

    >>> gap(0.5), gap(30), gap(96)
    ('30 min', '30 h', '4.0 d')
    """
    if hours < 2:
        return length(60 * hours)
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.1f} d"


def share(value: float) -> str:
    """A share of one, in percent.

    >>> share(0.057)
    '5.7 %'
    """
    return f"{100 * value:.1f} %" if value < 0.1 else f"{100 * value:.0f} %"


def between(interval: Interval | None, count: int = 0) -> str:
    """An interval of minutes, or why there is none of so many values.

    >>> between(Interval(40, 90)), between(Interval(400, 900)), between(None, 5)
    ('40 to 90 min', '400 min to 15.0 h', 'too few')
    """
    if interval is None:
        return no_interval(count)
    low, high = length(interval.low), length(interval.high)
    unit = low.rpartition(" ")[2]
    return f"{low.removesuffix(f' {unit}')} to {high}" if high.endswith(f" {unit}") else f"{low} to {high}"


def no_interval(count: int) -> str:
    """Why a mean of so many values has no interval."""
    return TOO_FEW if count < FEWEST else HOLDS_ZERO


def value(estimate: Estimate | None) -> str:
    """A value in minutes; a dash for none."""
    return length(estimate.value) if estimate else "-"
