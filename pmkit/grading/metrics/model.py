"""The model answer of an exercise in metrics: the history set right, under the clocks of the course."""

from typing import Any

from pmkit.grading.metrics.key import MetricsKey
from pmkit.grading.metrics.own_history import TIMED
from pmkit.metrics import intervals
from pmkit.metrics.figures import Estimate, verdict_of
from pmkit.metrics.intervals import Interval
from pmkit.models.data_file import data_file
from pmkit.models.incident_history.answer import (
    LABELS,
    FigureLabel,
    FoundFault,
    GivenFigure,
    GivenFigures,
    Judged,
    MetricsAnswer,
    PolicyName,
    Repeats,
    StillOpen,
)

POLICY: PolicyName = "module"
_OF_TREND: dict[str, Judged] = {"rarer": "met", "more frequent": "not met", "cannot tell": "cannot tell yet"}


def model_metrics(key: MetricsKey, policy: PolicyName = POLICY, words: str = "model") -> MetricsAnswer:
    """The answer that a history bears out, every faulty record corrected."""
    told: dict[str, Any] = data_file("grading/metrics/own_history_words.toml")[words]
    figures = GivenFigures(**{label: _figure(key, policy, label) for label in LABELS})
    (service, cause), _ = key.groups.most_common(1)[0]
    return MetricsAnswer(
        policy=policy,
        faults=[_fault(key, id_, told["says"]) for id_ in key.faulty],
        figures=figures,
        still_open=StillOpen(
            incidents=len(key.open_ids), median=round(key.open_medians(policy)[0][0], 1), says=told["open"]
        ),
        repeats=Repeats(incidents=max(key.repeats), service=service, cause_class=cause),
        summary=_summary(key, policy, figures, told["summary"]),
    )


def _figure(key: MetricsKey, policy: PolicyName, label: FigureLabel) -> GivenFigure:
    right = key.right(policy, label)
    interval = intervals.of_mean_gap(right.values) if label == "MTBF" else intervals.of_mean(right.values)
    low, high = interval or Interval(right.mean, right.mean)
    target = key.history.targets[policy].get(label)
    timed = verdict_of(Estimate(right.mean, interval), None if target is None else float(target))
    return GivenFigure(
        value=round(right.mean, 1),
        low=round(low, 1),
        high=round(high, 1),
        incidents=right.count,
        verdict=timed or _OF_TREND[key.trend.direction],
    )


def _fault(key: MetricsKey, id_: str, says: dict[str, str]) -> FoundFault:
    made = key.history.made
    fault = next(one for one in made.faults if made.rows[one.row - 1]["id"] == id_)
    twice = fault.kind == "duplicate"
    return FoundFault(
        id=id_,
        kind=fault.kind,
        column=fault.column,
        done="left out" if twice else "corrected",
        says=says[fault.kind].format(column=fault.column, twin=key.history.twins[0]),
    )


def _summary(key: MetricsKey, policy: PolicyName, figures: GivenFigures, words: str) -> str:
    unsure = [label for label, given in figures.each() if given.verdict == "cannot tell yet"]
    label = TIMED[-1]
    given = getattr(figures, label)
    return words.format(
        clocks=policy,
        label=label,
        value=f"{given.value:g}",
        low=f"{given.low:g}",
        high=f"{given.high:g}",
        unsure=" and ".join(unsure) or "none",
        open=len(key.open_ids),
    )
