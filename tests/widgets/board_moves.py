"""What one move on the board costs the kernel: find the item, move it, save the file, tell all cards again.

`make bench` prints it; tests/widgets/test_board_moves.py holds a ratio.
"""

import statistics
import time
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from pmkit.models.action_item import ActionItem, move
from pmkit.models.action_items import ActionItems
from pmkit.widgets.action_items.board import ActionItemsBoard

ON = date(2026, 12, 7)
ROUND = ("open", "blocked")


def list_of(count: int) -> ActionItems:
    """Items with owner, date, priority and three lines of history each."""
    items = []
    for number in range(count):
        item = ActionItem(
            text=f"Page the ledger rota when run {number} of the import has taken over {40 + number} s",
            owner=f"Mina {number % 9}",
            due=ON + timedelta(days=number % 30 - 10),
            priority="P2",
            created=ON - timedelta(days=number % 60),
        )
        for to in ("open", "in-progress"):
            item = move(item, to, on=ON, by="Ines Marlow", note="agreed in the review of the outage")
        items.append(item)
    return ActionItems(actions=items)


def measured(count: int, folder: Path, rounds: int) -> float:
    """The median duration in milliseconds of a move among `count` items. Raises RuntimeError where one is not saved."""
    path = folder / f"action_items-{count}.toml"
    list_of(count).save(path)
    board = ActionItemsBoard(path, on=ON)
    board.mover = "Ines Marlow"
    took = []
    for revision, to in zip(range(1, rounds + 1), cycle(ROUND), strict=False):
        card = next(one for one in board.shown["answer"]["cards"] if one["item"] == count // 2)
        command = {"id": f"c{revision}", "do": "move", "item": card["item"], "mark": card["mark"], "to": to}
        base = board.shown["serial"]
        began = time.perf_counter()
        board.typed = {"client": "bench", "revision": revision, "base": base, "answer": {"commands": [command]}}
        took.append((time.perf_counter() - began) * 1000)
    if len(ActionItems.load(path).actions[count // 2].history or []) != rounds + 3:
        raise RuntimeError("the moves did not reach the file")
    board.close()
    return statistics.median(took)
