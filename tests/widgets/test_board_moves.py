"""A move on the board grows with the list no faster than the list, and costs a small multiple of writing its file."""

import gc
import time
from pathlib import Path

import pytest
from widgets import board_moves

pytestmark = pytest.mark.lab

MOST = 9.0
"""How many times the processor time of writing the list as text; measured: 3.2."""


def test_a_move_among_200_items_costs_a_small_multiple_of_writing_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Processor time of this thread: what else the machine does is in both, but not alike.
    monkeypatch.setattr(board_moves.time, "perf_counter", time.thread_time)
    answer = board_moves.list_of(200)
    ratios = []
    gc.disable()
    try:
        for turn in ("one", "two", "three"):
            (tmp_path / turn).mkdir()
            moved = board_moves.measured(200, tmp_path / turn, 9)
            began = time.thread_time()
            for _ in range(5):
                answer.dump()
            ratios.append(moved / ((time.thread_time() - began) * 200))
    finally:
        gc.enable()
    assert min(ratios) < MOST, ratios


def test_ten_times_as_many_items_cost_at_most_some_twenty_times_as_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_moves.time, "perf_counter", time.thread_time)
    ratios = [board_moves.measured(200, tmp_path, 7) / board_moves.measured(20, tmp_path, 7) for _ in range(3)]
    assert min(ratios) < 20, ratios
