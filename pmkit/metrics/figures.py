"""The figures of a history under a clock policy: mean, quantiles and share within target, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from pmkit.metrics import intervals
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.intervals import Interval, Values
from pmkit.models.clocks import FIGURES, FigureName, Policy, Span, load_policy, policy_names
from pmkit.models.incident_history.targets import Targets, load_targets

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Verdict = Literal["met", "not met", "cannot tell yet"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
MEAN_NAMES: dict[FigureName, str] = {"TTD": "MTTD", "TTA": "MTTA", "TTM": "MTTM", "TTR": "MTTR"}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, and the interval that holds the truth 95 times in 100; None says that there are too few to tell."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of a history: minutes over `count` incidents.

    `unknown` have one of the two anchors missing, `open` have no end yet, `reversed` would have a negative time and
    are left out; none of these is in the values. `within` is the share within the target, None where there is none.
    """

    name: FigureName
    count: int
    unknown: int
    open: int
    reversed: int
    mean: Estimate | None
    median: Estimate | None
    p90: Estimate | None
    p95: Estimate | None
    target: float | None
    within: Estimate | None
    verdict: Verdict | None


def metrics_of(history: IncidentHistory, policy: Policy | None = None, targets: Targets | None = None) -> list[Metric]:
    """Each figure of FIGURES over a history, closed incidents only: open ones are counted beside (see survival)."""
    policy, targets = policy or load_policy(), targets or load_targets()
    return [_metric(history, name, policy.figures[name], targets.minutes.get(name)) for name in FIGURES]


def minutes_of(history: IncidentHistory, span: Span) -> "Series[float]":
    """The minutes between two anchors for each incident, NaN where one is missing; indexed as the history."""
    frame = history.frame
    seconds = (_first_given(frame, span.ends) - _first_given(frame, span.starts)).dt.total_seconds()
    return seconds / 60


def lacking(history: IncidentHistory, span: Span) -> tuple[str, ...]:
    """The ends of a figure that no incident of a history has, each as the columns of which one would do.

    Empty where some incident has each end, or where there is no incident.
    """
    ends = (span.starts, span.ends) if len(history) else ()
    never = [anchors for anchors in ends if not history.frame[list(anchors)].notna().to_numpy().any()]
    return tuple(dict.fromkeys(" or ".join(anchors) for anchors in never))


def policies_for(history: IncidentHistory, names: Sequence[FigureName]) -> dict[str, list[FigureName]]:
    """The policies under which a history has some of the figures called `names`, the one with most of them first."""
    found = {
        policy: [name for name in names if not lacking(history, load_policy(policy).figures[name])]
        for policy in policy_names()
    }
    kept = sorted(((policy, given) for policy, given in found.items() if given), key=lambda one: -len(one[1]))
    return dict(kept)


def _first_given(frame: "DataFrame", anchors: Sequence[str]) -> "Series[object]":
    """Of several anchors the first that an incident has."""
    found = frame[anchors[0]]
    for anchor in anchors[1:]:
        found = found.fillna(frame[anchor])
    return found


def _metric(history: IncidentHistory, name: FigureName, span: Span, target: float | None) -> Metric:
    import numpy as np

    minutes = minutes_of(history, span)
    has_begun = _first_given(history.frame, span.starts).notna()
    is_open = int((minutes.isna() & history.is_open & has_begun).sum())
    every = minutes.to_numpy()
    known = np.sort(every[~np.isnan(every)])
    values = known[np.searchsorted(known, 0.0) :]  # in order, so that no quantile sorts again
    count = len(values)
    mean = Estimate(float(values.mean()), intervals.of_mean(values)) if count else None
    hits = int(np.searchsorted(values, target, side="right")) if target is not None else 0
    within = Estimate(hits / count, intervals.of_share(hits, count)) if count and target else None
    return Metric(
        name,
        count=count,
        unknown=len(every) - len(known) - is_open,
        open=is_open,
        reversed=len(known) - count,
        mean=mean,
        median=_quantile(values, 0.5),
        p90=_quantile(values, 0.9),
        p95=_quantile(values, 0.95),
        target=target,
        within=within,
        verdict=verdict_of(mean, target),
    )


def _quantile(values: "Values", share: float) -> Estimate | None:
    if not len(values):
        return None
    value, interval = intervals.quantile(values, share), intervals.of_quantile(values, share)
    return Estimate(value, interval.holding(value) if interval else None)


def verdict_of(estimate: Estimate | None, target: float | None) -> Verdict | None:
    """Whether a mean lies below its target: only where its whole interval lies on one side can one tell.

    >>> verdict_of(Estimate(40.0, Interval(25.0, 70.0)), 30.0)
    'cannot tell yet'
    """
    if target is None:
        return None
    if estimate is None or estimate.interval is None:
        return "cannot tell yet"
    if estimate.interval.high < target:
        return "met"
    return "not met" if estimate.interval.low >= target else "cannot tell yet"
