"""Tables as command line tools print them: cells parted by tabs, or by the spaces that a terminal shows for them."""

import re
from collections.abc import Iterator

_CELL = re.compile(r"\S+(?: \S+)*")
"""One space stands within a cell, as in APP VERSION; two part it from the next."""


def columns_of(text: str) -> Iterator[tuple[int, list[str]]]:
    r"""The rows that hold something, each with its 1-based line; the first, the head, says where the others part.

    >>> [cells for _, cells in columns_of("NAME   APP VERSION\ncart   4.1\n       4.2")]
    [['NAME', 'APP VERSION'], ['cart', '4.1'], ['', '4.2']]
    """
    starts: list[int] | None = None
    for line, row in enumerate(map(str.rstrip, text.split("\n")), 1):
        if not row:
            continue
        if "\t" in row:
            yield line, [cell.strip() for cell in row.split("\t")]
            continue
        if starts is None:
            starts = [found.start() for found in _CELL.finditer(row)]
        yield line, _cells(row, starts)


def _cells(row: str, starts: list[int]) -> list[str]:
    """The cells of a row below the heads that begin at `starts`; where one is too wide, in the order they stand."""
    parts = [found[0] for found in _CELL.finditer(row)]
    fits = all(not row[at - 1 : at].strip() for at in starts if at)
    if fits or len(parts) != len(starts):
        ends = [*starts[1:], len(row)]
        return [row[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return parts
