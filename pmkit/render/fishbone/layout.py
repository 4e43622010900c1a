"""Gives a fishbone's bones, twigs and texts their places: all are measured, so that no two overlap."""

from dataclasses import dataclass, field, replace
from itertools import chain
from math import ceil

from pmkit.models.fishbone import Fishbone
from pmkit.render.fishbone.outline import (
    CONTRIBUTED,
    CONTRIBUTED_MEANS,
    EVIDENCE,
    EVIDENCE_MEANS,
    TO_DESCRIBE,
)
from pmkit.render.fishbone.twigs import (
    BELOW_TWIG,
    CLEAR,
    STEM_AT,
    STEM_LEAN,
    Between,
    Twig,
    twigs_of,
)
from pmkit.render.scene.boxes import SIDE, Block, Box, Content, Paragraph, fill_box
from pmkit.render.scene.layout import Layout, Place
from pmkit.render.scene.shapes import Stroke
from pmkit.render.scene.wrapping import excerpt, wrap

NARROWEST_HEAD, WIDEST_HEAD, TALLEST_HEAD = 112, 200, 120
NARROWEST_SPACING, WIDEST_SPACING = 150, 380
"""Pixels from one bone to the next: below the first no text can be read, above the second the fish falls apart."""

MOST_LEAN = 0.42
"""Pixels to the side for one downwards."""

LEAN = 96
"""Pixels to the side that the longest bone takes."""

SHORTEST_BONE = 84
NECK = 30
"""Pixels from the last bone to the head."""

BETWEEN_TWIGS, WIDEST_BETWEEN = 11, 34
AT_SPINE, AT_END = 12, 10
LABEL_SIZE, LEGEND_SIZE = 13, 12


