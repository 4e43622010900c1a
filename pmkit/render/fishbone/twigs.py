"""The texts of a fishbone broken into lines that fit between two slanting bones."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from pmkit.models.fishbone import Fishbone
from pmkit.models.words.shortened import ELLIPSIS
from pmkit.render.fishbone.outline import CONTRIBUTED, EVIDENCE, TO_LOOK, TO_NAME
from pmkit.render.scene.boxes import LINE_HEIGHT, SIDE, Block, Box, Content
from pmkit.render.scene.wrapping import cut, excerpt, measure, right_to_left, wrap

CAUSE_SIZE, SUB_CAUSE_SIZE = 13, 12
MOST_LINES = 6
CROWDED = 40
"""Causes; a picture with more gives each fewer lines."""

MOST_LINES_CROWDED = 3
EVEN_OUT = (0.92, 0.84, 0.76, 0.68, 0.6)
"""Shares of the room that are tried, so that no last line holds a lone word."""

LONGEST_TIP = 600
TIED = "\N{NO-BREAK SPACE}"
"""Keeps a sign on the line of the word beside it."""

STEM_LEAN = 0.15
"""Pixels to the side for one downwards: how stems of sub-causes lean above the spine, against their bone."""

CLEAR = 7
"""Pixels between a text and a bone."""

STEM_AT = 13
"""Pixels from a bone to where a stem meets its twig."""

TEXT_TO_LINE = 2
BELOW_TWIG = 6
"""Pixels from a twig's line to the text of the sub-cause below it."""


class Between(NamedTuple):
    """The room between two bones: pixels from one to the next, and pixels to the side for one downwards."""

    spacing: float
    lean: float


class Fit(NamedTuple):
    """What a text must fit: `room` pixels, less `loss` for each pixel of its height, in letters of `size`."""

    room: float
    size: int
    most_lines: int
    loss: float


@dataclass(frozen=True, slots=True)
class Twig:
    """A cause's text in lines; `tip` is its evidence; `is_cause` unless it fills a gap."""

    block: Block
    tip: str = ""
    contributed: bool = False
    is_cause: bool = True
    below: tuple["Twig", ...] = ()

    @property
    def width(self) -> float:
        """Pixels of its longest line."""
        return self.block.width

    @property
    def height(self) -> float:
        """Pixels from the top of the text to the twig's own line."""
        return self.block.height + TEXT_TO_LINE

    @property
    def total(self) -> float:
        """Pixels from the top of the text to the line of the last sub-cause."""
        return self.height + sum(BELOW_TWIG + twig.height for twig in self.below)

    @property
    def box(self) -> Box:
        """A box without borders, with the text inside."""
        return Box(Content("why", "", ()), self.block.width + 2 * SIDE, self.block.height, (self.block,))


def twigs_of(fishbone: Fishbone, category: str, between: Between) -> list[Twig]:
    """The twigs of one bone, to stand between bones that are so far apart and lean so much."""
    bone = fishbone.bones()[category]
    if not bone:
        word = excerpt(fishbone.word_on(category))
        role = "muted" if word else "gap"
        shown = word or f"? {TO_LOOK}"
        lines = _fitted(shown, Fit(between.spacing - 2 * CLEAR, SUB_CAUSE_SIZE, MOST_LINES, between.lean))
        return [Twig(Block(lines, SUB_CAUSE_SIZE, role, right_to_left(shown)), is_cause=False)]
    most_lines = MOST_LINES_CROWDED if len(fishbone.causes) > CROWDED else MOST_LINES
    return [_cause(fishbone, index, below, between, most_lines) for index, below in bone.items()]


def _cause(fishbone: Fishbone, index: int, below: Iterable[int], between: Between, most_lines: int) -> Twig:
    sub_causes: list[Twig] = []
    depth = 0.0
    for other in below:
        loss = between.lean + STEM_LEAN
        room = between.spacing - STEM_AT - 2 * CLEAR - loss * depth
        sub_causes.append(_own(fishbone, other, Fit(room, SUB_CAUSE_SIZE, most_lines, loss)))
        depth += BELOW_TWIG + sub_causes[-1].height
    fit = Fit(between.spacing - 2 * CLEAR, CAUSE_SIZE, most_lines, between.lean)
    return _own(fishbone, index, fit, tuple(sub_causes))


def _own(fishbone: Fishbone, index: int, fit: Fit, below: tuple[Twig, ...] = ()) -> Twig:
    """The twig of one cause."""
    cause = fishbone.causes[index]
    twig = _alone(cause.text, cause.evidence or "", bool(cause.contributed), fit)
    return replace(twig, below=below) if below else twig


@lru_cache(maxsize=2048)
def _alone(text: str, evidence: str, contributed: bool, fit: Fit) -> Twig:
    """A twig without sub-causes; remembered, since at each keystroke of a builder all but one stay as they are."""
    text, evidence = excerpt(text), excerpt(evidence)
    shown = f"{CONTRIBUTED}{TIED}{text or TO_NAME}" if contributed else text or f"? {TO_NAME}"
    sign = f"{TIED}{EVIDENCE}" if evidence else ""
    lines = _fitted(shown + sign, fit, bold=contributed)
    if sign and not lines[-1].endswith(sign):  # cut off with the end of a long text
        lines = (*lines[:-1], _signed(lines, sign, fit.size, bold=contributed))
    tip = f"Evidence: {evidence[:LONGEST_TIP]}" if evidence else ""
    role = "root-cause" if contributed else "ink" if text else "gap"
    return Twig(Block(lines, fit.size, role, right_to_left(shown), contributed), tip, contributed)


def _signed(lines: tuple[str, ...], sign: str, size: int, *, bold: bool) -> str:
    """The last line, cut so that the sign stands on it and it is no wider than the widest."""
    room = max(measure(line, size, bold=bold) for line in lines) - measure(sign, size, bold=bold)
    return cut(lines[-1].removesuffix(ELLIPSIS), room, size, bold=bold) + sign


def _fitted(text: str, fit: Fit, *, bold: bool = False) -> tuple[str, ...]:
    """The fewest lines that hold a text, of about equal lengths."""
    lines: list[str] = []
    width = 0.0
    for count in range(1, fit.most_lines + 1):
        width = max(fit.room - fit.loss * (count * fit.size * LINE_HEIGHT + BELOW_TWIG), 2 * fit.size)
        # One line more than there is room for tells that the text needs it.
        lines = wrap(text, width, fit.size, min(count + 1, fit.most_lines), bold=bold)
        if len(lines) <= count:
            break
    for share in EVEN_OUT if 1 < len(lines) < fit.most_lines else ():
        narrower = wrap(text, share * width, fit.size, len(lines) + 1, bold=bold)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return tuple(lines)
