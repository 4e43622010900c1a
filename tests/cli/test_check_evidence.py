"""`pmkit check FILE.md --evidence DIR`: what a folder does not show, or shows otherwise, with the record."""

import json
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.incidents.evidence_folder import write_evidence
from pmkit.incidents.incident import make_incident

TEXT = "# Bids stopped\n\n## Impact\n\nAlert NoBids fired at 09:24:07 UTC, and Tobias Reuter acknowledged it.\n"
IDS = ["postmortem/evidence-disagrees", "postmortem/not-in-evidence"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("evidence")
    write_evidence(make_incident("expired-certificate", "t7"), made, force=True)
    return made


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "notes.md").write_text(TEXT)
    return str(tmp_path / "notes.md")


def test_questions_name_the_words_and_the_record(file: str, folder: Path) -> None:
    told = invoke("check", file, "--evidence", str(folder), "--select", ",".join(IDS), "--format", "json")
    found = json.loads(told.stdout)["findings"]
    assert [(one["check"], TEXT[one["start"] : one["end"]]) for one in found] == [
        (IDS[0], "09:24:07 UTC"),
        (IDS[1], "Tobias Reuter"),
    ]
    assert "alertmanager/webhook.ndjson:1 at 2026-11-05 09:30:07 UTC says" in found[0]["says"]
    assert told.exit_code == 1


def test_without_the_option_nothing_is_looked_up(file: str) -> None:
    assert not any(check in invoke("check", file, "--as", "postmortem").output for check in IDS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--evidence", "nowhere"), "--evidence nowhere is not there; write the folder that holds the evidence"),
        (("--evidence", "EMPTY"), "no records to look anything up in; write the folder that holds the evidence"),
        (("--evidence", "DIR", "--as", "timeline"), "leave out --as timeline, or --evidence"),
        (("--evidence", "DIR", "--exercise", "five-whys"), "leave out --evidence"),
    ],
)
def test_bad_use_is_told_with_what_to_write(words: tuple[str, ...], says: str, file: str, folder: Path) -> None:
    (Path(file).parent / "empty").mkdir()
    named = {"DIR": str(folder), "EMPTY": str(Path(file).parent / "empty")}
    told = invoke("check", file, *(named.get(word, word) for word in words))
    assert (told.exit_code, says in told.stderr) == (2, True)


def test_a_zone_that_nobody_names_is_said_on_standard_error(file: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "logs").mkdir(parents=True)
    (tmp_path / "in" / "logs" / "kibana.csv").write_bytes((folder / "logs" / "kibana.csv").read_bytes())
    told = invoke("check", file, "--evidence", str(tmp_path / "in"))
    assert "logs/kibana.csv:2: 'Nov 5, 2026 @ 12:07:16.557' names no time zone" in told.stderr
