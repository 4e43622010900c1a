"""A folder of evidence: what its files are, what is asked, and the raw line behind each event."""

import json
import os
from pathlib import Path

import pytest

from pmkit.evidence import SOURCES, UnreadableError, ZoneError, ZoneNeededError, raw_lines, read_folder, recognise

FILES = {
    "README.md": "What these files are.",
    "prometheus/query_range.up.json": json.dumps(
        {"data": {"result": [{"metric": {"__name__": "up"}, "values": [[1769869500, "1"], [1769869530, "0"]]}]}}
    ),
    "alertmanager/webhook.ndjson": '{"alerts": [{"startsAt": "2026-01-31T14:27:00Z", "fingerprint": "f"}]}\n',
    "pagerduty/log_entries.json": json.dumps(
        {"log_entries": [{"id": "R1", "type": "trigger_log_entry", "created_at": "2026-01-31T14:27:02Z"}]}, indent=2
    ),
    "slack/users.json": "[]",
    "slack/incidents/2026-01-31.json": json.dumps([{"ts": "1769869700.000100", "text": "hello"}], indent=2),
    "logs/kibana.csv": '@timestamp,message\n"Jan 31, 2026 @ 15:25:33.120",5xx\n',
    "deployments/deploy.log": "2026-01-31T14:23:01Z deploy-bot production v2.3.1 started\n",
    "deployments/helm_history.txt": "REVISION\tUPDATED\n1\tFri Jan 30 22:04:05 2026\n",
    "git/log.txt": "1a2b3c4d\t2026-01-31T13:00:00Z\t2026-01-31T13:00:00Z\tPriya\tCache the cart\n",
    "calendar/team.ics": (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20200101T090000Z\nRRULE:FREQ=DAILY\nSUMMARY:Stand-up\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ),
    "notes/guess.docx": "?",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_every_source_is_recognised_by_the_name_of_its_file() -> None:
    assert {name: source.word for name in FILES if (source := recognise(name))} == {
        "prometheus/query_range.up.json": "prometheus",
        "alertmanager/webhook.ndjson": "alertmanager",
        "pagerduty/log_entries.json": "pagerduty",
        "slack/users.json": "slack",
        "slack/incidents/2026-01-31.json": "slack",
        "logs/kibana.csv": "kibana",
        "deployments/deploy.log": "deploy-log",
        "deployments/helm_history.txt": "helm",
        "git/log.txt": "git",
        "calendar/team.ics": "calendar",
    }


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.word)
def test_a_file_of_a_source_is_recognised_as_no_other(source: object) -> None:
    name = source.pattern.replace("*", "x")  # type: ignore[attr-defined]  # a Source
    assert recognise(name) is source


def test_all_files_that_need_a_zone_are_asked_about_at_once(folder: Path) -> None:
    with pytest.raises(ZoneNeededError) as caught:
        read_folder(folder)
    assert [question.partition(" ")[0] for question in caught.value.questions] == [
        "logs/kibana.csv:2:",
        "deployments/helm_history.txt:2:",
    ]


def test_a_folder_is_read_source_by_source_with_a_zone_for_each(folder: Path) -> None:
    evidence = read_folder(folder, zone={"kibana": "Europe/Berlin", "helm": "UTC"})
    found = {event.ref: f"{event.at:%d %H:%M:%S}" for event in evidence.events if event.source != "Calendar"}
    assert found == {
        "prometheus/query_range.up.json:1": "31 14:25:30",
        "alertmanager/webhook.ndjson:1": "31 14:27:00",
        "pagerduty/log_entries.json:3": "31 14:27:02",
        "slack/incidents/2026-01-31.json:2": "31 14:28:20",
        "logs/kibana.csv:2": "31 14:25:33",
        "deployments/deploy.log:1": "31 14:23:01",
        "deployments/helm_history.txt:2": "30 22:04:05",
        "git/log.txt:1": "31 13:00:00",
    }
    assert [one.ref for one in evidence.warnings] == ["notes/guess.docx"]


def test_a_calendar_tells_of_the_days_of_the_other_evidence(folder: Path) -> None:
    days = [event.at.day for event in read_folder(folder, zone="UTC").events if event.source == "Calendar"]
    assert days == [29, 30, 31, 1, 2]


def test_every_event_has_the_raw_line_that_it_was_read_from(folder: Path) -> None:
    lines = raw_lines(folder)
    assert [line.ref for line in lines] == [event.ref for event in read_folder(folder, zone="UTC").events]
    texts = {line.ref: line.text for line in lines}
    assert texts["deployments/deploy.log:1"] == "2026-01-31T14:23:01Z deploy-bot production v2.3.1 started"
    assert texts["pagerduty/log_entries.json:3"] == (
        '{ "id": "R1", "type": "trigger_log_entry", "created_at": "2026-01-31T14:27:02Z" }'
    )
    assert texts["slack/incidents/2026-01-31.json:2"] == '{ "ts": "1769869700.000100", "text": "hello" }'
    assert texts["calendar/team.ics:2"].startswith("BEGIN:VEVENT UID:1 DTSTART:20200101T090000Z")


def test_a_record_that_is_too_long_to_show_is_shown_around_its_time(folder: Path) -> None:
    long = {"log_entries": [{"id": "R1", "x": "y" * 9000, "created_at": "2026-01-31T14:27:02Z", "z": "y" * 9000}]}
    (folder / "pagerduty/log_entries.json").write_text(json.dumps(long))
    [line] = [line for line in raw_lines(folder) if line.source == "PagerDuty"]
    assert "2026-01-31T14:27:02Z" in line.text
    assert len(line.text) <= 2000


def test_the_readme_is_no_evidence_and_links_are_not_followed(folder: Path) -> None:
    (folder / "git" / "linked.txt").symlink_to(folder / "git" / "log.txt")
    assert len([event for event in read_folder(folder, zone="UTC").events if event.source == "Git"]) == 1


@pytest.mark.parametrize("zone", ["Nowhere", {"kibana": "Nowhere", "helm": "UTC"}])
def test_an_unknown_zone_is_refused(folder: Path, zone: str | dict[str, str]) -> None:
    with pytest.raises(ZoneError, match="no time zone is called 'Nowhere'"):
        read_folder(folder, zone=zone)


def test_what_is_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no folder"):
        read_folder(tmp_path / "nothing")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes: run on Linux or macOS")
def test_a_named_pipe_neither_hangs_nor_stops_the_others(folder: Path) -> None:
    (folder / "git" / "log.txt").unlink()
    os.mkfifo(folder / "git" / "log.txt")
    evidence = read_folder(folder, zone="UTC")
    assert any(event.source == "Deploy log" for event in evidence.events)
    assert any(one.ref == "git/log.txt" and "not a plain file" in one.says for one in evidence.warnings)
