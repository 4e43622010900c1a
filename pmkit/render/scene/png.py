"""Paints a scene as a PNG: its SVG through resvg, which needs nothing of the system but fonts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pmkit.render.scene.letters import runs
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.shapes import MARGIN, Group, Scene, Thing, Words
from pmkit.render.scene.svg import to_svg
from pmkit.render.scene.wrapping import measure

RIGHTWARDS, BACK = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
SHARPNESS = 2
"""Pixels of a PNG for one of the page."""

LARGEST = 24_000
"""Pixels; above about 32,000 drawing libraries give up."""


class NoPainterError(RuntimeError):
    """There is nothing to paint a PNG with; the message says what to install."""


def to_png(scene: Scene, theme: Theme) -> bytes:
    """A PNG with SHARPNESS pixels for one of the scene, fewer where it would grow too large. Raises NoPainterError."""
    try:
        from resvg_py import svg_to_bytes  # only those who want a PNG need it
    except ModuleNotFoundError:
        raise NoPainterError("a PNG needs resvg-py; run: pip install resvg-py (or write an .svg)") from None
    sharpness = min(SHARPNESS, LARGEST / (max(scene.width, scene.height) + 2 * MARGIN))
    return svg_to_bytes(svg_string=to_svg(_for_resvg(scene), theme), zoom=sharpness)


def _for_resvg(scene: Scene) -> Scene:
    """The scene for a painter that knows no directions, and sets all of a line in the font that one letter wants."""
    return replace(scene, things=[*_simpler(scene.things)])


def _simpler(things: Iterable[Thing]) -> Iterator[Thing]:
    for thing in things:
        match thing:
            case Group():
                yield replace(thing, things=tuple(_simpler(thing.things)))
            case Words(rightwards=True):
                right = thing.left + thing.room
                yield replace(thing, text=f"{RIGHTWARDS}{thing.text}{BACK}", left=right, anchor="end", rightwards=False)
            case Words(anchor="start"):
                left = thing.left
                for run, _ in runs(thing.text, bold=thing.bold):
                    yield replace(thing, text=run, left=left)
                    left += measure(f"{run} ", thing.size, bold=thing.bold)
            case _:
                yield thing
