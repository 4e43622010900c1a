"""Shows a timeline: as a picture that fits a width, as a page to explore, or as an outline in plain text."""

from pmkit.models.timeline import Timeline
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.png import to_png
from pmkit.render.scene.shapes import Scene, room_in
from pmkit.render.scene.svg import to_svg
from pmkit.render.timeline.list import lay_out
from pmkit.render.timeline.outline import gist, outline
from pmkit.render.timeline.page import page as page_around

__all__ = ["gist", "html", "outline", "page", "png", "svg"]


def svg(timeline: Timeline, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg` and is at most `width` pixels wide (280 where less is asked for)."""
    return to_svg(_scene(timeline, width), theme)


def png(timeline: Timeline, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp. Raises NoPainterError."""
    return to_png(_scene(timeline, width), theme)


def html(timeline: Timeline, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML."""
    return svg(timeline, width=width, theme=theme)


def page(timeline: Timeline, *, width: int = 800) -> str:
    """A whole HTML page of about 5 MB that works offline: an interactive chart, the picture, the outline.

    Without plotly it has the last two, and a hundredth of the size.
    """
    return page_around(timeline, svg(timeline, width=width))


def _scene(timeline: Timeline, width: int) -> Scene:
    return lay_out(timeline, room_in(width))
