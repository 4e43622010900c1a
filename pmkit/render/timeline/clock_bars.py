"""The clocks of an incident as HTML: one bar a figure, from anchor to anchor, over a common axis."""

from datetime import datetime
from html import escape

from pmkit.models.clocks import IN_WORDS, Figure, Policy
from pmkit.models.timeline import AnchorName, Anchors, in_utc
from pmkit.render.timeline.clocks import NONE, length

_CELL = "padding:2px 10px;text-align:left;white-space:nowrap"
# currentColor follows the page's theme, light or dark, without knowing it.
_BAR = "position:absolute;top:3px;bottom:3px;background:currentColor;opacity:.6;min-width:2px"
_TICK = "position:absolute;top:0;bottom:0;border-left:1px dashed currentColor;opacity:.5"
_TRACK = "position:relative;height:18px;width:100%;min-width:220px;direction:ltr"


def in_words(anchor: AnchorName) -> str:
    """An anchor as people say it.

    >>> in_words("impact_start")
    'impact start'
    """
    return anchor.replace("_", " ")


def html(anchors: Anchors, policy: Policy, figures: list[Figure]) -> str:
    """The figures under a policy as a table with bars; a figure without its anchors says which are missing."""
    given = {name: in_utc(at) for name, at in anchors.given().items()}
    rows = "".join(f"<tr>{_row(figure, given)}</tr>" for figure in figures)
    heads = "".join(f"<th scope='col' style='{_CELL}'>{head}</th>" for head in ("Figure", "Time", "From", "To"))
    return (
        f"<p><b>{escape(policy.title)}.</b> {escape(policy.says)}<br><small>{escape(policy.source)}</small></p>"
        f"<table style='width:100%;table-layout:auto'><thead><tr>{heads}<th scope='col' style='{_CELL};width:50%'>"
        f"{_ends(given)}</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def outline(policy: Policy, figures: list[Figure]) -> str:
    """The same as text, a line a figure."""
    lines = [f"{policy.title}. {policy.says}"]
    for figure in figures:
        took = "needs " + " and ".join(map(in_words, figure.missing)) if figure.missing else length(figure.seconds or 0)
        lines.append(f"{IN_WORDS[figure.name]}: {took}, from {in_words(figure.start)} to {in_words(figure.end)}")
    return "\n".join(lines)


def _row(figure: Figure, given: dict[AnchorName, datetime]) -> str:
    took = NONE if figure.seconds is None else length(figure.seconds)
    cells = "".join(
        f"<td style='{_CELL}'>{cell}</td>"
        for cell in (f"<b>{took}</b>", _anchor(figure.start, given), _anchor(figure.end, given))
    )
    words = "" if IN_WORDS[figure.name] == figure.name else f" <small>{IN_WORDS[figure.name]}</small>"
    name = f"<th scope='row' style='{_CELL}'>{figure.name}{words}</th>"
    return f"{name}{cells}<td style='{_CELL}'>{_track(figure, given)}</td>"


def _anchor(name: AnchorName, given: dict[AnchorName, datetime]) -> str:
    """An anchor with its time of day."""
    return f"{in_words(name)} <small>{given[name]:%H:%M:%S}</small>" if name in given else f"{in_words(name)}: missing"


def _track(figure: Figure, given: dict[AnchorName, datetime]) -> str:
    if figure.missing:
        return f"needs {' and '.join(map(in_words, figure.missing))}"
    first, whole = _axis(given)
    ends = sorted(100 * (given[name] - first).total_seconds() / whole for name in (figure.start, figure.end))
    ticks = "".join(
        f"<span style='{_TICK};left:{100 * (at - first).total_seconds() / whole:.2f}%'></span>" for at in given.values()
    )
    bar = f"<span style='{_BAR};left:{ends[0]:.2f}%;width:{ends[1] - ends[0]:.2f}%'></span>"
    return f"<div style='{_TRACK}' aria-hidden='true'>{ticks}{bar}</div>"


def _ends(given: dict[AnchorName, datetime]) -> str:
    """What the axis runs from and to."""
    if not given:
        return ""
    first, last = min(given.values()), max(given.values())
    return (
        "<span style='display:flex;justify-content:space-between;direction:ltr'>"
        f"<span>{first:%H:%M:%S}</span><span>{last:%H:%M:%S} UTC</span></span>"
    )


def _axis(given: dict[AnchorName, datetime]) -> tuple[datetime, float]:
    """Where the axis begins, and how many seconds it spans."""
    first, last = min(given.values()), max(given.values())
    return first, max((last - first).total_seconds(), 1.0)
