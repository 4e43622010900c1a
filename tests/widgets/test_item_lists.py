"""A move on the board grows with the list no faster than the list, and costs a small multiple of writing its file."""

import gc
import time
from pathlib import Path

import pytest
from widgets import item_lists

from pmkit.models.action_items import ActionItems

pytestmark = pytest.mark.lab

MOST = 9.0
"""How many times the processor time of writing the list as text; measured: 3.2."""
MOST_OF_A_KEY = 3.8
"""How many times that of reading and writing it."""


def test_a_move_among_200_items_costs_a_small_multiple_of_writing_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Processor time of this thread: what else the machine does is in both, but not alike.
    monkeypatch.setattr(item_lists.time, "perf_counter", time.thread_time)
    answer = item_lists.list_of(200)
    ratios = []
    gc.disable()
    try:
        for turn in ("one", "two", "three"):
            (tmp_path / turn).mkdir()
            moved = item_lists.measured_move(200, tmp_path / turn, 9)
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
    monkeypatch.setattr(item_lists.time, "perf_counter", time.thread_time)
    ratios = [item_lists.measured_move(200, tmp_path, 7) / item_lists.measured_move(20, tmp_path, 7) for _ in range(3)]
    assert min(ratios) < 20, ratios


def test_a_keystroke_among_60_items_costs_a_small_multiple_of_reading_and_writing_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_lists.time, "perf_counter", time.thread_time)
    text = item_lists.list_of(60).dump()
    ratios = []
    for _ in range(3):
        key = item_lists.measured_key(60, tmp_path, 9)
        began = time.thread_time()
        for _ in range(5):
            ActionItems.parse(text).dump()
        ratios.append(key / ((time.thread_time() - began) * 200))
    assert min(ratios) < MOST_OF_A_KEY, ratios
