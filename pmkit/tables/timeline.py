"""Timelines as files of several kinds: TOML, CSV for spreadsheets, a Markdown table, JSON lines; and back again.

All four hold the same: what one writes, any of them reads back as an equal timeline. Tables have the columns of
`timeline_rows.COLUMNS`; a row of kind "anchor" holds an anchor (its name stands under `event`), one of kind
"title" the title.
"""

import csv
import io
import json
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from pmkit.models import answer_file
from pmkit.models.answer import AnswerError
from pmkit.models.timeline import Timeline
from pmkit.models.words.of_libraries import of_csv, of_json
from pmkit.tables.csv_records import records_of
from pmkit.tables.spreadsheet import as_written, inert
from pmkit.tables.timeline_markdown import from_markdown, to_markdown
from pmkit.tables.timeline_rows import COLUMNS, Row, RowError, RowReader, Told, heads_of, rows_of

__all__ = [
    "ENDINGS",
    "from_csv",
    "from_json_lines",
    "from_markdown",
    "read_text",
    "read_timeline",
    "to_csv",
    "to_json_lines",
    "to_markdown",
    "write_text",
]

ENDINGS = (".toml", ".csv", ".md", ".jsonl")


def read_timeline(path: str | Path, *, day: date | None = None, notes: list[str] | None = None) -> Timeline:
    """The timeline in a file of one of ENDINGS; `day` is the date of times in a table that have none.

    What is assumed of such times is put into `notes`, and is a warning where there is no such list. Raises
    FileNotFoundError when there is no file, AnswerError when it cannot be read.
    """
    path, told = Path(path), Told([] if notes is None else notes)
    try:
        text = answer_file.read(path)
    except answer_file.UnreadableError as error:
        raise AnswerError(str(path), [str(error)]) from None
    timeline = read_text(text, path.suffix, str(path), day=day, told=told)
    for note in told.notes if notes is None else ():
        warnings.warn(f"{path}: {note}", stacklevel=2)
    return timeline


def read_text(
    text: str, ending: str, path: str = "the timeline", *, day: date | None = None, told: Told | None = None
) -> Timeline:
    """A timeline from the text of a file whose name ends in `ending`; `told` takes what was assumed.

    Raises AnswerError.
    """
    if len(text) > answer_file.MAX_BYTES:
        raise AnswerError(path, [answer_file.too_large(len(text))])
    match ending.lower():
        case ".toml":
            return Timeline.parse(text, path)
        case ".csv":
            return from_csv(text, path, day=day, told=told)
        case ".md":
            return from_markdown(text, path, day=day, told=told)
        case ".jsonl":
            return from_json_lines(text, path, day=day, told=told)
    raise AnswerError(path, [f"its name does not tell what it holds; write a name that ends in {_endings()}"])


def holds_timeline(text: str, ending: str) -> bool:
    """Whether the heads of a table, or the keys of its first line, are those of a timeline."""
    try:
        if ending.lower() == ".jsonl":
            first = next((line for line in text.split("\n") if line.strip(" \ufeff\r")), "")
            return {"time", "event"} <= _row_of(json.loads(first.removeprefix("\ufeff"))).keys()
        return ending.lower() == ".csv" and bool(heads_of(map(as_written, next(records_of(text))[1])))
    except (csv.Error, ValueError, StopIteration, RecursionError):
        return False


def write_text(timeline: Timeline, ending: str) -> str:
    """The text of a file whose name ends in `ending`. Raises ValueError for an ending that is not known."""
    match ending.lower():
        case ".toml":
            return timeline.dump()
        case ".csv":
            return to_csv(timeline)
        case ".md":
            return to_markdown(timeline)
        case ".jsonl":
            return to_json_lines(timeline)
    raise ValueError(f"no kind of timeline ends in {ending or 'nothing'}; write a name that ends in {_endings()}")


def _endings() -> str:
    return ", ".join(ENDINGS)


def to_csv(timeline: Timeline) -> str:
    r"""RFC 4180 text with the heads COLUMNS; an apostrophe before a cell keeps a spreadsheet from running it.

    The column of chosen readings is left out where nothing is chosen.

    >>> from pmkit.models.timeline import TimelineEvent
    >>> at = "2026-01-31T14:23:01Z"
    >>> to_csv(Timeline(events=[TimelineEvent(at=at, what="=1+1", source="Chat")])).splitlines()[1]
    "2026-01-31T14:23:01Z,'=1+1,Chat,,fact,,,"
    """
    chosen = any(event.reads_as for event in timeline.events)
    columns = [column for column in COLUMNS if column != "reads_as" or chosen]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows([inert(row[column]) for column in columns] for row in rows_of(timeline))
    return target.getvalue()


def from_csv(text: str, path: str = "the table", *, day: date | None = None, told: Told | None = None) -> Timeline:
    """The timeline of a CSV text; commas, semicolons or tabs part its cells; `told` as for `read_text`.

    Raises AnswerError.
    """
    reader = RowReader(path, day, told=told or Told())
    records = records_of(text)
    try:
        _, first = next(records, (1, [""]))
        heads = heads_of(map(as_written, first))
        reader.times.zone = heads.zone
        for line, cells in records:
            if len(cells) > len(heads.columns):
                reader.problem(
                    line, f"has {len(cells)} cells for {len(heads.columns)} columns; quote cells with commas"
                )
            else:
                reader.add(line, dict(zip(heads.columns, map(as_written, cells), strict=False)))
    except RowError as error:
        reader.problem(1, f"not a table of events: {error}")
    except csv.Error as error:
        reader.problem(1, f"not a table of events: {of_csv(error)}")
    return reader.timeline()


def to_json_lines(timeline: Timeline) -> str:
    """One JSON object a line, with those of COLUMNS that hold something."""
    rows = ({column: cell for column, cell in row.items() if cell} for row in rows_of(timeline))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def from_json_lines(
    text: str, path: str = "the table", *, day: date | None = None, told: Told | None = None
) -> Timeline:
    """The timeline of JSON lines; `told` as for `read_text`. Raises AnswerError."""
    reader = RowReader(path, day, told=told or Told())
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            reader.add(number, _row_of(json.loads(line)))
        except RecursionError:
            reader.problem(number, 'nested too deeply; write {"time": "…", "event": "…"}')
        except ValueError as error:
            says = str(error) if isinstance(error, RowError) else f"the line {of_json(error, line=False)}"
            reader.problem(number, f'{says}; write {{"time": "…", "event": "…"}}')
    return reader.timeline()


def _row_of(data: Any) -> Row:
    """The texts of one object. Raises RowError."""
    if not isinstance(data, dict):
        raise RowError("no object")
    if unknown := [key for key in data if key not in COLUMNS]:
        raise RowError(f"{str(unknown[0])[:40]!r} is not a key that is known here, such as {', '.join(COLUMNS)}")
    row = {key: _text(value) for key, value in data.items()}
    if wrong := [key for key, value in row.items() if value is None]:
        raise RowError(f"{wrong[0]} holds {data[wrong[0]]!r}"[:80] + ", which is no text")
    return {key: value for key, value in row.items() if value is not None}


def _text(value: Any) -> str | None:
    """A value as a cell; None for what no cell can hold, half a character among it."""
    match value:
        case True | False:
            return "yes" if value else "no"
        case None:
            return ""
        case str() if value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value):
            return value
    return None
