"""The charts of a history, as plotly's JSON: each incident a dot, the survival curve, the count, where they come from.

Only plain data is made here, so nothing heavy is imported; people's words are escaped as plotly wants it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pmkit.metrics.figures import minutes_of
from pmkit.metrics.report import HistoryReport
from pmkit.render.metrics.words import length
from pmkit.render.scene.palette import Theme, colour
from pmkit.render.scene.svg import FONTS
from pmkit.render.scene.wrapping import excerpt
from pmkit.render.timeline.chart import escape

Chart = dict[str, Any]
MOST_BARS = 12
MOST_STEPS = 2_000
"""Points of a curve; of longer ones every so-manyth is drawn."""
TICKS = (0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1440, 4320, 10080, 43200)
"""Minutes that are written at the axis of durations."""


def charts(report: HistoryReport, theme: Theme) -> Iterator[tuple[str, str, Chart]]:
    """Each chart with its name and, in a sentence, what it shows."""
    yield (
        "durations",
        "Each closed incident by when it began and how long it lasted, on a scale of logarithms.",
        (_durations(report, theme)),
    )
    yield (
        "survival",
        "The share of incidents still going after each time, open ones counted in, with its band.",
        (_survival(report, theme)),
    )
    yield "count", "Incidents so far: a steeper stretch is a cluster.", _count(report, theme)
    yield "services", "Incidents by service.", _bars(report, "service", theme)
    yield "causes", "Incidents by class of cause.", _bars(report, "cause_class", theme)
    yield "actions", "Open action items by how many days they are past their due date.", _actions(report, theme)


def _layout(theme: Theme, **more: Any) -> Chart:
    page, ink = colour("background", theme), colour("ink", theme)
    axis = {"gridcolor": colour("why-fill", theme), "linecolor": colour("line", theme), "automargin": True}
    layout: Chart = {
        "paper_bgcolor": page,
        "plot_bgcolor": page,
        "font": {"family": FONTS, "color": ink, "size": 13},
        "margin": {"l": 60, "r": 20, "t": 16, "b": 48},
        "height": 340,
        "showlegend": False,
        "hovermode": "closest",
    }
    for name in ("xaxis", "yaxis"):
        layout[name] = axis | more.pop(name, {})
    return layout | more


def _minutes_axis(title: str) -> Chart:
    return {
        "type": "log",
        "title": {"text": title},
        "tickvals": list(TICKS),
        "ticktext": [length(one) if one < 1440 else f"{one // 1440} d" for one in TICKS],
    }


def _durations(report: HistoryReport, theme: Theme) -> Chart:
    span = report.policy.figures["duration"]
    frame, minutes = report.history.frame, minutes_of(report.history, span)
    shown = minutes > 0
    starts = frame.loc[shown, "impact_start"].fillna(frame.loc[shown, "cause"])
    names = frame.loc[shown, "id"] + " " + frame.loc[shown, "service"]
    trace = {
        "type": "scattergl" if shown.sum() > 5_000 else "scatter",
        "mode": "markers",
        "x": starts.dt.strftime("%Y-%m-%d %H:%M").tolist(),
        "y": [round(one, 2) for one in minutes[shown].tolist()],
        "text": [escape(excerpt(one)) for one in names.tolist()],
        "hovertemplate": "%{text}<br>%{x}<br>%{y:.0f} min<extra></extra>",
        "marker": {"color": colour("problem", theme), "size": 7 if shown.sum() < 500 else 4, "opacity": 0.65},
    }
    median = next((one.median for one in report.metrics if one.name == "duration"), None)
    shapes = [_line(median.value, theme)] if median else []
    return {"data": [trace], "layout": _layout(theme, yaxis=_minutes_axis("duration"), shapes=shapes)}


def _line(minutes: float, theme: Theme) -> Chart:
    """Where the median lies."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": minutes,
        "y1": minutes,
        "line": {"color": colour("gap", theme), "dash": "dash", "width": 1.5},
        "label": {"text": f"median {length(minutes)}", "textposition": "end", "font": {"color": colour("gap", theme)}},
    }


