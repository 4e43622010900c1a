"""A timeline as an interactive plotly chart: lanes by source, gaps and impact shaded, evidence on hovering."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape as escape_html
from importlib import import_module
from itertools import pairwise
from typing import Any

from pmkit.models.timeline import Timeline, TimelineEvent, in_utc
from pmkit.render.scene.palette import Theme, colour
from pmkit.render.scene.svg import FONTS
from pmkit.render.scene.wrapping import clean, wrap
from pmkit.render.timeline.lanes import bounds_of, lanes_of, one_line
from pmkit.render.timeline.outline import clock, evidence, unnoted, what

LANE, ABOVE, BELOW, ANCHOR_ROW = 46, 56, 70, 18
"""Pixels: the height of a lane, of what stands above and below the lanes, and of a row of anchors."""

LONGEST_HOVER = 1200
HOVER_WIDTH = 420
NEAR = 0.012
"""Events nearer than this share of the whole time are moved apart within their lane."""

LEVELS = (0.0, 0.2, -0.2, 0.34, -0.34)
ANCHOR_ROWS = 7
LETTER, NARROW_CHART = 6.6, 560
"""Pixels: a letter of an anchor's name, and the width of lanes for which the names are kept apart."""

KINDS = {"fact": ("event", "circle", "problem"), "decision": ("decision", "diamond", "action")}

Data = dict[str, Any]


def timeline_figure(timeline: Timeline, *, theme: Theme = "light") -> Any:
    """The chart as a `plotly.graph_objects.Figure`. Raises ModuleNotFoundError without plotly."""
    graph_objects = import_module("plotly.graph_objects")  # half a second, and it brings no types
    return graph_objects.Figure(figure_data(timeline, theme))


def figure_data(timeline: Timeline, theme: Theme = "light") -> Data:
    """The chart as plain data, in the form of plotly's JSON; people's words in it are escaped."""
    lanes = lanes_of(timeline)
    placed = [one for lane, events in enumerate(lanes.values()) for one in _apart(events, lane, timeline)]
    traces = [_trace(kind, [one for one in placed if one[0].kind == kind], theme) for kind in KINDS]
    data = [*traces, _gap_trace(timeline, len(lanes), theme)]
    return {"data": data, "layout": _layout(timeline, list(lanes), theme)}


def _layout(timeline: Timeline, lanes: list[str], theme: Theme) -> Data:
    names = _anchor_names(timeline, theme)
    above = ABOVE + ANCHOR_ROW * (1 + max((row for row, _ in names), default=0))
    title = f"{clean(timeline.title)} · times in UTC".removeprefix(" · ")
    page, ink = colour("background", theme), colour("ink", theme)
    return {
        "title": {
            "text": escape(one_line(title, NARROW_CHART, 18)),
            "x": 0,
            "xref": "paper",
            "y": 0.98,
            "yanchor": "top",
        },
        "xaxis": _axis(theme) | {"type": "date", "range": _range(timeline)},
        "yaxis": _axis(theme) | _lane_names(lanes),
        "shapes": [*_shades(timeline, theme), *_anchor_lines(timeline, theme)],
        "annotations": [name for _, name in names],
        "height": above + BELOW + LANE * max(1, len(lanes)),
        "margin": {"l": 20, "r": 20, "t": above, "b": BELOW},
        "paper_bgcolor": page,
        "plot_bgcolor": page,
        "font": {"family": FONTS, "color": ink, "size": 13},
        "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 0, "yref": "container", "yanchor": "bottom"},
        "hovermode": "closest",
    }


def _lane_names(lanes: list[str]) -> Data:
    """A lane a step, the first one at the top."""
    return {
        "tickvals": list(range(len(lanes))),
        "ticktext": [escape(one_line(name, 150, 13)) for name in lanes],
        "range": [max(1, len(lanes)) - 0.5, -0.5],
        "fixedrange": True,
        "automargin": True,
        "zeroline": False,
    }


def escape(text: str) -> str:
    """Text as plotly takes it: it reads some HTML, knows the references of tags, and not those of quotation marks."""
    return escape_html(text, quote=False)


def _axis(theme: Theme) -> Data:
    return {"gridcolor": colour("why-fill", theme), "linecolor": colour("line", theme), "showline": True}


def _moment(at: datetime) -> str:
    """A time as plotly shows it: it knows no zones, so it gets UTC without one."""
    return f"{in_utc(at):%Y-%m-%d %H:%M:%S.%f}"


def _range(timeline: Timeline) -> list[str] | None:
    bounds = bounds_of(timeline)
    if bounds is None:
        return None
    room = (bounds[1] - bounds[0]) * 0.03
    early, late = datetime.min.replace(tzinfo=bounds[0].tzinfo) + room, datetime.max.replace(tzinfo=bounds[0].tzinfo)
    return [_moment(max(bounds[0], early) - room), _moment(min(bounds[1], late - room) + room)]


