"""All that is told of a history at once: its figures, the open ones, the trend and the programme, under one policy."""

from dataclasses import dataclass

from pmkit.metrics.figures import Metric, metrics_of
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.programme import ProgrammeShare, programme_of
from pmkit.metrics.survival import Survival, survival_of
from pmkit.metrics.trend import Trend, trend_of
from pmkit.models.clocks import DEFAULT, Policy, load_policy
from pmkit.models.dates.business_days import WEEKDAYS
from pmkit.models.incident_history.targets import Targets, load_targets


@dataclass(frozen=True)
class HistoryReport:
    """What the table, the page and JSON show of a history."""

    history: IncidentHistory
    policy: Policy
    targets: Targets
    metrics: list[Metric]
    survival: Survival
    trend: Trend
    programme: list[ProgrammeShare]


def report_of(
    history: IncidentHistory, policy: str = DEFAULT, targets: str = "module", calendar: str = WEEKDAYS
) -> HistoryReport:
    """The report of a history. Raises LookupError for a policy, targets or a calendar that there is not."""
    chosen, aims = load_policy(policy), load_targets(targets)
    return HistoryReport(
        history,
        chosen,
        aims,
        metrics_of(history, chosen, aims),
        survival_of(history, chosen),
        trend_of(history),
        programme_of(history, aims, calendar),
    )
