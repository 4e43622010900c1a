"""Tables in columns of text under a ruled head, boxed or not, as the course's own text draws its timeline."""

import re
from collections.abc import Iterator
from itertools import pairwise

FRAME = " \t\r|│┃║"
_DASHES = re.compile(r"[─━—-]{3,}")


Table = tuple[int, list[str], Iterator[tuple[int, list[str]]]]
"""The 0-based line of a table's head, its cells, and the cells of each row below with its line from 1; these are
read when they are asked for, so that a file full of heads costs nothing."""


def ruled_tables(lines: list[str]) -> Iterator[Table]:
    """The tables whose head stands over a rule: two or more groups of dashes, parted by spaces.

    Where a group begins, a column begins.
    """
    for index in range(1, len(lines)):
        if _is_rule(lines[index]):
            starts = [match.start() for match in _DASHES.finditer(lines[index])]
            yield index - 1, _cells(lines[index - 1], starts), _rows(lines, index + 1, starts)


def _is_rule(line: str) -> bool:
    bare = line.strip(FRAME)
    return " " in bare and set(bare) <= set("─━—- ") and len(_DASHES.findall(bare)) > 1


def _rows(lines: list[str], first: int, starts: list[int]) -> Iterator[tuple[int, list[str]]]:
    for index in range(first, len(lines)):
        cells = _cells(lines[index], starts)
        if not cells[0]:
            return
        yield index + 1, cells


def _cells(line: str, starts: list[int]) -> list[str]:
    return [line[start:end].strip(FRAME) for start, end in pairwise([*starts, len(line)])]