def _survival(report: HistoryReport, theme: Theme) -> Chart:
    curve = report.survival.curve
    curve = curve[curve["minutes"] > 0]
    step = max(1, len(curve) // MOST_STEPS)
    curve = curve.iloc[::step]
    x, blue = curve["minutes"].tolist(), colour("problem", theme)
    low, high = curve["low"].fillna(0).tolist(), curve["high"].fillna(curve["going"]).tolist()
    shape = {"type": "scatter", "mode": "lines", "x": x, "line": {"shape": "hv", "width": 0}, "hoverinfo": "skip"}
    return {
        "data": [
            shape | {"y": high},
            shape | {"y": low, "fill": "tonexty", "fillcolor": colour("problem-fill", theme)},
            shape
            | {
                "y": curve["going"].tolist(),
                "line": {"shape": "hv", "color": blue, "width": 2},
                "hoverinfo": "all",
                "hovertemplate": "after %{x:.0f} min<br>%{y:.0%} still going<extra></extra>",
            },
        ],
        "layout": _layout(
            theme,
            xaxis=_minutes_axis("after"),
            yaxis={"range": [0, 1.02], "tickformat": ".0%", "title": {"text": "still going"}},
        ),
    }


def _count(report: HistoryReport, theme: Theme) -> Chart:
    frame = report.history.frame
    starts = frame["impact_start"].fillna(frame["cause"]).dropna().sort_values()
    step = max(1, len(starts) // MOST_STEPS)
    trace = {
        "type": "scatter",
        "mode": "lines",
        "x": starts.dt.strftime("%Y-%m-%d %H:%M").tolist()[::step],
        "y": list(range(1, len(starts) + 1, step)),
        "line": {"shape": "hv", "color": colour("problem", theme), "width": 2},
        "hovertemplate": "%{x}<br>%{y} so far<extra></extra>",
    }
    return {
        "data": [trace],
        "layout": _layout(theme, yaxis={"title": {"text": "incidents so far"}, "rangemode": "tozero"}),
    }


def _bars(report: HistoryReport, column: str, theme: Theme) -> Chart:
    counts = report.history.frame[column].replace("", "not given").value_counts()
    names, values = counts.index.tolist()[:MOST_BARS], counts.tolist()[:MOST_BARS]
    if len(counts) > MOST_BARS:
        names, values = [*names, f"{len(counts) - MOST_BARS} others"], [*values, int(counts.iloc[MOST_BARS:].sum())]
    return _horizontal(names, values, theme, "problem")


def _horizontal(names: Sequence[str], values: Sequence[int], theme: Theme, role: str) -> Chart:
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": [escape(excerpt(name)) for name in names][::-1],
        "x": list(values)[::-1],
        "text": [str(value) for value in values][::-1],
        "textposition": "auto",
        "marker": {"color": colour(role, theme)},
        "hovertemplate": "%{y}: %{x}<extra></extra>",
    }
    height = 90 + 30 * max(1, len(names))
    return {"data": [trace], "layout": _layout(theme, height=height, yaxis={"type": "category"})}


AGES = (
    ("not due yet", None, 0),
    ("1 to 7 days late", 1, 7),
    ("8 to 30 days late", 8, 30),
    ("over 30 days late", 31, None),
)


def _actions(report: HistoryReport, theme: Theme) -> Chart:
    today = report.history.until.date()
    frame = report.history.frame
    late = [
        (today - due).days
        for dues, dones in zip(frame["actions_due"], frame["actions_done"], strict=True)
        for due in _open(dues, dones)
    ]
    values = [
        sum((least is None or days >= least) and (most is None or days <= most) for days in late)
        for _, least, most in AGES
    ]
    return _horizontal([name for name, _, _ in AGES], values, theme, "gap")


def _open(dues: str, dones: str) -> Iterator[date]:
    """The due dates of a row's action items that are not done."""
    ended = dones.split(";")
    for number, due in enumerate(dues.split(";")):
        if due.strip() and not (number < len(ended) and ended[number].strip()):
            try:
                yield date.fromisoformat(due.strip()[:10])
            except ValueError:
                continue
