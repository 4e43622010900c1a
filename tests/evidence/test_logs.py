"""Logs: Kibana's CSV without a zone, Elasticsearch's partial answers, a JSON object a line, OpenTelemetry."""

import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmkit.evidence import ZoneNeededError
from pmkit.evidence.sources import log_lines
from pmkit.models.event import Event, Evidence

Read = Callable[..., Evidence]
CSV = '"@timestamp","service.name",message\n"Jan 31, 2026 @ 15:25:33.120",checkout,"5xx\nfor /cart"\n'
ROW = '"Jan 31, 2026 @ 15:25:34.000",checkout,again\n'


def says(evidence: Evidence) -> str:
    return "\n".join(one.says for one in evidence.warnings)


def test_kibanas_times_name_no_zone_so_it_is_asked_for(read: Read) -> None:
    with pytest.raises(ZoneNeededError, match="which zone did Kibana write it in"):
        read("kibana", CSV)


def test_kibanas_rows_are_read_in_the_zone_that_was_given(read: Read) -> None:
    events = read("kibana", CSV + ROW, zone="Europe/Berlin").events
    assert [
        (f"{one.at:%H:%M:%S.%f}", one.zone_source, one.precision, one.ref, one.actor, one.text) for one in events
    ] == [
        ("14:25:33.120000", "given", 0.001, "kibana.csv:2", "checkout", "5xx\nfor /cart"),
        ("14:25:34.000000", "given", 0.001, "kibana.csv:4", "checkout", "again"),
    ]


def test_a_row_in_the_hour_that_happens_twice_is_flagged(read: Read) -> None:
    evidence = read("kibana", '@timestamp,message\n"Oct 25, 2026 @ 02:30:00.000",x\n', zone="Europe/Berlin")
    assert (evidence.warnings[0].ref, evidence.events[0].precision) == ("kibana.csv:2", 3600)
    assert "happened twice that day" in evidence.warnings[0].says


def test_a_kibana_export_with_utc_stamps_needs_no_zone(read: Read) -> None:
    [event] = read("kibana", "@timestamp,message\n2026-01-31T14:25:33.120Z,x\n").events
    assert (f"{event.at:%H:%M:%S}", event.zone_source) == ("14:25:33", "stamp")


def test_kibanas_repeated_rows_are_kept_once(read: Read) -> None:
    text = "@timestamp,_id,message\n" + "2026-01-31T14:25:33Z,a,x\n" * 2
    evidence = read("kibana", text)
    assert (len(evidence.events), says(evidence)) == (
        1,
        "1 record repeats one that was read before; each is kept once",
    )


@pytest.mark.parametrize(
    ("text", "expected", "events"),
    [
        ("when,message\n1,2\n", "no column is called @timestamp", 0),
        ("@timestamp,message\n02/03/2026 14:27,x\n", "does not tell the day from the month", 0),
        (
            '@timestamp,message\n2026-01-31T14:25:33Z,"cut off he',
            "no row of a CSV (a quotation mark is never closed)",
            0,
        ),
        ('@timestamp,message\n2026-01-31T14:25:33Z,"a"b\n2026-01-31T14:25:33Z,c\n', "no row of a CSV", 1),
        ("@timestamp,message\n2026-01-31T14:25:33Z\n", "1 cells where the first line names 2", 1),
        ("@timestamp,message\n" + "2026-01-31T14:25:33Z,x\n" * 10_000, "exactly 10,000 rows", 10_000),
    ],
)
def test_what_is_odd_in_a_csv_is_said(read: Read, text: str, expected: str, events: int) -> None:
    evidence = read("kibana", text, zone="UTC")
    assert expected in says(evidence)
    assert len(evidence.events) == events


def hits(*sources: dict[str, Any], total: object = None, **more: Any) -> dict[str, Any]:
    listed = [{"_index": "logs", "_id": str(number), "_source": source} for number, source in enumerate(sources)]
    total = {"value": len(sources), "relation": "eq"} if total is None else total
    return {"took": 3, "timed_out": False, "hits": {"total": total, "hits": listed}} | more


AT = "2026-01-31T14:25:33.120Z"


