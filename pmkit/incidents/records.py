"""Every record of an evidence folder by time: what an event of a timeline can stand on."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from pmkit.incidents.rendering.sheet import Sheet


class Recorded(NamedTuple):
    """One record of the evidence: its instant, its place, its file, its text."""

    at: datetime
    ref: str
    file: str
    text: str


def records_of(sheets: list[Sheet]) -> list[Recorded]:
    """The records by time; one that has several instants stands at each."""
    return sorted((record for sheet in sheets for record in _recorded_in(sheet)), key=lambda record: record.at)


def _recorded_in(sheet: Sheet) -> Iterator[Recorded]:
    lines = sheet.text.splitlines()
    starts = [record.line for record in sheet.records] + [len(lines) + 1]
    for record, following in zip(sheet.records, starts[1:], strict=True):
        text = "\n".join(lines[record.line - 1 : max(record.line, following - 1)])
        for at in record.ats:
            yield Recorded(at, f"{sheet.path}:{record.line}", sheet.path, text)
