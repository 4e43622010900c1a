"""Any sequence of moves, edits by other hands, undo and restarts: no history is lost, no illegal state is reached."""

import shutil
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pmkit.models.action_item import CLOSED, MOST_CHANGES, MOVES, ActionItem, Status, StatusChange
from pmkit.models.action_items import ActionItems
from pmkit.widgets.action_items.board import CHANGED, ActionItemsBoard, board

pytestmark = pytest.mark.lab

ON = date(2026, 12, 7)
states = st.sampled_from(get_args(Status))
notes = st.sampled_from(["", "  ", "the alert fired", "“…”\n[[actions]]"])
places = st.integers(0, 2)


class Board(RuleBasedStateMachine):
    """A board of three items and its file, which other programs write to as well."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "action_items.toml"
        self.revision = 0
        self.is_behind = False
        """Whether somebody else wrote what the board has not looked at yet."""

    @initialize(owners=st.lists(st.sampled_from(["", "Mina Okafor"]), min_size=3, max_size=3))
    def opens(self, owners: list[str]) -> None:
        items = [ActionItem(text=f"Item {number}", owner=owner) for number, owner in enumerate(owners)]
        ActionItems(actions=items).save(self.path)
        self.board: ActionItemsBoard = board(self.path, on=ON)
        self.seen = self.on_disk()

    def on_disk(self) -> ActionItems:
        return ActionItems.load(self.path)

    def send(self, **command: Any) -> str:
        """What a page sends; the refusal, if it is one."""
        self.revision += 1
        self.is_behind = False
        command["id"] = f"c{self.revision}"
        answer = {"commands": [command]}
        base = self.board.shown["serial"]
        self.board.typed = {"client": "one", "revision": self.revision, "base": base, "answer": answer}
        told = self.board.shown["answer"]["answers"][-1]
        assert told["id"] == command["id"]
        return str(told["refused"])

    @rule(place=places, to=states, note=notes, owner=st.sampled_from(["", "Nerys Hale"]))
    def moves(self, place: int, to: Status, note: str, owner: str) -> None:
        before, was_behind = self.on_disk(), self.is_behind
        item = before.actions[place]
        card = next(one for one in self.board.shown["answer"]["cards"] if one["item"] == place)
        refused = self.send(do="move", item=place, mark=card["mark"], to=to, note=note, owner=owner)
        after = self.on_disk()
        if to not in MOVES[item.state]:
            assert all(one in refused for one in MOVES[item.state]) or (was_behind and refused == CHANGED)
        if refused:
            assert after == before
            return
        moved = after.actions[place]
        words = note.strip() or (self.said_before(item, to) if to in CLOSED else None)
        assert (moved.history or [])[-1] == StatusChange(status=to, on=ON, note=words)
        assert moved.state == to
        assert to != "open" or moved.owner
        assert to not in CLOSED or words

    @staticmethod
    def said_before(item: ActionItem, to: Status) -> str:
        """The words of an end that were there already, which a move to that end takes."""
        return (getattr(item, CLOSED[to][0]) or "").strip()

    @rule()
    def undoes(self) -> None:
        before = self.on_disk()
        if self.send(do="undo"):
            assert self.on_disk() == before
        else:
            self.seen = self.on_disk()  # a slip that was taken back leaves no line
            assert self.lines(self.seen) < self.lines(before)
            assert self.send(do="redo") == ""
            assert self.on_disk() == before
            assert self.send(do="undo") == ""
            assert self.on_disk() == self.seen

    @rule()
    def redoes(self) -> None:
        before = self.on_disk()
        if self.send(do="redo"):
            assert self.on_disk() == before
        else:
            assert self.lines(self.on_disk()) > self.lines(before)

    @staticmethod
    def lines(answer: ActionItems) -> int:
        return sum(len(one.history or []) for one in answer.actions)

    @rule(place=places, owner=st.sampled_from(["", "Teodor Vance"]), evidence=st.sampled_from([None, "seen by hand"]))
    def somebody_else_writes(self, place: int, owner: str, evidence: str | None) -> None:
        answer = self.on_disk()
        answer.actions[place] = answer.actions[place].model_copy(update={"owner": owner, "evidence": evidence})
        answer.save(self.path)
        self.is_behind = True

    @rule()
    def looks_again(self) -> None:
        self.board._asked(self.board, {"do": "look-again"}, [])
        assert self.board.answer == self.on_disk()
        self.is_behind = False

    @rule()
    def kernel_is_restarted(self) -> None:
        self.board.close()
        self.board = board(self.path, on=ON)
        self.is_behind = False

    @invariant()
    def no_line_of_any_history_is_lost(self) -> None:
        if not hasattr(self, "seen"):
            return
        now = self.on_disk()
        for before, after in zip(self.seen.actions, now.actions, strict=True):
            kept = before.history or []
            assert (after.history or [])[: len(kept)] == kept
        self.seen = now

    @invariant()
    def every_step_of_every_history_is_one_of_the_life_cycle(self) -> None:
        if not hasattr(self, "seen"):
            return
        for item in self.on_disk().actions:
            steps = [change.status for change in item.history or []]
            assert len(steps) <= MOST_CHANGES
            assert all(after in MOVES[before] for before, after in pairwise(steps))
            assert item.state == (steps[-1] if steps else "new")

    @invariant()
    def nothing_is_set_aside(self) -> None:
        assert not [
            path for path in self.folder.iterdir() if "changed-elsewhere" in path.name or "damaged" in path.name
        ]

    def teardown(self) -> None:
        self.board.close()
        shutil.rmtree(self.folder)


TestBoard = Board.TestCase
TestBoard.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
