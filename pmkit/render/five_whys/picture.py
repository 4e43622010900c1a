"""Shows a 5 Whys analysis: as a picture that fits a width, or as an outline in plain text."""

from pmkit.models.five_whys import FiveWhys
from pmkit.render.five_whys.layout import lay_out
from pmkit.render.five_whys.outline import gist, outline
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.png import to_png
from pmkit.render.scene.shapes import Scene, room_in
from pmkit.render.scene.svg import to_svg

__all__ = ["gist", "html", "outline", "png", "svg"]


def svg(five_whys: FiveWhys, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg` and is at most `width` pixels wide (280 where less is asked for)."""
    return to_svg(_scene(five_whys, width), theme)


def png(five_whys: FiveWhys, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp. Raises NoPainterError."""
    return to_png(_scene(five_whys, width), theme)


def html(five_whys: FiveWhys, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML."""
    return svg(five_whys, width=width, theme=theme)


def _scene(five_whys: FiveWhys, width: int) -> Scene:
    return lay_out(five_whys, room_in(width)).scene(gist(five_whys))
