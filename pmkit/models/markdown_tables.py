"""Tables of bars in a Markdown text: each cell with its place, read with patience and in linear time."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MOST_COLUMNS = 60
RULE = frozenset(" \t|:->")
_FENCE = re.compile(r"[ \t]*(```|~~~)")


class Cell(NamedTuple):
    """What a cell holds, and where: characters `start` to `end` of the document."""

    text: str
    start: int
    end: int


Row = list[Cell]


def tables_of(text: str, begin: int = 0) -> Iterator[list[Row]]:
    """The rows of each table outside code, its heads first, without the rule; places are counted from `begin`."""
    rows: list[Row] = []
    fenced, above, start = False, Cell("", begin, begin), begin
    for line in text.splitlines(keepends=True):
        fenced ^= bool(_FENCE.match(line))
        here = Cell(line.rstrip(), start, start + len(line.rstrip()))
        if rows and not fenced and "|" in line:
            rows.append(cells_of(here))
        elif rows:
            yield rows
            rows = []
        elif not fenced and "|" in above.text and "|" in line and "-" in line and RULE.issuperset(here.text):
            rows = [cells_of(above)]
        above, start = here, start + len(line)
    if rows:
        yield rows


def cells_of(line: Cell) -> Row:
    """The cells of a row, parted by bars that are not escaped."""
    text = line.text
    every = (index for index, sign in enumerate(text) if sign == "|" and text[index - 1 : index] != "\\")
    bars = list(islice(every, MOST_COLUMNS + 1))
    lefts = bars if text.lstrip(" \t>").startswith("|") else [-1, *bars]
    found = []
    for left, right in zip(lefts, [*lefts[1:], len(text)], strict=True):
        inner = text[left + 1 : right]
        begin = line.start + left + 1 + len(inner) - len(inner.lstrip())
        found.append(Cell(inner.strip(), begin, begin + len(inner.strip())))
    return found if found[-1].text else found[:-1]
