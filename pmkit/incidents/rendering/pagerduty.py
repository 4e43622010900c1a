"""Writes PagerDuty's log entries, in the zone of the account, and its notes, in the zone of who wrote them."""

from collections.abc import Iterator
from typing import Any

from pmkit.incidents.dice import Dice
from pmkit.incidents.rendering.sheet import Sheet, Told
from pmkit.incidents.rendering.stamps import with_offset
from pmkit.incidents.telling import Line, Telling

VERBS = {
    "trigger": "Triggered through the API",
    "acknowledge": "Acknowledged by {who}",
    "resolve": "Resolved by {who}",
    "annotate": "Note added by {who}",
    "escalate": "Escalated to {who}",
    "notify": "Notified {who} by push",
    "assign": "Assigned to {who}",
}


def render(telling: Telling) -> Iterator[Sheet]:
    """log_entries.json, newest first as the API gives it, and notes.json."""
    dice = telling.dice("pagerduty")
    incident = {"id": f"Q{dice.token(13)}", "type": "incident_reference"}
    zone = telling.zone("pagerduty")
    if entries := telling.of("pagerduty"):
        sheet = Sheet("pagerduty/log_entries.json")
        sheet.write('{\n  "log_entries": [\n')
        sheet.rows((_entry(line, incident, zone, dice) for line in reversed(entries)), "    ")
        sheet.write('  ],\n  "limit": 100,\n  "offset": 0,\n  "more": false\n}\n')
        yield sheet
    if notes := telling.of("pagerduty-notes"):
        sheet = Sheet("pagerduty/notes.json")
        sheet.write('{\n  "notes": [\n')
        own = telling.zone("notes")
        sheet.rows((_note(line, own, dice) for line in notes), "    ")
        sheet.write("  ]\n}\n")
        yield sheet


def _entry(line: Line, incident: dict[str, str], zone: str, dice: Dice) -> tuple[dict[str, Any], Told]:
    seen = line.seen
    by_person = seen.kind not in {"trigger", "notify", "escalate"}
    summary = VERBS.get(seen.kind, seen.kind).format(who=seen.who)
    agent = {"type": "user_reference" if by_person else "service_reference", "summary": seen.who or seen.about}
    row: dict[str, Any] = {
        "id": f"R{dice.token(13)}",
        "type": f"{seen.kind}_log_entry",
        "summary": summary,
        "created_at": with_offset(line.at, zone),
        "agent": agent if by_person else {"type": "service_reference", "summary": seen.about or "Alertmanager"},
        "incident": incident | {"summary": seen.text} if seen.text else incident,
    }
    return row, Told((line.at,), line.event, line.lag)


def _note(line: Line, zone: str, dice: Dice) -> tuple[dict[str, Any], Told]:
    row = {
        "id": f"P{dice.token(6)}",
        "user": {"type": "user_reference", "summary": line.seen.who},
        "content": line.seen.text,
        "created_at": with_offset(line.at, zone),
    }
    return row, Told((line.at,), line.event, line.lag)
