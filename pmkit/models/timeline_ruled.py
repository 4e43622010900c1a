"""Tables in columns of text under a ruled head, boxed or not, as the course's own text draws its timeline."""

import re
from collections.abc import Iterator
from itertools import pairwise

FRAME = " \t\r|│┃║"
_DASHES = re.compile(r"[─━—-]{3,}")


def ruled_tables(lines: list[str]) -> Iterator[tuple[int, list[tuple[int, list[str]]]]]:
    """The 0-based line of each head, with its cells and those of the rows below it, each with its line from 1.

    A rule is a line of two or more groups of dashes, parted by spaces; where a group begins, a column begins.
    """
    for index, line in enumerate(lines):
        if index and _is_rule(line):
            starts = [match.start() for match in _DASHES.finditer(line)]
            rows = list(_rows(lines, index + 1, starts))
            yield index - 1, [(index, _cells(lines[index - 1], starts)), *rows]


def _is_rule(line: str) -> bool:
    bare = line.strip(FRAME)
    return " " in bare and set(bare) <= set("─━—- ") and len(_DASHES.findall(bare)) > 1


def _rows(lines: list[str], first: int, starts: list[int]) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines[first:], start=first + 1):
        cells = _cells(line, starts)
        if not cells[0]:
            return
        yield number, cells


def _cells(line: str, starts: list[int]) -> list[str]:
    return [line[start:end].strip(FRAME) for start, end in pairwise([*starts, len(line)])]
