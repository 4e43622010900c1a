"""What the charts of a history draw, as plain lists: made once for both themes, no more than a screen can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pmkit.metrics.action_dates import action_dates
from pmkit.metrics.figures import minutes_of
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.report import HistoryReport
from pmkit.models.clocks import Policy
from pmkit.render.scene.wrapping import excerpt
from pmkit.render.timeline.chart import escape

if TYPE_CHECKING:
    from pandas import DataFrame, Series

MOST_DOTS = 4_000
"""Dots of a chart; of more incidents every so-manyth is drawn, and the chart says so."""
MOST_STEPS = 2_000
"""Points of a curve; of longer ones every so-manyth is drawn, which no eye can tell."""
MOST_BARS = 12
AGES: Sequence[tuple[str, int | None, int | None]] = (
    ("not due yet", None, 0),
    ("1 to 7 days late", 1, 7),
    ("8 to 30 days late", 8, 30),
    ("over 30 days late", 31, None),
)
Bars = list[tuple[str, int]]


@dataclass(frozen=True)
class Dots:
    """Incidents: when each began, as plotly takes it, how many minutes it lasted, and what it is called."""

    at: list[str]
    minutes: list[float]
    names: list[str]


@dataclass(frozen=True)
class Points:
    """`closed` and `open` are the dots of durations, every `every`th of `count`; open ones last until the end.

    `curve` has the survival curve as lists, `so_far` the number of incidents by time.
    """

    closed: Dots
    open: Dots
    every: int
    count: int
    median: float | None
    curve: dict[str, list[float]]
    so_far: tuple[list[str], list[int]]
    services: Bars
    causes: Bars
    late: Bars


def points_of(report: HistoryReport) -> Points:
    """What all charts of a report draw."""
    history = report.history
    closed, still, every, count = dots_of(history, report.policy)
    return Points(
        closed,
        still,
        every,
        count,
        next((one.median.value for one in report.metrics if one.name == "duration" and one.median), None),
        _curve(report.survival.curve),
        _so_far(history),
        _counts(history.frame["service"]),
        _counts(history.frame["cause_class"]),
        _late(history),
    )


def dots_of(history: IncidentHistory, policy: Policy) -> tuple[Dots, Dots, int, int]:
    """Closed incidents, open ones, every which of them is drawn, and of how many."""
    import pandas as pd

    frame = history.frame
    span = policy.figures["duration"]
    began = frame["impact_start"].fillna(frame["cause"])
    so_far = (pd.Timestamp(history.until) - began).dt.total_seconds() / 60
    minutes = minutes_of(history, span)
    table = pd.DataFrame({"at": began, "minutes": minutes.where(~history.is_open, so_far), "open": history.is_open})
    table = table[table["minutes"] > 0].dropna(subset=["at"]).sort_values("at", kind="stable")
    every = -(-len(table) // MOST_DOTS) or 1
    shown = table.iloc[::every]
    names = frame.loc[shown.index, "id"] + " " + frame.loc[shown.index, "service"]
    closed, still = (_dots(shown[part], names[part]) for part in (~shown["open"], shown["open"]))
    return closed, still, every, len(table)


def _dots(table: "DataFrame", names: "Series[str]") -> Dots:
    words = [escape(excerpt(one)) for one in names.tolist()]
    return Dots(_stamps(table["at"]), table["minutes"].round(2).tolist(), words)


def _stamps(times: "Series[Any]") -> list[str]:
    stamps: list[str] = times.dt.strftime("%Y-%m-%d %H:%M").tolist()
    return stamps


def _curve(curve: "DataFrame") -> dict[str, list[float]]:
    curve = curve[curve["minutes"] > 0]
    curve = curve.iloc[:: max(1, len(curve) // MOST_STEPS)]
    lists: dict[str, list[float]] = {
        "minutes": curve["minutes"].tolist(),
        "going": curve["going"].tolist(),
        "low": curve["low"].fillna(0).tolist(),
        "high": curve["high"].fillna(curve["going"]).tolist(),
    }
    if lists["minutes"]:  # before the first end all are going
        first = {"minutes": lists["minutes"][0] / 1.5, "going": 1.0, "low": 1.0, "high": 1.0}
        lists = {name: [first[name], *values] for name, values in lists.items()}
    return lists


def _so_far(history: IncidentHistory) -> tuple[list[str], list[int]]:
    """How many incidents there were by a time, up to the end of the history."""
    frame = history.frame
    starts = frame["impact_start"].fillna(frame["cause"]).dropna().sort_values()
    step = max(1, len(starts) // MOST_STEPS)
    last = f"{history.until:%Y-%m-%d %H:%M}"
    return [*_stamps(starts.iloc[::step]), last], [*range(1, len(starts) + 1, step), len(starts)]


def _counts(column: "Series[str]") -> Bars:
    """How many incidents have each value, the most frequent first; those that are left in one."""
    counts = column.replace("", "not given").value_counts()
    bars = [(str(name), int(number)) for name, number in counts.iloc[:MOST_BARS].items()]
    rest = counts.iloc[MOST_BARS:]
    return [*bars, (f"{len(rest):,} others", int(rest.sum()))] if len(rest) else bars


def _late(history: IncidentHistory) -> Bars:
    """Open action items by how many days they are past their due date."""
    today: date = history.until.date()
    late = [(today - due).days for due, done in action_dates(history) if done is None]
    return [
        (name, sum((least is None or days >= least) and (most is None or days <= most) for days in late))
        for name, least, most in AGES
    ]
