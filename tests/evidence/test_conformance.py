"""`make conformance`: payloads that others wrote, and a real Prometheus and Alertmanager on loopback."""

import http.client
import json
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

import pytest

from pmkit.evidence import BY_WORD
from pmkit.incidents.incident import make_incident
from pmkit.models.event import Evidence

PATIENCE = 40.0
SENT_AGAIN = 5.0
"""Seconds until alerts are sent once more."""
Times = list[str]
SAMPLES: dict[tuple[str, str], Times] = {
    ("prometheus", "prometheus/api_02.json"): ["2015-07-01T20:10:51.781", "2015-07-01T20:10:51.781"],
    ("prometheus", "prometheus/api_04.json"): ["2015-07-01T20:11:00.781"],
    ("alertmanager", "alertmanager/webhook_firing_resolved.ndjson"): ["2026-01-15T14:27:00", "2026-01-15T14:42:00"],
    ("github", "github/deployment__payload.json"): ["2019-05-15T15:20:53"],
    ("github", "github/deployment_status__payload.json"): ["2019-05-15T15:20:53", "2019-05-15T15:20:55"],
    ("helm", "helm/history.json"): ["1977-09-02T22:04:05"] * 2,
    ("helm", "helm/history-with-rollback.json"): ["1977-09-02T22:04:05"] * 3,
    ("helm", "helm/history.txt"): ["1977-09-02T20:04:05"] * 4,  # read in +02:00
    ("opentelemetry", "otlp/logs.json"): ["2018-12-13T14:51:00.300"],
    ("calendar", "calendar/america_new_york.ics"): ["2014-08-29T12:00:00"],
    ("calendar", "calendar/bom_calendar.ics"): [],
    ("calendar", "calendar/broken_dtstart.ics"): [],
    ("calendar", "calendar/event_with_recurrence_exdates_on_different_lines.ics"): [
        f"2012-{day}T08:00:00" for day in "03-27 04-24 05-08 05-15 05-22 06-05 06-12 06-19 06-26 07-03".split()
    ],
    ("calendar", "calendar/example.ics"): ["2022-01-01T12:00:00", "2022-01-07T12:00:00", "2022-03-08T12:00:00"],
}


def written(evidence: Evidence) -> Times:
    return [f"{one.at:%Y-%m-%dT%H:%M:%S}" + f".{one.at:%f}"[:4].replace(".000", "") for one in evidence.events]


@pytest.mark.needs("samples")
@pytest.mark.parametrize(("word", "name"), SAMPLES, ids=str)
def test_a_payload_that_others_wrote_is_read_with_its_times(samples: Path, word: str, name: str) -> None:
    assert written(BY_WORD[word].read(samples / name, zone="+02:00")) == SAMPLES[word, name]


@pytest.mark.needs("samples")
def test_a_hundred_days_without_three_are_ninety_seven(samples: Path) -> None:
    times = written(BY_WORD["calendar"].read(samples / "calendar/event_with_recurrence.ics", zone="UTC"))
    assert (len(times), times[:2], times[-1]) == (
        97,
        ["1996-04-01T01:00:00", "1996-04-05T01:00:00"],
        "1996-07-09T01:00:00",
    )


