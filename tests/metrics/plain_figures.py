"""The figures of a history as a few lines of pandas count them, without checks or intervals: what speed is held to."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

from pmkit.incidents.history import make_history
from pmkit.metrics.history import read_history
from pmkit.metrics.report import report_of
from pmkit.models.clocks import load_policy
from pmkit.render.metrics.page import page
from pmkit.render.metrics.table import table


def write_history(path: Path, count: int) -> Path:
    """A made history of so many incidents, with what went wrong in it."""
    path.write_text(make_history("speed", count).csv(), encoding="utf-8")
    return path


def plain(path: Path) -> object:
    """Read, parse, group by figure, describe; the gaps between beginnings."""
    import pandas as pd

    raw = pd.read_csv(path)
    spans = {
        name: [next(one for one in anchors if one in raw) for anchors in (span.starts, span.ends)]
        for name, span in load_policy("impact").figures.items()
    }
    needed = {one for pair in spans.values() for one in pair}
    times = {one: pd.to_datetime(raw[one], format="ISO8601", utc=True) for one in needed}
    minutes = {name: (times[end] - times[start]).dt.total_seconds() / 60 for name, (start, end) in spans.items()}
    long = pd.DataFrame(minutes).melt(var_name="figure", value_name="minutes")
    figures = long.groupby("figure")["minutes"].describe(percentiles=[0.5, 0.9, 0.95])
    return figures, times["impact_start"].sort_values().diff().mean()


def ours_table(path: Path) -> str:
    """What `pmkit metrics` prints."""
    return table(report_of(read_history(path), "impact"))


def ours_page(path: Path) -> str:
    """What `pmkit metrics -o` writes."""
    return page(report_of(read_history(path), "impact"))


def seconds(act: Callable[[Path], object], path: Path, rounds: int = 3) -> float:
    """The least processor time of some rounds."""
    taken = []
    gc.disable()
    try:
        for _ in range(rounds):
            began = time.process_time()
            act(path)
            taken.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(taken)