@dataclass(slots=True)
class Skeleton:
    """Boxes and texts in `layout`, of which those from index `first_text` on have no border; lines; tooltips."""

    layout: Layout = field(default_factory=Layout)
    lines: list[Stroke] = field(default_factory=list)
    tips: dict[int, str] = field(default_factory=dict)
    first_text: int = 0

    def put(self, box: Box, left: float, top: float) -> int:
        """Place a box and return its index."""
        index = len(self.layout.places)
        self.layout.places[index] = Place(box, left, top)
        return index


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone that meets the spine (height 0) at `foot`; `side` is -1 above it and 1 below it; `lean` is the slope."""

    label: Box
    twigs: list[Twig]
    foot: float
    side: int
    length: float = 0
    lean: float = MOST_LEAN

    @property
    def needs(self) -> float:
        """Pixels along the vertical that its twigs take."""
        between = BETWEEN_TWIGS * (len(self.twigs) - 1)
        return sum(twig.total for twig in self.twigs) + between + AT_SPINE + AT_END

    def at(self, height: float) -> float:
        """Where it is from left to right at a height."""
        return self.foot - self.lean * abs(height)


def lay_out(fishbone: Fishbone, room: float) -> Skeleton:
    """Every box, text and line, within `room` pixels from left to right where each bone gets the least it needs."""
    columns = ceil(len(fishbone.categories) / 2)
    head = _head(fishbone, room)
    spacing = _within_reason((room - head.width - NECK - LEAN) / columns)
    skeleton = _drawn(fishbone, head, columns, spacing)
    # Short texts leave room at the left, which the bones share.
    wider = _within_reason(spacing + (room - skeleton.layout.right) / columns)
    spread = _drawn(fishbone, head, columns, wider) if wider > spacing + 1 else skeleton
    return spread if spread.layout.right <= room else skeleton


def _within_reason(spacing: float) -> float:
    return max(NARROWEST_SPACING, min(WIDEST_SPACING, spacing))


def _drawn(fishbone: Fishbone, head: Box, columns: int, spacing: float) -> Skeleton:
    # Texts that fit between leaning bones fit between steeper ones: so the second round can only get shorter.
    upright = _with_lengths(_bones(fishbone, columns, Between(spacing, MOST_LEAN)), head.height / 2)
    bones = _with_lengths(_bones(fishbone, columns, Between(spacing, upright[0].lean)), head.height / 2)
    skeleton = Skeleton()
    neck = columns * spacing + NECK
    skeleton.put(head, neck, -head.height / 2)
    skeleton.lines.append(Stroke(((spacing / 3, 0), (neck, 0)), 3.4, 1.1))
    for bone in bones:
        end = bone.at(bone.length)
        height = -bone.length - bone.label.height if bone.side < 0 else bone.length
        skeleton.put(bone.label, end - bone.label.width / 2, height)
        skeleton.lines.append(Stroke(((end, bone.side * bone.length), (bone.foot, 0)), 2, 0.8))
    skeleton.first_text = len(skeleton.layout.places)
    for bone in bones:
        _put_twigs(skeleton, bone)
    _put_legend(skeleton, fishbone)
    return _moved_into_view(skeleton)


def _head(fishbone: Fishbone, room: float) -> Box:
    problem = excerpt(fishbone.problem)
    first = Paragraph(problem or TO_DESCRIBE, 14, small=not problem)
    content = Content("problem", "Problem", (first,), gap=not problem)
    head = fill_box(content, max(NARROWEST_HEAD, min(WIDEST_HEAD, room * 0.17)))
    return head if head.height <= TALLEST_HEAD else fill_box(content, WIDEST_HEAD)


def _bones(fishbone: Fishbone, columns: int, between: Between) -> list[Bone]:
    """The first half of the categories above the spine, the others below; an odd one out stands between two."""
    shift = between.spacing / 2 if len(fishbone.categories) % 2 else 0
    bones = []
    for number, category in enumerate(fishbone.categories):
        below = number >= columns
        foot = between.spacing * (number % columns + 1) + (shift if below else 0)
        twigs = twigs_of(fishbone, category, between)
        label = _label(category, between.spacing)
        bones.append(Bone(label, twigs, foot, 1 if below else -1, lean=between.lean))
    return bones


def _label(category: str, spacing: float) -> Box:
    room = spacing - 2 * SIDE - CLEAR
    block = Block(tuple(wrap(excerpt(category), room, LABEL_SIZE, 3, bold=True)), LABEL_SIZE, "ink", bold=True)
    return Box(Content("why", "", ()), block.width + 2 * SIDE, block.height + 8, (block,))


def _with_lengths(bones: list[Bone], least: float) -> list[Bone]:
    """All bones of a side are as long as the longest; all lean alike, and none so far that texts get narrow."""
    length = {
        side: max([SHORTEST_BONE, least + AT_END, *(bone.needs for bone in bones if bone.side == side)])
        for side in (-1, 1)
    }
    lean = min(bones[0].lean, LEAN / max(length.values()))
    return [replace(bone, length=length[bone.side], lean=lean) for bone in bones]


def _put_twigs(skeleton: Skeleton, bone: Bone) -> None:
    """The twigs from top to bottom, spread along their bone."""
    free = bone.length - bone.needs
    gaps = len(bone.twigs) - 1
    more = min(WIDEST_BETWEEN - BETWEEN_TWIGS, free / gaps) if gaps else 0
    first = (free - more * gaps) / 2
    top = AT_END - bone.length + first if bone.side < 0 else AT_SPINE + first
    for twig in bone.twigs:
        _put_twig(skeleton, bone, twig, top)
        top += twig.total + BETWEEN_TWIGS + more


def _put_twig(skeleton: Skeleton, bone: Bone, twig: Twig, top: float) -> None:
    height = top + twig.height
    end = bone.at(height)
    # The bone is nearest to the text at its outer edge above the spine, at its inner line below.
    right = (bone.at(top) if bone.side < 0 else end) - CLEAR
    left = _put_text(skeleton, twig, right, top)
    skeleton.lines.append(_twig_line(twig, left, end, height))
    lean = min(STEM_LEAN, bone.lean) if bone.side < 0 else bone.lean
    joint, below = end - STEM_AT, height
    for sub_cause in twig.below:
        top = below + BELOW_TWIG
        below = top + sub_cause.height
        stem = joint - lean * (below - height)
        left = _put_text(skeleton, sub_cause, stem - CLEAR, top)
        skeleton.lines.append(_twig_line(sub_cause, left, stem, below))
    if twig.below:
        skeleton.lines.append(Stroke(((stem, below), (joint, height)), 1, 0.5))


def _twig_line(twig: Twig, left: float, right: float, height: float) -> Stroke:
    if not twig.is_cause:
        return Stroke(((left, height), (right, height)), 0.5)
    role = "root-cause" if twig.contributed else "line"
    return Stroke(((left, height), (right, height)), 2.2 if twig.contributed else 1, 0.5, role)


def _put_text(skeleton: Skeleton, twig: Twig, right: float, top: float) -> float:
    """Put a twig's text left of `right` and return where it begins."""
    left = right - twig.width
    index = skeleton.put(twig.box, left - SIDE, top)
    if twig.tip:
        skeleton.tips[index] = twig.tip
    return left


def _put_legend(skeleton: Skeleton, fishbone: Fishbone) -> None:
    """What the signs mean, where there are any."""
    signs = [f"{CONTRIBUTED} {CONTRIBUTED_MEANS}"] if fishbone.contributing() else []
    signs += [f"{EVIDENCE} {EVIDENCE_MEANS}"] if skeleton.tips else []
    if signs:
        block = Block((" · ".join(signs),), LEGEND_SIZE, "muted")
        box = Box(Content("why", "", ()), block.width + 2 * SIDE, block.height, (block,))
        left = min(place.left for place in skeleton.layout.places.values())
        skeleton.put(box, left, skeleton.layout.bottom + 10)


def _moved_into_view(skeleton: Skeleton) -> Skeleton:
    """The same with its upper left corner at 0, 0."""
    places = skeleton.layout.places
    ends = list(chain.from_iterable(line.points for line in skeleton.lines))
    left = min([place.left for place in places.values()] + [x for x, _ in ends])
    top = min([place.top for place in places.values()] + [y for _, y in ends])
    moved = {index: replace(place, left=place.left - left, top=place.top - top) for index, place in places.items()}
    skeleton.layout = Layout(moved)
    skeleton.lines = [
        replace(line, points=tuple((x - left, y - top) for x, y in line.points)) for line in skeleton.lines
    ]
    return skeleton
