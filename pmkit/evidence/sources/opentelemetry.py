"""Reads OpenTelemetry's logs as JSON: times are nanoseconds, written as text because no double holds them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Record, read_records
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "OpenTelemetry"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of one export request (resourceLogs). Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    text = reading.text(path)
    resources = read_records(text, "resourceLogs")
    if resources.broken:
        reading.warn(0, f"{resources.broken}; the records before it are read")
    elif not resources.found:
        reading.warn(1, "holds no resourceLogs; save the JSON of an OTLP exporter")
    for resource in resources.records:
        service = _service(resource.value)
        for scope in _inside(text, resource, "scopeLogs"):
            for record in _inside(text, scope, "logRecords"):
                _log_record(reading, record, service)
    return reading.evidence()


def _inside(text: str, record: Record, key: str) -> Iterator[Record]:
    found = read_records(text, key, start=record.start, line=record.line).records
    yield from (one for one in found if isinstance(one.value, dict))


def _service(resource: Any) -> str:
    about = resource.get("resource") if isinstance(resource, dict) else None
    attributes = about.get("attributes") if isinstance(about, dict) else None
    for attribute in attributes if isinstance(attributes, list) else ():
        if isinstance(attribute, dict) and attribute.get("key") == "service.name":
            return _value(attribute.get("value"))
    return ""


def _value(value: Any) -> str:
    """An attribute's value; tables and lists are left out."""
    return next(map(words, value.values()), "") if isinstance(value, dict) else words(value)


def _log_record(reading: Reading, record: Record, service: str) -> None:
    seen, observed = record.value.get("timeUnixNano"), record.value.get("observedTimeUnixNano")
    known = seen not in {None, "", "0"} and seen != 0
    if not known and observed:
        reading.warn(record.line, "no time of its own; the time when it was collected is taken")
    instant = reading.instant(seen if known else observed, record.line, unit="ns")
    if instant is not None:
        reading.add(record.line, instant, service, _value(record.value.get("body")))
