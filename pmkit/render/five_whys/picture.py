"""Shows a 5 Whys analysis: as a picture that fits a width, or as an outline in plain text."""

from html import escape

from pmkit.models.five_whys import FiveWhys
from pmkit.render.five_whys.layout import lay_out
from pmkit.render.five_whys.outline import gist, outline
from pmkit.render.scene import picture
from pmkit.render.scene.graphviz import DrawingError, NoDotError
from pmkit.render.scene.layout import Layout
from pmkit.render.scene.palette import Theme

__all__ = ["gist", "html", "outline", "png", "svg"]

NARROWEST, WIDEST = 280, 4000
"""Pixels; a picture is drawn for a width between them."""


def svg(five_whys: FiveWhys, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg` and is at most `width` pixels wide (280 where less is asked for).

    With the theme `auto` it follows JupyterLab's theme inside of it, and the reader's system elsewhere.
    Raises NoDotError and DrawingError.
    """
    return picture.to_svg(_layout(five_whys, width), theme, gist(five_whys))


def png(five_whys: FiveWhys, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp.

    Raises NoDotError and DrawingError.
    """
    return picture.to_png(_layout(five_whys, width), theme)


def html(five_whys: FiveWhys, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML; the outline where nothing can draw it. Never raises."""
    try:
        return svg(five_whys, width=width, theme=theme)
    except (NoDotError, DrawingError):
        style = "white-space:pre-wrap;overflow-wrap:anywhere"
        return f'<pre class="pmkit-outline" style="{style}">{escape(outline(five_whys))}</pre>'


def _layout(five_whys: FiveWhys, width: int) -> Layout:
    return lay_out(five_whys, max(NARROWEST, min(WIDEST, width)) - 2 * picture.MARGIN)
