"""Reads PagerDuty's exports: log entries, incidents, analytics, webhooks; one payload may hold several offsets."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Document, Record, read_records
from pmkit.evidence.parts.shape import Others, shape_of
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant
from pmkit.evidence.zones import ZoneError, zone_of
from pmkit.models.event import Evidence

SOURCE = "PagerDuty"
ADVICE = "save the whole answer of PagerDuty"
_LISTS = ("log_entries", "incidents", "data", "")
_ONE = ("incident", "log_entry", "event")
"""What the answer about one thing holds, and a webhook."""


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of answers of /log_entries, /incidents, /incidents/{id} or /analytics/raw/incidents, or of webhooks.

    Raises UnreadableError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    others, zone_of_all = Others(reading), (reading.zone, reading.zone_source)
    found = documents(reading, path, _LISTS, "log entries")
    for document in found:
        reading.zone, reading.zone_source = zone_of_all
        _account_zone(reading, document)
        for record in records(document, _ONE):
            if not _told(reading, record, is_entry=document.path == "log_entries"):
                others.add(record.line, record.value)
    others.tell("log entry or incident", ADVICE, is_empty=any(document.found for document in found))
    mixed_offsets(reading)
    return reading.evidence()


def documents(reading: Reading, path: Path, lists: tuple[str, ...], kept: str) -> list[Document]:
    """The documents of a file; says what an envelope tells: that it is cut off, or one page of many."""
    found = read_records(reading.text(path), *lists)
    if damage := found.damage(kept, ADVICE):
        reading.warn(0, damage)
    # Pages that were put into one file say that there is more, but for the last.
    if found.documents and found.documents[-1].around.get("more") is True:
        reading.warn(0, "PagerDuty says there is more; this is one page of several: export the others too")
    return found.documents


def records(document: Document, one: tuple[str, ...]) -> Iterator[Record]:
    """The records of a document: those of its list, or what it holds under a key of `one`, or all of it."""
    if document.found:
        listed = [record for record in document.records if isinstance(record.value, dict)]
    else:
        listed = [Record(document.line, document.start, document.around)] if document.whole and document.around else []
    for record in listed:
        key = next((key for key in one if isinstance(record.value.get(key), dict)), "")
        # A log entry has an incident inside, and is more than that.
        yield record._replace(value=record.value[key]) if key and "created_at" not in record.value else record


def mixed_offsets(reading: Reading) -> None:
    """Say where one payload holds times with several offsets; each is read by its own."""
    offsets = Counter(offset_of(event.at_raw) for event in reading.events if event.zone_source == "stamp")
    if len(offsets) > 1:
        shown = ", ".join(f"{count} with {offset}" for offset, count in offsets.most_common(5))
        reading.warn(0, f"times with several offsets in one file ({shown}); each is read by its own offset")


def offset_of(raw: str) -> str:
    """The end of a stamp that names its offset.

    >>> offset_of("2013-03-06T15:28:51-05:00"), offset_of("2013-03-06T15:28:51Z")
    ('-05:00', 'Z')
    """
    time = raw.partition("T")[2]
    sign = max(time.rfind("+"), time.rfind("-"))
    return time[sign:] if sign >= 0 else "Z"


def _account_zone(reading: Reading, document: Document) -> None:
    told = document.around.get("time_zone")
    if not isinstance(told, str):
        return
    try:
        reading.zone, reading.zone_source = zone_of(told), "file"
    except ZoneError as error:
        reading.warn(0, f"time_zone: {error}")


def _told(reading: Reading, record: Record, *, is_entry: bool) -> bool:
    """Add what a record tells; whether it is of a kind that is known."""
    entry, kind = record.value, words(record.value.get("type"))
    shape = shape_of(entry)
    if isinstance(entry.get("data"), dict) and words(entry.get("event_type")).startswith("incident."):
        _webhook(reading, record.line, entry)
    elif shape is not None and shape.name == "PagerDuty incidents":
        _incident(reading, record.line, entry)
    elif kind.endswith("log_entry") or (is_entry and not kind) or (not kind and {"summary", "agent"} <= entry.keys()):
        _log_entry(reading, record.line, entry)
    else:
        return False
    return True


def _webhook(reading: Reading, line: int, event: dict[str, Any]) -> None:
    """What happened to an incident, told at once: it may come more than once."""
    if event.get("id") and reading.seen(("webhook", words(event["id"]))):
        return
    instant = reading.instant(event.get("occurred_at"), line)
    if instant is None:
        return
    data, kind = event["data"], words(event.get("event_type"))
    about = data["incident"] if isinstance(data.get("incident"), dict) else data
    told = kind.rpartition(".")[2].replace("_", " ")
    note = words(data.get("content")) or _inside(data, "message")
    text = f"Incident {_named(about)} {told}{': ' + note if note else ''}"
    reading.add(line, instant, _inside(event, "agent", "summary"), text)


def _log_entry(reading: Reading, line: int, entry: dict[str, Any]) -> None:
    instant = reading.instant(entry.get("created_at"), line)
    if instant is None or (entry.get("id") and reading.seen(words(entry["id"]))):
        return
    kind = words(entry.get("type")).removesuffix("_log_entry").replace("_", " ")
    told = words(entry.get("summary")) or f"{kind or 'log entry'}"
    more = (
        _inside(entry, "incident", "summary"),
        _inside(entry, "event_details", "description"),
        *(_inside(entry, "channel", key) for key in ("notes", "summary", "subject", "description")),
        words(entry.get("note")),
    )
    text = told
    for one in more:
        text += f"; {one}" if one and one not in text else ""
    reading.add(line, instant, _inside(entry, "agent", "summary"), text)


def _incident(reading: Reading, line: int, incident: dict[str, Any]) -> None:
    status = words(incident.get("status"))
    if incident.get("id") and reading.seen((words(incident["id"]), status)):
        return
    instants: dict[str, Instant] = {}
    for at, state, who in _times(incident, status):
        if instant := reading.instant(at, line, without=f"that it was {state} is left out"):
            instants[state] = instant
            reading.add(line, instant, who, f"Incident {_named(incident)} {state}")
    triggered, resolved = instants.get("triggered"), instants.get("resolved")
    if triggered and resolved and resolved.at < triggered.at:
        raws = f"{resolved.raw} and {triggered.raw}"
        reading.warn(line, f"resolved before it was created ({raws}); both are kept, one cannot be right")
    if status == "resolved" and resolved is None:
        reading.warn(line, f"incident {_named(incident)} is resolved, and no time of that is told")


def _times(incident: dict[str, Any], status: str) -> Iterator[tuple[Any, str, str]]:
    """An incident's times, with what happened then and who did it.

    One that is resolved may lack `resolved_at`, and one that is acknowledged its list: the status is the last change.
    """
    changed = incident.get("last_status_change_at")
    by = _inside(incident, "last_status_change_by", "summary")
    if incident.get("created_at") is not None:
        yield incident["created_at"], "triggered", ""
    listed = incident.get("acknowledgements")
    told = [one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict) and one.get("at")]
    for one in told:
        yield one["at"], "acknowledged", _inside(one, "acknowledger", "summary")
    if status == "acknowledged" and changed is not None and not told:
        yield changed, "acknowledged", by
    if incident.get("resolved_at") is not None:
        yield incident["resolved_at"], "resolved", by
    elif status == "resolved" and changed is not None:
        yield changed, "resolved", by


def _named(incident: dict[str, Any]) -> str:
    number = words(incident.get("incident_number")) or words(incident.get("number"))
    title = next(filter(None, (words(incident.get(key)) for key in ("title", "description", "summary"))), "")
    return " ".join(filter(None, (f"#{number}" if number else "", title))) or words(incident.get("id"))


def _inside(entry: dict[str, Any], *keys: str) -> str:
    value: Any = entry
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return words(value)
