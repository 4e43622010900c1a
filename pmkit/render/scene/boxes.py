"""A box of a drawing: what stands in it, how large that is, and how it is said in the DOT language."""

from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Literal

from pmkit.render.scene.palette import Theme, colour
from pmkit.render.scene.wrapping import right_to_left, wrap

Kind = Literal["problem", "why", "aside", "root-cause", "action"]

HEADING_SIZE = 12
TEXT_SIZE = 14
SMALL_SIZE = 12
LINE_HEIGHT = 1.2  # Graphviz's own
SIDE, ABOVE = 12, 7
"""Pixels between a box's edge and its text."""

BORDER = 4
"""Pixels between the two borders of a root cause."""

SHAPES: dict[Kind, str] = {
    "problem": 'shape=box style="filled" penwidth=2.4',
    "why": 'shape=box style="rounded,filled" penwidth=1.2',
    "aside": 'shape=box style="rounded,filled,dotted" penwidth=1.2',
    "root-cause": 'shape=box style="filled" penwidth=1.4 peripheries=2',
    "action": 'shape=note style="filled" penwidth=1.4',
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

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the end of the last."""
        return ceil(len(self.lines) * self.size * LINE_HEIGHT)


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
    heading = wrap(f"{sign} {content.heading}", inner / 1.06, HEADING_SIZE, 3)
    role = "gap" if content.gap else "muted" if content.kind == "aside" else content.kind
    blocks = [Block(tuple(heading), HEADING_SIZE, role, bold=True)]
    blocks += [_block(paragraph, inner) for paragraph in content.paragraphs]
    text_height = sum(block.height for block in blocks)
    borders = 2 * BORDER if content.kind == "root-cause" and not content.gap else 0
    return Box(content, width, text_height + 2 * ABOVE + borders, tuple(blocks))


def _block(paragraph: Paragraph, width: float) -> Block:
    size = SMALL_SIZE if paragraph.small else TEXT_SIZE
    lines = wrap(paragraph.label + paragraph.text, width, size, paragraph.most_lines)
    return Block(tuple(lines), size, "muted" if paragraph.small else "ink", right_to_left(paragraph.text))


def node(name: str, box: Box, left: float, top: float, theme: Theme) -> str:
    """The DOT statement that draws `box` with its upper left corner at `left`, `top` (downwards)."""
    kind, gap = box.content.kind, box.content.gap
    shape = SHAPES[kind]
    if gap:
        shape = shape.replace("filled", "filled,dashed").replace(" peripheries=2", "")
    paint = "gap" if gap else kind
    inset = 2 * BORDER if "peripheries" in shape else 0
    line, fill = quoted(colour(paint, theme)), quoted(colour(f"{paint}-fill", theme))
    return (
        f"{name} [{shape} color={line} fillcolor={fill}"
        f" width={(box.width - inset) / 72:.4f} height={(box.height - inset) / 72:.4f}"
        f' pos="{left + box.width / 2:.2f},{-top - box.height / 2:.2f}" label=<{label(box, theme)}>]'
    )


def quoted(text: str) -> str:
    """Our own words as a DOT string; trainees' words go through `label` alone."""
    return f'"{text}"'


def label(box: Box, theme: Theme) -> str:
    """What stands in a box, as an HTML-like label of DOT."""
    rows = "".join(_row(block, box.width - 2 * SIDE, theme) for block in box.blocks)
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>'


def _row(block: Block, width: float, theme: Theme) -> str:
    """A paragraph in a cell whose size is ours: what `dot` takes for the width of an emoji moves nothing."""
    lines = '<BR ALIGN="LEFT"/>'.join(map(_escaped, block.lines))
    text = f"<B>{lines}</B>" if block.bold else lines
    font = f'<FONT POINT-SIZE="{block.size}" COLOR="{colour(block.role, theme)}">{text}</FONT>'
    size = f'FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{block.height}"'
    return f'<TR><TD ALIGN="LEFT" BALIGN="LEFT" {size}>{font}</TD></TR>'


def _escaped(line: str) -> str:
    # Graphviz replaces \N, \G and others by names even in an HTML-like label; two backslashes stand for one.
    return escape(line).replace("\\", "\\\\") or "&#160;"
