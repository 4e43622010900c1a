"""Who is who as a table in plain words, for a terminal and for the log of a run."""

from collections.abc import Sequence

from pmkit.course.collecting.collect import Line
from pmkit.render.findings.terminal import printable

HEADS = ("id", "handed in as", "known by", "files", "what")
WIDEST = 40


def table(lines: Sequence[Line]) -> str:
    """One line a hand-in, and how many there are."""
    rows = [
        HEADS,
        *((one.student or "?", one.handed_in_as, one.known_by, str(one.files), one.what) for one in lines),
    ]
    shown = [[printable(cell, WIDEST if column < 4 else 120) for column, cell in enumerate(row)] for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(4)]
    text = ["  ".join([*map(str.ljust, row[:4], widths), row[4]]).rstrip() for row in shown]
    return "\n".join([*text, f"{len(lines):,} hand-in{'' if len(lines) == 1 else 's'}"])
