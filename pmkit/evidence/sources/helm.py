"""Reads `helm history`, as JSON or as its table, `helm list` and `helm status`; a table's times may name no zone."""

from pathlib import Path
from typing import Any

from pmkit.evidence.columns import columns_of
from pmkit.evidence.json_records import read_records
from pmkit.evidence.parts.helm_rows import run_together
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "Helm"
_ADVICE = "save the output of helm history -o json"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a release's history. Raises UnreadableError, ZoneNeededError for the table without a zone.

    The status says how a revision stands now, not how it stood then, so it is left out of the events.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    text = reading.text(path)
    if text.lstrip()[:1] in {"[", "{"}:
        found, others = read_records(text, ""), Others(reading)
        if damage := found.damage("revisions", _ADVICE):
            reading.warn(0, damage)
        for record in found.objects():
            if (revision := _known(record.value)) is not None:
                _revision(reading, record.line, revision)
            else:
                others.add(record.line, record.value)
        others.tell("revision", _ADVICE, is_empty=found.found)
    else:
        _table(reading, text)
    return reading.evidence()


def _table(reading: Reading, text: str) -> None:
    header: list[str] = []
    for line, cells in columns_of(text):
        if not header:
            header = [cell.casefold().replace(" ", "_") for cell in cells]
            if "updated" not in header:
                _without_columns(reading, text, line, is_merged="_updated_" in header[0])
                return
        else:
            _revision(reading, line, dict(zip(header, cells, strict=False)))


def _without_columns(reading: Reading, text: str, head: int, *, is_merged: bool) -> None:
    if not is_merged:
        reading.warn(head, "neither JSON nor the table of helm history, with UPDATED in its first line")
        return
    merged = "the columns stand one space apart, as a chat leaves them"
    rows = [(line, row) for line, row in enumerate(text.split("\n"), 1) if row.strip()]
    if not (found := run_together(rows)):
        reading.warn(head, f"{merged}, so cells cannot be told apart; {_ADVICE}")
        return
    reading.warn(head, f"{merged}; cells are told apart by how they look, please compare")
    for line, revision in found:
        _revision(reading, line, revision)


def _known(record: dict[str, Any]) -> dict[str, Any] | None:
    """A revision as a history tells it, None for anything else; `helm status` tells one of a release."""
    if isinstance(info := record.get("info"), dict) and "last_deployed" in info:
        of_chart = {"chart": words(record.get("name")), "revision": record.get("version")}
        return of_chart | {"updated": info["last_deployed"], "description": info.get("description")}
    return record if "updated" in record and {"revision", "chart"} & record.keys() else None


def _revision(reading: Reading, line: int, revision: dict[str, Any]) -> None:
    number, release = words(revision.get("revision")), words(revision.get("name"))
    # A list of releases numbers each by itself, and two namespaces may hold one name.
    identity = (words(revision.get("namespace")), release, number)
    if number and reading.seen(identity):
        return
    instant = reading.instant(revision.get("updated"), line)
    if instant is None:
        return
    version, status = words(revision.get("app_version")), words(revision.get("status"))
    told = words(revision.get("description"))
    if not told and release and status:
        told = f"{status} when this was saved"
    of = f"release {release}, " if release else ""
    chart = f"{of}{words(revision.get('chart'))}{f' (version {version})' if version else ''}"
    reading.add(line, instant, "", f"Revision {number or '?'} of {chart}{': ' + told if told else ''}")
