"""What lists of action items cost the kernel: a move on their board, a keystroke in their builder.

`make bench` prints it; tests/widgets/test_item_lists.py holds ratios.
"""

import statistics
import time
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from pmkit.models.action_item import ActionItem, move
from pmkit.models.action_items import ActionItems
from pmkit.widgets.action_items.board import ActionItemsBoard
from pmkit.widgets.action_items.builder import ActionItemsBuilder

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


def measured_move(count: int, folder: Path, rounds: int) -> float:
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


def measured_key(count: int, folder: Path, rounds: int) -> float:
    """The median duration in milliseconds of a keystroke among `count` items. Raises RuntimeError as a move does."""
    path = folder / f"typed-{count}.toml"
    list_of(count).save(path)
    builder = ActionItemsBuilder(path)
    fields = builder.to_fields(builder.answer)
    row = fields["actions"][count // 2]
    words = row["text"]
    took = []
    for revision in range(1, rounds + 1):
        row["text"] = f"{words} {'x' * revision}"
        base = builder.shown["serial"]
        began = time.perf_counter()
        builder.typed = {"client": "bench", "revision": revision, "base": base, "answer": fields}
        took.append((time.perf_counter() - began) * 1000)
    if not ActionItems.load(path).actions[count // 2].text.endswith("x" * rounds):
        raise RuntimeError("the keystrokes did not reach the file")
    builder.close()
    return statistics.median(took)
