"""Gives the boxes of a tree their places: side by side where the width allows it, else in one column."""

from dataclasses import dataclass, field

from pmkit.render.scene.boxes import Box, Content, drawn, fill_box
from pmkit.render.scene.shapes import Group, Point, Scene, Stroke

BETWEEN = 26
"""Pixels between a box and the one below it: room for an arrow."""

ARROW = 0.8
BETWEEN_SIBLINGS = 14
ASIDE = 18
STEP = 24
"""Pixels by which the branches of a column are indented."""

WIDEST_BOX = 560
NARROWEST_BOX = 210
WIDEST_BRANCH = 340


@dataclass(frozen=True, slots=True)
class Tree:
    """Contents, parents first; `parents[i]` is the index of the parent of `contents[i]`, -1 for a root."""

    contents: list[Content]
    parents: list[int]

    def children(self) -> list[list[int]]:
        """The indices below each content."""
        below: list[list[int]] = [[] for _ in self.contents]
        for index, parent in enumerate(self.parents):
            if parent >= 0:
                below[parent].append(index)
        return below


@dataclass(frozen=True, slots=True)
class Place:
    """A box and where its upper left corner is, in pixels to the right and downwards."""

    box: Box
    left: float
    top: float

    @property
    def bottom(self) -> float:
        """Where the box ends downwards."""
        return self.top + self.box.height

    @property
    def middle(self) -> float:
        """The middle of the box from left to right."""
        return self.left + self.box.width / 2

    @property
    def drawn(self) -> Group:
        """The box where it is."""
        return drawn(self.box, self.left, self.top)


@dataclass(slots=True)
class Layout:
    """Places by the index of their content, and the lines between them, each from corner to corner."""

    places: dict[int, Place] = field(default_factory=dict)
    links: list[list[Point]] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where the last box ends to the right."""
        return max(place.left + place.box.width for place in self.places.values())

    @property
    def bottom(self) -> float:
        """Where the last box ends downwards."""
        return max(place.bottom for place in self.places.values())

    def scene(self, says: str) -> Scene:
        """The picture: lines first, so that the boxes' words follow each other in reading order."""
        lines = [Stroke(tuple(points), arrow=ARROW) for points in self.links]
        return Scene(self.right, self.bottom, says, [*lines, *(place.drawn for place in self.places.values())])


def fits_side_by_side(tree: Tree, width: float) -> bool:
    """Whether the tree has branches and `width` pixels hold them beside each other, still readable."""
    ends = sum(not below for below in tree.children())
    return ends > 1 and ends * (NARROWEST_BOX + ASIDE) - ASIDE <= width


def side_by_side(tree: Tree, width: float) -> Layout:
    """Each end has a column of its own; what it explains stands over the middle of its columns."""
    ends = _ends_below(tree)
    branch = min((width + ASIDE) / ends[0] - ASIDE, WIDEST_BRANCH)
    total = ends[0] * (branch + ASIDE) - ASIDE
    layout, below = Layout(), tree.children()
    column = [0.0] * len(ends)
    free = [0.0] * len(ends)
    for index, parent in enumerate(tree.parents):
        if parent >= 0:
            column[index] = free[parent]
            free[parent] += ends[index]
        free[index] = column[index]
        above = layout.places.get(parent)
        box = fill_box(tree.contents[index], branch if above else min(WIDEST_BOX, total))
        middle = (column[index] + ends[index] / 2) * (branch + ASIDE) - ASIDE / 2
        gap = 0 if above is None else BETWEEN + 10 * (len(below[parent]) > 1)
        place = Place(box, middle - box.width / 2, (above.bottom if above else 0) + gap)
        layout.places[index] = place
        if above:
            layout.links.append(elbow(above, place))
    return layout


def _ends_below(tree: Tree) -> list[int]:
    """How many ends lie under each content, itself included if it is one."""
    ends = [0] * len(tree.parents)
    for index in range(len(ends) - 1, -1, -1):
        ends[index] = ends[index] or 1
        if tree.parents[index] >= 0:
            ends[tree.parents[index]] += ends[index]
    return ends


def elbow(above: Place, below: Place) -> list[Point]:
    """The line from the lower edge of one box to the upper edge of another that stands under it."""
    turn = below.top - BETWEEN / 2 - 2
    start, end = (above.middle, above.bottom), (below.middle, below.top)
    straight = abs(above.middle - below.middle) < 1
    return [start, end] if straight else [start, (above.middle, turn), (below.middle, turn), end]


def in_one_column(tree: Tree, width: float, left: float = 0, top: float = 0) -> Layout:
    """One box under the other; only branches are indented, so that a chain keeps its width."""
    below, layout = tree.children(), Layout()
    levels = _levels(tree, below)
    deepest = max(levels)
    step = min(STEP, (width - NARROWEST_BOX) / deepest) if deepest else 0
    total = min(width, WIDEST_BOX + step * deepest)
    reached: dict[int, float] = {}
    for index in _depth_first(tree, below):
        parent = tree.parents[index]
        indent = levels[index] * step
        siblings = parent >= 0 and len(below[parent]) > 1
        box = fill_box(tree.contents[index], total - indent)
        if layout.places:
            top += BETWEEN_SIBLINGS if siblings else BETWEEN
        place = layout.places[index] = Place(box, left + indent, top)
        top = place.bottom
        if parent >= 0:
            above = layout.places[parent]
            start = reached.get(parent, above.bottom)
            link = _rail(above.left + step / 2, start, place) if siblings else _down(above, place)
            reached[parent] = link[1][1]
            layout.links.append(link)
    return layout


def _rail(left: float, start: float, below: Place) -> list[Point]:
    """Down from where the sibling before was reached, then right into the indented box."""
    height = below.top + min(16, below.box.height / 2)
    return [(left, start), (left, height), (below.left, height)]


def _down(above: Place, below: Place) -> list[Point]:
    return [(below.middle, above.bottom), (below.middle, below.top)]


def _levels(tree: Tree, below: list[list[int]]) -> list[int]:
    """How often the way to each content branches."""
    levels = [0] * len(tree.parents)
    for index, parent in enumerate(tree.parents):
        if parent >= 0:
            levels[index] = levels[parent] + (len(below[parent]) > 1)
    return levels


def _depth_first(tree: Tree, below: list[list[int]]) -> list[int]:
    order: list[int] = []
    waiting = [index for index, parent in enumerate(tree.parents) if parent < 0][::-1]
    while waiting:
        order.append(waiting.pop())
        waiting.extend(reversed(below[order[-1]]))
    return order
