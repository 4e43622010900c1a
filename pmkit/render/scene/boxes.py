"""A box of a drawing: what stands in it, how large that is, and the shapes and words that it is drawn with."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Literal, NamedTuple

from pmkit.render.scene.shapes import Dash, Form, Group, Shape, Words
from pmkit.render.scene.wrapping import measure, right_to_left, wrap

Kind = Literal["problem", "why", "aside", "root-cause", "action"]

HEADING_SIZE = 12
TEXT_SIZE = 14
SMALL_SIZE = 12
LINE_HEIGHT = 1.2
SIDE, ABOVE = 12, 6
"""Pixels between a box's edge and its text."""

BELOW_HEADING = 2

BORDER = 4
"""Pixels between the two borders of a root cause."""


class Look(NamedTuple):
    """How the edge of a box looks."""

    form: Form
    weight: float
    dash: Dash = ""
    is_double: bool = False


LOOKS: dict[Kind, Look] = {
    "problem": Look("box", 2.4),
    "why": Look("rounded", 1.2),
    "aside": Look("rounded", 1.2, "dotted"),
    "root-cause": Look("box", 1.4, is_double=True),
    "action": Look("note", 1.4),
}
SIGNS: dict[Kind, str] = {"problem": "■", "why": "▼", "aside": "×", "root-cause": "●", "action": "►"}
GAP_SIGN = "?"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some cleaned words in one size; `label` stands before them and does not decide their direction."""

    text: str
    most_lines: int
    label: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a box says; `gap` when its main words are still missing."""

    kind: Kind
    heading: str
    paragraphs: tuple[Paragraph, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph broken into lines."""

    lines: tuple[str, ...]
    size: int
    role: str
    rightwards: bool = False
    bold: bool = False
    below: int = 0

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the end of the last, with those left free below it."""
        return ceil(len(self.lines) * self.size * LINE_HEIGHT) + self.below

    @property
    def width(self) -> float:
        """Pixels that the longest line takes."""
        return max(measure(line, self.size, bold=self.bold) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Box:
    """A content laid out in `width` pixels, which make it `height` pixels high."""

    content: Content
    width: float
    height: float
    blocks: tuple[Block, ...]


def fill_box(content: Content, width: float) -> Box:
    """Break the content's words into lines that fit `width` pixels."""
    inner = width - 2 * SIDE
    sign = GAP_SIGN if content.gap else SIGNS[content.kind]
    heading = wrap(f"{sign} {content.heading}", inner, HEADING_SIZE, 3, bold=True)
    role = "gap" if content.gap else "muted" if content.kind == "aside" else content.kind
    blocks = [Block(tuple(heading), HEADING_SIZE, role, bold=True, below=BELOW_HEADING)]
    blocks += [_block(paragraph, inner) for paragraph in content.paragraphs]
    text_height = sum(block.height for block in blocks)
    borders = 2 * BORDER if look_of(content).is_double else 0
    return Box(content, width, text_height + 2 * ABOVE + borders, tuple(blocks))


def _block(paragraph: Paragraph, width: float) -> Block:
    size = SMALL_SIZE if paragraph.small else TEXT_SIZE
    lines = wrap(paragraph.label + paragraph.text, width, size, paragraph.most_lines)
    return Block(tuple(lines), size, "muted" if paragraph.small else "ink", right_to_left(paragraph.text))


def look_of(content: Content) -> Look:
    """The look of a content's kind; a gap is dashed, and has one edge only."""
    look = LOOKS[content.kind]
    return look._replace(dash="dashed", is_double=False) if content.gap else look


def drawn(box: Box, left: float, top: float) -> Group:
    """The box with its upper left corner at `left`, `top`."""
    above = (box.height - sum(block.height for block in box.blocks)) / 2
    return Group((*_edges(box, left, top), *words_of(box, left, top + above)))


def _edges(box: Box, left: float, top: float) -> Iterator[Shape]:
    look, paint = look_of(box.content), "gap" if box.content.gap else box.content.kind
    place = (left, top, box.width, box.height)
    yield Shape(*place, f"{paint}-fill", paint, look.form, look.dash, look.weight)
    if look.is_double:
        inset = (left + BORDER, top + BORDER, box.width - 2 * BORDER, box.height - 2 * BORDER)
        yield Shape(*inset, "", paint, look.form, look.dash, look.weight)


def words_of(box: Box, left: float, top: float) -> Iterator[Words]:
    """The lines of a box, the first of them at `top`."""
    room = box.width - 2 * SIDE
    for block in box.blocks:
        for number, line in enumerate(block.lines):
            height = top + number * block.size * LINE_HEIGHT
            yield Words(
                line, left + SIDE, height, room, block.size, block.role, block.bold, rightwards=block.rightwards
            )
        top += block.height
