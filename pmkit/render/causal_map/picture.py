"""Draws a causal map: what led to what, the problem on top, with what goes in circles or leads nowhere marked."""

from html import escape

from pmkit.models.causal_map import CausalMap
from pmkit.render.causal_map.layout import lay_out
from pmkit.render.causal_map.outline import gist, outline
from pmkit.render.scene.graphviz import DrawingError, NoDotError
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.png import to_png
from pmkit.render.scene.shapes import MARGIN, Scene
from pmkit.render.scene.svg import to_svg

__all__ = ["gist", "html", "outline", "png", "svg"]


def svg(causal_map: CausalMap, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg`, laid out for `width` pixels. Raises NoDotError and DrawingError."""
    return to_svg(_scene(causal_map, width), theme)


def png(causal_map: CausalMap, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG with two pixels for one of the page. Raises NoDotError, DrawingError and NoPainterError."""
    return to_png(_scene(causal_map, width), theme)


def html(causal_map: CausalMap, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML; the outline where no Graphviz lays it out. Never raises."""
    try:
        return svg(causal_map, width=width, theme=theme)
    except (NoDotError, DrawingError):
        style = "white-space:pre-wrap;overflow-wrap:anywhere"
        return f'<pre class="pmkit-outline" style="{style}">{escape(outline(causal_map))}</pre>'


def _scene(causal_map: CausalMap, width: int) -> Scene:
    graph = causal_map.graph()
    scene = lay_out(graph, max(1, width - 2 * MARGIN))
    scene.says = gist(graph)
    return scene
