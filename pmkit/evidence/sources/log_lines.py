"""Reads logs of one JSON object a line, as many as there are: a million lines in seconds, memory flat.

Objects that are printed over several lines, or in a list, are read too, the whole file at once.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from pmkit.evidence.json_records import load_line, read_records
from pmkit.evidence.parts.log_fields import field, said, time_of
from pmkit.evidence.parts.log_lists import inside
from pmkit.evidence.parts.shape import shape_of
from pmkit.evidence.reading import Reading, gathered, open_plain, storable, words
from pmkit.evidence.stamps import Instant
from pmkit.models.event import Event, Evidence, Warned
from pmkit.models.times.near import EARLIEST
from pmkit.models.words.of_libraries import of_json

LONGEST_LINE = 1_000_000
_UTC_PRECISION = {20: 1.0, 22: 0.1, 23: 0.01, 24: 0.001, 25: 1e-4, 26: 1e-5, 27: 1e-6}
"""How coarse 2026-01-31T14:23:01Z is, and its longer kin, by length."""


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """All events of a log. Raises UnreadableError, ZoneNeededError where a time names no zone."""
    return gathered(events(path, zone=zone, name=name))


def events(path: Path, *, zone: str | None = None, name: str = "") -> Iterator[Event | Warned]:
    """The events line by line, warnings where they arise; nothing is kept. Raises as `read` does."""
    reading = Reading.of(f"Log {path.stem}", path, zone, name)
    told = 0
    with open_plain(path) as file:
        lines = _printed(reading, path) if _is_printed(file) else _lines(reading, file)
        for number, record in lines:
            for one in (
                ()
                if record is None
                else (record,)
                if isinstance(record, dict) and "@timestamp" in record
                else inside(record)
            ):
                if (event := _event(reading, number, one)) is not None:
                    yield event
            while told < len(reading.warnings):
                yield reading.warnings[told]
                told += 1
    yield from reading.evidence().warnings[told:]


def _records(value: dict[str, Any] | list[Any] | None) -> Iterable[dict[str, Any]]:
    """What a line holds: mostly one record, told by a glance for there may be a million."""
    if isinstance(value, dict) and "@timestamp" in value:
        return (value,)
    return () if value is None else inside(value)


def _is_printed(file: BinaryIO) -> bool:
    """Whether the first line that holds something opens a value that ends in another line."""
    start = next((line.strip() for line in iter(lambda: file.readline(LONGEST_LINE), b"") if line.strip()), b"")
    rest = file.read(1)
    file.seek(0)
    start = start.removeprefix(b"\xef\xbb\xbf")
    return bool(rest) and start[:1] in {b"{", b"["} and start[-1:] in {b"{", b"[", b","}


def _printed(reading: Reading, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    found = read_records(reading.text(path), "")
    if damage := found.damage("records"):
        reading.warn(0, damage)
    yield from ((record.line, record.value) for record in found.objects())


def _lines(reading: Reading, file: BinaryIO) -> Iterator[tuple[int, dict[str, Any] | list[Any] | None]]:
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
        if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            reading.warn(number, f"a line of over {LONGEST_LINE:,} bytes; it is left out")
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, _record(reading, number, line)


def _event(reading: Reading, number: int, record: dict[str, Any]) -> Event | None:
    stamp = record.get("@timestamp")
    instant = _in_utc(stamp)
    if instant is None:
        stamp = stamp if isinstance(stamp, str) else time_of(record, reading.latest)
        if stamp is None and (shape := shape_of(record)) is not None:
            reading.warn(number, f"no time is written, and the record seems to be of {shape.name}; it is left out")
            return None
        instant = reading.instant(stamp, number, unit="ms")
    elif not EARLIEST <= instant.at <= reading.latest:
        instant = reading.near(instant, number)
    if instant is None:
        return None
    actor = record.get("service.name") or field(record, "service.name") or ""
    return Event(
        *instant[:4],
        reading.source,
        f"{reading.name}:{number}",
        storable(words(actor), 200),
        storable(said(record)) or "(no text)",
    )


def _record(reading: Reading, number: int, line: bytes) -> dict[str, Any] | list[Any] | None:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        reading.warn(number, f"not UTF-8 text (byte {error.start + 1} of the line); such bytes show as �")
        text = line.decode("utf-8", errors="replace")
    if not text.strip():
        return None
    try:
        record = load_line(text)
    except ValueError as error:
        cut = "the file breaks off here" if not text.endswith("\n") else "the line is left out"
        reading.warn(number, f"the line {of_json(error, line=False)}; {cut}")
        return None
    if not isinstance(record, dict) and not (isinstance(record, list) and any(isinstance(one, dict) for one in record)):
        reading.warn(number, 'no record such as {"@timestamp": …, "message": …}; the line is left out')
        return None
    return record


def _in_utc(stamp: object) -> Instant | None:
    """The usual form, 2026-01-31T14:23:01.123Z, the fast way; None for any other, which `read_stamp` reads."""
    if not isinstance(stamp, str) or stamp[-1:] != "Z" or stamp[10:11] != "T":
        return None
    precision = _UTC_PRECISION.get(len(stamp))
    if precision is None or stamp[19] != ("Z" if precision == 1.0 else "."):
        return None
    try:
        return Instant(datetime.fromisoformat(stamp), stamp, "stamp", precision)
    except ValueError:
        return None
