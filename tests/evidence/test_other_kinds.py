"""A file of another kind: a reader takes what it knows, and one line says what the rest seems to be."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmkit.evidence import BY_WORD
from pmkit.evidence.parts.shape import UNKNOWN, shape_of, shapes
from pmkit.models.event import Evidence
from tests.evidence.sample_files import FILES

Read = Callable[..., Evidence]
AT = "2026-01-31T14:23:01Z"
JSON_READERS = (
    "github helm kubernetes pagerduty pagerduty-notes prometheus prometheus-alerts alertmanager elasticsearch "
    "opentelemetry"
).split()
STRANGERS: dict[str, Any] = {
    "GitHub issues": [{"id": 3, "number": 3, "title": "Slow", "state": "open", "user": {}, "created_at": AT}],
    "GitHub pull requests": [{"number": 4, "title": "Cache", "state": "open", "head": {}, "created_at": AT}],
    "GitHub commits": [{"sha": "abc", "commit": {"committer": {"date": AT}}}],
    "GitHub commit statuses": [{"context": "ci", "state": "success", "target_url": "", "created_at": AT}],
    "GitHub comments or reviews": [{"body": "Looks good", "user": {}, "issue_url": "", "created_at": AT}],
    "GitLab deployments": [{"ref": "main", "environment": {}, "deployable": {}, "created_at": AT}],
    "Kubernetes' records of the kind Pod": {
        "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "api-1", "creationTimestamp": AT}}]
    },
    "PagerDuty services, people or schedules": [{"id": "P1", "type": "service", "summary": "Cart", "created_at": AT}],
    "PagerDuty change events": [{"type": "change_event", "summary": "Deploy", "timestamp": AT}],
    "Alertmanager silences": [{"matchers": [], "createdBy": "priya", "startsAt": AT, "endsAt": AT}],
    "OpenTelemetry traces": {"resourceSpans": [{"scopeSpans": []}]},
    "OpenTelemetry metrics": {"resourceMetrics": [{"scopeMetrics": []}]},
    "log lines of Loki": {"data": {"resultType": "streams", "result": [{"stream": {}, "values": [["1", "x"]]}]}},
    "Prometheus' rules": {"status": "success", "data": {"groups": [{"rules": [], "interval": 60}]}},
    "Jira issues": [{"key": "SHOP-1", "fields": {"created": AT}}],
    "Statuspage incidents": [{"incident_updates": [], "impact": "minor", "created_at": AT, "resolved_at": AT}],
    UNKNOWN: [{"colour": "green", "created_at": AT, "updated_at": AT}],
}
LISTS = ("GitHub", "PagerDuty", "Alertmanager sil", "Jira", UNKNOWN)


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("word", JSON_READERS)
def test_what_a_reader_does_not_know_is_no_event_and_one_line(read: Read, word: str, name: str) -> None:
    evidence = read(word, STRANGERS[name], zone="UTC")
    assert (evidence.events, len(evidence.warnings)) == ([], 1)


@pytest.mark.parametrize("name", [name for name in STRANGERS if name.startswith(LISTS)])
@pytest.mark.parametrize("word", ["github", "helm", "pagerduty", "pagerduty-notes", "alertmanager", "kubernetes"])
def test_the_line_says_what_the_records_seem_to_be(read: Read, word: str, name: str) -> None:
    [warned] = read(word, STRANGERS[name]).warnings
    assert f"seems to hold {name}" in warned.says


OF_WORD = {word: text for (word, _), text in FILES.items() if word in JSON_READERS}


@pytest.mark.parametrize("other", OF_WORD)
@pytest.mark.parametrize("word", JSON_READERS)
def test_a_file_of_one_source_is_read_as_no_other(read: Read, word: str, other: str) -> None:
    evidence = read(word, OF_WORD[other], zone="UTC")
    assert bool(evidence.events) == (word == other)
    if word != other:
        [warned] = evidence.warnings
        assert f"write {other}=FILE to read them" in warned.says or "seems to hold" not in warned.says


def test_each_shape_names_a_source_that_there_is_or_none() -> None:
    assert {one.word for one in shapes()} - BY_WORD.keys() == {""}
    assert all(one.keys or one.some or one.values for one in shapes())


def test_what_fits_no_shape_has_none() -> None:
    assert shape_of({"colour": "green"}) is None
    assert shape_of(["tag_name"]) is None


def test_among_known_records_others_are_counted_and_left_out(read: Read) -> None:
    deployment = {"environment": "production", "ref": "v2", "created_at": AT}
    evidence = read("github", [deployment, *STRANGERS["GitHub issues"], *STRANGERS["GitHub issues"]])
    assert [event.text for event in evidence.events] == ["Deployment of v2 to production requested"]
    assert [one.says for one in evidence.warnings] == [
        "2 of the records are GitHub issues, no deployment, workflow run or release; left out"
    ]


def told(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [(f"{event.at:%H:%M:%S}", event.actor, event.text) for event in evidence.events]


RUN = {
    "id": 7,
    "name": "deploy",
    "display_title": "Cache the cart",
    "run_number": 41,
    "run_attempt": 1,
    "status": "completed",
    "conclusion": "timed_out",
    "created_at": "2026-01-31T14:20:00Z",
    "run_started_at": "2026-01-31T14:20:05Z",
    "updated_at": "2026-01-31T14:29:00Z",
    "actor": {"login": "priya"},
}
BEGINS = ("14:20:05", "priya", "Workflow run deploy #41 (Cache the cart) begins")
ENDS = ("14:29:00", "priya", "Workflow run deploy #41 (Cache the cart) ends: timed out")


@pytest.mark.parametrize("body", [[RUN], {"total_count": 1, "workflow_runs": [RUN]}, {"workflow_run": RUN}, RUN])
def test_a_workflow_run_begins_and_ends_with_its_conclusion(read: Read, body: object) -> None:
    assert told(read("github", body)) == [BEGINS, ENDS]


def test_a_run_that_goes_on_has_no_end_and_its_notifications_one_beginning(read: Read) -> None:
    runs = [RUN | {"status": status, "conclusion": None} for status in ("queued", "in_progress")]
    payloads = [json.dumps({"action": run["status"], "workflow_run": run}) for run in [*runs, RUN]]
    assert told(read("github", "\n".join(payloads[:2]))) == [BEGINS]
    assert told(read("github", "\n".join(payloads))) == [BEGINS, ENDS]


def test_a_job_and_a_check_have_times_of_their_own(read: Read) -> None:
    job = {"id": 1, "run_id": 7, "name": "build", "conclusion": "success"}
    times = {"started_at": "2026-01-31T14:20:00Z", "completed_at": "2026-01-31T14:21:00Z"}
    assert told(read("github", {"jobs": [job | times]})) == [
        ("14:20:00", "", "Workflow job build begins"),
        ("14:21:00", "", "Workflow job build ends: success"),
    ]
    check = {"id": 1, "name": "smoke test", "conclusion": "failure"}
    assert told(read("github", {"check_runs": [check | times]}))[1] == (
        "14:21:00",
        "",
        "Check run smoke test ends: failure",
    )


def test_the_command_line_of_github_writes_zero_time_for_what_has_not_ended(read: Read) -> None:
    run = {
        "databaseId": 7,
        "displayTitle": "Cache",
        "workflowName": "deploy",
        "status": "in_progress",
        "conclusion": "",
    }
    zero = {"createdAt": AT, "startedAt": "0001-01-01T00:00:00Z", "updatedAt": AT}
    evidence = read("github", [run | zero])
    assert told(evidence) == [("14:23:01", "", "Workflow run deploy (Cache) begins")]
    assert evidence.warnings == []


def test_a_release_is_out_when_it_was_published(read: Read) -> None:
    release = {"id": 1, "tag_name": "v2.3.1", "name": "Faster cart", "created_at": "2026-01-30T10:00:00Z"}
    published = release | {"published_at": AT, "draft": False, "prerelease": True, "author": {"login": "priya"}}
    draft = release | {"id": 2, "published_at": None, "draft": True}
    evidence = read("github", [published, draft])
    assert told(evidence) == [("14:23:01", "priya", "Pre-release v2.3.1 (Faster cart) published")]
    assert [one.says for one in evidence.warnings] == [
        "release v2.3.1 (Faster cart) is a draft that was not published; it is left out"
    ]
    assert told(read("github", {"action": "published", "release": published}))[0][0] == "14:23:01"


def test_a_payload_of_a_deployment_that_names_its_run_tells_of_the_deployment(read: Read) -> None:
    deployment = {"id": 1, "ref": "v2", "environment": "production", "created_at": AT}
    body = {"action": "created", "deployment": deployment, "workflow_run": RUN}
    assert [text for _, _, text in told(read("github", body))] == ["Deployment of v2 to production requested"]


def webhook(kind: str, **data: Any) -> dict[str, Any]:
    event = {"id": f"01{kind}", "event_type": f"incident.{kind}", "occurred_at": AT, "agent": {"summary": "Mira Roth"}}
    return {"event": event | {"data": {"type": "incident", "number": 12, "title": "Cart down"} | data}}


def test_webhooks_are_read_as_what_they_are_and_notes_are_those_with_words(read: Read) -> None:
    lines = [webhook("triggered"), webhook("priority_updated"), webhook("triggered")]
    evidence = read("pagerduty", "\n".join(map(json.dumps, lines)))
    assert told(evidence) == [
        ("14:23:01", "Mira Roth", "Incident #12 Cart down triggered"),
        ("14:23:01", "Mira Roth", "Incident #12 Cart down priority updated"),
    ]
    notes = read("pagerduty-notes", "\n".join(map(json.dumps, [*lines, webhook("annotated", content="Looking")])))
    assert [event.text for event in notes.events] == ["Note: Looking"]
    assert notes.warnings[0].says == "3 of the records are PagerDuty webhooks of other events, no note; left out"


def test_a_release_is_told_as_helm_lists_it(read: Read) -> None:
    status = {
        "name": "cart",
        "namespace": "shop",
        "version": 3,
        "info": {"last_deployed": AT, "description": "Rollback"},
    }
    assert told(read("helm", status)) == [("14:23:01", "", "Revision 3 of cart: Rollback")]


@pytest.mark.parametrize(
    ("label", "says"),
    [("CERTIFICATE REQUEST", "holds no certificate but certificate request"), ("PRIVATE KEY", "private key")],
)
def test_what_a_pem_file_holds_besides_is_named(read: Read, label: str, says: str) -> None:
    [warned] = read("certificate", f"-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n").warnings
    assert says in warned.says


def test_a_binary_certificate_is_told_how_it_can_be_read(read: Read) -> None:
    [warned] = read("certificate", b"\x30\x82\x01\x0a\xff\xff").warnings
    assert "DER" in warned.says


def test_a_calendar_of_tasks_holds_no_event_and_says_so(read: Read) -> None:
    task = "BEGIN:VTODO\nUID:1\nDTSTART:20260131T140000Z\nEND:VTODO\n"
    text = f"BEGIN:VCALENDAR\n{task}{task}BEGIN:VJOURNAL\nEND:VJOURNAL\nEND:VCALENDAR\n"
    evidence = read("calendar", text)
    assert [one.says for one in evidence.warnings] == ["holds no event; 2 tasks, 1 journal entry"]


def test_a_day_of_slack_that_holds_no_message_says_what_it_holds(export: Callable[[dict[str, object]], Path]) -> None:
    folder = export({"users.json": [], "general/2026-01-31.json": STRANGERS["GitHub issues"]})
    evidence = BY_WORD["slack"].read(folder)
    assert evidence.events == []
    assert "holds no message, and seems to hold GitHub issues" in evidence.warnings[0].says
