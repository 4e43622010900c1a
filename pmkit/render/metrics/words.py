"""Figures of a history in words: minutes as people say them, intervals, and what cannot be told."""

from pmkit.metrics.figures import Estimate
from pmkit.metrics.intervals import Interval

TOO_FEW = "too few"


def length(minutes: float) -> str:
    """Minutes, shortened: seconds below two, hours from ten hours on.

    >>> length(0.5), length(74.4), length(900)
    ('30 s', '74 min', '15.0 h')
    """
    if minutes < 2:
        return f"{minutes * 60:.0f} s"
    return f"{minutes:.0f} min" if minutes < 600 else f"{minutes / 60:.1f} h"


def gap(hours: float) -> str:
    """Hours, from two days on as days.

    >>> gap(30), gap(96)
    ('30 h', '4.0 d')
    """
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.1f} d"


def share(value: float) -> str:
    """A share of one, in percent.

    >>> share(0.057)
    '5.7 %'
    """
    return f"{100 * value:.1f} %" if value < 0.1 else f"{100 * value:.0f} %"


def between(interval: Interval | None) -> str:
    """An interval of minutes."""
    return f"{length(interval.low)} to {length(interval.high)}" if interval else TOO_FEW


def value(estimate: Estimate | None) -> str:
    """A value in minutes; a dash for none."""
    return length(estimate.value) if estimate else "-"
