"""The kernel's side of the board: commands are done once, to what the file holds; a refused one changes nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.models.action_item import MOVES, ActionItem, Status, StatusChange, move
from pmkit.models.action_items import ActionItems
from pmkit.widgets.action_items.board import LONGEST_NOTE, ActionItemsBoard, board
from pmkit.widgets.action_items.cards import LONGEST

pytestmark = pytest.mark.lab

ON = date(2026, 12, 7)
Send = Callable[..., dict[str, Any]]


def items() -> ActionItems:
    first = ActionItem(text="Add a memory test", owner="Mina Okafor", due=ON - timedelta(days=2), priority="P1")
    return ActionItems(actions=[first, ActionItem(text="Write the runbook", created=ON - timedelta(days=3))])


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[ActionItemsBoard]:
    path = tmp_path / "action_items.toml"
    items().save(path)
    made = board(path, on=ON)
    yield made
    made.close()


def card(made: ActionItemsBoard, place: int) -> dict[str, Any]:
    return next(one for one in made.shown["answer"]["cards"] if one["item"] == place)


@pytest.fixture
def sends(shown: ActionItemsBoard) -> Send:
    """Send commands as a page does, and return what became of the last one."""
    sent = {"revision": 0}

    def send(do: str = "move", place: int = 0, **about: Any) -> dict[str, Any]:
        sent["revision"] += 1
        seen = {"item": place, "mark": card(shown, place)["mark"]} if do == "move" else {}
        command = {"id": f"c{sent['revision']}", "do": do} | seen | about
        shown.typed = {
            "client": "one",
            "revision": sent["revision"],
            "base": shown.shown["serial"],
            "answer": {"commands": [command]},
        }
        return dict(shown.shown["answer"]["answers"][-1])

    return send


def test_a_move_is_on_disk_with_its_day_and_who_made_it(shown: ActionItemsBoard, sends: Send) -> None:
    told = sends(to="open", by=" Ines Marlow ", note="agreed")
    assert told["says"] == "“Add a memory test” moved from New to Open"
    expected = move(items().actions[0], "open", on=ON, by="Ines Marlow", note="agreed")
    assert ActionItems.load(shown.path).actions == [expected, items().actions[1]]
    assert (shown.shown["trouble"], card(shown, 0)["column"]) == ("", "open")


def test_an_illegal_move_leaves_the_file_as_it_was_laid_out(shown: ActionItemsBoard, sends: Send) -> None:
    text = "# by hand\n" + shown.path.read_text(encoding="utf-8")
    shown.path.write_text(text, encoding="utf-8")
    told = sends(to="done", note="seen")
    assert told["refused"] == "'new' cannot go to 'done'; from here it goes to open or declined"
    assert shown.path.read_text(encoding="utf-8") == text
    assert not shown.shown["answer"]["undo"]


def test_opening_takes_an_owner_and_never_replaces_one(shown: ActionItemsBoard, sends: Send) -> None:
    assert "give it one owner" in sends(place=1, to="open")["refused"]
    sends(place=1, to="open", owner="Nerys Hale")
    sends(place=0, to="open", owner="Nerys Hale")
    assert [one.owner for one in ActionItems.load(shown.path).actions] == ["Mina Okafor", "Nerys Hale"]


def test_a_command_that_is_sent_again_is_not_done_again(shown: ActionItemsBoard) -> None:
    first = {"id": "a", "do": "move", "item": 0, "mark": card(shown, 0)["mark"], "to": "open"}
    for revision in (1, 2):
        commands = {"commands": [first]}
        shown.typed = {"client": "one", "revision": revision, "base": shown.shown["serial"], "answer": commands}
    assert len(ActionItems.load(shown.path).actions[0].history or []) == 2
    assert len(shown.shown["answer"]["answers"]) == 1


def test_what_a_move_asks_for_is_offered_with_what_is_there(shown: ActionItemsBoard) -> None:
    assert [one["to"] for one in card(shown, 1)["moves"]] == list(MOVES["new"])
    assert card(shown, 0)["moves"][0]["asks"] == []
    assert card(shown, 1)["moves"][0]["asks"][0]["key"] == "owner"
    hand = ActionItems(actions=[ActionItem(text="A", status="in-progress", evidence="alert seen")])
    hand.save(shown.path)
    shown.look_again()
    assert card(shown, 0)["moves"][0]["asks"][0] == {
        "key": "note",
        "label": "What shows that it works",
        "value": "alert seen",
        "needed": True,
    }


def test_how_an_item_stands_is_said_in_words(shown: ActionItemsBoard) -> None:
    assert [one["says"] for one in card(shown, 0)["facts"]] == [
        "2 days late: 2026-12-05",
        "P1 has 1 week",
        "of unknown age",
    ]
    assert [one["says"] for one in card(shown, 1)["facts"]] == ["no due date", "no priority", "3 days in this state"]


def test_the_times_of_priorities_are_those_of_the_policy(shown: ActionItemsBoard) -> None:
    shown.policy = "pagerduty"
    assert "P1 has 15 days" in [one["says"] for one in card(shown, 0)["facts"]]
    shown.policy = {"no": "policy"}
    assert "P1 has 1 week" in [one["says"] for one in card(shown, 0)["facts"]]
    with pytest.raises(LookupError, match="no policy is called 'mine'; write one of: module"):
        board(shown.path, policy="mine")


def test_the_text_twin_tells_every_column_with_its_cards(shown: ActionItemsBoard, sends: Send) -> None:
    sends(to="open", by="Mina Okafor")
    text = shown.outline(shown.answer)
    assert "New (1)\n  Write the runbook\n      nobody yet; no due date" in text
    assert "Open (1)\n  Add a memory test" in text
    assert "Open, 2026-12-07, Mina Okafor" in text
    assert "Reopened (0)" in text


def test_undo_takes_the_line_of_a_slip_away_and_redo_brings_it_back(shown: ActionItemsBoard, sends: Send) -> None:
    sends(to="open", note="agreed")
    opened = ActionItems.load(shown.path)
    sends("undo")
    assert ActionItems.load(shown.path) == items()
    sends("redo")
    assert ActionItems.load(shown.path) == opened
    assert sends("redo")["refused"] == "nothing was undone here"


def test_undo_leaves_an_item_that_was_changed_elsewhere_since(shown: ActionItemsBoard, sends: Send) -> None:
    sends(to="open")
    theirs = ActionItems.load(shown.path)
    theirs.actions[0] = move(theirs.actions[0], "in-progress", by="Teodor Vance")
    theirs.save(shown.path)
    assert "changed elsewhere since" in sends("undo")["refused"]
    assert ActionItems.load(shown.path) == theirs


def test_a_move_is_made_to_what_the_file_holds_now(shown: ActionItemsBoard, sends: Send) -> None:
    theirs = ActionItems(actions=[ActionItem(text="Added above"), *items().actions])
    theirs.save(shown.path)
    told = sends(to="open")  # of the item that stood first
    assert (told["item"], told["refused"]) == (1, "")
    after = ActionItems.load(shown.path)
    assert [one.state for one in after.actions] == ["new", "open", "new"]
    assert list(shown.path.parent.glob("*changed-elsewhere*")) == []


def test_an_item_that_was_changed_meanwhile_is_not_moved_unseen(shown: ActionItemsBoard, sends: Send) -> None:
    theirs = items()
    theirs.actions[0] = theirs.actions[0].model_copy(update={"text": "Buy a safe"})
    theirs.save(shown.path)
    assert "changed elsewhere meanwhile" in sends(to="open")["refused"]
    assert ActionItems.load(shown.path) == theirs
    assert card(shown, 0)["text"] == "Buy a safe"


def test_a_damaged_file_is_kept_and_reported_and_the_last_good_copy_offered(
    shown: ActionItemsBoard, sends: Send
) -> None:
    sends(to="open")
    good = shown.path.read_text(encoding="utf-8")
    shown.path.write_text("[[actions]\n", encoding="utf-8")
    assert "changed elsewhere" in sends(to="in-progress")["refused"]
    assert [path.read_text(encoding="utf-8") for path in shown.path.parent.glob("*.damaged-*")] == ["[[actions]\n"]
    [notice] = shown.shown["notices"]
    assert "could not be read. It is kept as" in notice["says"]
    shown._asked(shown, {"do": "use", "notice": 0}, [])
    assert shown.path.read_text(encoding="utf-8") == good
    assert card(shown, 0)["column"] == "open"


def test_a_disk_that_refuses_is_told_and_the_move_is_saved_once_it_takes_it(
    shown: ActionItemsBoard, sends: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pmkit.widgets.bound_file.answer_file.write", refuse)
        sends(to="open")
        assert shown.shown["trouble"] == "No space left on device"
        assert ActionItems.load(shown.path) == items()
    shown.typed = {"client": "one", "revision": 99, "base": 0, "answer": {"commands": []}}
    assert (shown.shown["trouble"], ActionItems.load(shown.path).actions[0].state) == ("", "open")


def test_what_one_view_wrote_the_other_builders_of_the_file_show_at_once(shown: ActionItemsBoard, sends: Send) -> None:
    class Table(ActionItemsBoard):
        """As another kind of builder of the same file."""

    from pmkit.widgets.builder import live

    other = live(Table, shown.path, on=ON)
    with ThreadPoolExecutor(1) as thread:  # without the loop that browser tests in the same process leave running
        thread.submit(sends, to="open").result()
    assert other.answer == shown.answer
    assert card(other, 0)["column"] == "open"
    other.close()


def test_long_texts_are_shown_in_part_and_kept_whole(shown: ActionItemsBoard, sends: Send) -> None:
    ActionItems(actions=[ActionItem(text="a" * 9000, owner="Mina")]).save(shown.path)
    shown.look_again()
    assert len(card(shown, 0)["text"]) < LONGEST + 80
    assert "write at most 4,000" in sends(to="open", note="a" * (LONGEST_NOTE + 1))["refused"]
    sends(to="open")
    assert len(ActionItems.load(shown.path).actions[0].text) == 9000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = ("id", "do", "item", "mark", "to", "by", "note", "owner")
COMMANDS = st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, JSON | st.sampled_from(["move", "undo", "redo", 0])))
MESSAGE = JSON | st.fixed_dictionaries(
    {
        "client": JSON,
        "revision": st.integers(0, 9),
        "base": JSON,
        "answer": JSON | st.fixed_dictionaries({"commands": JSON | st.lists(COMMANDS, max_size=3)}),
    }
)


@given(message=MESSAGE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_ends_the_board_or_loses_an_item(shown: ActionItemsBoard, message: object) -> None:
    shown.typed = message
    shown.policy = message
    shown._asked(shown, message, [])
    assert ActionItems.load(shown.path) == items()


HOSTILE = ["<script>alert(1)</script>", "\x1b[31m", "```\n# out", "\u202e", "[[actions]]", "a" * 3000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_note_is_kept_as_it_was_written(shown: ActionItemsBoard, sends: Send, text: str) -> None:
    sends(to="open", note=text, by=text[:100])
    last = (ActionItems.load(shown.path).actions[0].history or [])[-1]
    assert last == StatusChange(status="open", on=ON, by=text[:100].strip(), note=text.strip())


def test_every_state_has_its_column(shown: ActionItemsBoard) -> None:
    states: list[Status] = list(MOVES)
    ActionItems(actions=[ActionItem(text=state, status=state) for state in states]).save(shown.path)
    shown.look_again()
    assert {one["text"]: one["column"] for one in shown.shown["answer"]["cards"]} == {one: one for one in states}
    assert list(shown.settings["columns"]) == states
