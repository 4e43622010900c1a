"""Folders are made fast enough for a class: told as a ratio, so that a slow machine does not decide."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pmkit.evidence import read_folder
from pmkit.incidents import make_incident, story_names, write_evidence

MOST_RATIO = 3.0


def seconds(act: Callable[[int], object]) -> float:
    act(0)
    took = []
    for number in range(1, 8):
        began = time.process_time()
        act(number)
        took.append(time.process_time() - began)
    return median(took)


def test_a_folder_is_made_in_at_most_three_times_what_reading_it_takes(
    tmp_path: Path, measured: Callable[[str], None]
) -> None:
    def make(number: int) -> None:
        for slug in story_names():
            write_evidence(make_incident(slug, seed=number), tmp_path / slug / str(number))

    def read(number: int) -> None:
        for slug in story_names():
            read_folder(tmp_path / slug / str(number), zone="UTC")

    made, took = seconds(make), seconds(read)
    each = 1000 * made / len(story_names())
    measured(f"a folder of evidence is made in {each:.0f} ms, {made / took:.1f} times what reading it takes")
    assert made <= MOST_RATIO * took
