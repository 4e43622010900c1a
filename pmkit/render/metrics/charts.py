"""The charts of a history, as plotly's JSON: each incident a dot, the survival curve, the count, where they come from.

Only plain data is made here, so nothing heavy is imported; people's words are escaped as plotly wants it.
"""

from collections.abc import Iterator
from importlib import import_module
from math import log10
from typing import Any

from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.report import report_of
from pmkit.models.clocks import DEFAULT
from pmkit.render.metrics.points import Bars, Dots, Points, points_of
from pmkit.render.metrics.words import between, length
from pmkit.render.scene.palette import Theme, colour
from pmkit.render.scene.svg import FONTS
from pmkit.render.scene.wrapping import excerpt
from pmkit.render.timeline.chart import escape

Chart = dict[str, Any]
TICKS = {
    0.5: "30 s", 1: "1 min", 2: "2 min", 5: "5 min", 10: "10 min", 30: "30 min", 60: "1 h", 120: "2 h", 300: "5 h",
    600: "10 h", 1440: "1 d", 4320: "3 d", 10080: "7 d", 43200: "30 d", 525600: "1 year",
}  # fmt: skip
"""Minutes that are written at an axis of durations."""
FEWER = (1, 10, 60, 300, 1440, 10080, 43200, 525600)
"""Those that are written where there is less room."""


def history_figure(history: IncidentHistory, policy: str = DEFAULT, *, theme: Theme = "light") -> Any:
    """The durations of a history as a `plotly.graph_objects.Figure`: each incident a dot, on a scale of logarithms.

    Raises LookupError for an unknown policy, ModuleNotFoundError without plotly.
    """
    graph_objects = import_module("plotly.graph_objects")  # half a second, and it brings no types
    return graph_objects.Figure(_durations(points_of(report_of(history, policy)), theme))


def survival_figure(history: IncidentHistory, policy: str = DEFAULT, *, theme: Theme = "light") -> Any:
    """The share of incidents still going after each time, open ones counted in; see `history_figure`."""
    graph_objects = import_module("plotly.graph_objects")
    report = report_of(history, policy)
    figure, median = _survival(points_of(report), theme), report.survival.median
    told = f"median {length(median.value)} ({between(median.interval)})" if median else "median not reached yet"
    figure["layout"] |= {
        "title": {"text": f"{told}, {report.survival.open:,} open ones counted in", "font": {"size": 14}},
        "margin": figure["layout"]["margin"] | {"t": 48},
    }
    return graph_objects.Figure(figure)


def charts(points: Points, theme: Theme) -> Iterator[tuple[str, str, Chart]]:
    """Each chart with its name and, in a sentence, what it shows."""
    yield "durations", _durations_say(points), _durations(points, theme)
    yield (
        "survival",
        "The share of incidents still going after each time, open ones counted in, with its band.",
        _survival(points, theme),
    )
    yield "count", "Incidents so far: a steeper stretch is a cluster.", _count(points, theme)
    yield "services", "Incidents by service, open ones too.", _bars(points.services, theme, "problem")
    yield "causes", "Incidents by class of cause, open ones too.", _bars(points.causes, theme, "problem")
    if any(number for _, number in points.late):
        yield (
            "actions",
            "Open action items by how many days they are past their due date.",
            _bars(points.late, theme, "gap"),
        )


def _durations_say(points: Points) -> str:
    says = "Each incident by when it began and how long it lasted, on a scale of logarithms"
    if points.open.at:
        says += "; a triangle is an open one, until now"
    if points.every > 1:
        says += f". Of {points.count:,} every {points.every}th in order of time is drawn"
    return f"{says}."


def _layout(theme: Theme, **more: Any) -> Chart:
    page, ink = colour("background", theme), colour("ink", theme)
    axis = {
        "gridcolor": colour("why-fill", theme),
        "linecolor": colour("line", theme),
        "showline": True,
        "zeroline": False,
        "automargin": True,
    }
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


def _minutes_axis(title: str, ticks: dict[float, str]) -> Chart:
    return {
        "type": "log",
        "title": {"text": title, "font": {"size": 13}},
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "tickangle": 0,
    }


