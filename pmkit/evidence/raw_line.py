"""The evidence as the files have it: for each event the line or record that it was read from, to be shown beside."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pmkit.evidence.catalogue import Zones, read_folder
from pmkit.evidence.reading import MOST_BYTES, Reading, read_bytes, storable
from pmkit.models.event import Event

MOST_SHOWN = 2000
_SPACES = re.compile(r"\s*\n\s*")


class RawLine(NamedTuple):
    """What stands in a file: `ref` is the event's, `text` a record on one line of at most MOST_SHOWN characters."""

    ref: str
    source: str
    text: str


def raw_lines(folder: Path, *, zone: Zones = "UTC", thresholds: Mapping[str, float] | None = None) -> list[RawLine]:
    """One raw line for each event of `read_folder(folder)`, in its order; the zone does not show in them.

    Raises UnreadableError where `folder` is none.
    """
    events = read_folder(folder, zone=zone, thresholds=thresholds).events
    load = lru_cache(maxsize=2)(lambda name: _Lines(folder, name))
    return [_raw(load(event.ref.rpartition(":")[0]), event) for event in events]


class _Lines:
    """A file's text and where its lines begin."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.text = Reading("", name).decoded(read_bytes(folder / name, MOST_BYTES + 1))
        self.starts = [0, *(found.end() for found in re.finditer(r"\n", self.text))]

    def line(self, number: int) -> str:
        """One line, without its end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def _raw(lines: _Lines, event: Event) -> RawLine:
    number = int(event.ref.rpartition(":")[2])
    if number >= len(lines.starts) + 1:
        return RawLine(event.ref, event.source, "")
    if lines.name.endswith(".json"):
        text = _record(lines, number)
    elif lines.name.endswith(".ics"):
        text = _block(lines, number, "END:VEVENT")
    elif lines.name.endswith(".pem"):
        text = event.text + f" ({event.at_raw})"
    else:
        text = lines.line(number)
    return RawLine(event.ref, event.source, storable(_around(text, event.at_raw), MOST_SHOWN))


def _record(lines: _Lines, number: int) -> str:
    """The JSON value that begins in this line, on one line."""
    start = lines.starts[number - 1]
    line = lines.line(number)
    begin = start + min((at for at in (line.find("{"), line.find("[")) if at >= 0), default=0)
    try:
        _, end = json.JSONDecoder().raw_decode(lines.text, begin)
    except (ValueError, RecursionError):
        return line
    return _SPACES.sub(" ", lines.text[begin:end])


def _block(lines: _Lines, number: int, last: str) -> str:
    block: list[str] = []
    for at in range(number, min(number + 200, len(lines.starts)) + 1):
        block.append(lines.line(at).strip())
        if block[-1].upper() == last:
            break
    return " ".join(block)


def _around(text: str, stamp: str) -> str:
    """A record that is too long to show: what stands around its time."""
    if len(text) <= MOST_SHOWN:
        return text
    at = max(text.find(stamp) - MOST_SHOWN // 4, 0)
    return ("…" if at else "") + text[at : at + MOST_SHOWN - 2]
