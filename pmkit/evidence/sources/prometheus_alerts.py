"""Reads Prometheus' list of active alerts: when each expression became true, which is before the alert fires."""

from pathlib import Path

from pmkit.evidence.json_records import read_records
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "Prometheus"
_ADVICE = "save the whole answer of /api/v1/alerts"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of the answer of /api/v1/alerts. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    alerts, others = read_records(reading.text(path), "data.alerts", "alerts"), Others(reading)
    if damage := alerts.damage("alerts", _ADVICE):
        reading.warn(0, damage)
    for line, _, alert in alerts.objects():
        if "activeAt" not in alert:
            others.add(line, alert)
            continue
        labels = alert.get("labels")
        labels = labels if isinstance(labels, dict) else {}
        identity = (tuple(sorted((key, words(value)) for key, value in labels.items())), words(alert.get("activeAt")))
        instant = reading.instant(alert.get("activeAt"), line)
        if instant is None or reading.seen(identity):
            continue
        state, value = words(alert.get("state")) or "active", words(alert.get("value"))
        named = words(labels.get("alertname")) or "An alert"
        measured = f" (value {value})" if value else ""
        reading.add(line, instant, "", f"{named}: its condition became true; {state} when this was saved{measured}")
    others.tell("data.alerts", _ADVICE, is_empty=alerts.found)
    return reading.evidence()
