"""Reads Kubernetes' events: one record may stand for many, of which only the first and the last time are kept."""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import read_records
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant
from pmkit.models.event import Evidence

SOURCE = "Kubernetes"
RETENTION = "Kubernetes keeps events for about an hour, so silence before the first one shows nothing"
_FIRST = ("firstTimestamp", "eventTime", "deprecatedFirstTimestamp")
_LAST = ("lastTimestamp", "deprecatedLastTimestamp")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of `kubectl get events -o json`, in the old form or the new one. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    found = read_records(reading.text(path), "items", "")
    if found.broken:
        reading.warn(0, f"{found.broken}; the events before it are read")
    elif not found.found:
        reading.warn(1, "holds no items; save the output of kubectl get events -o json")
    for line, record in found.tables():
        metadata = record.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        identity = words(metadata.get("uid")) or (words(metadata.get("namespace")), words(metadata.get("name")))
        if identity == ("", "") or not reading.seen(identity):
            _record(reading, line, record, metadata)
    if reading.events:
        reading.warn(0, RETENTION)
    return reading.evidence()


def _record(reading: Reading, line: int, record: dict[str, Any], metadata: dict[str, Any]) -> None:
    series = record.get("series")
    series = series if isinstance(series, dict) else {}
    stamps = [record.get(key) for key in _FIRST] + [metadata.get("creationTimestamp")]
    lasts = [record.get(key) for key in _LAST] + [series.get("lastObservedTime")]
    first = _first_of(reading, line, stamps if any(stamps) else lasts)
    if first is None:
        return
    last = _first_of(reading, line, lasts) if any(lasts) else None
    count = next((one for one in (series.get("count"), record.get("count"), record.get("deprecatedCount")) if one), 1)
    actor, text = _told(record)
    reading.add(line, first, actor, text)
    if isinstance(count, int) and count < 1:
        reading.warn(line, f"counted {count} times, which cannot be; it is kept")
    if last is None or last.at == first.at:
        return
    if last.at < first.at:
        reading.warn(
            line, f"last seen ({last.raw}) before first seen ({first.raw}); both are kept, one cannot be right"
        )
    reading.add(line, last, actor, f"{text} (the last of {words(count)} since {first.raw})")
    reading.warn(line, f"{words(count)} events in one record: only the first and the last time are known")


def _first_of(reading: Reading, line: int, stamps: list[Any]) -> Instant | None:
    return reading.instant(next(filter(None, stamps), None), line)


def _told(record: dict[str, Any]) -> tuple[str, str]:
    about = record.get("involvedObject") or record.get("regarding")
    about = about if isinstance(about, dict) else {}
    source = record.get("source") or record.get("deprecatedSource")
    component = source.get("component") if isinstance(source, dict) else ""
    actor = words(component or record.get("reportingComponent") or record.get("reportingController"))
    named = " ".join(filter(None, (words(about.get("kind")), words(about.get("name")))))
    message = words(record.get("message")) or words(record.get("note"))
    return actor, ": ".join(filter(None, (named, words(record.get("reason")), message)))
