"""Boxes have their own place, within the width, each below what it explains."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.render.scene.boxes import Content, Paragraph
from pmkit.render.scene.layout import Layout, Tree, fits_side_by_side, in_one_column, side_by_side


def tree_of(parents: list[int]) -> Tree:
    texts = [f"cause {index} " * (1 + index % 7) for index in range(len(parents))]
    return Tree([Content("why", "Why", (Paragraph(text, 6),)) for text in texts], parents)


trees = st.lists(st.integers(0, 40), max_size=40).map(
    lambda drawn: tree_of([-1, *(number % (index + 1) for index, number in enumerate(drawn))])
)


def overlaps(layout: Layout) -> list[tuple[int, int]]:
    return [
        (one, other)
        for (one, a), (other, b) in combinations(layout.places.items(), 2)
        if a.left < b.left + b.box.width and b.left < a.left + a.box.width and a.top < b.bottom and b.top < a.bottom
    ]


@given(trees, st.integers(264, 1200))
def test_boxes_in_a_column_never_overlap_and_fit(tree: Tree, width: int) -> None:
    layout = in_one_column(tree, width)
    assert (overlaps(layout), layout.right <= width + 0.01) == ([], True)


@given(trees, st.integers(264, 12_000))
def test_boxes_side_by_side_never_overlap_and_fit(tree: Tree, width: int) -> None:
    layout = side_by_side(tree, width) if fits_side_by_side(tree, width) else in_one_column(tree, width)
    assert (overlaps(layout), layout.right <= width + 0.01) == ([], True)


@given(trees, st.sampled_from([in_one_column, side_by_side]))
def test_every_box_stands_below_what_it_explains(tree: Tree, lay_out: Callable[[Tree, float], Layout]) -> None:
    places = lay_out(tree, 9000).places
    explained = [(places[parent], places[index]) for index, parent in enumerate(tree.parents) if parent >= 0]
    assert [below for above, below in explained if above.bottom >= below.top] == []


@given(trees)
def test_every_box_but_the_first_is_linked_to_what_it_explains(tree: Tree) -> None:
    assert len(in_one_column(tree, 400).links) == len(tree.parents) - 1


def test_a_chain_keeps_its_width_however_long() -> None:
    layout = in_one_column(tree_of(list(range(-1, 200))), 400)
    assert {place.box.width for place in layout.places.values()} == {400}


@pytest.mark.parametrize(("width", "beside"), [(400, False), (1200, True)])
def test_branches_stand_beside_each_other_only_where_they_stay_readable(width: int, *, beside: bool) -> None:
    assert fits_side_by_side(tree_of([-1, 0, 0, 0]), width) is beside


def test_a_chain_is_never_side_by_side() -> None:
    assert fits_side_by_side(tree_of([-1, 0, 1, 2]), 4000) is False
