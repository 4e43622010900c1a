"""Whether incidents become rarer: gaps between them, their mean with its interval, and a test that bears clusters.

The test is Lewis and Robinson's: how far the middle of the starts lies from the middle of the window, divided by how
uneven the gaps are, so that clusters alone do not pass for a trend. It sees a steady rise or fall; a burst in the
middle, or a fall that is made good again, it cannot see, and below twenty incidents hardly anything.
"""

import math
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist, fmean, stdev
from typing import TYPE_CHECKING, Literal

from pmkit.metrics import intervals
from pmkit.metrics.figures import Estimate
from pmkit.metrics.history import IncidentHistory

if TYPE_CHECKING:
    from pmkit.metrics.intervals import Values

FEWEST = 20
"""Below so many gaps no trend is judged."""
LEVEL = 0.05
Direction = Literal["rarer", "more frequent", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Of the gaps between the beginnings of incidents: how many, their mean in hours, and which way they go.

    `chance` is how often a trend so strong comes from no trend at all; None for too few.
    """

    gaps: int
    mean: Estimate | None
    chance: float | None
    direction: Direction


def trend_of(history: IncidentHistory) -> Trend:
    """The mean time between failures of a history, and whether it increases."""
    import numpy as np

    starts = history.frame["impact_start"].fillna(history.frame["cause"]).dropna().to_numpy("datetime64[us]")
    return trend(np.diff(np.sort(starts)) / np.timedelta64(1, "h"))


def trend(gaps: "Values") -> Trend:
    """The trend of gaps in the order of time, in hours.

    >>> trend([10.0 + n for n in range(40)]).direction
    'rarer'
    """
    if not len(gaps):
        return Trend(0, None, None, "cannot tell")
    mean = Estimate(float(sum(gaps)) / len(gaps), intervals.of_mean_gap(gaps))
    score = _score(gaps)
    if score is None:
        return Trend(len(gaps), mean, None, "cannot tell")
    chance = 2 * (1 - NormalDist().cdf(abs(score)))
    direction: Direction = "cannot tell" if chance >= LEVEL else "rarer" if score < 0 else "more frequent"
    return Trend(len(gaps), mean, chance, direction)


def _score(gaps: "Values") -> float | None:
    """Below 0 where beginnings lie early in the window, so that gaps grow; a standard normal value without a trend."""
    count, whole = len(gaps), float(sum(gaps))
    if count < FEWEST or whole <= 0:
        return None
    place, uneven = _shape(gaps)
    laplace = (place - whole / 2) / (whole * math.sqrt(1 / (12 * (count - 1))))
    return laplace / max(uneven * count / whole, 1e-9)


def _shape(gaps: "Values") -> tuple[float, float]:
    """The mean place of the beginnings between the first and the last, and how far gaps lie from their mean."""
    if isinstance(gaps, list) and len(gaps) <= intervals.EXACT:  # without numpy, which a trainee's page need not have
        return fmean([*accumulate(gaps)][:-1]), stdev(gaps)
    import numpy as np

    hours = np.asarray(gaps, dtype=float)
    return float(np.cumsum(hours)[:-1].mean()), float(hours.std(ddof=1))
