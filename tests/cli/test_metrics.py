"""`pmkit metrics`: a table, JSON, a page; a sentence for whatever is no history."""

import json
import re
import shlex
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.incidents.history import make_history

MADE = make_history("cli", 60)
PAGE = (Path(__file__).parents[2] / "docs" / "after-the-course.md").read_text("utf-8")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    path = tmp_path / "history.csv"
    path.write_text(MADE.csv(), "utf-8")
    return path


def test_the_table_shows_each_figure_with_its_interval_and_what_was_left_out(history: Path) -> None:
    result = invoke("metrics", str(history), "--policy", "impact")
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.stdout.splitlines() if line}
    assert " to " in lines["MTTR"]
    assert lines["MTTR"].rstrip().endswith(("met", "cannot tell yet"))
    assert "open incident" in result.stdout
    assert "MTBF" in lines
    duplicate = next(fault.row for fault in MADE.faults if fault.kind == "duplicate")
    assert f"row {duplicate}, id: " in result.stdout


def test_json_holds_the_same_and_every_problem(history: Path) -> None:
    told = json.loads(invoke("metrics", str(history), "--format", "json").stdout)
    assert [one["name"] for one in told["figures"]] == ["TTD", "TTA", "TTM", "TTR", "duration"]
    for one in told["figures"]:
        low, high = one["mean"]["interval"]
        assert low <= one["mean"]["value"] <= high
    assert told["problems"]
    assert told["with_open"]["open"] > 0


def test_open_incidents_last_until_the_history_was_taken(history: Path) -> None:
    told = invoke("metrics", str(history), "--until", "2026-10-05T02:00+02:00", "--format", "json").stdout
    assert json.loads(told)["until"] == "2026-10-05T00:00:00Z"


def test_few_incidents_are_too_few_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text(make_history("few", 6, faults=False).csv(), "utf-8")
    result = invoke("metrics", str(path))
    assert "too few" in result.stdout
    assert "not met" not in result.stdout.split("MTBF")[0]


def test_the_page_is_complete_in_itself_and_runs_nothing_that_a_history_holds(history: Path, tmp_path: Path) -> None:
    text = history.read_text("utf-8").replace("search", "<script>alert(1)</script>")
    history.write_text(text, "utf-8")
    target = tmp_path / "report.html"
    assert invoke("metrics", str(history), "-o", str(target)).exit_code == 0
    page = target.read_text("utf-8")
    assert "<script>alert" not in page
    head, _, rest = page.partition("<script>")
    assert "http" not in head
    assert "src=" not in rest.partition('<script type="application/json"')[2]
    for chart in ("durations", "survival", "count", "services", "causes", "actions"):
        assert f'<div id="{chart}"' in page


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere.csv",), "nowhere.csv is not there; write the path of a CSV file"),
        (("nowhere.json",), "nowhere.json is not there; write the path of a Statuspage's incidents.json"),
        (("{history}", "--policy", "x"), "no policy is called 'x'"),
        (("{history}", "--calendar", "x"), "no calendar is called 'x'"),
        (("{history}", "--column", "id"), "has no ="),
        (("{history}", "--column", "id=Key"), "has no column 'Key'"),
        (("{history}", "--until", "soon"), "is no time; write --until 2026"),
        (("{history}", "--until", "2026-10-01T00:00"), "has no offset"),
        (("{history}", "--until", "0001-01-01T00:00+14:00"), "outside of the calendar"),
        (("{history}", "--until", "2020-01-01T00:00Z"), "lies before an incident that began at"),
        (("{history}", "-o", "report.pdf"), "a report ends in .html"),
        (("{history}", "-o", "{history}/report.html"), "File exists"),
    ],
)
def test_bad_use_is_one_sentence_and_exit_2(history: Path, words: tuple[str, ...], says: str) -> None:
    result = invoke("metrics", *(word.format(history=history) for word in words))
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("line", re.findall(r"^pmkit metrics.*", PAGE, re.MULTILINE))
def test_every_command_that_the_page_tells_is_understood(
    history: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(history.parent)
    result = invoke(*shlex.split(line, comments=True)[1:])
    assert (result.exit_code, result.stderr) == (0, "")


SEPTEMBER = """id,impact_start,detected,acknowledged,mitigated,resolved
I1,2026-09-01T10:00:00Z,2026-09-01T10:05:00Z,2026-09-01T10:07:00Z,2026-09-01T10:30:00Z,2026-09-01T11:00:00Z
I2,21.09.2026 10:00,2026-09-21T10:05:00Z,,2026-09-21T10:30:00Z,2026-09-21T12:00:00Z
"""


def test_a_figure_without_its_column_names_it_and_the_policy_that_needs_it_not(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text(SEPTEMBER, "utf-8")
    told = invoke("metrics", str(path)).stdout
    assert "TTD: no figure; it runs from cause to alerted, and no row has a time under cause, nor under alerted" in told
    assert "or take --policy impact: it has TTD, TTA, TTM, TTR\n" in told
    assert "without one of its two times" not in told
    figures = json.loads(invoke("metrics", str(path), "--format", "json").stdout)["figures"]
    assert [one["lacks"] for one in figures] == [["cause", "alerted"], *[["cause"]] * 4]
    under_impact = invoke("metrics", str(path), "--policy", "impact").stdout
    assert "no row has a time under impact_end" in under_impact
    assert "TTR: no figure" not in under_impact


def test_one_cell_that_is_no_time_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text(SEPTEMBER.replace("I1,2026-09-01T10:00:00Z", "I1,"), "utf-8")
    problems = json.loads(invoke("metrics", str(path), "--format", "json").stdout)["problems"]
    assert [(one["row"], one["got"], one["says"].partition(";")[0]) for one in problems] == [
        (1, "", "has no beginning"),
        (2, "21.09.2026 10:00", "is no time"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "a.md",
            "# P\n\nOne\nOne, two\n",
            "is no CSV: line 4 has 2 cells, and the lines before it have 1; write a table",
        ),
        ("a.csv", "", "is no CSV: it is empty; write a table"),
        ("a.csv", 'id,impact_start,resolved\n1,"2,3\n', "a quotation mark in row 1 is never closed"),
        ("a.json", "{]", "is no JSON from line 1, column 2 on; give a Statuspage's incidents.json"),
        ("a.json", "[" * 100_000, "is no JSON that can be read: it is nested too deeply"),
    ],
)
def test_what_is_no_history_is_told_in_no_words_of_a_library(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    result = invoke("metrics", str(tmp_path / name))
    assert result.exit_code == 2
    assert says in result.stderr
    assert not re.search("C error|tokeniz|No columns|Expecting|recursion", result.stderr)
