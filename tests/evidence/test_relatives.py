"""Relatives of the reported faults: files in the manner of tools' exports, what is read of them and what is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from pmkit.evidence.parts.slack_words import said
from pmkit.evidence.reading import ZoneNeededError
from pmkit.evidence.sources import (
    alertmanager,
    deploy_log,
    elasticsearch,
    github,
    kibana,
    kubernetes,
    log_lines,
    opentelemetry,
    pagerduty,
    team_calendar,
)
from pmkit.models.event import Evidence

AT, LATER = "2026-02-11T14:05:00Z", "2026-02-11T14:06:00Z"


def written(folder: Path, content: Any) -> Path:
    """A file that holds a text, or a value as JSON."""
    path = folder / "export"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def told(evidence: Evidence) -> list[str]:
    """The events, a text each: time, who, what."""
    return [f"{event.at:%H:%M} {event.actor}: {event.text}" for event in evidence.events]


def says(evidence: Evidence) -> str:
    """All that was noticed."""
    return "\n".join(warned.says for warned in evidence.warnings)


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("2026/02/11 14:05:00 bot production v1", "14:05 bot: production v1"),
        ("February 11, 2026 2:05 PM UTC bot production v1", "14:05 bot: production v1"),
        ("2026-02-11 at 14:05 UTC bot production v1", "14:05 bot: production v1"),
        ("2026-02-11T14:05:00Z\tbot\tproduction v1", "14:05 bot: production v1"),
        ("2026-02-11 14:05:00 | INFO | bot | production v1", "14:05 bot: production v1"),
        ("2026-02-11 14:05:00 [INFO] bot production v1", "14:05 bot: production v1"),
    ],
)
def test_a_deploy_log_names_time_actor_and_what_was_done(tmp_path: Path, line: str, event: str) -> None:
    evidence = deploy_log.read(written(tmp_path, line + "\n"), zone="UTC")
    assert told(evidence) == [event]
    assert says(evidence) == ""


@pytest.mark.parametrize(
    ("lines", "noticed"),
    [
        ("2026-02-11 bot v1\n", "'2026-02-11' names no time of day; taken as its midnight"),
        ("2026-02-11 14:05 local bot v1\n", "'local' behind the time is read as who acted"),
        (f"{AT} bot v1\ntime={LATER} msg=done\n", "holds a time and does not begin with one; read as more of line 1"),
    ],
)
def test_what_a_deploy_log_leaves_open_is_said(tmp_path: Path, lines: str, noticed: str) -> None:
    evidence = deploy_log.read(written(tmp_path, lines), zone="UTC")
    assert len(evidence.events) == 1
    assert noticed in says(evidence)


def _logs(text: str) -> dict[str, Any]:
    record = {"timeUnixNano": "1770818700000000000", "body": {"stringValue": text}}
    return {"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}


def _hits(text: str) -> dict[str, Any]:
    return {"hits": {"hits": [{"_id": text, "_source": {"@timestamp": AT, "message": text}}]}}


def _deployment(number: int) -> dict[str, Any]:
    return {"id": number, "environment": "prod", "ref": f"v{number}", "created_at": AT, "statuses_url": "x"}


@pytest.mark.parametrize(
    ("read", "content", "texts"),
    [
        (opentelemetry.read, [_logs("a"), _logs("b")], ["a", "b"]),
        (elasticsearch.read, [_hits("a"), _hits("b")], ["a", "b"]),
        (elasticsearch.read, {"responses": [_hits("a"), _hits("b")]}, ["a", "b"]),
        (elasticsearch.read, _hits("a")["hits"]["hits"], ["a"]),
        (github.read, [[_deployment(1)], [_deployment(2)]], ["v1 to prod", "v2 to prod"]),
    ],
)
def test_answers_that_were_put_into_a_list_are_read_each(
    tmp_path: Path, read: Any, content: Any, texts: list[str]
) -> None:
    evidence = read(written(tmp_path, content))
    assert [wanted in event.text for event, wanted in zip(evidence.events, texts, strict=True)] == [True] * len(texts)
    assert says(evidence) == ""


def test_a_webhook_that_tells_of_no_incident_is_no_event(tmp_path: Path) -> None:
    hooks = [
        {"event": {"event_type": kind, "occurred_at": AT, "data": {"type": "x", "summary": "cart", "message": "hi"}}}
        for kind in ("service.updated", "pagey.ping")
    ]
    evidence = pagerduty.read(written(tmp_path, "\n".join(map(json.dumps, hooks))))
    assert evidence.events == []
    assert "PagerDuty webhooks of services or tests" in says(evidence)


@pytest.mark.parametrize("ends", [{}, {"endsAt": "0001-01-01T00:00:00Z"}, {"endsAt": None}])
def test_an_alert_that_is_resolved_at_no_time_is_told_of(tmp_path: Path, ends: dict[str, Any]) -> None:
    alert = {"status": "resolved", "labels": {"alertname": "Down"}, "startsAt": AT, **ends}
    evidence = alertmanager.read(written(tmp_path, {"alerts": [alert]}))
    assert told(evidence) == ["14:05 : Down firing"]
    assert "Down is resolved, and no time of that is told" in says(evidence)


def test_the_attributes_of_a_log_record_are_kept_beside_its_body(tmp_path: Path) -> None:
    content = _logs("failed")
    record = content["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0]
    record["attributes"] = [
        {"key": "http.route", "value": {"stringValue": "/cart"}},
        {"key": "retried", "value": {"boolValue": True}},
    ]
    assert told(opentelemetry.read(written(tmp_path, content))) == ["14:05 : failed; http.route /cart; retried true"]


def test_an_audit_event_is_no_event_of_the_cluster(tmp_path: Path) -> None:
    audit = {"kind": "Event", "apiVersion": "audit.k8s.io/v1", "verb": "patch", "requestReceivedTimestamp": AT}
    evidence = kubernetes.read(written(tmp_path, audit))
    assert evidence.events == []
    assert "seems to hold Kubernetes' audit events" in says(evidence)


@pytest.mark.parametrize("read", [github.read, alertmanager.read, pagerduty.read, kubernetes.read])
def test_a_status_page_is_called_one_by_every_reader(tmp_path: Path, read: Any) -> None:
    update = {"body": "We look into it", "created_at": AT}
    page = {"page": {"id": "x"}, "incidents": [{"id": "a", "created_at": AT, "incident_updates": [update]}]}
    evidence = read(written(tmp_path, page))
    assert evidence.events == []
    assert "seems to hold Statuspage incidents" in says(evidence)


@pytest.mark.parametrize(
    ("head", "cell", "hour"),
    [
        ("Time (UTC)", "2026-02-11 2:05 PM", "14:05"),
        ("Time EST", "2026-02-11 14:05", "19:05"),
        ("Timestamp, UTC+2", "2026-02-11 14:05:00", "12:05"),
        ("Date,Time (CET)", "2026-02-11,14:05:00", "13:05"),
    ],
)
def test_the_head_of_a_spreadsheet_names_the_zone_of_its_times(tmp_path: Path, head: str, cell: str, hour: str) -> None:
    evidence = kibana.read(written(tmp_path, f"{head.replace(', ', ' ')},message\n{cell},slow\n"))
    assert told(evidence) == [f"{hour} : slow"]


def test_a_head_that_can_mean_several_zones_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ZoneNeededError, match="CST can mean"):
        kibana.read(written(tmp_path, "Time (CST),message\n2026-02-11 14:05,slow\n"))


NS = "1770818700000000000"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"streams": [{"stream": {"app": "cart"}, "values": [[NS, "slow"]]}]}, "14:05 cart: slow"),
        (
            {"data": {"resultType": "streams", "result": [{"stream": {"app": "cart"}, "values": [[NS, "slow"]]}]}},
            "14:05 cart: slow",
        ),
        ({"events": [{"timestamp": 1770818700000, "message": "slow"}]}, "14:05 : slow"),
        ({"Records": [{"eventTime": AT, "eventName": "StopInstances"}]}, "14:05 : eventName StopInstances"),
        ([{"timestamp": AT, "message": "slow"}], "14:05 : slow"),
        ({"timestamp": {"$date": AT}, "message": "slow"}, "14:05 : slow"),
        ({"t": {"$date": {"$numberLong": "1770818700000"}}, "msg": "slow"}, "14:05 : slow"),
    ],
)
def test_records_within_an_envelope_are_read_as_log_lines(tmp_path: Path, content: Any, text: str) -> None:
    assert told(log_lines.read(written(tmp_path, content))) == [text]


def test_what_is_no_log_is_called_what_it_seems_to_be(tmp_path: Path) -> None:
    evidence = log_lines.read(written(tmp_path, {"page": {}, "incidents": []}))
    assert "the record seems to be of Statuspage incidents" in says(evidence)


def _calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""])


def _entry(start: str, *more: str) -> list[str]:
    return ["BEGIN:VEVENT", "UID:1", start, "SUMMARY:Freeze", *more, "END:VEVENT"]


def _zone(offset: str) -> list[str]:
    span = ["BEGIN:STANDARD", "DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}"]
    return ["BEGIN:VTIMEZONE", "TZID:Office", *span, "END:STANDARD", "END:VTIMEZONE"]


def test_a_zone_that_a_calendar_defines_twice_is_told_of(tmp_path: Path) -> None:
    text = _calendar(*_zone("+0100"), *_zone("+0200"), *_entry("DTSTART;TZID=Office:20260211T150500"))
    evidence = team_calendar.read(written(tmp_path, text))
    assert told(evidence) == ["14:05 : Freeze"]
    assert "defines the zone 'Office' twice, each otherwise; the first is taken" in says(evidence)


def test_the_place_and_the_description_of_an_entry_are_kept(tmp_path: Path) -> None:
    text = _calendar(*_entry("DTSTART:20260211T140500Z", "LOCATION:Room 4", "DESCRIPTION:No deploys\\nuntil noon"))
    assert told(team_calendar.read(written(tmp_path, text))) == ["14:05 : Freeze; Room 4; No deploys\nuntil noon"]


@pytest.mark.parametrize(
    ("start", "noticed"),
    [
        ("DTSTART:2026-02-11T14:05:00Z", "'DTSTART:2026-02-11T14:05:00Z' is no time of a calendar"),
        ("LOCATION:Room 4", "it has no DTSTART"),
        ("DTSTART:00010101T000000Z", "'00010101T000000Z' is what programs write where they know no time"),
    ],
)
def test_an_entry_without_a_time_is_told_of_in_plain_words(tmp_path: Path, start: str, noticed: str) -> None:
    evidence = team_calendar.read(written(tmp_path, _calendar(*_entry(start))))
    assert evidence.events == []
    assert noticed in says(evidence)


def test_tables_videos_and_footers_of_slack_keep_their_words() -> None:
    cell = {"type": "rich_text_section", "elements": [{"type": "text", "text": "30 %"}]}
    row = [{"type": "raw_text", "text": "cart"}, {"type": "rich_text", "elements": [cell]}]
    video = {"type": "video", "description": {"type": "plain_text", "text": "the graph at noon"}}
    message = {"blocks": [{"type": "table", "rows": [row]}, video], "attachments": [{"text": "a", "footer": "Grafana"}]}
    assert said(message).split("\n") == ["cart | 30 %", "the graph at noon", "a", "Grafana"]


def test_the_blocks_of_a_shared_message_are_read() -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "pool is empty"}}
    shared = {"message_blocks": [{"message": {"blocks": [block]}}], "fallback": "[no preview available]"}
    assert said({"text": "see", "attachments": [shared]}).split("\n") == ["see", "pool is empty"]


@pytest.mark.parametrize("read", [github.read, alertmanager.read, opentelemetry.read, kubernetes.read])
def test_a_file_without_a_word_is_called_empty(tmp_path: Path, read: Any) -> None:
    assert "the file is empty" in says(read(written(tmp_path, "\n")))


def test_what_is_true_of_many_records_is_said_once(tmp_path: Path) -> None:
    event = {"kind": "Event", "reason": "BackOff", "firstTimestamp": AT, "lastTimestamp": LATER}
    many = [event | {"metadata": {"uid": str(number)}, "count": number} for number in range(2, 40)]
    assert says(kubernetes.read(written(tmp_path, many))).count("events in one record") == 1
    days = [
        line.replace("UID:1", f"UID:{day}")
        for day in range(10, 28)
        for line in _entry(f"DTSTART;VALUE=DATE:202602{day}")
    ]
    assert len(team_calendar.read(written(tmp_path, _calendar(*days))).events) == len(range(10, 28))
    assert says(team_calendar.read(written(tmp_path, _calendar(*days)))).count("has no instant") == 1
    lines = "".join(f"{AT} bot v{number}\n  at {LATER}\n" for number in range(20))
    assert says(deploy_log.read(written(tmp_path, lines))).count("holds a time and does not begin with one") == 1
