"""Shows a timeline: as a picture that fits a width, as a page to explore, or as an outline in plain text."""

from pmkit.models.timeline import Timeline
from pmkit.render.scene import graphviz
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.picture import MARGIN, SHARPNESS, TALLEST
from pmkit.render.scene.shapes import Scene, to_dot, to_svg
from pmkit.render.timeline.list import lay_out
from pmkit.render.timeline.outline import gist, outline
from pmkit.render.timeline.page import page as page_around

__all__ = ["gist", "html", "outline", "page", "png", "svg"]

NARROWEST, WIDEST = 280, 4000
"""Pixels; a picture is drawn for a width between them."""


def svg(timeline: Timeline, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg` and is at most `width` pixels wide (280 where less is asked for).

    Needs no Graphviz. With the theme `auto` it follows JupyterLab's theme inside of it, and the reader's system
    elsewhere; on paper it is light.
    """
    return to_svg(_scene(timeline, width), theme)


def png(timeline: Timeline, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp.

    Raises NoDotError and DrawingError.
    """
    scene = _scene(timeline, width)
    sharpness = min(SHARPNESS, TALLEST / (scene.height + 2 * MARGIN))
    return graphviz.render(to_dot(scene, theme), "png", "nop2", dpi=72 * sharpness)


def html(timeline: Timeline, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML. Never raises."""
    return svg(timeline, width=width, theme=theme)


def page(timeline: Timeline, *, width: int = 800) -> str:
    """A whole HTML page of about 5 MB that works offline: an interactive chart, the picture, the outline.

    Without plotly it has the last two, and a hundredth of the size.
    """
    return page_around(timeline, svg(timeline, width=width))


def _scene(timeline: Timeline, width: int) -> Scene:
    return lay_out(timeline, max(NARROWEST, min(WIDEST, width)) - 2 * MARGIN)
