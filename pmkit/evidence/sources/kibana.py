"""Reads the CSV that Kibana's Discover exports; its times name no zone, so the zone is asked for."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from pmkit.evidence.reading import Reading, ZoneNeededError
from pmkit.models.event import Evidence
from pmkit.models.times.zone_heads import TimeAskedError, zone_of_heading
from pmkit.models.words.of_libraries import of_csv

SOURCE = "Kibana"
USUAL_LIMIT = 10_000
_TIMES = ("@timestamp", "timestamp", "time")
_LIKE_TIMES = re.compile(r"@?time(?:stamp)?\b|date and time|datetime", re.IGNORECASE)
_MESSAGES = ("message", "msg", "log", "event.original")
_RUN = ("=", "+", "-", "@", "\t", "\r")
_ACTORS = ("service.name", "host.name", "host", "kubernetes.pod.name", "agent.name")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a CSV. Raises ZoneNeededError for times without a zone and UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    rows = _rows(reading, reading.text(path))
    _, header = next(rows, (1, []))
    columns = {_plain(title.strip()): index for index, title in reversed(list(enumerate(header)))}
    time, day = _times(reading, columns)
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
        stamp = " ".join(filter(None, (_cell(row, day), _cell(row, time))))
        instant = reading.instant(stamp, line)
        if instant is None or (_cell(row, identity) and reading.seen(_cell(row, identity))):
            continue
        others = "; ".join(
            f"{title} {row[at]}" for title, at in columns.items() if at not in {time, day, actor} and at < len(row)
        )
        reading.add(line, instant, _cell(row, actor), _cell(row, message) or others)
    if count == USUAL_LIMIT:
        reading.warn(0, f"exactly {USUAL_LIMIT:,} rows, which is where exports are cut off; export a shorter time")
    return reading.evidence()


def _times(reading: Reading, columns: dict[str, int]) -> tuple[int | None, int | None]:
    """The column of times, and that of days where they stand apart; a zone in its head holds for the file.

    Raises ZoneNeededError for a head whose zone can be several.
    """
    time = next((one for one in _TIMES if one in columns), None)
    time = time or next((one for one in columns if _LIKE_TIMES.match(one)), None)
    if time is None:
        return None, None
    try:
        said = zone_of_heading(time)
    except TimeAskedError as error:
        if reading.zone is None:
            raise ZoneNeededError([reading.question(1, str(error))]) from None
        said = None
    if said is not None:
        reading.zone, reading.zone_source = said.zone, "file"
        if said.meanings:
            reading.warn(1, f"{said.asks}; read as the first")
    return columns[time], next((columns[one] for one in columns if one.casefold() == "date" != time.casefold()), None)


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
            reading.warn(line, f"no row of a CSV ({of_csv(error)}); it is left out")
            continue
        if any(cell.strip() for cell in row):
            yield line, row
