"""Reads the CSV that Kibana's Discover exports; its times name no zone, so the zone is asked for."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pmkit.evidence.reading import Reading
from pmkit.models.event import Evidence

SOURCE = "Kibana"
USUAL_LIMIT = 10_000
_TIMES = ("@timestamp", "timestamp", "time")
_MESSAGES = ("message", "msg", "log", "event.original")
_RUN = ("=", "+", "-", "@", "\t", "\r")
_ACTORS = ("service.name", "host.name", "host", "kubernetes.pod.name", "agent.name")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a CSV. Raises ZoneNeededError for times without a zone and UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    rows = _rows(reading, reading.text(path))
    _, header = next(rows, (1, []))
    columns = {_plain(title.strip()): index for index, title in reversed(list(enumerate(header)))}
    time = next((columns[one] for one in _TIMES if one in columns), None)
    if time is None:
        reading.warn(1, f"no column is called {' or '.join(_TIMES[:2])}; export the CSV with its first line")
        return reading.evidence()
    message = next((columns[one] for one in _MESSAGES if one in columns), None)
    actor = next((columns[one] for one in _ACTORS if one in columns), None)
    identity = columns.get("_id")
    count = 0
    for line, row in rows:
        count += 1
        if len(row) != len(header):
            reading.warn(line, f"{len(row)} cells where the first line names {len(header)}; a row may be cut off")
        instant = reading.instant(_cell(row, time), line)
        if instant is None or (_cell(row, identity) and reading.seen(_cell(row, identity))):
            continue
        others = "; ".join(
            f"{title} {row[at]}" for title, at in columns.items() if at not in {time, actor} and at < len(row)
        )
        reading.add(line, instant, _cell(row, actor), _cell(row, message) or others)
    if count == USUAL_LIMIT:
        reading.warn(0, f"exactly {USUAL_LIMIT:,} rows, which is where exports are cut off; export a shorter time")
    return reading.evidence()


def _cell(row: list[str], index: int | None) -> str:
    return _plain(row[index]) if index is not None and index < len(row) else ""


def _plain(cell: str) -> str:
    """A cell without the apostrophe that Kibana puts before what a spreadsheet would run."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RUN else cell


def _rows(reading: Reading, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line it starts in; a cell may hold line ends."""
    first = text.lstrip("\r\n").partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=first.count), strict=True)
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            reading.warn(line, f"no row of a CSV ({error}); it is left out")
            continue
        if any(cell.strip() for cell in row):
            yield line, row
