"""`pmkit check` and `pmkit draw` on timelines that are tables: CSV, JSON lines, Markdown."""

import json
from pathlib import Path

import pytest
from cli.command_line import invoke

CSV = "time,event,source\n2026-01-31T14:23:01Z,Deployment started,Deploy log\n2026-01-31T14:22:01Z,It rolled back,\n"
LINES = "".join(
    json.dumps(dict(zip(("time", "event", "source"), row.split(","), strict=True))) + "\n"
    for row in CSV.splitlines()[1:]
)
TABLE = "\n".join(f"| {' | '.join(row.split(','))} |" for row in CSV.replace("\n", "\n---,---,---\n", 1).splitlines())
FOUND = [(2, "timeline/out-of-order"), (2, "timeline/unsourced-event")]
"""Row of the table, and check."""


def found(*words: str) -> list[tuple[int, str]]:
    result = invoke("check", *words, "--format", "json")
    data = json.loads(result.stdout)
    assert (data["errors"], result.exit_code) == ([], 1)
    return [(one["line"], one["check"]) for one in data["findings"]]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "above"),
    [("timeline.csv", CSV, 1), ("incident.csv", CSV, 1), ("a.jsonl", LINES, 0), ("my-timeline.MD", TABLE, 2)],
)
def test_a_table_of_events_is_checked_at_its_rows(name: str, text: str, above: int) -> None:
    Path(name).write_text(text, encoding="utf-8")
    wanted = [(above + row, check) for row, check in FOUND]
    assert found(name, "--as", "timeline") == wanted
    assert found(name) == wanted or name.endswith("MD")  # there it is prose with a table, told once a table


def test_a_table_of_something_else_is_asked_about_as_before() -> None:
    Path("budget.csv").write_text("item,price\nbread,3\n", encoding="utf-8")
    for command in ("check", "draw"):
        result = invoke(command, "budget.csv")
        assert (result.exit_code, result.stdout) == (2, "") or command == "check"
        assert "its name does not tell what it holds" in result.stderr


def test_times_without_a_day_need_one_and_what_is_assumed_is_said() -> None:
    text = "# Notes\n\n| Time | Event |\n|---|---|\n| 18:05 | Alert fires |\n| 08:10 | Rolled back |\n"
    Path("notes.md").write_text(text, encoding="utf-8")
    for words in (["check", "--as", "timeline", "notes.md"], ["draw", "notes.md"]):
        assert "'18:05' has no date" in invoke(*words).stderr
        done = invoke(*words, "--date", "2026-01-31")
        assert done.exit_code < 2
        assert "notes.md: line 6, time: 08:10 below 18:05 is taken as 2026-01-31" in done.stderr


@pytest.mark.parametrize(("name", "text"), [("t.csv", CSV), ("t.jsonl", LINES), ("t.md", TABLE)])
def test_a_table_of_events_is_drawn_as_its_answer_file_is(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert invoke("timeline", "convert", name, "-o", "timeline.toml").exit_code == 0
    assert invoke("draw", name).stdout == invoke("draw", "timeline.toml").stdout != ""
    assert invoke("draw", name, "-o", "picture.svg").exit_code == 0
    assert "Deployment started" in Path("picture.svg").read_text(encoding="utf-8")


def test_a_document_without_such_a_table_has_no_drawing() -> None:
    Path("notes.md").write_text("# Notes\n\nThe time is 10:20.\n", encoding="utf-8")
    assert "is a text, which has no drawing" in invoke("draw", "notes.md").stderr
