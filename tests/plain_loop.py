"""A plain loop by which a slow hour of the machine is known: tests hold multiples of it, never a time."""

import statistics
import time
from collections.abc import Callable, Iterable


def plain_loop() -> float:
    """The processor's time for a plain loop, in seconds; 4 to 5 ms on a quiet machine."""
    start = time.process_time()
    sum(number * number for number in range(100_000))
    return time.process_time() - start


def in_plain_loops(acts: Iterable[Callable[[], object]]) -> float:
    """How many plain loops one of these takes: the median of both, counted in turns; processor time alone."""
    took, loops = [], []
    for act in acts:
        loops.append(plain_loop())
        start = time.process_time()
        act()
        took.append(time.process_time() - start)
    return statistics.median(took) / statistics.median(loops)
