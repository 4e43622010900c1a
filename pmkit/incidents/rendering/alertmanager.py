"""Writes Alertmanager's notifications, one a line: an alert is told when it fires, again while it lasts, at its end."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from pmkit.incidents.rendering.sheet import Sheet, compact
from pmkit.incidents.rendering.stamps import milliseconds
from pmkit.incidents.telling import Firing, Telling

REPEAT = timedelta(minutes=15)
NOT_ENDED = "0001-01-01T00:00:00Z"


def render(telling: Telling) -> Iterator[Sheet]:
    """The file of notifications, where there is any."""
    sheet = Sheet("alertmanager/webhook.ndjson")
    sent: list[tuple[datetime, Firing, bool]] = []
    for firing in telling.firings:
        at = firing.at
        while at < firing.ends:
            sent.append((at, firing, False))
            at += REPEAT
        sent.append((firing.ends, firing, True))
    for _, firing, resolved in sorted(sent, key=lambda one: one[0]):
        _notify(sheet, telling, firing, resolved=resolved)
    if sent:
        yield sheet


def _notify(sheet: Sheet, telling: Telling, firing: Firing, *, resolved: bool) -> None:
    rule, status = firing.rule, "resolved" if resolved else "firing"
    labels = {"alertname": rule.name, "service": rule.about, "severity": rule.severity}
    notes = {"summary": rule.summary}
    alert = {
        "status": status,
        "labels": labels,
        "annotations": notes,
        "startsAt": milliseconds(firing.at),
        "endsAt": milliseconds(firing.ends) if resolved else NOT_ENDED,
        "generatorURL": f"http://prometheus.{telling.story.domain}:9090/graph",
        "fingerprint": hashlib.sha256(compact(labels).encode()).hexdigest()[:16],
    }
    payload = {
        "receiver": "pagerduty",
        "status": status,
        "alerts": [alert],
        "groupLabels": {"alertname": rule.name},
        "commonLabels": labels,
        "commonAnnotations": notes,
        "externalURL": f"http://alertmanager.{telling.story.domain}:9093",
        "version": "4",
        "groupKey": f'{{}}:{{alertname="{rule.name}"}}',
        "truncatedAlerts": 0,
    }
    event, at = (firing.ended, firing.ends) if resolved else (firing.event, firing.at)
    sheet.record(compact(payload) + "\n", firing.at, firing.ends, event=event, lag=at.microsecond / 1e6)
