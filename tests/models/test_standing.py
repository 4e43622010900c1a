"""How an open action item stands on the day of a weekly review."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem, StatusChange, move
from pmkit.models.dates.sla import load_sla
from pmkit.models.dates.standing import began_on, is_closed, standing

ON = date(2026, 12, 7)
MODULE = load_sla("module")


def item(**parts: object) -> ActionItem:
    return ActionItem(text="Add a memory test", **parts)  # type: ignore[arg-type]  # parts of one


@pytest.mark.parametrize(
    ("parts", "group"),
    [
        ({"due": ON - timedelta(days=1)}, "overdue"),
        ({"due": ON - timedelta(days=1), "status": "blocked"}, "overdue"),
        ({"due": ON}, "this-week"),
        ({"due": ON + timedelta(days=7)}, "this-week"),
        ({"due": ON + timedelta(days=8)}, "later"),
        ({"due": ON, "status": "blocked"}, "blocked"),
        ({"status": "blocked"}, "blocked"),
        ({}, "undated"),
    ],
)
def test_an_item_is_told_in_the_most_pressing_group_that_it_belongs_to(parts: dict[str, object], group: str) -> None:
    assert standing(item(**parts), ON, MODULE).group == group


def test_the_time_of_a_priority_runs_from_the_day_an_item_was_written() -> None:
    told = standing(item(priority="P1", created=date(2026, 11, 30)), ON, MODULE)
    assert (told.age, told.over, told.limit, told.until, told.past) == (7, None, "1 week", ON, False)
    assert standing(item(priority="P1", created=date(2026, 11, 29)), ON, MODULE).past


def test_the_day_that_a_document_gives_counts_before_the_items_own() -> None:
    assert standing(item(created=ON), ON, MODULE, since=date(2026, 12, 1)).age == 6


def test_a_priority_without_a_time_and_an_item_without_a_day_are_past_nothing() -> None:
    assert standing(item(priority="P3", created=date(1999, 1, 1)), ON, load_sla("pagerduty"))[3:] == (None, None, False)
    assert standing(item(priority="P1"), ON, MODULE)[3:] == ("1 week", None, False)


def test_the_history_tells_when_an_item_began() -> None:
    begun = move(item(owner="Mina Okafor"), "open", on=date(2026, 11, 24))
    assert began_on(begun) == date(2026, 11, 24)
    assert began_on(item(created=ON, history=[StatusChange(status="new", on=date(2026, 1, 1))])) == ON


@pytest.mark.parametrize(
    ("parts", "closed"),
    [({"status": "done"}, True), ({"declined": "too dear"}, True), ({"status": "reopened"}, False), ({}, False)],
)
def test_what_is_done_or_declined_is_closed(parts: dict[str, object], *, closed: bool) -> None:
    assert is_closed(item(**parts)) == closed


@given(st.none() | st.dates(), st.none() | st.dates(), st.dates(), st.sampled_from([None, "P1", "P2", "P3"]))
def test_any_days_have_a_standing(due: date | None, created: date | None, on: date, priority: str | None) -> None:
    told = standing(item(due=due, created=created, priority=priority), on, MODULE)
    assert (told.group == "overdue") == (due is not None and due < on)
    assert told.past is (told.until is not None and told.until < on)
