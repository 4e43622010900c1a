"""Shows a replay: as a picture that fits a width, light or dark, or as an outline in plain text."""

from pmkit.models.story.replay import Replay
from pmkit.render.replay.layout import lay_out
from pmkit.render.replay.outline import gist, outline
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.png import to_png
from pmkit.render.scene.shapes import room_in
from pmkit.render.scene.svg import to_svg

__all__ = ["gist", "outline", "png", "svg"]


def svg(told: Replay, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg` and is at most `width` pixels wide (280 where less is asked for)."""
    return to_svg(lay_out(told, room_in(width)), theme)


def png(told: Replay, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp. Raises NoPainterError."""
    return to_png(lay_out(told, room_in(width)), theme)
