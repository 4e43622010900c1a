"""Reads OpenTelemetry's logs as JSON: times are nanoseconds, written as text because no double holds them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Record, read_records
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "OpenTelemetry"
_ADVICE = "save the JSON of an OTLP exporter"
MOST_ATTRIBUTES = 12
DEEPEST = 8
_TELLING = ("exception.message", "error.message", "exception.type", "message")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of export requests (resourceLogs), one or one a line as a collector writes them.

    Raises UnreadableError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    text = reading.text(path)
    found, others = read_records(text, "resourceLogs"), Others(reading)
    if damage := found.damage("records", _ADVICE):
        reading.warn(0, damage)
    for resource in found.objects():
        if not {"scopeLogs", "instrumentationLibraryLogs"} & resource.value.keys():
            others.add(resource.line, resource.value)
        service = _service(resource.value)
        for key in ("scopeLogs", "instrumentationLibraryLogs"):
            for scope in _inside(text, resource, key):
                for log in ("logRecords", "logs"):
                    for record in _inside(text, scope, log):
                        _log_record(reading, record, service)
    others.tell("resourceLogs", _ADVICE, is_empty=found.found)
    return reading.evidence()


def _inside(text: str, record: Record, key: str) -> Iterator[Record]:
    found = read_records(text, key, start=record.start, line=record.line).records
    yield from (one for one in found if isinstance(one.value, dict))


def _service(resource: Any) -> str:
    about = resource.get("resource") if isinstance(resource, dict) else None
    return _attributes(about if isinstance(about, dict) else {}).get("service.name", "")


def _attributes(holder: dict[str, Any]) -> dict[str, str]:
    listed = holder.get("attributes")
    pairs = (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))
    return {words(one.get("key")): _value(one.get("value")) for one in pairs}


def _value(value: Any, depth: int = 0) -> str:
    """An AnyValue as people read it: a list with commas, a table with its keys."""
    if not isinstance(value, dict) or depth > DEEPEST:
        return words(value)
    if isinstance(listed := value.get("arrayValue"), dict):
        members = listed.get("values")
        return ", ".join(_value(one, depth + 1) for one in (members if isinstance(members, list) else ()))
    if isinstance(table := value.get("kvlistValue"), dict):
        members = table.get("values")
        pairs = (one for one in (members if isinstance(members, list) else ()) if isinstance(one, dict))
        return ", ".join(f"{words(one.get('key'))} {_value(one.get('value'), depth + 1)}" for one in pairs)
    return next(map(words, value.values()), "")


def _said(record: dict[str, Any]) -> str:
    """The event's name, the body, and what the attributes tell, first that of an error."""
    attributes = _attributes(record)
    name, body = words(record.get("eventName")) or attributes.pop("event.name", ""), _value(record.get("body"))
    parts = [value for key in _TELLING if (value := attributes.pop(key, "")) and value not in body]
    parts += [f"{key} {value}" for key, value in list(attributes.items())[:MOST_ATTRIBUTES] if value]
    told = "; ".join(filter(None, (body, *parts)))
    return ": ".join(filter(None, (name, told))) or words(record.get("severityText"))


def _log_record(reading: Reading, record: Record, service: str) -> None:
    seen, observed = record.value.get("timeUnixNano"), record.value.get("observedTimeUnixNano")
    known = words(seen) not in {"", "0"}
    if not known and observed:
        reading.warn(record.line, "no time of its own; the time when it was collected is taken")
    instant = reading.instant(seen if known else observed, record.line, unit="ns")
    if instant is not None:
        reading.add(record.line, instant, service, _said(record.value))
