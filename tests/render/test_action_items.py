"""The table of action items: every item with what is known of it, every text escaped, readable at every width."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem
from pmkit.models.action_items import ActionItems
from pmkit.render import action_items as drawing

ANSWER = ActionItems(
    actions=[
        ActionItem(
            text="Add a memory test",
            owner="Mina Okafor",
            due=date(2026, 12, 1),
            priority="P1",
            status="in-progress",
            kind="prevent-future",
            success="The leaking build fails",
        ),
        ActionItem(text="Buy more memory", competes_with=[1], declined="The leak would fill that too"),
        ActionItem(text=" "),
    ]
)


def rows(html: str) -> list[list[str]]:
    return [
        [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", html)
    ]


def test_each_item_is_a_row_with_what_is_known_of_it() -> None:
    head, *items = rows(drawing.html(ANSWER))
    assert head == ["No.", "Action", "Owner", "Priority", "Due", "Status"]
    assert items[0] == [
        "1",
        "Add a memory test Kind: keep it from happening again Worked when: The leaking build fails",
        "Mina Okafor",
        "P1",
        "2026-12-01",
        "in-progress",
    ]
    assert items[1][1] == "Buy more memory Declined: The leak would fill that too Either this or: action 1"
    assert items[2] == ["3", "? (still to be said)", "?", "?", "?", "new"]


def test_a_narrow_page_gets_a_list_with_the_same_words() -> None:
    def words(html: str) -> set[str]:
        return set(re.sub("<[^>]*>", " ", html).split())

    narrow = drawing.html(ANSWER, width=320)
    assert "<table" not in narrow
    assert words(drawing.html(ANSWER)) - words(narrow) <= {
        "Action",
        "items",
        "No.",
        "Owner",
        "Priority",
        "Due",
        "Status",
        "1",
        "2",
        "3",
    }


def test_the_outline_has_an_item_in_two_lines_and_more_where_more_is_known() -> None:
    assert drawing.outline(ANSWER).splitlines()[:4] == [
        "1. Add a memory test",
        "   Owner: Mina Okafor · Priority: P1 · Due: 2026-12-01 · Status: in-progress",
        "   Kind: keep it from happening again",
        "   Worked when: The leaking build fails",
    ]
    assert drawing.outline(ActionItems()) == "No action items yet\n"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "&amp; <b>", "'\"><img src=x>"])
@pytest.mark.parametrize("width", [320, 800])
def test_markup_in_an_item_is_shown_as_text(text: str, width: int) -> None:
    item = ActionItem(text=text, owner=text, problem=text, success=text, declined=text, ticket=text, postmortem=text)
    drawn = drawing.html(ActionItems(actions=[item]), width=width)
    assert not re.search(r"<(script|b|img)\b", drawn)


@given(st.text(max_size=60), st.integers(1, 1200))
def test_any_text_is_drawn_at_any_width(text: str, width: int) -> None:
    answer = ActionItems(actions=[ActionItem(text=text, owner=text)])
    assert drawing.html(answer, width=width)
    assert len(drawing.outline(answer).splitlines()) == 2
