"""A file of evidence while it is written: its text, and for each record the line and the instant behind it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


class Record(NamedTuple):
    """One record of a file: its 1-based line, the instants that the tool saw (UTC), and the true event it shows.

    `lag` is how many seconds the tool's instant is after the event's own, by what the tool does or by its clock.
    """

    line: int
    ats: tuple[datetime, ...]
    event: str = ""
    lag: float = 0.0


@dataclass
class Sheet:
    """One file: `path` inside the folder, with / between its parts on every system."""

    path: str
    records: list[Record] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _line: int = 1

    def write(self, text: str) -> None:
        """Add text as it stands."""
        self._parts.append(text)
        self._line += text.count("\n")

    def record(self, text: str, *ats: datetime, event: str = "", lag: float = 0.0) -> None:
        """Add a record that begins on the current line."""
        self.records.append(Record(self._line, ats, event, lag))
        self.write(text)

    def rows(self, rows: Iterable[tuple[Mapping[str, Any] | list[Any], "Told"]], indent: str = "") -> None:
        """Add the members of a JSON list, each on lines of its own, with commas between them."""
        between = ""
        for value, told in rows:
            self.write(between + indent)
            self.record(pretty(value, indent), *told.ats, event=told.event, lag=told.lag)
            between = ",\n"
        self.write("\n")

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)


class Told(NamedTuple):
    """What stands behind a row: see Record."""

    ats: tuple[datetime, ...]
    event: str = ""
    lag: float = 0.0


def pretty(value: object, indent: str = "") -> str:
    """JSON as people print it, its later lines after `indent`."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("\n", "\n" + indent) if indent else text


def compact(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
