"""A scene: shapes, lines and words with their places in pixels, to the right and downwards."""

from dataclasses import dataclass, field
from typing import Literal

Form = Literal["box", "rounded", "note", "circle", "diamond"]
Anchor = Literal["start", "middle", "end"]
Dash = Literal["", "dashed", "dotted"]
Point = tuple[float, float]

MARGIN = 8
"""Pixels around the drawing."""

NARROWEST, WIDEST = 280, 4000
"""Pixels; a picture is drawn for a width between them."""

SMALL, NORMAL, LARGE = 12, 14, 16
"""Font sizes in pixels."""

LINE = 1.25
"""Height of a line of text, for one of its size."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A form that fills a box; roles are those of the palette, an empty one paints nothing."""

    left: float
    top: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    form: Form = "box"
    dash: Dash = ""
    weight: float = 1
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of cleaned text: `left` is where it starts, ends or has its middle, `room` what it may take."""

    text: str
    left: float
    top: float
    room: float
    size: int = NORMAL
    role: str = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    rightwards: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line along points, which of a curve are those of Bézier; `arrow` is the size of its tip, 0 for none."""

    points: tuple[Point, ...]
    weight: float = 1.4
    arrow: float = 0
    role: str = "line"
    dash: Dash = ""
    curved: bool = False

    @property
    def start(self) -> Point:
        """Where it begins."""
        return self.points[0]

    @property
    def end(self) -> Point:
        """Where it ends, with the tip of the arrow if it has one."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Group:
    """Things that are one to the reader; `tip` is its tooltip."""

    things: tuple["Thing", ...]
    tip: str = ""


Thing = Shape | Words | Stroke | Group


@dataclass(slots=True)
class Scene:
    """What a picture holds, in the order in which it is painted; `says` is its gist for a screen reader."""

    width: float
    height: float = 0
    says: str = ""
    things: list[Thing] = field(default_factory=list)


def room_in(width: float) -> float:
    """The pixels between the margins of a picture that is to be `width` pixels wide, within reason."""
    return max(NARROWEST, min(WIDEST, width)) - 2 * MARGIN
