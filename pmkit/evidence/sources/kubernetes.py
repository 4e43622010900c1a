"""Reads Kubernetes' events: one record may stand for many, of which only the first and the last time are kept."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import read_records
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "Kubernetes"
WANTED, ADVICE = "event", "save the output of kubectl get events -o json"
RETENTION = "Kubernetes keeps events for about an hour, so silence before the first one shows nothing"
_FIRST = ("firstTimestamp", "eventTime", "deprecatedFirstTimestamp")
_LAST = ("lastTimestamp", "deprecatedLastTimestamp")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of `kubectl get events -o json`, watched or not, old form or new one. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    found, others = read_records(reading.text(path), "items", ""), Others(reading)
    if damage := found.damage("events", ADVICE):
        reading.warn(0, damage)
    known: set[Hashable] = set()
    for record in found.objects():
        watched = record.value.get("object")
        event = watched if isinstance(watched, dict) and "type" in record.value else record.value
        if _is_event(event):
            _record(reading, record.line, event, known)
        else:
            others.add(record.line, event)
    others.tell(WANTED, ADVICE, is_empty=found.found)
    if reading.events:
        reading.warn(0, RETENTION)
    return reading.evidence()


def _is_event(record: dict[str, Any]) -> bool:
    """Whether a record is an event: pods and deployments have times of their own and are none."""
    kind = words(record.get("kind"))
    if words(record.get("apiVersion")).startswith("audit."):
        return False
    return kind == "Event" or (not kind and any(key in record for key in (*_FIRST, *_LAST, "involvedObject")))


def _record(reading: Reading, line: int, record: dict[str, Any], known: set[Hashable]) -> None:
    """Add an event; of one that is `known`, as a watch tells it again, the last time alone."""
    metadata, series = record.get("metadata"), record.get("series")
    metadata = metadata if isinstance(metadata, dict) else {}
    series = series if isinstance(series, dict) else {}
    stamps = [record.get(key) for key in _FIRST] + [metadata.get("creationTimestamp")]
    lasts = [record.get(key) for key in _LAST] + [series.get("lastObservedTime")]
    named = (words(metadata.get("uid")), words(metadata.get("namespace")), words(metadata.get("name")))
    if any(named) and reading.seen((named, words(_first_of(lasts)))):
        return
    first = reading.instant(_first_of(stamps) or _first_of(lasts), line)
    if first is None:
        return
    last = reading.instant(_first_of(lasts), line, without="its last time is left out") if _first_of(lasts) else None
    count = next((one for one in (series.get("count"), record.get("count"), record.get("deprecatedCount")) if one), 1)
    actor, text = _told(record)
    if named not in known:
        reading.add(line, first, actor, text)
    if any(named):
        known.add(named)
    if isinstance(count, int) and count < 1:
        reading.warn(line, f"counted {count} times, which cannot be; it is kept")
    if last is None or last.at == first.at:
        return
    if last.at < first.at:
        reading.warn(
            line, f"last seen ({last.raw}) before first seen ({first.raw}); both are kept, one cannot be right"
        )
    reading.add(line, last, actor, f"{text} (the last of {words(count)} since {first.raw})")
    says = f"{words(count)} events in one record: only the first and the last time are known"
    reading.warn_once(line, says, "events in one record")


def _first_of(stamps: list[Any]) -> Any:
    """The first stamp that tells a time; Go's zero time tells none."""
    return next((one for one in stamps if one and not words(one).startswith("0001-01-01T00:00:00")), None)


def _told(record: dict[str, Any]) -> tuple[str, str]:
    about = record.get("involvedObject") or record.get("regarding")
    about = about if isinstance(about, dict) else {}
    source = record.get("source") or record.get("deprecatedSource")
    component = source.get("component") if isinstance(source, dict) else ""
    actor = words(component or record.get("reportingComponent") or record.get("reportingController"))
    named = " ".join(filter(None, (words(about.get("kind")), words(about.get("name")))))
    message = words(record.get("message")) or words(record.get("note"))
    return actor, ": ".join(filter(None, (named, words(record.get("reason")), message)))
