"""Reads GitHub's deployments and their statuses: a deployment is live at its success, not when it was asked for."""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Record, read_records
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "GitHub"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a list of deployments or of deployment statuses, or of a webhook's payload.

    Raises UnreadableError, ZoneNeededError where a time names no zone.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    found = read_records(reading.text(path), "")
    if found.broken:
        reading.warn(0, f"{found.broken}; the records before it are read")
    records = found.records or [Record(1, 0, found.around)]
    for record in records:
        payload = record.value if isinstance(record.value, dict) else {}
        parts = [payload] if "state" in payload else _parts(payload)
        for part in parts or ([payload] if "created_at" in payload else []):
            _told(reading, record.line, part)
    if not reading.events and not reading.warnings:
        reading.warn(1, "holds no deployment; save the answer of /deployments/{id}/statuses")
    return reading.evidence()


def _parts(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """What a webhook's payload tells of; one of a status holds its deployment too."""
    return [part for key in ("deployment", "deployment_status") if isinstance(part := payload.get(key), dict)]


def _told(reading: Reading, line: int, record: dict[str, Any]) -> None:
    instant = reading.instant(record.get("created_at"), line, unit="s")
    state = words(record.get("state"))
    if instant is None or (record.get("id") and reading.seen((bool(state), words(record["id"])))):
        return
    creator = record.get("creator")
    where = words(record.get("environment")) or "an environment that is not named"
    note = words(record.get("description"))
    if state:
        text = f"Deployment to {where}: {state.replace('_', ' ')}{'; ' + note if note else ''}"
    else:
        text = f"Deployment of {words(record.get('ref')) or words(record.get('sha'))} to {where} requested"
    reading.add(line, instant, creator.get("login") if isinstance(creator, dict) else "", text)
