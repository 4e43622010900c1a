"""Lists of action items: no number ever names another item than before, and merging two lists loses nothing."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem, Priority, Status, StatusChange
from pmkit.models.action_items import MOST_ACTIONS, ActionItems, CritiqueLine
from pmkit.models.action_list.merging import differing, merged
from pmkit.models.action_list.rows import TooManyError, arranged, inserted, moved, without

DAY = date(2026, 11, 23)
few = st.sampled_from(["", "Add a memory test", "add a  memory test", "Cap the queue"])
days = st.sampled_from([None, DAY, date(2026, 12, 1)])
statuses = st.sampled_from(get_args(Status))
changes = st.builds(StatusChange, status=statuses, on=days, note=st.sampled_from([None, "it fired"]))
plain_items = st.builds(
    ActionItem,
    text=few,
    owner=st.sampled_from(["", "Mina Okafor", "Jorge Ruiz"]),
    due=days,
    created=days,
    priority=st.none() | st.sampled_from(get_args(Priority)),
    status=st.none() | statuses,
    success=st.sampled_from([None, "The test fails on build 412"]),
    effect_number=st.sampled_from([None, 0.0, 3.5]),
    history=st.none() | st.lists(changes, max_size=4),
)
critiques = st.lists(
    st.builds(
        CritiqueLine,
        letter=st.sampled_from(["specific", "assigned"]),
        met=st.booleans(),
        says=st.sampled_from(["", "which service?"]),
    ),
    max_size=3,
)


@st.composite
def lists(draw: st.DrawFn, most: int = 5) -> ActionItems:
    """Lists in which items name each other."""
    items = draw(st.lists(plain_items, max_size=most))
    for index, item in enumerate(items, start=1):
        others = [number for number in range(1, len(items) + 1) if number != index]
        named = draw(st.none() | st.lists(st.sampled_from(others), unique=True)) if others else None
        item.competes_with = named
    return ActionItems(actions=items, critique=draw(critiques))


def tagged(answer: ActionItems) -> ActionItems:
    """The same list with a ticket on each item by which it is told from others."""
    items = [item.model_copy(update={"ticket": f"T-{number}"}) for number, item in enumerate(answer.actions)]
    return answer.model_copy(update={"actions": items})


def named_by(answer: ActionItems) -> dict[str, set[str]]:
    """Which items each names, by ticket."""
    ticket = [str(item.ticket) for item in answer.actions]
    return {str(item.ticket): {ticket[number - 1] for number in item.competes_with or ()} for item in answer.actions}


@given(lists(), st.data())
def test_in_any_order_each_item_names_the_items_that_it_named_before(answer: ActionItems, data: st.DataObject) -> None:
    before = tagged(answer)
    order = data.draw(st.permutations(range(len(answer.actions))))
    after = arranged(before, order)
    assert [item.ticket for item in after.actions] == [f"T-{index}" for index in order]
    assert named_by(after) == named_by(before)
    assert ActionItems.parse(after.dump()) == after


@given(lists(), st.data())
def test_a_moved_item_stands_where_it_was_moved_to_and_names_what_it_named(
    answer: ActionItems, data: st.DataObject
) -> None:
    if not answer.actions:
        return
    before = tagged(answer)
    places = st.integers(0, len(answer.actions) - 1)
    item, to = data.draw(places), data.draw(places)
    after = moved(before, item, to)
    assert after.actions[to].ticket == f"T-{item}"
    assert named_by(after) == named_by(before)
    assert moved(after, to, item) == arranged(before, range(len(answer.actions)))


@given(lists(), st.data())
def test_what_named_a_removed_item_names_it_no_more_and_the_others_as_before(
    answer: ActionItems, data: st.DataObject
) -> None:
    if not answer.actions:
        return
    before = tagged(answer)
    item = data.draw(st.integers(0, len(answer.actions) - 1))
    gone = f"T-{item}"
    expected = {ticket: named - {gone} for ticket, named in named_by(before).items() if ticket != gone}
    after = without(before, item)
    assert named_by(after) == expected
    assert ActionItems.parse(after.dump()) == after


@given(lists(), lists(), st.none() | st.integers(-1, 7))
def test_inserted_items_name_each_other_and_nothing_else(
    answer: ActionItems, more: ActionItems, at: int | None
) -> None:
    before = tagged(answer)
    new = [item.model_copy(update={"ticket": f"N-{number}"}) for number, item in enumerate(more.actions)]
    after = inserted(before, new, at)
    assert named_by(after) == named_by(before) | named_by(ActionItems(actions=new))
    old = [item.ticket for item in after.actions if str(item.ticket).startswith("T")]
    assert old == [item.ticket for item in before.actions]


def test_an_item_that_named_only_a_removed_one_names_none() -> None:
    pair = ActionItems(actions=[ActionItem(text="A"), ActionItem(text="B", competes_with=[1])])
    assert without(pair, 0).actions[0].competes_with is None


def test_more_items_than_a_list_holds_are_not_inserted() -> None:
    full = ActionItems(actions=[ActionItem(text="A")] * MOST_ACTIONS)
    with pytest.raises(TooManyError, match=r"201 action items together; a list holds at most 200"):
        inserted(full, [ActionItem(text="B")])


def words(value: Any) -> Any:
    """A value as it is compared: small letters, one blank between words."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def facts(item: ActionItem) -> dict[str, Any]:
    """What an item says, but whom it names and how it came to its state."""
    said = item.model_dump(exclude={"competes_with", "status", "history"}, exclude_none=True)
    return {key: words(value) for key, value in said.items() if value != ""}


