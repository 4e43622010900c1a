"""What a history says of one's own durations and rate: from where to ask how many incidents a change takes."""

from dataclasses import dataclass

from pmkit.metrics.figures import minutes_of
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.intervals import FEWEST
from pmkit.metrics.power import Tails, tails_of
from pmkit.models.clocks import FigureName, load_policy

MONTH_DAYS = 365.25 / 12
SPANS: dict[FigureName, str] = {
    "duration": "from the first impact to its end",
    "TTR": "from the first impact until resolved",
}


@dataclass(frozen=True)
class Baseline:
    """`durations` of closed incidents with their spread (sigma of logarithms), incidents a month and tails.

    `span` says in words what was measured. `longest` is the id of the longest, with `longest_share` of all minutes.
    """

    durations: int
    span: str
    spread: float
    a_month: float
    longest: str
    longest_share: float
    tails: Tails


def baseline_of(history: IncidentHistory) -> Baseline:
    """The baseline of a history: its impact, or the time to resolve where ends of impact are few.

    Raises ValueError where it has too few durations.
    """
    import numpy as np

    figures = load_policy("impact").figures
    found = {span: minutes_of(history, figures[figure]) for figure, span in SPANS.items()}
    known = {span: minutes[minutes > 0] for span, minutes in found.items()}
    span, minutes = next((one for one in known.items() if len(one[1]) >= FEWEST), list(known.items())[-1])
    tails = tails_of(minutes.tolist())
    starts = history.frame["impact_start"].fillna(history.frame["cause"]).dropna()
    days = (history.until - starts.min().to_pydatetime()).total_seconds() / 86_400
    return Baseline(
        len(minutes),
        span,
        float(np.log(minutes.to_numpy(dtype=float)).std(ddof=1)),
        len(starts) / max(days / MONTH_DAYS, 1.0),
        str(history.frame.loc[minutes.idxmax(), "id"]),
        float(minutes.max() / minutes.sum()),
        tails,
    )
