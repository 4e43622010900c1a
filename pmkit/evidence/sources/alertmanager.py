"""Reads Alertmanager's notifications (webhook version 4) and its API's answers: when alerts began and ended.

The same alert is sent again and again while it fires; fingerprint and start tell one from another.
"""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import read_records
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant
from pmkit.models.event import Evidence

SOURCE = "Alertmanager"
WANTED, ADVICE = "alert", "save notifications, one a line, or the answer of /api/v2/alerts"
_NONE_BEGAN, _NONE_ENDED = "that the alert began is left out", "that the alert ended is left out"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a file of notifications, or of the answer of /api/v2/alerts. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    found, others = read_records(reading.text(path), "alerts", "data", ""), Others(reading)
    if damage := found.damage("alerts", ADVICE):
        reading.warn(0, damage)
    for document in found.documents:
        left_out = document.around.get("truncatedAlerts")
        if isinstance(left_out, int) and left_out > 0:
            says = f"Alertmanager left {left_out} alerts out of this notification (max_alerts)"
            reading.warn(document.line, says)
    for record in found.objects():
        _record(reading, others, record.line, record.value)
    others.tell(WANTED, ADVICE, is_empty=found.found)
    return reading.evidence()


def _record(reading: Reading, others: Others, line: int, record: dict[str, Any]) -> None:
    """An alert, or a group of them as /api/v2/alerts/groups answers."""
    inside = record.get("alerts")
    alerts = inside if isinstance(inside, list) else [record]
    for alert in alerts:
        if isinstance(alert, dict) and "startsAt" in alert and "matchers" not in alert:
            _alert(reading, line, alert)
        else:
            others.add(line, alert)


def _alert(reading: Reading, line: int, alert: dict[str, Any]) -> None:
    labels, notes = alert.get("labels"), alert.get("annotations")
    labels = labels if isinstance(labels, dict) else {}
    notes = notes if isinstance(notes, dict) else {}
    named = words(labels.get("alertname")) or "An alert"
    told = words(notes.get("summary")) or words(notes.get("description"))
    identity = (words(alert.get("fingerprint")) or str(sorted(labels.items(), key=str)), words(alert.get("startsAt")))
    begins = None
    if not reading.seen((*identity, "begins")):
        begins = reading.instant(alert["startsAt"], line, without=_NONE_BEGAN)
    if begins is not None:
        reading.add(line, begins, "", f"{named} firing{': ' + told if told else ''}")
    ends = _end(reading, line, alert, named)
    if ends is None or reading.seen((*identity, ends.raw)):
        return
    if begins is not None and ends.at < begins.at:
        reading.warn(line, f"{named} ends ({ends.raw}) before it begins ({begins.raw}); both are kept")
    reading.add(line, ends, "", f"{named} resolved")


def _end(reading: Reading, line: int, alert: dict[str, Any], named: str) -> Instant | None:
    """When an alert ended; None while it fires: Go's zero time in a notification, a time to come in the API."""
    status = alert.get("status")
    state = status.get("state") if isinstance(status, dict) else status
    if state != "resolved":
        return None
    if not alert.get("endsAt") or words(alert["endsAt"]).startswith("0001-"):
        reading.warn(line, f"{named} is resolved, and no time of that is told")
        return None
    return reading.instant(alert["endsAt"], line, without=_NONE_ENDED)