def holds(item: ActionItem, lost: ActionItem) -> bool:
    """Whether an item says all that another says."""
    changes_left = iter(item.history or [])
    return (
        facts(item) | facts(lost) == facts(item)
        and all(change in changes_left for change in lost.history or [])
        and (lost.status in {None, item.status} or lost.status in {change.status for change in item.history or []})
    )


@given(lists(), lists())
def test_all_that_either_list_says_is_in_the_merged_one(one: ActionItems, other: ActionItems) -> None:
    answer = merged(one, other).answer
    for mine, item in enumerate(one.actions):
        assert holds(answer.actions[mine], item)
        assert {*(item.competes_with or ())} <= {*(answer.actions[mine].competes_with or ())}
    for item in other.actions:
        assert any(holds(found, item) for found in answer.actions)
    for line in [*one.critique, *other.critique]:
        assert any(line.letter == kept.letter and line.says in kept.says for kept in answer.critique)
    assert ActionItems.parse(answer.dump()) == answer


@given(lists(), lists())
def test_an_item_of_the_second_list_names_in_the_merged_one_what_it_named(one: ActionItems, other: ActionItems) -> None:
    mine = [item.model_copy(update={"text": f"mine {number}"}) for number, item in enumerate(one.actions)]
    theirs = [item.model_copy(update={"text": f"theirs {number}"}) for number, item in enumerate(other.actions)]
    answer = merged(ActionItems(actions=mine), ActionItems(actions=theirs)).answer
    texts = [item.text for item in answer.actions]
    assert texts == [item.text for item in [*mine, *theirs]]
    for given_item in [*mine, *theirs]:
        source = mine if given_item in mine else theirs
        expected = {source[number - 1].text for number in given_item.competes_with or ()}
        found = answer.actions[texts.index(given_item.text)]
        assert {texts[number - 1] for number in found.competes_with or ()} == expected


@given(lists(), lists())
def test_merging_the_same_list_again_changes_nothing(one: ActionItems, other: ActionItems) -> None:
    once = merged(one, other).answer
    again = merged(once, other)
    assert again.answer == once
    assert (again.same, again.apart) == (len(other.actions), ())


@given(lists())
def test_a_list_merged_with_itself_or_with_nothing_stays_as_it_is(answer: ActionItems) -> None:
    if len({line.letter for line in answer.critique}) < len(answer.critique):
        return  # of two lines on one letter, one is made
    assert merged(answer, answer).answer == answer
    assert merged(answer, ActionItems()).answer == answer


def test_what_one_leaves_open_comes_from_the_other_and_histories_are_joined() -> None:
    opened = StatusChange(status="open", on=DAY, by="Mina")
    done = StatusChange(status="done", on=date(2026, 12, 1), note="it fired")
    mine = ActionItem(text="Add a memory test", owner="Mina Okafor", created=DAY, status="open", history=[opened])
    theirs = ActionItem(text="Add a Memory test", due=DAY, created=DAY, status="done", history=[opened, done])
    found = merged(ActionItems(actions=[mine]), ActionItems(actions=[theirs]))
    item = found.answer.actions[0]
    assert (item.text, item.owner, item.due, item.status) == ("Add a memory test", "Mina Okafor", DAY, "done")
    assert item.history == [opened, done]
    assert (found.same, found.apart) == (1, ())


@pytest.mark.parametrize(
    ("changed", "key"),
    [({"due": date(2026, 12, 1)}, "due"), ({"owner": "Jorge Ruiz"}, "owner"), ({"status": "blocked"}, "status")],
)
def test_items_that_say_different_things_both_stay_and_name_each_other(changed: dict[str, Any], key: str) -> None:
    mine = ActionItem(text="Add a memory test", owner="Mina Okafor", due=DAY, status="open")
    theirs = mine.model_copy(update=changed)
    other = ActionItem(text="Cap the queue")
    found = merged(ActionItems(actions=[other, mine]), ActionItems(actions=[theirs]))
    assert found.answer.actions == [
        other,
        mine.model_copy(update={"competes_with": [3]}),
        theirs.model_copy(update={"competes_with": [2]}),
    ]
    assert found.apart == ((1, 2),)
    assert differing(mine, theirs) == [key]


def test_the_same_words_of_two_days_are_two_items() -> None:
    mine, theirs = (ActionItem(text="Test the restore", created=day) for day in (DAY, date(2026, 12, 1)))
    found = merged(ActionItems(actions=[mine]), ActionItems(actions=[theirs]))
    assert (found.answer.actions, found.apart) == ([mine, theirs], ())


def test_readers_of_one_item_who_differ_both_stand_in_its_critique() -> None:
    mine = CritiqueLine(letter="specific", met=False, says="which service?")
    theirs = CritiqueLine(letter="specific", met=True, says="the ledger")
    found = merged(ActionItems(critique=[mine]), ActionItems(critique=[theirs])).answer.critique
    assert found == [mine.model_copy(update={"says": "which service? / the other list says met: the ledger"})]
