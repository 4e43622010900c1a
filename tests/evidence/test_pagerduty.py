"""PagerDuty's exports: several offsets in one payload, types, notes, and records that cannot be."""

from collections.abc import Callable
from typing import Any

import pytest

from pmkit.evidence import ZoneNeededError
from pmkit.models.event import Evidence

Read = Callable[..., Evidence]


def entry(number: int, at: str, kind: str = "trigger", **more: Any) -> dict[str, Any]:
    summary = {"summary": f"{kind} by Priya", "agent": {"type": "user_reference", "summary": "Priya Nair"}}
    return {"id": f"R{number}", "type": f"{kind}_log_entry", "created_at": at} | summary | more


def told(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [(f"{event.at:%m-%d %H:%M:%S}", event.actor, event.text) for event in evidence.events]


def says(evidence: Evidence) -> str:
    return "\n".join(one.says for one in evidence.warnings)


def test_offsets_differ_within_one_payload_and_each_is_read_by_its_own(read: Read) -> None:
    entries = [
        entry(1, "2026-01-31T14:27:00Z"),
        entry(2, "2026-01-31T09:28:15-05:00", "acknowledge"),
        entry(3, "2026-01-31T15:45:00.315+0100", "resolve"),
    ]
    evidence = read("pagerduty", {"log_entries": entries, "limit": 100, "more": False})
    assert [(at, actor) for at, actor, _ in told(evidence)] == [
        ("01-31 14:27:00", "Priya Nair"),
        ("01-31 14:28:15", "Priya Nair"),
        ("01-31 14:45:00", "Priya Nair"),
    ]
    assert "several offsets in one file (1 with Z, 1 with -05:00, 1 with +0100)" in says(evidence)


def test_a_repeated_entry_is_kept_once_and_more_pages_are_asked_for(read: Read) -> None:
    one = entry(1, "2026-01-31T14:27:00Z")
    evidence = read("pagerduty", {"log_entries": [one, one], "more": True})
    assert len(evidence.events) == 1
    assert "1 record repeats" in says(evidence)
    assert "one page of several" in says(evidence)


def test_the_incident_and_the_note_of_an_entry_are_told(read: Read) -> None:
    more = {"incident": {"summary": "[#31] Checkout errors"}, "channel": {"type": "note", "notes": "rolling back"}}
    [event] = read("pagerduty", {"log_entries": [entry(1, "2026-01-31T14:27:00Z", "annotate", **more)]}).events
    assert event.text == "annotate by Priya; [#31] Checkout errors; rolling back"


def test_an_entry_without_words_is_told_by_its_type(read: Read) -> None:
    [event] = read(
        "pagerduty",
        [{"id": "R1", "type": "exhaust_escalation_path_log_entry", "created_at": "2026-01-31T14:27:00Z"}],
    ).events
    assert event.text == "exhaust escalation path"


def test_an_incident_that_is_resolved_before_it_was_created_is_kept_and_flagged(read: Read) -> None:
    incident = {
        "id": "P1",
        "incident_number": 31,
        "title": "Checkout errors",
        "created_at": "2026-01-31T10:00:00",
        "resolved_at": "2026-01-30T10:00:05",
        'total_interruptions"': 1,
    }
    evidence = read("pagerduty", {"data": [incident], "time_zone": "America/New_York"})
    assert told(evidence) == [
        ("01-31 15:00:00", "", "Incident #31 Checkout errors triggered"),
        ("01-30 15:00:05", "", "Incident #31 Checkout errors resolved"),
    ]
    assert {event.zone_source for event in evidence.events} == {"file"}
    assert "resolved before it was created" in says(evidence)


def test_a_naive_time_is_asked_about(read: Read) -> None:
    with pytest.raises(ZoneNeededError) as caught:
        read("pagerduty", {"log_entries": [entry(1, "2026-01-31T14:27:00")]}, name="log_entries.json")
    [question] = caught.value.questions
    assert question == (
        "log_entries.json:3: '2026-01-31T14:27:00' names no time zone; which zone did PagerDuty write it in? "
        "Say it, such as Europe/Berlin, UTC or +02:00"
    )


def test_a_note_without_a_time_is_left_out_and_said(read: Read) -> None:
    notes = [
        {
            "id": "N1",
            "user": {"summary": "Priya Nair"},
            "content": "Rolling back",
            "created_at": "2026-01-31T14:37:00Z",
        },
        {"id": "N2", "content": "No time"},
    ]
    evidence = read("pagerduty-notes", {"notes": notes})
    assert told(evidence) == [("01-31 14:37:00", "Priya Nair", "Note: Rolling back")]
    assert "a note without a time" in says(evidence)


def test_a_webhooks_note_has_the_time_of_the_webhook(read: Read) -> None:
    event = {
        "event_type": "incident.annotated",
        "occurred_at": "2026-01-31T14:37:00.123Z",
        "agent": {"summary": "Priya Nair"},
        "data": {"id": "N1", "content": "Rolling back"},
    }
    [told] = read("pagerduty-notes", {"event": event}).events
    assert (told.at_raw, told.precision, told.actor) == ("2026-01-31T14:37:00.123Z", 0.001, "Priya Nair")


def test_a_truncated_export_gives_what_it_has_and_says_where_it_breaks_off(read: Read) -> None:
    text = '{"log_entries": [\n{"id": "R1", "created_at": "2026-01-31T14:27:00Z"},\n{"id": "R2", "crea'
    evidence = read("pagerduty", text)
    assert [event.ref for event in evidence.events] == ["pagerduty.file:2"]
    assert says(evidence).startswith("line 3: ")


def incident(**more: Any) -> dict[str, Any]:
    return {
        "id": "P1",
        "type": "incident",
        "number": 31,
        "title": "Errors",
        "created_at": "2026-01-31T10:00:00Z",
    } | more


CHANGED = {"last_status_change_at": "2026-01-31T10:40:00Z", "last_status_change_by": {"summary": "Priya Nair"}}


@pytest.mark.parametrize("state", ["resolved", "acknowledged"])
def test_the_status_of_an_incident_is_its_last_change(read: Read, state: str) -> None:
    evidence = read("pagerduty", {"incidents": [incident(status=state, resolved_at=None, **CHANGED)]})
    assert told(evidence) == [
        ("01-31 10:00:00", "", "Incident #31 Errors triggered"),
        ("01-31 10:40:00", "Priya Nair", f"Incident #31 Errors {state}"),
    ]


def test_an_incident_that_is_resolved_at_no_time_is_said(read: Read) -> None:
    evidence = read("pagerduty", {"incidents": [incident(status="resolved")]})
    assert len(evidence.events) == 1
    assert "is resolved, and no time of that is told" in says(evidence)


def test_each_acknowledgement_is_told_with_who_gave_it(read: Read) -> None:
    given = [{"at": "2026-01-31T10:02:00Z", "acknowledger": {"summary": "Priya Nair"}}]
    evidence = read("pagerduty", {"incidents": [incident(status="acknowledged", acknowledgements=given, **CHANGED)]})
    assert told(evidence)[1:] == [("01-31 10:02:00", "Priya Nair", "Incident #31 Errors acknowledged")]


def test_the_answer_about_one_incident_or_one_entry_is_read(read: Read) -> None:
    evidence = read("pagerduty", {"incident": incident(resolved_at="2026-01-31T10:40:00Z")})
    assert [at for at, _, _ in told(evidence)] == ["01-31 10:00:00", "01-31 10:40:00"]
    assert len(read("pagerduty", {"log_entry": entry(1, "2026-01-31T14:27:00Z")}).events) == 1
