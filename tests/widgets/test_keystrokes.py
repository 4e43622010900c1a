"""A keystroke with lines read, graded and read back costs no more than a small multiple of one without."""

import time
from pathlib import Path

import pytest
from widgets import keystrokes

pytestmark = pytest.mark.lab

MOST = {"five-whys": 3.0, "fishbone": 4.0, "timeline": 2.2, "rewrites": 5.2, "postmortem": 2.6}
"""How many times the processor time of a builder that reads nothing; measured: 1.8, 2.6, 1.4, 3.4 and 1.6."""


@pytest.mark.parametrize("name", keystrokes.BENCHES)
def test_reading_and_reading_back_multiply_a_keystroke_by_little(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Processor time of this thread: what else the machine does is in both, but not alike.
    monkeypatch.setattr(keystrokes.time, "perf_counter", time.thread_time)
    bench = keystrokes.BENCHES[name]()
    ratios = []
    for turn in range(8):  # a busy neighbour makes a ratio larger, never smaller: the least of several counts
        read, bare = (keystrokes.measured(bench, tmp_path / str(turn), 12, reads=reads) for reads in (True, False))
        ratios.append(read / bare)
        if ratios[-1] < MOST[name]:
            break
    assert min(ratios) < MOST[name], ratios
