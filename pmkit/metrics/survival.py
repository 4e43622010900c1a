"""How long incidents last when some are still open: the share still going after each time (Kaplan and Meier 1958).

Figures of closed incidents alone flatter: the longest are those that have not ended. The estimate is ten lines of
arithmetic; the tests hold it against another's. Its band is Greenwood's on the scale of log(-log).
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmkit.metrics.figures import Estimate
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.intervals import FEWEST, Interval
from pmkit.models.clocks import Policy, load_policy

if TYPE_CHECKING:
    from pandas import DataFrame

_Z = 1.959963984540054


@dataclass(frozen=True)
class Survival:
    """`curve` has one row for each time at which an incident ended: minutes, share still going, low, high.

    `median` is None where half have not ended yet; its interval where the band does not cross a half on both sides,
    or too few have ended.
    """

    curve: "DataFrame"
    ended: int
    open: int
    median: Estimate | None


def survival_of(history: IncidentHistory, policy: Policy | None = None) -> Survival:
    """The curve of the duration under a policy; open incidents count until the history was taken."""
    import pandas as pd

    span = (policy or load_policy()).figures["duration"]
    frame = history.frame
    start = frame[span.starts[0]]
    for anchor in (*span.starts[1:], "impact_start"):
        start = start.fillna(frame[anchor])
    end = frame[span.ends[0]]
    for anchor in span.ends[1:]:
        end = end.fillna(frame[anchor])
    has_ended = end.notna()
    until = pd.Timestamp(history.until)
    minutes = (end.fillna(until) - start).dt.total_seconds() / 60
    usable = minutes.notna() & (minutes >= 0) & (has_ended | history.is_open)
    return survival(minutes[usable].tolist(), has_ended[usable].tolist())


def survival(minutes: list[float], ended: list[bool]) -> Survival:
    """The curve of so many times, each of which ended or was still going when it was last seen.

    >>> survival([10, 20, 30, 40], [True, True, False, True]).median.value
    20.0
    """
    import numpy as np
    import pandas as pd

    times, is_end = np.asarray(minutes, dtype=float), np.asarray(ended, dtype=bool)
    at, ends = np.unique(times[is_end], return_counts=True)
    ordered = np.sort(times)
    under = len(ordered) - np.searchsorted(ordered, at, side="left")
    going = np.cumprod(1 - ends / under)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(ends / (under * (under - ends)))) / np.abs(np.log(going))
        low = np.where(going < 1, going ** np.exp(_Z * spread), 1.0)
        high = np.where(going < 1, going ** np.exp(-_Z * spread), 1.0)
    last = going <= 0
    low, high = np.where(last, 0.0, low), np.where(last, np.nan, high)
    curve = pd.DataFrame({"minutes": at, "going": going, "low": low, "high": high})
    count = int(is_end.sum())
    return Survival(curve, count, len(times) - count, _median(curve, count))


def _median(curve: "DataFrame", count: int) -> Estimate | None:
    """The first time after which no more than half are still going, and where the edges of the band say so."""

    def reached(column: str) -> float | None:
        below = curve.loc[curve[column] <= 0.5, "minutes"]
        return float(below.iloc[0]) if len(below) else None

    value, low, high = reached("going"), reached("low"), reached("high")
    if value is None:
        return None
    if low is None or high is None or count < FEWEST or math.isnan(high):
        return Estimate(value, None)
    return Estimate(value, Interval(low, high))
