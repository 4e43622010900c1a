"""`pmkit timeline import`: what is written, what is asked, what is refused, and what goes where."""

import json
from pathlib import Path

import pytest
from cli.command_line import Result, invoke

from pmkit.models.timeline import Timeline

DEPLOY = "2026-01-31T14:23:01Z deploy-bot production v2.3.1 started\n2026-01-31T14:25:10Z deploy-bot done\n"
ENTRIES = [
    {"id": "R1", "summary": "Triggered", "created_at": "2026-01-31T15:27:00+01:00"},
    {"id": "R1", "summary": "Triggered", "created_at": "2026-01-31T15:27:00+01:00"},
]
KIBANA = '@timestamp,message\n"Jan 31, 2026 @ 15:25:33.120","5xx\nrising"\n'


def run(*arguments: str) -> Result:
    return invoke("timeline", "import", *arguments)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with evidence in `evidence/`."""
    monkeypatch.chdir(tmp_path)
    for name, content in {
        "deployments/deploy.log": DEPLOY,
        "pagerduty/log_entries.json": json.dumps({"log_entries": ENTRIES}),
        "logs/kibana.csv": KIBANA,
    }.items():
        path = tmp_path / "evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (tmp_path / "odd.txt").write_text("whatever\n")
    return tmp_path


def test_events_of_several_sources_become_one_sorted_timeline() -> None:
    result = run(
        "pagerduty=evidence/pagerduty/log_entries.json",
        "kibana=evidence/logs/kibana.csv",
        "deploy-log=evidence/deployments/deploy.log",
        "--zone=Europe/Berlin",
    )
    events = Timeline.parse(result.stdout).events
    assert result.exit_code == 0
    assert [(str(one.at), one.what, one.source, one.ref, one.kind) for one in events] == [
        ("2026-01-31T14:23:01Z", "deploy-bot: production v2.3.1 started", "Deploy log", "deploy.log:1", "fact"),
        ("2026-01-31T14:25:10Z", "deploy-bot: done", "Deploy log", "deploy.log:2", "fact"),
        ("2026-01-31T14:25:33.120000Z", "5xx rising", "Kibana", "kibana.csv:2", "fact"),
        ("2026-01-31T14:27:00Z", "Triggered", "PagerDuty", "log_entries.json:1", "fact"),
    ]
    assert result.stderr == "log_entries.json: 1 record repeats one that was read before; each is kept once\n"


def test_a_folder_is_evidence_too_and_a_zone_may_be_for_one_source() -> None:
    result = run("evidence", "--zone", "kibana=Europe/Berlin", "-o", "timeline.toml")
    assert (result.exit_code, result.stdout) == (0, "timeline.toml: 4 events\n")
    refs = [event.ref for event in Timeline.load("timeline.toml").events]
    assert refs == [
        "deployments/deploy.log:1",
        "deployments/deploy.log:2",
        "logs/kibana.csv:2",
        "pagerduty/log_entries.json:1",
    ]


def test_pages_of_one_export_that_overlap_are_merged_and_that_is_said(folder: Path) -> None:
    for page, numbers in (("a", (1, 2)), ("b", (2, 3))):
        (folder / page).mkdir()
        entries = [{"id": f"R{n}", "summary": f"Entry {n}", "created_at": f"2026-01-31T14:2{n}:00Z"} for n in numbers]
        (folder / page / "log_entries.json").write_text(json.dumps({"log_entries": entries}))
    result = run("pagerduty=a/log_entries.json", "pagerduty=b/log_entries.json")
    assert [(one.what, one.ref) for one in Timeline.parse(result.stdout).events] == [
        ("Entry 1", "a/log_entries.json:1"),
        ("Entry 2", "a/log_entries.json:1"),
        ("Entry 3", "b/log_entries.json:1"),
    ]
    assert result.stderr == (
        "b/log_entries.json: 1 of its events stand in another file of the same tool; each is kept once\n"
    )


def test_a_file_with_its_usual_name_needs_no_word() -> None:
    assert run("evidence/deployments/deploy.log").exit_code == 0


def test_a_time_without_a_zone_is_asked_about_and_nothing_is_written() -> None:
    result = run("evidence", "-o", "timeline.toml")
    assert (result.exit_code, result.stdout, Path("timeline.toml").exists()) == (2, "", False)
    assert result.stderr.splitlines() == [
        (
            "logs/kibana.csv:2: 'Jan 31, 2026 @ 15:25:33.120' names no time zone; which zone did Kibana write it in? "
            "Say it, such as Europe/Berlin, UTC or +02:00"
        ),
        "Write --zone ZONE, or --zone kibana=ZONE for one source alone.",
    ]


def test_json_holds_events_and_warnings() -> None:
    data = json.loads(run("pagerduty=evidence/pagerduty/log_entries.json", "--format", "json").stdout)
    assert data == {
        "events": [
            {
                "at": "2026-01-31T14:27:00Z",
                "at_raw": "2026-01-31T15:27:00+01:00",
                "zone_source": "stamp",
                "precision": 1.0,
                "source": "PagerDuty",
                "ref": "log_entries.json:1",
                "actor": "",
                "text": "Triggered",
            }
        ],
        "warnings": [
            {"ref": "log_entries.json", "says": "1 record repeats one that was read before; each is kept once"}
        ],
    }


def test_a_file_that_is_there_is_not_overwritten_unless_forced(folder: Path) -> None:
    (folder / "timeline.toml").write_text("mine")
    arguments = ("evidence", "--zone", "UTC", "-o", "timeline.toml")
    result = run(*arguments)
    assert (result.exit_code, (folder / "timeline.toml").read_text()) == (2, "mine")
    assert result.stderr == "timeline.toml is there already; write --force to replace it, or another name\n"
    assert run(*arguments, "--force").exit_code == 0
    assert len(Timeline.load("timeline.toml").events) == 4


def test_events_are_narrowed_by_time_and_by_source() -> None:
    def sources(*options: str) -> list[str]:
        return [
            one.source for one in Timeline.parse(run("evidence", "--zone", "Europe/Berlin", *options).stdout).events
        ]

    assert sources("--from", "2026-01-31T14:25:10Z", "--to", "2026-01-31T14:26:00Z") == ["Deploy log", "Kibana"]
    assert sources("--from", "2026-01-31T15:26:00") == ["PagerDuty"]
    assert sources("--source", "pagerduty", "--source", "kibana") == ["Kibana", "PagerDuty"]
    assert sources("--source", "deploy") == ["Deploy log", "Deploy log"]


def test_a_threshold_says_where_a_series_has_an_event(folder: Path) -> None:
    values = [[1769869500 + 30 * number, str(value)] for number, value in enumerate([0.01, 0.04, 0.07, 0.02])]
    body = {"data": {"result": [{"metric": {"__name__": "errors"}, "values": values}]}}
    path = folder / "evidence" / "prometheus" / "query_range.errors.json"
    path.parent.mkdir()
    path.write_text(json.dumps(body))
    for named in ("evidence", "prometheus=evidence/prometheus/query_range.errors.json"):
        options = ("--threshold", "errors=0.05", "--zone", "UTC", "--source", "Prometheus")
        assert [one.what for one in Timeline.parse(run(named, *options).stdout).events] == [
            "errors rises above 0.05: 0.07",
            "errors is back at or under 0.05: 0.02",
        ]


def test_more_events_than_a_timeline_holds_are_refused_with_how_to_narrow_them(folder: Path) -> None:
    lines = (f"2026-01-31T14:{n // 60 % 60:02}:{n % 60:02}Z bot step {n}\n" for n in range(2001))
    (folder / "deploy.log").write_text("".join(lines))
    result = run("deploy-log=deploy.log", "-o", "timeline.toml")
    assert (result.exit_code, (folder / "timeline.toml").exists()) == (2, False)
    assert result.stderr == (
        "2,001 events, and a timeline holds at most 2,000; narrow them with --from and --to (they run from "
        "2026-01-31T14:00:00Z to 2026-01-31T14:33:20Z) or --source (of Deploy log 2,001)\n"
    )
    assert run("deploy-log=deploy.log", "--to", "2026-01-31T14:30:00Z").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nope=3",), "no source is called 'nope'; write SOURCE=FILE with one of: prometheus, "),
        (("timeline.toml",), "timeline.toml is not there; write the path of a file or folder"),
        (("nosuch",), "nosuch is not there; write the path of a file or folder"),
        (("nosuch/kibana.csv",), "nosuch/kibana.csv is not there; write the path"),
        (("odd.txt",), "its name does not tell its source"),
        (("pagerduty=nothing.json",), "nothing.json: cannot be opened"),
        (("pagerduty=",), "not a plain file"),
        (("pagerduty=evidence",), "evidence: not a plain file"),
        (("evidence", "--zone", "Berlin"), "--zone Berlin: no time zone is called 'Berlin'; write Europe/Berlin"),
        (
            ("evidence", "--zone", "kibana=Europe/Nowhere"),
            "no time zone is called 'Europe/Nowhere'; write one such as Europe/Berlin, UTC or +02:00",
        ),
        (
            ("evidence", "--zone", "Europe/Berln"),
            "'Europe/Berln'; is Europe/Berlin meant? Write that, or one such as",
        ),
        (("evidence", "--zone", "Europa/Berlin"), "'Europa/Berlin'; is Europe/Berlin meant?"),
        (("evidence", "--zone", "nope=UTC"), "no source is called 'nope'"),
        (("evidence", "--zone", "UTC", "--from", "2026-01-31T14:00:00", "--zone", "x=UTC"), "no source is called 'x'"),
        (("evidence", "--from", "2026-01-31T14:00:00"), "names no time zone; write 2026-01-31T14:27:00Z"),
        (
            ("evidence", "--threshold", "errors"),
            "--threshold errors: 'errors' is no number; write SERIES=",
        ),
        (("evidence", "--from", "14:00"), "--from: '14:00' names no day; write it as 2026-01-31T14:27:00Z"),
        (("evidence", "--zone", "UTC", "--source", "slack"), "none of 4 events"),
        (("deploy-log=evidence/logs/kibana.csv",), "no event was read"),
        (("evidence", "--zone", "UTC", "-o", "evidence/deployments/deploy.log/x"), "cannot be written"),
        (("pagerduty=\0",), "cannot be opened"),
    ],
)
def test_bad_use_exits_2_and_says_what_to_write(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_a_text_of_many_lines_and_signs_is_written_as_one_line(folder: Path) -> None:
    text = "a\u001b[31m\n\tb" + "c" * 1000
    (folder / "x.ndjson").write_text(json.dumps({"@timestamp": "2026-01-31T14:00:00Z", "message": text}) + "\n")
    [event] = Timeline.parse(run("log-lines=x.ndjson").stdout).events
    assert event.what.startswith("a\N{REPLACEMENT CHARACTER}[31m bccc")
    assert len(event.what) == 300
