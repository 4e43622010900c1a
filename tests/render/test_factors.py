"""The matrix of contributing factors: every factor in its cell, every text escaped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.factor import ContributingFactor, Factors
from pmkit.render import factors as drawing
from pmkit.render.scene.wrapping import clean

ANSWER = Factors(
    problem="Bids stopped",
    factors=[
        ContributingFactor(
            category="Process", statement="No step asks", evidence="E8", contributed_as="needed", how="Skipped"
        ),
        ContributingFactor(category="People", statement="Two of five were away", contributed_as="made-worse"),
        ContributingFactor(statement="It was Sunday"),
    ],
)


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [
        [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in rows
    ]


def test_each_factor_stands_in_the_row_of_its_category_and_the_column_of_its_way() -> None:
    head, process, technology, people, *_, unsorted = cells(drawing.html(ANSWER))
    assert [one.partition(":")[0] for one in head] == ["Category", "Needed", "Made worse", "Hid", "Not sorted yet"]
    assert process == ["Process", "1. No step asks Skipped Evidence: E8", "&#160;", "&#160;", "&#160;"]
    assert technology == ["Technology", *["&#160;"] * 4]
    assert people[2] == "2. Two of five were away Evidence: ?"
    assert unsorted == ["Not sorted yet", *["&#160;"] * 3, "3. It was Sunday Evidence: ?"]


def test_a_matrix_of_sorted_factors_has_five_rows_and_three_columns() -> None:
    sorted_ones = ANSWER.model_copy(update={"factors": ANSWER.factors[:2]})
    assert [len(row) for row in cells(drawing.html(sorted_ones))] == [4] * 6


def test_the_outline_asks_the_questions_of_a_category_in_which_nothing_was_seen() -> None:
    lines = drawing.outline(ANSWER).splitlines()
    assert lines[:5] == [
        "Problem: Bids stopped",
        "Process",
        "  1. No step asks (needed)",
        "     How: Skipped · Evidence: E8",
        "Technology",
    ]
    assert lines[5] == "  none seen · What stopped working as expected? What noticed it, and when?"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "&amp; <b>", "'\"><img src=x>"])
def test_markup_in_a_factor_is_shown_as_text(text: str) -> None:
    factor = ContributingFactor(statement=text, evidence=text, how=text)
    assert re.findall(r"<(script|b|img)\b", drawing.html(Factors(problem=text, factors=[factor]))) == []


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_shown_on_the_lines_it_should(text: str) -> None:
    answer = Factors(factors=[ContributingFactor(category="People", statement=text, how=text, evidence=text)])
    assert drawing.html(answer).count("<tr>") == 6
    lines = drawing.outline(answer).splitlines()
    assert (len(lines), clean(text) in lines[6]) == (12, True)


def test_where_there_is_no_room_for_columns_the_ways_stand_below_each_other() -> None:
    head, process, technology, people, *_, unsorted = cells(drawing.html(ANSWER, width=400))
    assert head == ["Category", "How they contributed"]
    assert process == ["Process", "Needed 1. No step asks Skipped Evidence: E8"]
    assert technology == ["Technology", "&#160;"]
    assert people == ["People", "Made worse 2. Two of five were away Evidence: ?"]
    assert unsorted == ["Not sorted yet", "Not sorted yet 3. It was Sunday Evidence: ?"]
