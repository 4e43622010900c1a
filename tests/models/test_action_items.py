"""Action items: half-written ones are kept, moves are those of the life cycle, and no history is ever lost."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pmkit.models.action_item import (
    CLOSED,
    KINDS,
    MOST_CHANGES,
    MOVES,
    PRIORITIES,
    ActionItem,
    Kind,
    MoveError,
    Priority,
    Status,
    StatusChange,
    move,
)
from pmkit.models.action_items import ActionItems
from pmkit.models.answer import AnswerError
from pmkit.models.five_whys import FiveWhys

words = st.text(st.characters(codec="utf-8"), max_size=30)
states = st.sampled_from(get_args(Status))
some_dates = st.dates()
changes = st.builds(
    StatusChange, status=states, on=st.none() | some_dates, by=st.none() | words, note=st.none() | words
)
items = st.builds(
    ActionItem,
    text=words,
    owner=words,
    due=st.none() | some_dates,
    priority=st.none() | st.sampled_from(get_args(Priority)),
    status=st.none() | states,
    created=st.none() | some_dates,
    kind=st.none() | st.sampled_from(get_args(Kind)),
    success=st.none() | words,
    evidence=st.none() | words,
    declined=st.none() | words,
    history=st.none() | st.lists(changes, max_size=4),
)


@given(st.builds(ActionItems, actions=st.lists(items, max_size=5)))
def test_what_is_dumped_parses_back_as_an_equal_answer(answer: ActionItems) -> None:
    assert ActionItems.parse(answer.dump()) == answer


@given(st.lists(items, min_size=1, max_size=3))
def test_the_actions_of_a_chain_of_whys_keep_all_that_they_hold(actions: list[ActionItem]) -> None:
    answer = FiveWhys(problem="Bids stopped", actions=actions)
    assert FiveWhys.parse(answer.dump()) == answer


def test_an_action_as_chains_have_held_it_is_written_as_before() -> None:
    action = ActionItem(text="Add a memory test", owner="Mina", due=date(2026, 12, 1), priority="P1")
    expected = '[[actions]]\ntext = "Add a memory test"\nowner = "Mina"\ndue = 2026-12-01\npriority = "P1"\n'
    assert FiveWhys(actions=[action]).dump().endswith(expected)


def test_a_long_history_is_written_as_tables_of_its_item() -> None:
    item = move(ActionItem(text="Add a memory test", owner="Mina"), "open", note="agreed in the review " * 9)
    text = ActionItems(actions=[item, ActionItem(text="Other")]).dump()
    assert text.count("[[actions.history]]") == 2
    assert ActionItems.parse(text).actions[0] == item


def test_what_is_wrong_in_a_file_is_told_with_what_to_write() -> None:
    text = (
        '[[actions]]\ntext = "A"\nstatus = "opn"\ncompetes_with = [1]\n[[actions.history]]\nstatus = "new"\non = "soon"'
    )
    with pytest.raises(AnswerError) as error:
        ActionItems.parse(text)
    assert "action 1, status: got 'opn'; write status = \"new\" or " in str(error.value)
    assert "on: 'soon' is no date; write on = 2026-11-24" in str(error.value)


@pytest.mark.parametrize("other", [1, 3, 0, -1])
def test_an_item_competes_with_others_of_its_list_alone(other: int) -> None:
    with pytest.raises(AnswerError, match=rf"action 1, competes_with: {other} is no other action"):
        ActionItems.parse(f'[[actions]]\ntext = "A"\ncompetes_with = [{other}]\n[[actions]]\ntext = "B"')


def test_either_of_two_items_may_say_that_they_compete() -> None:
    answer = ActionItems(actions=[ActionItem(text="A"), ActionItem(text="B", competes_with=[1]), ActionItem(text="C")])
    assert [answer.competing(0, 1), answer.competing(1, 0), answer.competing(0, 2)] == [True, True, False]


def test_every_kind_and_priority_of_the_model_is_explained() -> None:
    assert set(KINDS) == set(get_args(Kind))
    assert set(PRIORITIES) == set(get_args(Priority))
    assert set(MOVES) == set(get_args(Status))


def test_an_illegal_move_is_refused_with_the_legal_ones_named() -> None:
    with pytest.raises(MoveError, match="'new' cannot go to 'done'; from here it goes to open or declined"):
        move(ActionItem(text="A", owner="Mina"), "done", note="seen")


@pytest.mark.parametrize(
    ("item", "to", "wanting"),
    [
        (ActionItem(text="A", owner=" "), "open", "one owner"),
        (ActionItem(text="A", status="in-progress"), "done", "what shows that it works"),
        (ActionItem(text="A", status="open", declined=" "), "declined", "the reason for not acting"),
    ],
)
def test_a_move_that_lacks_something_says_what(item: ActionItem, to: Status, wanting: str) -> None:
    with pytest.raises(MoveError, match=wanting):
        move(item, to)


def test_a_second_end_needs_words_of_its_own() -> None:
    item = move(ActionItem(text="A", status="in-progress", evidence="alert seen"), "done")
    again = move(move(item, "reopened"), "in-progress")
    with pytest.raises(MoveError, match="done needs what shows that it works"):
        move(again, "done")
    done = move(again, "done", note="seen twice")
    assert [one.note for one in done.history or [] if one.status == "done"] == ["alert seen", "seen twice"]


def test_an_end_that_was_written_by_hand_is_in_the_history_once_it_moves_on() -> None:
    item = move(ActionItem(text="A", status="declined", declined="too dear"), "reopened", note="cheaper now")
    assert item.history == [
        StatusChange(status="declined", note="too dear"),
        StatusChange(status="reopened", note="cheaper now"),
    ]


def test_a_reason_alone_declines_an_item_and_a_later_state_takes_it_up_again() -> None:
    assert ActionItem(text="A", declined="too dear").is_declined
    assert not ActionItem(text="A", declined="too dear", status="reopened").is_declined


def test_a_history_has_an_end() -> None:
    full = [StatusChange(status="open")] * MOST_CHANGES
    with pytest.raises(MoveError, match="begin a new item"):
        move(ActionItem(text="A", owner="Mina", status="open", history=full), "in-progress")


class Life(RuleBasedStateMachine):
    """Any moves, edits by hand among them: only legal ones happen, and what the history held it goes on to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.item = ActionItem(text="Add a memory test")
        self.seen: list[StatusChange] = []

    @rule(to=states, on=st.none() | some_dates, by=words, note=words)
    def moves(self, to: Status, on: date | None, by: str, note: str) -> None:
        before = self.item.model_copy(deep=True)
        legal = MOVES[before.state]
        refused = ""
        try:
            after = move(self.item, to, on=on, by=by, note=note)
        except MoveError as error:
            after, refused = self.item, str(error)
        if refused:
            assert to not in legal or any(one in refused for one in ("needs", "owner", "begin a new item"))
            assert to in legal or all(one in refused for one in legal)
        else:
            assert to in legal
            assert after.history
            assert after.history[-1].status == after.state == to
            assert to not in CLOSED or (getattr(after, CLOSED[to][0]) or "").strip()
        assert self.item == before  # the one given stays as it is
        self.item = after

    @rule(owner=st.sampled_from(["", "Mina Okafor"]))
    def is_given(self, owner: str) -> None:
        self.item = self.item.model_copy(update={"owner": owner})

    @rule(status=states, evidence=st.none() | words)
    def is_edited_by_hand(self, status: Status, evidence: str | None) -> None:
        self.item = self.item.model_copy(update={"status": status, "evidence": evidence})

    @precondition(lambda self: len(self.item.history or []) < MOST_CHANGES)
    @rule()
    def is_saved(self) -> None:
        self.item = ActionItems.parse(ActionItems(actions=[self.item]).dump()).actions[0]

    @invariant()
    def history_is_kept(self) -> None:
        history = self.item.history or []
        assert history[: len(self.seen)] == self.seen
        self.seen = list(history)


TestLife = Life.TestCase