def _apart(events: list[TimelineEvent], lane: int, timeline: Timeline) -> Iterator[tuple[TimelineEvent, float]]:
    """Events of a lane with their heights: those that nearly meet stand on different levels."""
    bounds = bounds_of(timeline)
    near = (bounds[1] - bounds[0]) * NEAR if bounds else timedelta(0)
    level = 0
    for before, event in pairwise([None, *sorted(events, key=lambda event: in_utc(event.at))]):
        if event is not None:
            close = before is not None and in_utc(event.at) - in_utc(before.at) <= near
            level = (level + 1) % len(LEVELS) if close else 0
            yield event, lane + LEVELS[level]


def _trace(kind: str, placed: list[tuple[TimelineEvent, float]], theme: Theme) -> Data:
    word, symbol, role = KINDS[kind]
    size = 13 if symbol == "diamond" else 11
    return {
        "type": "scatter",
        "mode": "markers",
        "name": word,
        "x": [_moment(event.at) for event, _ in placed],
        "y": [y for _, y in placed],
        "customdata": [_hover(event) for event, _ in placed],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": colour(role, theme),
            "line": {"width": 1, "color": colour("background", theme)},
        },
    }


def _hover(event: TimelineEvent) -> str:
    """An event with its evidence, in lines; plotly reads a little HTML here, so people's words are escaped."""
    lines = [_broken(what(event)), _broken(evidence(event))]
    return f"<b>{clock(event.at)}</b><br>{lines[0]}<br><i>{lines[1]}</i>"


def _broken(text: str) -> str:
    return "<br>".join(escape(line) for line in wrap(text[:LONGEST_HOVER], HOVER_WIDTH, 13, 8))


def _gap_trace(timeline: Timeline, lanes: int, theme: Theme) -> Data:
    """A mark in the middle of each gap, to hover over; the shade itself tells nothing."""
    gaps = [(in_utc(one.at) + (one.end - in_utc(one.at)) / 2, _broken(what(one))) for one in _noted(timeline)]
    gaps += [(gap.start + gap.length / 2, escape(unnoted(gap))) for gap in timeline.gaps()]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "gap",
        "x": [_moment(at) for at, _ in gaps],
        "y": [(lanes - 1) / 2] * len(gaps),
        "customdata": [f"<b>gap</b><br>{says}" for _, says in gaps],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "symbol": "square",
            "size": 12,
            "color": colour("gap-fill", theme),
            "line": {"width": 1, "color": colour("gap", theme)},
        },
    }


def _noted(timeline: Timeline) -> list[TimelineEvent]:
    return [event for event in timeline.events if event.kind == "gap"]


def _shades(timeline: Timeline, theme: Theme) -> Iterator[Data]:
    """The impact, the gaps that are noted, and in dashes those that are not."""
    given = timeline.anchors.given()
    if "impact_start" in given and "impact_end" in given:
        yield _shade(given["impact_start"], given["impact_end"], "root-cause", theme) | {"line": {"width": 0}}
    for event in _noted(timeline):
        yield _shade(event.at, event.end, "gap", theme)
    for gap in timeline.gaps():
        shade = _shade(gap.start, gap.end, "gap", theme)
        yield shade | {"line": shade["line"] | {"dash": "dash"}}


def _shade(start: datetime, end: datetime, role: str, theme: Theme) -> Data:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": _moment(start),
        "x1": _moment(end),
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "fillcolor": colour(f"{role}-fill", theme),
        "line": {"width": 1, "color": colour(role, theme)},
    }


def _anchor_lines(timeline: Timeline, theme: Theme) -> Iterator[Data]:
    for at in dict.fromkeys(map(_moment, timeline.anchors.given().values())):
        line = {"width": 1, "dash": "dot", "color": colour("root-cause", theme)}
        yield {"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def _anchor_names(timeline: Timeline, theme: Theme) -> list[tuple[int, Data]]:
    """The anchors' names above the lanes, each with the lowest row where it meets no other."""
    bounds = bounds_of(timeline)
    named: dict[datetime, list[str]] = {}
    for name, at in sorted(timeline.anchors.given().items(), key=lambda one: in_utc(one[1])):
        named.setdefault(in_utc(at), []).append(name)
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ANCHOR_ROWS)]
    names: list[tuple[int, Data]] = []
    for at, several in named.items():
        words = ", ".join(several)
        share = (at - bounds[0]) / (bounds[1] - bounds[0]) if bounds else 0.0
        length = (len(words) * LETTER + LETTER) / NARROW_CHART
        leftwards = share + length > 1
        start, end = (share - length, share) if leftwards else (share, share + length)
        rows = (row for row in range(ANCHOR_ROWS) if all(end <= left or start >= right for left, right in taken[row]))
        row = next(rows, ANCHOR_ROWS - 1)
        taken[row].append((start, end))
        names.append((row, _anchor_name(at, words, row, "right" if leftwards else "left", theme)))
    return names


def _anchor_name(at: datetime, words: str, row: int, side: str, theme: Theme) -> Data:
    return {
        "text": words,
        "x": _moment(at),
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "yshift": 10 + ANCHOR_ROW * row,
        "xanchor": side,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12, "color": colour("root-cause", theme)},
        "hovertext": f"{words} {clock(at)}",
    }