@pytest.mark.needs("samples")
def test_a_real_slack_export_is_read_whole_and_its_days_are_those_of_its_workspace(samples: Path) -> None:
    from zoneinfo import ZoneInfo

    evidence = BY_WORD["slack"].read(samples / "slack/testarchive.zip")
    days = [(event.ref.split("/")[2][:10], event.at) for event in evidence.events]
    there = sum(day == f"{at.astimezone(ZoneInfo('America/Los_Angeles')):%Y-%m-%d}" for day, at in days)
    assert (len(days), there, sum(day == f"{at:%Y-%m-%d}" for day, at in days)) == (158, 158, 64)
    assert [one.says for one in evidence.warnings] == [
        "edited 2 h 16 min after it was written: its words may be newer than its time"
    ]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(port: int, method: str, path: str, body: object = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def wait_until(ready: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError):
            if ready():
                return
        time.sleep(0.1)
    pytest.fail(f"not ready within {PATIENCE:.0f} s")


@contextmanager
def started(folder: Path, *command: str) -> Iterator[int]:
    """A program that listens on a free port of loopback; its output goes to a file in `folder`."""
    port = free_port()
    with (folder / "output.txt").open("wb") as output:
        program = subprocess.Popen(
            [*command, f"--web.listen-address=127.0.0.1:{port}"], cwd=folder, stdout=output, stderr=output
        )
        try:
            wait_until(lambda: program.poll() is not None or ask(port, "GET", "/-/ready")[0] == 200)
            assert program.poll() is None, (folder / "output.txt").read_text(encoding="utf-8", errors="replace")
            yield port
        finally:
            program.terminate()
            program.wait(timeout=20)


def open_metrics(result: list[dict[str, Any]]) -> str:
    """Series of a range query as promtool takes them."""
    lines = []
    for series in result:
        labels = ",".join(f'{key}="{value}"' for key, value in series["metric"].items() if key != "__name__")
        lines += [f"{series['metric']['__name__']}{{{labels}}} {value} {at}" for at, value in series["values"]]
    return "\n".join([*lines, "# EOF", ""])


def generated(folder: Path) -> dict[str, str]:
    """The generated evidence: text by path, and written to `folder`."""
    texts = {sheet.path: sheet.text for sheet in make_incident("bad-deploy").sheets}
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return texts


def told(evidence: Evidence) -> set[tuple[str, str, float]]:
    return {(event.at.isoformat(), event.text, event.precision) for event in evidence.events}


@pytest.mark.needs("prometheus")
def test_a_real_prometheus_gives_the_events_of_our_generated_files(tmp_path: Path, prometheus: dict[str, str]) -> None:
    texts = generated(tmp_path)
    ours = {path: json.loads(text) for path, text in texts.items() if "query_range" in path}
    assert ours
    results = {path: body["data"]["result"] for path, body in ours.items()}
    (tmp_path / "series.om").write_text(open_metrics([one for result in results.values() for one in result]))
    (tmp_path / "prometheus.yml").write_text("scrape_configs: []\n")
    blocks = [prometheus["promtool"], "tsdb", "create-blocks-from", "openmetrics", "series.om", "data"]
    subprocess.run(blocks, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    # Shorter than a step: a gap stays a gap. Old data is kept: the story lies in the past.
    options = ["--query.lookback-delta=5s", "--storage.tsdb.retention.time=100y", "--storage.tsdb.path=data"]
    with started(tmp_path, prometheus["prometheus"], "--config.file=prometheus.yml", *options) as port:
        for path, result in results.items():
            [series] = result
            times = [at for at, _ in series["values"]]
            step = min(after - before for before, after in pairwise(times))
            query = {"query": series["metric"]["__name__"], "start": times[0], "end": times[-1], "step": step}
            status, body = ask(port, "GET", f"/api/v1/query_range?{urlencode(query)}")
            real = tmp_path / "real" / path
            real.parent.mkdir(parents=True, exist_ok=True)
            real.write_bytes(body)
            assert status == 200
            read = BY_WORD["prometheus"].read
            assert told(read(real)) == told(read(tmp_path / path))
            assert told(read(real))


class Receiver(BaseHTTPRequestHandler):
    """Keeps what Alertmanager sends."""

    received: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextmanager
def receiving() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def keep_sending(port: int, alerts: list[dict[str, Any]], done: Callable[[], bool]) -> None:
    """Send alerts until they have arrived, as Prometheus does: what comes between two flushes may be passed over."""
    sent_at = -PATIENCE

    def ready() -> bool:
        nonlocal sent_at
        if time.monotonic() - sent_at > SENT_AGAIN:
            sent_at = time.monotonic()
            assert ask(port, "POST", "/api/v2/alerts", alerts)[0] == 200
        return done()

    wait_until(ready)


ROUTES = """
route: {{receiver: hook, group_by: ["..."], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}}
receivers: [{{name: hook, webhook_configs: [{{url: "http://127.0.0.1:{port}/", send_resolved: true}}]}}]
"""


@pytest.mark.needs("prometheus")
def test_a_real_alertmanager_gives_the_events_of_our_generated_file(tmp_path: Path, prometheus: dict[str, str]) -> None:
    lines = generated(tmp_path)["alertmanager/webhook.ndjson"].splitlines()
    alerts = [alert for line in lines for alert in json.loads(line)["alerts"]]
    sent = [{key: alert[key] for key in ("labels", "annotations", "startsAt", "endsAt")} for alert in alerts]
    starts = {(one["startsAt"], str(one["labels"])) for one in sent}
    Receiver.received.clear()
    options = ["--config.file=alertmanager.yml", "--storage.path=store", "--cluster.listen-address="]
    with receiving() as hook:
        (tmp_path / "alertmanager.yml").write_text(ROUTES.format(port=hook))
        with started(tmp_path, prometheus["prometheus-alertmanager"], *options) as port:
            firing = [{key: value for key, value in one.items() if key != "endsAt"} for one in sent]
            keep_sending(port, firing, lambda: len(Receiver.received) >= len(starts))
            over = [one for one in sent if not one["endsAt"].startswith("0001")]
            resolved = b'"status":"resolved","alerts"'
            keep_sending(port, over, lambda: sum(resolved in one for one in Receiver.received) >= len(over))
    (tmp_path / "real.ndjson").write_bytes(b"\n".join(Receiver.received))
    read = BY_WORD["alertmanager"].read
    real = {(at, text) for at, text, _ in told(read(tmp_path / "real.ndjson"))}
    assert real == {(at, text) for at, text, _ in told(read(tmp_path / "alertmanager/webhook.ndjson"))}