def test_a_hit_is_placed_by_its_own_time(read: Read) -> None:
    nested = {"@timestamp": AT, "message": "5xx", "service": {"name": "checkout"}}
    evidence = read("elasticsearch", hits(nested))
    [event] = evidence.events
    assert (event.at_raw, event.precision, event.actor, event.text) == (AT, 0.001, "checkout", "5xx")
    assert evidence.warnings == []


@pytest.mark.parametrize(
    ("total", "more", "expected"),
    [
        ({"value": 10000, "relation": "gte"}, {}, "stopped counting at 10000"),
        ({"value": 25, "relation": "eq"}, {}, "holds 1 of 25 hits: what looks like a gap may be cut off"),
        (25, {}, "holds 1 of 25 hits"),
        (None, {"timed_out": True}, "the search timed out"),
        (None, {"_shards": {"failed": 2}}, "2 shards gave no answer"),
    ],
)
def test_an_answer_that_is_but_a_part_says_so(read: Read, total: object, more: dict[str, Any], expected: str) -> None:
    evidence = read("elasticsearch", hits({"@timestamp": AT, "message": "x"}, total=total, **more))
    assert expected in says(evidence)
    assert len(evidence.events) == 1


def test_the_sort_value_counts_milliseconds(read: Read) -> None:
    body = {"hits": {"hits": [{"_id": "1", "sort": [1769869533120]}, {"_id": "2", "fields": {"@timestamp": [AT]}}]}}
    assert [f"{event.at:%H:%M:%S.%f}" for event in read("elasticsearch", body).events] == ["14:25:33.120000"] * 2


@pytest.mark.parametrize("arrival", ["2026-01-31T15:00:00Z", "2026-01-31T14:25:00Z"])
def test_events_that_arrive_late_or_too_early_are_said(read: Read, arrival: str) -> None:
    evidence = read("elasticsearch", hits({"@timestamp": AT, "message": "x", "event": {"ingested": arrival}}))
    assert "1 of the events arrived over 5 minutes late or before they happened" in says(evidence)


LINE = {"@timestamp": AT, "log.level": "ERROR", "service.name": "checkout", "message": "5xx"}


def test_a_line_is_an_event(read: Read) -> None:
    evidence = read("log-lines", json.dumps(LINE) + "\n\n" + json.dumps(LINE | {"@timestamp": 1769869533120}))
    assert [tuple(event)[1:] for event in evidence.events] == [
        (AT, "stamp", 0.001, "Log api", "api.ndjson:1", "checkout", "5xx"),
        ("1769869533120", "epoch", 0.001, "Log api", "api.ndjson:3", "checkout", "5xx"),
    ]
    assert evidence.events[0].at == evidence.events[1].at


def test_lines_that_cannot_be_read_are_said_with_their_number(read: Read) -> None:
    good = json.dumps(LINE).encode()
    lines = [good, b"no json", b"[1]", b'{"message": "no time"}', b"\xff" + good, good[:30]]
    evidence = read("log-lines", b"\n".join(lines))
    assert [event.ref for event in evidence.events] == ["api.ndjson:1"]
    assert [one.ref.rpartition(":")[2] for one in evidence.warnings] == ["2", "3", "4", "5", "5", "6"]
    assert "the file breaks off here" in evidence.warnings[-1].says


def test_a_line_of_a_gigabyte_would_be_skipped_not_held(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_lines, "LONGEST_LINE", 1000)
    good = json.dumps(LINE)
    evidence = read("log-lines", good + "\n" + "x" * 100_000 + "\n" + good)
    assert [event.ref for event in evidence.events] == ["api.ndjson:1", "api.ndjson:3"]
    assert "a line of over 1,000 bytes" in says(evidence)


def test_a_naive_line_is_asked_about(read: Read) -> None:
    with pytest.raises(ZoneNeededError, match=r"api\.ndjson:1: '2026-01-31T14:25:33' names no time zone"):
        read("log-lines", json.dumps(LINE | {"@timestamp": "2026-01-31T14:25:33"}))


