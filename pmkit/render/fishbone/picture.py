"""Shows a fishbone: as an Ishikawa diagram, or as an outline in plain text."""

from pmkit.models.fishbone import Fishbone
from pmkit.render.fishbone.layout import Skeleton, lay_out
from pmkit.render.fishbone.outline import gist, outline
from pmkit.render.scene.boxes import words_of
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.png import to_png
from pmkit.render.scene.shapes import Group, Scene, Thing, room_in
from pmkit.render.scene.svg import to_svg

__all__ = ["gist", "html", "outline", "png", "svg"]


def svg(fishbone: Fishbone, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg`, `width` pixels wide or as much wider as its bones need to be readable."""
    return to_svg(_scene(fishbone, width), theme)


def png(fishbone: Fishbone, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG for `width` pixels of a page, with two pixels for one so that it is sharp. Raises NoPainterError."""
    return to_png(_scene(fishbone, width), theme)


def html(fishbone: Fishbone, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML."""
    return svg(fishbone, width=width, theme=theme)


def _scene(fishbone: Fishbone, width: int) -> Scene:
    skeleton = lay_out(fishbone, room_in(width))
    things: list[Thing] = [*skeleton.lines, *(_placed(skeleton, index) for index in skeleton.layout.places)]
    return Scene(skeleton.layout.right, skeleton.layout.bottom, gist(fishbone), things)


def _placed(skeleton: Skeleton, index: int) -> Group:
    """A box, or a text without a border and with its tooltip."""
    place = skeleton.layout.places[index]
    if index < skeleton.first_text:
        return place.drawn
    return Group(tuple(words_of(place.box, place.left, place.top)), skeleton.tips.get(index, ""))
