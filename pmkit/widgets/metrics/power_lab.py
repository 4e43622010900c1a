"""The lab *How many incidents until you can tell?*: what MTTR shows of a change, at one's own size and rate."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

from pmkit.metrics import power
from pmkit.metrics.figures import minutes_of
from pmkit.metrics.history import IncidentHistory, read_history
from pmkit.metrics.intervals import FEWEST
from pmkit.metrics.power import Limits, Setting
from pmkit.models.clocks import load_policy
from pmkit.render.metrics.power import HEAD, lines, outline, rows, svg
from pmkit.widgets.metrics.lab import Dial, MetricsLab, Told

MONTH_DAYS = 365.25 / 12
PERIOD_MONTHS = 3


class PowerLab(MetricsLab):
    """Two periods and a true change; see `power_lab`."""

    title: ClassVar[str] = "How many incidents until you can tell?"
    question: ClassVar[str] = "A target says “MTTR down by 10 % this quarter”. What would its number tell you?"

    def work_out(self, values: Mapping[str, float], seed: int) -> Told:
        """The shares of each figure, and the incidents that it needs."""
        outcome = power.simulate(_setting(values), seed)
        return Told(
            HEAD,
            rows(outcome),
            lines(outcome),
            outline(outcome),
            lambda width, theme: svg(outcome, width=width, theme=theme),
        )


def power_lab(
    history: str | Path | IncidentHistory | None = None,
    *,
    incidents: int | None = None,
    improvement: float = 0.1,
    spread: float | None = None,
    a_month: float | None = None,
) -> PowerLab:
    """The lab, begun at so many incidents a period, a true improvement (0.1 for 10 %), a spread and a rate.

    A `history` (its CSV file, or one that was read) gives its own spread and rate, and a quarter as the period.
    Raises UnreadableError for a file that is no history, ValueError that says what to write for a number.
    """
    begun, remarks = _begun(history)
    setting = Setting(
        begun.incidents if incidents is None else incidents,
        improvement,
        begun.spread if spread is None else spread,
        begun.a_month if a_month is None else a_month,
    )
    return PowerLab(_dials(setting), remarks)


def _setting(values: Mapping[str, float]) -> Setting:
    return Setting(int(values["incidents"]), values["improvement"] / 100, values["spread"], values["a_month"])


def _dials(setting: Setting) -> list[Dial]:
    least, most = power.IMPROVEMENT
    incidents, spread, a_month = setting.incidents, round(setting.spread, 2), round(setting.a_month, 1)
    percent = round(100 * setting.improvement, 2)
    return [
        Dial("incidents", "Incidents a period", "incidents", *power.INCIDENTS, value=incidents, step=1, grows=True),
        Dial("improvement", "True improvement", "%", 100 * least, 100 * most, percent),
        Dial("spread", "Spread of durations (sigma)", "", *power.SPREAD, value=spread),
        Dial("a_month", "Your incidents a month", "a month", *power.A_MONTH, value=a_month, grows=True),
    ]


class _Begun(NamedTuple):
    incidents: int
    spread: float
    a_month: float


def _begun(history: str | Path | IncidentHistory | None) -> tuple[_Begun, list[str]]:
    """Where a history lets the lab begin, and what is to be said of that."""
    usual = Setting()
    begun = _Begun(usual.incidents, usual.spread, usual.a_month)
    if history is None:
        return begun, []
    import numpy as np

    if isinstance(history, str | Path):
        history = read_history(history)
    minutes = minutes_of(history, load_policy().figures["duration"])
    logs = np.log(minutes[minutes > 0].to_numpy(dtype=float))
    starts = history.frame["impact_start"].fillna(history.frame["cause"]).dropna()
    if len(logs) < FEWEST or starts.empty:
        return begun, [f"Your history has {len(logs)} durations; from {FEWEST} on the lab begins with its own figures."]
    months = max((history.until - starts.min().to_pydatetime()).total_seconds() / 86_400 / MONTH_DAYS, 1.0)
    own = _Begun(round(PERIOD_MONTHS * len(starts) / months), float(logs.std(ddof=1)), len(starts) / months)
    limits = (power.INCIDENTS, power.SPREAD, power.A_MONTH)
    kept = [_within(value, limit) for value, limit in zip(own, limits, strict=True)]
    remark = (
        f"Your history: {len(logs)} durations with a spread of {own.spread:.2f}, {own.a_month:.1f} incidents a month; "
        f"a period is {PERIOD_MONTHS} months."
    )
    beyond = " The lab begins at the nearest that it can draw." if kept != list(own) else ""
    return _Begun(int(kept[0]), kept[1], kept[2]), [remark + beyond]


def _within(value: float, limits: Limits) -> float:
    return min(max(value, limits.low), limits.high)
