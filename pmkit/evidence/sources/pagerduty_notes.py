"""Reads the notes that people wrote in PagerDuty: the answer of /incidents/{id}/notes, or webhooks with notes."""

from pathlib import Path

from pmkit.evidence.json_records import Record
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.sources.pagerduty import ADVICE, SOURCE, documents, mixed_offsets, records
from pmkit.models.event import Evidence

_ONE = ("note", "event")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a list of notes. A webhook's note has no time of its own: the webhook's is taken.

    Raises UnreadableError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    others = Others(reading)
    found = documents(reading, path, ("notes", ""), "notes")
    for document in found:
        for record in records(document, _ONE):
            if not _note(reading, record):
                others.add(record.line, record.value)
    others.tell("note", ADVICE, is_empty=any(document.found for document in found))
    mixed_offsets(reading)
    return reading.evidence()


def _note(reading: Reading, record: Record) -> bool:
    """Add a note; whether it is one."""
    note, at = record.value, record.value.get("created_at")
    user = note.get("user")
    if isinstance(note.get("data"), dict):
        at, user, note = note.get("occurred_at"), note.get("agent"), note["data"]
    if "content" not in note:
        return False
    if at is None:
        reading.warn(record.line, "a note without a time; look it up in PagerDuty. The note is left out")
        return True
    instant = reading.instant(at, record.line)
    if instant is not None and not (note.get("id") and reading.seen(words(note["id"]))):
        actor = user.get("summary") or user.get("name") if isinstance(user, dict) else user
        reading.add(record.line, instant, actor, f"Note: {words(note.get('content'))}")
    return True