def test_many_lines_take_a_few_times_what_parsing_takes(tmp_path: Path, measured: Callable[[str], None]) -> None:
    """A million lines in 15 s is 15 us a line; the ratio to plain json.loads holds on a slow machine too."""
    path = tmp_path / "api.ndjson"
    path.write_text((json.dumps(LINE) + "\n") * 20_000)

    def seconds(act: Callable[[], object]) -> float:
        def once() -> float:
            start = time.process_time()
            act()
            return time.process_time() - start

        return min(once() for _ in range(3))

    ours = seconds(lambda: log_lines.read(path))
    plain = seconds(lambda: [json.loads(line) for line in path.read_text().splitlines()])
    measured(f"20,000 log lines: {ours:.2f} s, {ours / plain:.1f} times json.loads alone")
    assert ours < 8 * plain


def test_lines_stream_in_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "api.ndjson"
    path.write_text((json.dumps(LINE) + "\n") * 20_000)
    tracemalloc.start()
    count = sum(isinstance(one, Event) for one in log_lines.events(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert most < 3_000_000


def test_opentelemetry_counts_nanoseconds_in_text(read: Read) -> None:
    record = {"timeUnixNano": "1544712660300000001", "body": {"stringValue": "Example"}}
    late = {"timeUnixNano": "0", "observedTimeUnixNano": "1544712661000000000", "body": {"stringValue": "Late"}}
    resource = {"attributes": [{"key": "service.name", "value": {"stringValue": "api"}}]}
    body = {"resourceLogs": [{"resource": resource, "scopeLogs": [{"logRecords": [record, late]}]}]}
    evidence = read("opentelemetry", body)
    assert [(f"{one.at:%H:%M:%S.%f}", one.actor, one.text) for one in evidence.events] == [
        ("14:51:00.300000", "api", "Example"),
        ("14:51:01.000000", "api", "Late"),
    ]
    assert "the time when it was collected is taken" in says(evidence)


def otlp(read: Read, **record: Any) -> str:
    record = {"timeUnixNano": "1769869533000000000"} | record
    [event] = read("opentelemetry", {"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}).events
    return event.text


def pairs(**values: str) -> list[dict[str, Any]]:
    return [{"key": key.replace("_", "."), "value": {"stringValue": value}} for key, value in values.items()]


def test_the_name_of_an_event_and_a_body_of_parts_are_words(read: Read) -> None:
    inner = {"kvlistValue": {"values": pairs(version="4.0.9")}}
    body = {"kvlistValue": {"values": [{"key": "to", "value": inner}, {"key": "by", "value": {"intValue": "7"}}]}}
    assert otlp(read, eventName="cart.rollback", body=body) == "cart.rollback: to version 4.0.9, by 7"
    listed = {"arrayValue": {"values": [{"stringValue": "a"}, {"arrayValue": {"values": [{"boolValue": True}]}}]}}
    assert otlp(read, body=listed) == "a, true"
    assert otlp(read, body="a body that is plain text") == "a body that is plain text"


def test_what_the_attributes_tell_of_an_error_stands_behind_the_body(read: Read) -> None:
    error = pairs(exception_message="pool is empty", http_route="/cart")
    assert (
        otlp(read, body={"stringValue": "request failed"}, attributes=error)
        == "request failed; pool is empty; http.route /cart"
    )
    assert otlp(read, severityText="ERROR", attributes=error) == "pool is empty; http.route /cart"
    assert otlp(read, attributes=pairs(event_name="retry", http_route="/cart")) == "retry: http.route /cart"
    assert otlp(read, severityText="WARN") == "WARN"
    assert otlp(read) == "(no text)"


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"error": {"message": "pool is empty"}, "log": {"level": "error"}}, "pool is empty"),
        ({"log": "GET /cart 502\n", "stream": "stderr"}, "GET /cart 502"),
        ({"short_message": "pool is empty"}, "pool is empty"),
        ({"jsonPayload": {"message": "pool is empty"}}, "pool is empty"),
        ({"status": 502, "http": {"path": "/cart"}, "service.name": "api"}, "status 502; http.path /cart"),
        ({"message": "", "err": "timeout"}, "timeout"),
    ],
)
def test_the_words_of_a_line_are_found_by_their_usual_names(read: Read, record: dict[str, Any], text: str) -> None:
    assert read("log-lines", json.dumps({"time": AT} | record)).events[0].text == text
    assert read("elasticsearch", hits({"@timestamp": AT} | record)).events[0].text == text
