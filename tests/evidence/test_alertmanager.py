"""Alertmanager's notifications: what is new in them, what is sent again, and when an alert is over."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
ZERO = "0001-01-01T00:00:00Z"


def alert(**changed: Any) -> dict[str, Any]:
    return {
        "status": "firing",
        "labels": {"alertname": "ErrorRateHigh", "job": "api"},
        "annotations": {"summary": "Errors above 5 %"},
        "startsAt": "2026-01-31T14:27:00Z",
        "endsAt": ZERO,
        "fingerprint": "4e019c4cf8fd5947",
    } | changed


def lines(*payloads: object) -> str:
    return "".join(json.dumps(payload) + "\n" for payload in payloads)


def told(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [(f"{event.at:%H:%M:%S}", event.text, event.ref.rpartition(":")[2]) for event in evidence.events]


def test_an_alert_that_is_sent_again_is_one_alert_and_that_is_said(read: Read) -> None:
    firing = {"version": "4", "alerts": [alert()], "notification_reason": "a key of a newer version"}
    over = {"version": "4", "alerts": [alert(status="resolved", endsAt="2026-01-31T14:42:00Z")]}
    evidence = read("alertmanager", lines(firing, firing, over))
    assert told(evidence) == [
        ("14:27:00", "ErrorRateHigh firing: Errors above 5 %", "1"),
        ("14:42:00", "ErrorRateHigh resolved", "3"),
    ]
    assert [one.says for one in evidence.warnings] == ["2 records repeat one that was read before; each is kept once"]


@pytest.mark.parametrize(
    ("status", "ends"),
    [("firing", ZERO), ("resolved", ZERO), ("firing", "2026-01-31T14:32:00Z"), ({"state": "active"}, ZERO)],
)
def test_zero_time_and_a_time_to_come_mean_that_it_has_not_ended(read: Read, status: object, ends: str) -> None:
    body = json.dumps([alert(status=status, endsAt=ends)])
    assert [what for _, what, _ in told(read("alertmanager", body))] == ["ErrorRateHigh firing: Errors above 5 %"]


def test_an_end_before_the_beginning_is_kept_and_flagged(read: Read) -> None:
    body = lines({"alerts": [alert(status="resolved", endsAt="2026-01-31T14:00:00Z")]})
    evidence = read("alertmanager", body)
    assert [time for time, _, _ in told(evidence)] == ["14:27:00", "14:00:00"]
    assert "before it begins" in evidence.warnings[0].says


def test_alerts_that_were_left_out_are_said(read: Read) -> None:
    evidence = read("alertmanager", lines({"alerts": [alert()], "truncatedAlerts": 12}))
    assert "left 12 alerts out" in evidence.warnings[0].says


def test_a_line_that_breaks_off_is_said_and_the_others_are_read(read: Read) -> None:
    text = lines({"alerts": [alert()]})
    evidence = read("alertmanager", text + text[:40])
    assert (len(evidence.events), evidence.warnings[0].says[:7]) == (1, "line 2:")
