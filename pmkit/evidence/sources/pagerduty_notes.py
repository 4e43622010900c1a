"""Reads the notes that people wrote in PagerDuty: the answer of /incidents/{id}/notes, or webhooks with notes."""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Record, read_records
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.sources.pagerduty import SOURCE, mixed_offsets, notice
from pmkit.models.event import Evidence


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a list of notes. A webhook's note has no time of its own: the webhook's is taken.

    Raises UnreadableError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    found = read_records(reading.text(path), "notes", "")
    if isinstance(found.around.get("event"), dict):
        found.records, found.found = [Record(1, 0, found.around)], True
    notice(reading, found, "notes")
    for line, note in found.tables():
        _note(reading, line, note)
    mixed_offsets(reading)
    return reading.evidence()


def _note(reading: Reading, line: int, note: dict[str, Any]) -> None:
    at = note.get("created_at")
    event = note.get("event")
    if isinstance(event, dict):
        at = event.get("occurred_at")
        inside = event.get("data")
        note = inside if isinstance(inside, dict) else {}
        user = event.get("agent")
    else:
        user = note.get("user")
    if at is None:
        reading.warn(line, "a note without a time; look it up in PagerDuty. The note is left out")
        return
    instant = reading.instant(at, line)
    if instant is None or (note.get("id") and reading.seen(words(note["id"]))):
        return
    actor = user.get("summary") or user.get("name") if isinstance(user, dict) else user
    reading.add(line, instant, actor, f"Note: {words(note.get('content'))}")
