"""The records of a CSV text, each with the line where it begins; commas, semicolons or tabs part its cells."""

import csv
import io
from collections.abc import Iterator

BYTE_ORDER_MARK = "\ufeff"


def records_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that holds anything. Raises csv.Error."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    first = text.partition("\n")[0]
    part = max(",;\t", key=first.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=part, strict=True)
    line = 1
    for cells in records:
        if any(cells):
            yield line, cells
        line = records.line_num + 1
