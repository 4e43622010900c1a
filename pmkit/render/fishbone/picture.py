"""Shows a fishbone: as an Ishikawa diagram, or as an outline in plain text."""

from html import escape
from math import hypot

from pmkit.models.fishbone import Fishbone
from pmkit.render.fishbone.layout import Line, Skeleton, lay_out
from pmkit.render.fishbone.outline import gist, outline
from pmkit.render.scene import picture
from pmkit.render.scene.boxes import label, node, quoted
from pmkit.render.scene.graphviz import DrawingError, NoDotError
from pmkit.render.scene.layout import Place
from pmkit.render.scene.palette import Theme, colour

__all__ = ["gist", "html", "outline", "png", "svg"]

NARROWEST, WIDEST = 280, 4000
"""Pixels; a picture is drawn for a width between them."""

ARROW = 10
"""Pixels of an arrow of size 1."""


def svg(fishbone: Fishbone, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg`, `width` pixels wide or as much wider as its bones need to be readable.

    With the theme `auto` it follows JupyterLab's theme inside of it, and the reader's system elsewhere.
    Raises NoDotError and DrawingError.
    """
    skeleton = _skeleton(fishbone, width)
    return picture.svg_of(to_dot(skeleton, theme), skeleton.layout, theme, gist(fishbone), skeleton.tips)


def png(fishbone: Fishbone, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp.

    Raises NoDotError and DrawingError.
    """
    skeleton = _skeleton(fishbone, width)
    return picture.png_of(to_dot(skeleton, theme), skeleton.layout)


def html(fishbone: Fishbone, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML; the outline where nothing can draw it. Never raises."""
    try:
        return svg(fishbone, width=width, theme=theme)
    except (NoDotError, DrawingError):
        style = "white-space:pre-wrap;overflow-wrap:anywhere"
        return f'<pre class="pmkit-outline" style="{style}">{escape(outline(fishbone))}</pre>'


def _skeleton(fishbone: Fishbone, width: int) -> Skeleton:
    return lay_out(fishbone, max(NARROWEST, min(WIDEST, width)) - 2 * picture.MARGIN)


def to_dot(skeleton: Skeleton, theme: Theme) -> str:
    """The skeleton as DOT source in which every box, text and line has its place."""
    head = (
        f"digraph {{\ngraph [bgcolor={quoted(colour('background', theme))} pad={picture.MARGIN / 72:.4f}"
        ' outputorder=edgesfirst]\nnode [fixedsize=true margin=0 fontname="Arial"]\n'
    )
    nodes = [
        _text(f"n{index}", place, theme)
        if index >= skeleton.first_text
        else node(f"n{index}", place.box, place.left, place.top, theme)
        for index, place in skeleton.layout.places.items()
    ]
    edges = [f"n0 -> n1 [{_straight(line, theme)}]" for line in skeleton.lines]
    return head + "\n".join([*nodes, *edges, "}\n"])


def _text(name: str, place: Place, theme: Theme) -> str:
    """A text without a border."""
    width, height = place.box.width, place.box.height
    return (
        f"{name} [shape=none width={width / 72:.4f} height={height / 72:.4f}"
        f' pos="{place.middle:.2f},{-place.top - height / 2:.2f}" label=<{label(place.box, theme)}>]'
    )


def _straight(line: Line, theme: Theme) -> str:
    """A line as the one Bézier curve that Graphviz wants, and the tip of its arrow."""
    (start_x, start_y), (x, y) = line.start, line.end
    length = hypot(x - start_x, y - start_y)
    tip = line.arrow * ARROW
    share = tip / length if 0 < tip < length else 0.0
    base = f"{x - share * (x - start_x):.2f},{-(y - share * (y - start_y)):.2f}"
    begin = f"{start_x:.2f},{-start_y:.2f}"
    end = f"e,{x:.2f},{-y:.2f} " if share else ""
    paint = f"color={quoted(colour(line.role, theme))} penwidth={line.weight:g} arrowsize={line.arrow:g}"
    return f'{paint} pos="{end}{begin} {begin} {base} {base}"'
