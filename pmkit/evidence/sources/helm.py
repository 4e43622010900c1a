"""Reads `helm history`, as JSON or as its table; the table's times name no zone."""

from pathlib import Path
from typing import Any

from pmkit.evidence.columns import columns_of
from pmkit.evidence.json_records import read_records
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "Helm"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a release's history. Raises UnreadableError, ZoneNeededError for the table without a zone.

    The status says how a revision stands now, not how it stood then, so it is left out of the events.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    text = reading.text(path)
    if text.lstrip()[:1] in {"[", "{"}:
        found = read_records(text, "")
        if found.broken:
            reading.warn(0, f"{found.broken}; the revisions before it are read")
        for line, revision in found.tables():
            _revision(reading, line, revision)
    else:
        _table(reading, text)
    return reading.evidence()


def _table(reading: Reading, text: str) -> None:
    header: list[str] = []
    for line, cells in columns_of(text):
        if not header:
            header = [cell.casefold().replace(" ", "_") for cell in cells]
            if "updated" not in header:
                reading.warn(line, "neither JSON nor the table of helm history, with UPDATED in its first line")
                return
        else:
            _revision(reading, line, dict(zip(header, cells, strict=False)))


def _revision(reading: Reading, line: int, revision: dict[str, Any]) -> None:
    instant = reading.instant(revision.get("updated"), line)
    number = words(revision.get("revision"))
    if instant is None or (number and reading.seen(number)):
        return
    version = words(revision.get("app_version"))
    chart = words(revision.get("chart")) + (f" (version {version})" if version else "")
    reading.add(line, instant, "", f"Revision {number or '?'} of {chart}: {words(revision.get('description'))}")
