"""The lab *How many incidents until you can tell?*: what MTTR shows of a change, at one's own size and rate."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from pmkit.metrics import power
from pmkit.metrics.baseline import baseline_of
from pmkit.metrics.history import IncidentHistory, history_of, read_history
from pmkit.metrics.power import Setting, Tails
from pmkit.render.metrics.power import HEAD, lines, outline, rows, svg
from pmkit.widgets.metrics.lab import Dial, MetricsLab, Told

PERIOD_MONTHS = 3
OWN = "own"
LONGEST_NAME = 40
HALF = 0.5
"""From this share on, one incident makes the mean."""


class PowerLab(MetricsLab):
    """Two periods and a true change; see `power_lab`."""

    title: ClassVar[str] = "How many incidents until you can tell?"
    question: ClassVar[str] = "A target says “MTTR down by 10 % this quarter”. What would its number tell you?"

    def __init__(self, dials: Sequence[Dial], remarks: Sequence[str] = (), tails: Tails | None = None) -> None:
        """`tails` are those of the trainee's own durations, where there are any."""
        self.tails = tails
        super().__init__(dials, remarks)

    def work_out(self, values: Mapping[str, float], seed: int) -> Told:
        """The shares of each figure, and the incidents that it needs."""
        outcome = power.simulate(_setting(values), seed, self.tails if values.get(OWN) else None)
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

    A `history` (the path of its CSV file, that file's text, or what was read of it) gives its own spread, tails
    and rate, and a quarter as the period. Raises UnreadableError for a file that is no history, ValueError that says
    what to write for a number.
    """
    begun, remarks, tails = _begun(history)
    setting = Setting(
        begun.incidents if incidents is None else incidents,
        improvement,
        begun.spread if spread is None else spread,
        begun.a_month if a_month is None else a_month,
    )
    own = Dial(OWN, "Draw from your own durations, with their own tails", "", 0, 1, 1, whole=True, box=True)
    return PowerLab([*_dials(setting), *([own] if tails else [])], remarks, tails)


def _setting(values: Mapping[str, float]) -> Setting:
    return Setting(int(values["incidents"]), values["improvement"] / 100, values["spread"], values["a_month"])


def _dials(setting: Setting) -> list[Dial]:
    least, most = power.IMPROVEMENT
    incidents, spread, a_month = setting.incidents, round(setting.spread, 2), round(setting.a_month, 1)
    percent = round(100 * setting.improvement, 2)
    return [
        Dial("incidents", "Incidents a period", "incidents", *power.INCIDENTS, value=incidents, grows=True, whole=True),
        Dial("improvement", "True improvement", "%", 100 * least, 100 * most, percent, step=1),
        Dial("spread", "Spread of durations (sigma)", "", *power.SPREAD, value=spread),
        Dial("a_month", "Your incidents a month", "a month", *power.A_MONTH, value=a_month, grows=True),
    ]


class _Begun(NamedTuple):
    setting: Setting
    remarks: list[str]
    tails: Tails | None


def _begun(history: str | Path | IncidentHistory | None) -> _Begun:
    """Where a history lets the lab begin, and what is to be said of that."""
    if history is None:
        return _Begun(Setting(), [], None)
    read = _read(history)
    try:
        own = baseline_of(read)
    except ValueError as error:
        return _Begun(Setting(), [f"Your history has {error}. The lab begins without it."], None)
    wanted = (round(PERIOD_MONTHS * own.a_month), own.spread, own.a_month)
    limits = (power.INCIDENTS, power.SPREAD, power.A_MONTH)
    incidents, spread, a_month = (min(max(one, low), high) for one, (low, high) in zip(wanted, limits, strict=True))
    figures = f"{own.durations} durations {own.span}, a spread of {own.spread:.2f}, {own.a_month:.1f} incidents a month"
    remarks = [f"Your history: {figures}; a period is {PERIOD_MONTHS} months."]
    if (incidents, spread, a_month) != wanted:
        remarks.append("The lab begins at the nearest that it can draw.")
    if own.longest_share > HALF:
        share = f"{100 * own.longest_share:.0f} % of all these minutes"
        remarks.append(
            f"{share} are those of {own.longest[:LONGEST_NAME] or 'one incident'}: look at its record first."
        )
    return _Begun(Setting(int(incidents), spread=spread, a_month=a_month), remarks, own.tails)


def _read(history: str | Path | IncidentHistory) -> IncidentHistory:
    if isinstance(history, IncidentHistory):
        return history
    if not isinstance(history, str | Path):
        raise TypeError(f"history is of type {type(history).__name__}; write the path of its CSV file")
    return history_of(str(history)) if "\n" in str(history) else read_history(history)
