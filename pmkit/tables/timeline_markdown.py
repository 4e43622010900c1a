"""A timeline as a Markdown table: written so that any text stays text, read from our own tables and other people's."""

import re
from collections.abc import Iterator
from datetime import date
from heapq import merge
from operator import itemgetter

from pmkit.models.timeline import EXAMPLE, Stamp, Timeline
from pmkit.tables.markdown_text import escaped, table_row, unescaped
from pmkit.tables.ruled import Table, ruled_tables
from pmkit.tables.timeline_rows import ANCHOR, COLUMNS, TITLE, Row, RowError, RowReader, Told, heads_of, rows_of

ALWAYS = ("time", "event", "source")
ANCHORS = "Anchors: "
"""What begins the line below a table that names its anchors."""

_RULE = re.compile(r"\|?(?: *:?-+:? *\|)* *:?-+:? *\|?")


def to_markdown(timeline: Timeline) -> str:
    """The title as a heading, one table of the events, and the anchors in a line below it.

    So the table can be pasted into any document. Columns in which nothing stands are left out. Times keep their
    offsets, so the head is "Time" and not "Time (UTC)".
    """
    rows = [row for row in rows_of(timeline) if row["kind"] not in {TITLE, ANCHOR}]
    used = [column for column in COLUMNS if column in ALWAYS or any(_is_used(column, row) for row in rows)]
    lines = [f"# {escaped(timeline.title, heading=True)}", ""] if timeline.title else []
    lines += [table_row(column.capitalize() for column in used), table_row("---" for _ in used)]
    lines += [table_row(escaped(row[column]) for column in used) for row in rows]
    given = [f"{name} {Stamp.of(at)}" for name, at in timeline.anchors.given().items()]
    lines += ["", ANCHORS + ", ".join(given)] if given else []
    return "\n".join(lines) + "\n"


def _is_used(column: str, row: Row) -> bool:
    return row[column] != ("fact" if column == "kind" else "")


def from_markdown(text: str, path: str = "the table", *, day: date | None = None, told: Told | None = None) -> Timeline:
    """The timeline of the first table whose heads name times and events; what stands around it is left alone.

    A table has pipes, or columns of text under a ruled head. A heading of the first level above it is the title,
    a line that begins with ANCHORS right below it holds the anchors. `told` takes what was assumed, and the lines.

    Raises AnswerError.
    """
    reader = RowReader(path, day, told=told or Told())
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    problem = (1, "holds no table of events; write a table with the heads Time, Event and Source")
    for head, names, rows in merge(_piped_tables(lines), ruled_tables(lines), key=itemgetter(0)):
        try:
            heads = heads_of(names)
        except RowError as error:
            problem = (head + 1, f"not a table of events: {error}")
            continue
        reader.times.zone, reader.title = heads.zone, _title(lines[:head])
        last = head + 2
        for number, cells in rows:
            last = number
            if len(cells) > len(heads.columns):
                reader.problem(
                    number, f"has {len(cells)} cells for {len(heads.columns)} columns; write \\| within a cell"
                )
            else:
                reader.add(number, dict(zip(heads.columns, cells, strict=False)))
        _read_anchors(lines, last, reader)
        return reader.timeline()
    reader.problem(*problem)
    return reader.timeline()


def _read_anchors(lines: list[str], first: int, reader: RowReader) -> None:
    """The anchors in the first line with words from the 0-based line `first` on, if it is one of anchors."""
    below = next((index for index in range(first, len(lines)) if lines[index].strip()), first)
    line = lines[below].strip() if below < len(lines) else ""
    if not line.startswith(ANCHORS):
        return
    for part in line.removeprefix(ANCHORS).split(","):
        name, _, at = part.strip().partition(" ")
        if at:
            reader.add(below + 1, {"kind": ANCHOR, "event": name, "time": at})
        else:
            reader.problem(below + 1, f"anchor {name[:40]!r} has no time; write {ANCHORS}cause {EXAMPLE}")


def _piped_tables(lines: list[str]) -> Iterator[Table]:
    """Each head that a rule of dashes follows."""
    for index in range(len(lines) - 1):
        if "|" in lines[index] and "-" in lines[index + 1] and _RULE.fullmatch(lines[index + 1].strip()):
            yield index, [unescaped(cell) for cell in _cells(lines[index])], _rows(lines, index + 2)


def _rows(lines: list[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows from a line on, with their numbers from 1, up to where the table ends."""
    for index in range(first, len(lines)):
        if "|" not in lines[index]:
            return
        yield index + 1, [unescaped(cell) for cell in _cells(lines[index])]


def _cells(line: str) -> list[str]:
    """The cells of a row as they are written."""
    line = line.strip(" \t\r").removeprefix("|")
    cells, begun, index = [], 0, 0
    while index < len(line):
        if line[index] == "\\":
            index += 1
        elif line[index] == "|":
            cells.append(line[begun:index])
            begun = index + 1
        index += 1
    return [*cells, line[begun:]] if line[begun:].strip() else cells


def _title(lines: list[str]) -> str:
    """The last heading of the first level; empty where there is none."""
    return next((unescaped(line[2:]) for line in reversed(lines) if line.startswith("# ")), "")
