"""The weekly review: each item is told once, where it is most pressing, and what ended since the last one is named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem, StatusChange
from pmkit.models.dates.review import TITLES, weekly_review
from pmkit.models.dates.sla import load_sla
from pmkit.models.dates.standing import GROUPS, ended_on, standing, state_since
from pmkit.models.dates.standing_words import lateness

ON = date(2026, 12, 7)
MODULE = load_sla("module")


def item(**parts: object) -> ActionItem:
    return ActionItem(text="Add a memory test", **parts)  # type: ignore[arg-type]  # parts of one


def ago(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.mark.parametrize(
    ("parts", "group"),
    [
        ({"priority": "P1", "created": ago(7)}, "undated"),
        ({"priority": "P1", "created": ago(8)}, "old"),
        ({"priority": "P1", "created": ago(8), "due": ON + timedelta(days=30)}, "old"),
        ({"priority": "P1", "created": ago(8), "due": ON}, "this-week"),
        ({"priority": "P1", "created": ago(8), "status": "blocked"}, "blocked"),
        ({"created": ago(28)}, "undated"),
        ({"created": ago(29)}, "old"),
    ],
)
def test_open_for_long_is_past_the_time_of_its_priority_or_over_four_weeks(
    parts: dict[str, object], group: str
) -> None:
    assert standing(item(**parts), ON, MODULE).group == group


def test_every_group_has_a_title_in_the_order_of_the_groups() -> None:
    assert tuple(TITLES) == GROUPS


@pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, True), (7, True), (8, False)])
def test_what_ended_since_the_last_review_is_told(days: int, is_told: bool) -> None:
    done = item(status="done", history=[StatusChange(status="done", on=ago(days))])
    assert weekly_review([item(), done], ON, MODULE).lately == ([1] if is_told else [])


def test_the_newest_end_comes_first_and_one_without_a_day_is_counted_alone() -> None:
    first, second = (item(history=[StatusChange(status="declined", on=ago(days))]) for days in (5, 1))
    review = weekly_review([first, second, item(status="done"), item(declined="too dear")], ON, MODULE)
    assert (review.lately, review.done, review.declined) == ([1, 0], [2], [0, 1, 3])


def test_the_day_of_a_state_is_that_of_the_last_change_where_it_led_there() -> None:
    assert state_since(item(created=ON)) == ON
    assert state_since(item(created=ON, status="open")) is None
    changed = item(history=[StatusChange(status="open", on=ago(9)), StatusChange(status="blocked", on=ago(2))])
    assert state_since(changed) == ago(2)
    assert state_since(changed.model_copy(update={"status": "open"})) is None
    assert ended_on(changed) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [(2, "2 days late"), (1, "1 day late"), (0, "due today"), (-1, "due in 1 day"), (-3, "due in 3 days")],
)
def test_lateness_is_said_in_words(days: int, words: str) -> None:
    assert lateness(standing(item(due=ago(days)), ON, MODULE)) == words


days = st.none() | st.dates(ago(90), ON + timedelta(days=90))
states = st.sampled_from(["new", "open", "in-progress", "blocked", "done", "declined", "reopened"])
items = st.builds(
    ActionItem,
    text=st.just("A"),
    due=days,
    created=days,
    status=st.none() | states,
    priority=st.sampled_from([None, "P1", "P2", "P3"]),
    history=st.lists(st.builds(StatusChange, status=states, on=days), max_size=3),
)


@given(st.lists(items, max_size=12))
def test_every_item_is_told_once_or_closed(several: list[ActionItem]) -> None:
    review = weekly_review(several, ON, MODULE)
    told = [place for group in GROUPS for place in review.of(group)]
    assert sorted([*told, *review.done, *review.declined]) == list(range(len(several)))
    assert [place for place, _ in review.told] == told
    assert set(review.lately) <= {*review.done, *review.declined}
