"""Reads Alertmanager's notifications (webhook version 4, one a line): when alerts began and when they ended.

The same alert is sent again and again while it fires; fingerprint and start tell one from another.
"""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import load_line
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant
from pmkit.models.event import Evidence

SOURCE = "Alertmanager"
GO_ZERO_YEAR = 1


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a file of notifications, or of the answer of /api/v2/alerts on one line. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    for line, text in enumerate(reading.text(path).split("\n"), 1):
        if not text.strip():
            continue
        try:
            payload = load_line(text)
        except ValueError as error:
            reading.warn(line, f"not JSON ({str(error)[:80]}); the other lines are read")
            continue
        _payload(reading, line, payload)
    return reading.evidence()


def _payload(reading: Reading, line: int, payload: Any) -> None:
    alerts = payload.get("alerts") if isinstance(payload, dict) else payload
    if not isinstance(alerts, list):
        reading.warn(line, "holds no alerts; one notification a line is read")
        return
    left_out = payload.get("truncatedAlerts") if isinstance(payload, dict) else 0
    if isinstance(left_out, int) and left_out > 0:
        reading.warn(line, f"Alertmanager left {left_out} alerts out of this notification (max_alerts)")
    for alert in alerts:
        if isinstance(alert, dict):
            _alert(reading, line, alert)


def _alert(reading: Reading, line: int, alert: dict[str, Any]) -> None:
    labels, notes = alert.get("labels"), alert.get("annotations")
    labels = labels if isinstance(labels, dict) else {}
    notes = notes if isinstance(notes, dict) else {}
    begins = reading.instant(alert.get("startsAt"), line)
    if begins is None:
        return
    named = words(labels.get("alertname")) or "An alert"
    told = words(notes.get("summary")) or words(notes.get("description"))
    identity = (words(alert.get("fingerprint")) or str(sorted(labels.items(), key=str)), begins.raw)
    if not reading.seen((*identity, "begins")):
        reading.add(line, begins, "", f"{named} firing{': ' + told if told else ''}")
    ends = _end(reading, line, alert)
    if ends is None or reading.seen((*identity, ends.raw)):
        return
    if ends.at < begins.at:
        reading.warn(line, f"{named} ends ({ends.raw}) before it begins ({begins.raw}); both are kept")
    reading.add(line, ends, "", f"{named} resolved")


def _end(reading: Reading, line: int, alert: dict[str, Any]) -> Instant | None:
    """When an alert ended; None while it fires: Go's zero time in a notification, a time to come in the API."""
    status = alert.get("status")
    state = status.get("state") if isinstance(status, dict) else status
    if state != "resolved" or not alert.get("endsAt"):
        return None
    ends = reading.instant(alert["endsAt"], line)
    return None if ends is None or ends.at.year == GO_ZERO_YEAR else ends
