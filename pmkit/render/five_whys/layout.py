"""Lays out a 5 Whys analysis for a picture: the tree of whys, under it the root cause with its actions."""

from collections.abc import Iterable

from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.words.plain import plain
from pmkit.render.five_whys.outline import (
    PUT_ASIDE,
    TO_ASK,
    TO_DECIDE,
    TO_DESCRIBE,
    TO_FIND,
    parents_of,
    reason_of,
    responsibility,
    why_heading,
)
from pmkit.render.scene.boxes import Content, Kind, Paragraph
from pmkit.render.scene.layout import (
    WIDEST_BOX,
    Layout,
    Tree,
    elbow,
    fits_side_by_side,
    in_one_column,
    side_by_side,
)
from pmkit.render.scene.wrapping import excerpt

MOST_LINES = 12
CROWDED = 60
"""Boxes; a picture with more gives each fewer lines."""

LINES_OF_DETAIL = 4
ABOVE_ROOT_CAUSE = 34


def lay_out(five_whys: FiveWhys, room: float) -> Layout:
    """Every box and line of the picture, within `room` pixels from left to right."""
    crowded = len(five_whys.whys) + len(five_whys.actions) > CROWDED
    most_lines = MOST_LINES // 2 if crowded else MOST_LINES
    parents = parents_of(five_whys)
    tree = _tree_of_whys(five_whys, parents, most_lines)
    beside = fits_side_by_side(tree, room)
    layout = side_by_side(tree, room) if beside else in_one_column(tree, room)
    ends = _ends_at_root_cause(five_whys, parents)
    linked = [end for end in ends if beside or layout.places[end].bottom == layout.bottom]
    tail = _root_cause_and_actions(five_whys, [end for end in ends if end not in linked], most_lines)
    width = min(layout.right, WIDEST_BOX)
    left = (layout.right - width) / 2 if beside else 0
    below = in_one_column(tail, width, left, layout.bottom + ABOVE_ROOT_CAUSE)
    layout.links += [elbow(layout.places[end], below.places[0]) for end in linked] + below.links
    layout.places |= {len(tree.contents) + index: place for index, place in below.places.items()}
    return layout


def _ends_at_root_cause(five_whys: FiveWhys, parents: list[int]) -> list[int]:
    """The numbers of the ends that the root cause says again.

    A chain has one end only, and it leads to the root cause in whatever words.
    """
    explained = {parents[index] for index in five_whys.standing()}
    ends = [index + 1 for index in five_whys.standing() if index not in explained] or [1]
    root = plain(five_whys.root_cause)
    same = [end for end in ends if root and plain(five_whys.whys[end - 1].answer) == root] if parents else []
    return ends if len(ends) == 1 else same


def _tree_of_whys(five_whys: FiveWhys, parents: list[int], most_lines: int) -> Tree:
    """The problem at index 0, and each why at its number."""
    standing = set(five_whys.standing())
    contents = [_content("problem", "Problem", (five_whys.problem, TO_DESCRIBE), most_lines)]
    for index, why in enumerate(five_whys.whys):
        heading = why_heading(index, parents, why)
        evidence = excerpt(why.evidence or "")
        extra = [Paragraph(evidence, most_lines // 2, "Evidence: ", small=True)] if evidence else []
        if index in standing:
            contents.append(_content("why", heading, (why.answer, TO_ASK), most_lines, extra))
        else:
            contents.append(_put_aside(heading, why, most_lines, extra))
    if not five_whys.whys:
        contents.append(_content("why", "Why 1", ("", TO_ASK), most_lines))
    return Tree(contents, [-1, *(parent + 1 for parent in parents or [-1])])


def _put_aside(heading: str, why: Why, most_lines: int, extra: list[Paragraph]) -> Content:
    """A why that is no longer followed: small and grey, with the reason."""
    words = Paragraph(excerpt(why.answer) or TO_ASK, most_lines, small=True)
    reason = [] if why.set_aside is None else [Paragraph(reason_of(why), most_lines // 2, f"{PUT_ASIDE}: ", small=True)]
    return Content("aside", heading, (words, *extra, *reason))


def _root_cause_and_actions(five_whys: FiveWhys, ends: list[int], most_lines: int) -> Tree:
    """The root cause at index 0; its heading names the ends that no line leads from."""
    heading = " · ".join(["Root cause", *(f"why {end}" for end in ends)])
    contents = [_content("root-cause", heading, (five_whys.root_cause, TO_FIND), most_lines)]
    for number, action in enumerate(five_whys.actions, start=1):
        who = [Paragraph(excerpt(responsibility(action)), LINES_OF_DETAIL, small=True)]
        contents.append(_content("action", f"Action {number}", (action.text, TO_DECIDE), most_lines, who))
    if not five_whys.actions:
        contents.append(_content("action", "Action 1", ("", TO_DECIDE), most_lines))
    return Tree(contents, [-1, *[0] * (len(contents) - 1)])


def _content(
    kind: Kind, heading: str, words: tuple[str, str], most_lines: int, extra: Iterable[Paragraph] = ()
) -> Content:
    """A box for the trainee's text, or for the gap where there is none: the two `words`."""
    text, gap = words
    shown = excerpt(text)
    first = Paragraph(shown or gap, most_lines, small=not shown)
    return Content(kind, heading, (first, *extra), gap=not shown)