def _durations(points: Points, theme: Theme) -> Chart:
    few = len(points.closed.at) < 500
    closed = _marks(points.closed, {"color": colour("problem", theme), "size": 7 if few else 4, "opacity": 0.65})
    still = _marks(
        points.open,
        {
            "color": colour("root-cause", theme),
            "size": 9 if few else 5,
            "symbol": "triangle-up-open",
            "line": {"width": 1.5},
        },
    )
    still["hovertemplate"] = "%{text}<br>%{x}<br>open for %{y:.0f} min<extra></extra>"
    lines = [points.median] if points.median else []
    return {
        "data": [closed, still],
        "layout": _layout(
            theme,
            margin={"l": 60, "r": 112 if lines else 20, "t": 16, "b": 48},
            yaxis=_minutes_axis("duration", dict(TICKS)),
            shapes=[_line(one, theme) for one in lines],
            annotations=[_beside(one, theme) for one in lines],
        ),
    }


def _marks(dots: Dots, marker: Chart) -> Chart:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": dots.at,
        "y": dots.minutes,
        "text": dots.names,
        "hovertemplate": "%{text}<br>%{x}<br>%{y:.0f} min<extra></extra>",
        "marker": marker,
    }


def _line(minutes: float, theme: Theme) -> Chart:
    """Where the median of closed incidents lies."""
    line = {"color": colour("gap", theme), "dash": "dash", "width": 1.5}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": minutes, "y1": minutes, "line": line}


def _beside(minutes: float, theme: Theme) -> Chart:
    """What the line says, in the margin, where it hides no dot."""
    return {
        "xref": "paper",
        "x": 1.005,
        "xanchor": "left",
        "y": log10(minutes),  # on such a scale plotly places notes by the logarithm
        "text": f"median of<br>closed ones<br>{length(minutes)}",
        "align": "left",
        "showarrow": False,
        "font": {"color": colour("gap", theme), "size": 12},
    }


def _survival(points: Points, theme: Theme) -> Chart:
    curve = points.curve
    shape = {
        "type": "scatter",
        "mode": "lines",
        "x": curve["minutes"],
        "line": {"shape": "hv", "width": 0},
        "hoverinfo": "skip",
    }
    return {
        "data": [
            shape | {"y": curve["high"]},
            shape | {"y": curve["low"], "fill": "tonexty", "fillcolor": colour("problem-fill", theme)},
            shape
            | {
                "y": curve["going"],
                "line": {"shape": "hv", "color": colour("problem", theme), "width": 2},
                "hoverinfo": "all",
                "hovertemplate": "after %{x:.0f} min<br>%{y:.0%} still going<extra></extra>",
            },
        ],
        "layout": _layout(
            theme,
            xaxis=_minutes_axis("after", {one: TICKS[one] for one in FEWER}),
            yaxis={"range": [0, 1.02], "tickformat": ".0%"},
        ),
    }


def _count(points: Points, theme: Theme) -> Chart:
    at, numbers = points.so_far
    trace = {
        "type": "scatter",
        "mode": "lines",
        "x": at,
        "y": numbers,
        "line": {"shape": "hv", "color": colour("problem", theme), "width": 2},
        "hovertemplate": "%{x}<br>%{y} so far<extra></extra>",
    }
    axis: Chart = {"title": {"text": "incidents so far", "font": {"size": 13}}, "rangemode": "tozero"}
    if numbers[-1] <= 5:
        axis["dtick"] = 1
    return {"data": [trace], "layout": _layout(theme, yaxis=axis)}


def _bars(bars: Bars, theme: Theme, role: str) -> Chart:
    """Horizontal bars, each with its number: no axis is needed to read it."""
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": [escape(excerpt(name)) for name, _ in bars][::-1],
        "x": [number for _, number in bars][::-1],
        "text": [f"{number:,}" for _, number in bars][::-1],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colour(role, theme)},
        "hovertemplate": "%{y}: %{x:,}<extra></extra>",
    }
    return {
        "data": [trace],
        "layout": _layout(
            theme,
            height=40 + 30 * max(1, len(bars)),
            margin={"l": 60, "r": 60, "t": 8, "b": 16},
            xaxis={"visible": False, "rangemode": "tozero"},
            yaxis={"type": "category", "showgrid": False},
        ),
    }
