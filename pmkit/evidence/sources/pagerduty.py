"""Reads PagerDuty's exports: log entries, incidents and analytics; one payload may hold several offsets."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Records, read_records
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant
from pmkit.evidence.zones import ZoneError, zone_of
from pmkit.models.event import Evidence

SOURCE = "PagerDuty"
_LISTS = ("log_entries", "incidents", "data", "")
_STATES = (("created_at", "triggered"), ("resolved_at", "resolved"))


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of an answer of /log_entries, /incidents or /analytics/raw/incidents. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    found = read_records(reading.text(path), *_LISTS)
    notice(reading, found, "log_entries")
    _account_zone(reading, found)
    for line, entry in found.tables():
        if "resolved_at" in entry or "seconds_to_resolve" in entry or entry.get("type") == "incident":
            _incident(reading, line, entry)
        else:
            _log_entry(reading, line, entry)
    mixed_offsets(reading)
    return reading.evidence()


def notice(reading: Reading, found: Records, wanted: str) -> None:
    """Say what the envelope tells: that it is cut off, one page of many, or of another kind."""
    if found.broken:
        reading.warn(0, f"{found.broken}; the records before it are read")
    elif not found.found:
        reading.warn(1, f"holds no {wanted}; save the whole answer of PagerDuty")
    if found.around.get("more") is True:
        reading.warn(0, "PagerDuty says there is more; this is one page of several: export the others too")


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


def _account_zone(reading: Reading, found: Records) -> None:
    told = found.around.get("time_zone")
    if not isinstance(told, str):
        return
    try:
        reading.zone, reading.zone_source = zone_of(told), "file"
    except ZoneError as error:
        reading.warn(0, f"time_zone: {error}")


def _log_entry(reading: Reading, line: int, entry: dict[str, Any]) -> None:
    instant = reading.instant(entry.get("created_at"), line)
    if instant is None or (entry.get("id") and reading.seen(words(entry["id"]))):
        return
    kind = words(entry.get("type")).removesuffix("_log_entry").replace("_", " ")
    told = words(entry.get("summary")) or f"{kind or 'log entry'}"
    incident = _inside(entry, "incident", "summary")
    note = _inside(entry, "channel", "notes") or words(entry.get("note"))
    text = "; ".join(filter(None, (told, incident if incident not in told else "", note if note not in told else "")))
    reading.add(line, instant, _inside(entry, "agent", "summary"), text)


def _incident(reading: Reading, line: int, incident: dict[str, Any]) -> None:
    number = words(incident.get("incident_number"))
    title = next(filter(None, (words(incident.get(key)) for key in ("title", "description", "summary"))), "")
    named = " ".join(filter(None, (f"#{number}" if number else "", title)))
    if incident.get("id") and reading.seen(words(incident["id"])):
        return
    instants = dict(_instants(reading, line, incident))
    for state, instant in instants.items():
        reading.add(line, instant, "", f"Incident {named or words(incident.get('id'))} {state}")
    if len(instants) == 2 and instants["resolved"].at < instants["triggered"].at:
        raws = f"{instants['resolved'].raw} and {instants['triggered'].raw}"
        reading.warn(line, f"resolved before it was created ({raws}); both are kept, one cannot be right")


def _instants(reading: Reading, line: int, incident: dict[str, Any]) -> Iterator[tuple[str, Instant]]:
    for key, state in _STATES:
        if incident.get(key) is not None and (instant := reading.instant(incident[key], line)):
            yield state, instant


def _inside(entry: dict[str, Any], *keys: str) -> str:
    value: Any = entry
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return words(value)
