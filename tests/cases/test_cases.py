"""What people's real files look like, and what the kit makes of each: every row of cases.toml, as it was reported.

Whoever mends a row that is still `open` takes that word out: a row that gives what it expects may not stay open.
"""

import json
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cli.command_line import Result, invoke

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]


def rows(done: Result, command: str) -> list[str]:
    """What a command found, a row each: "time who: what" of events, the findings of a check, else its lines."""
    if command.startswith("timeline import"):
        found = json.loads(done.stdout)["events"] if done.exit_code == 0 else []
        return [f"{one['at']} {one['actor']}: {one['text']}" for one in found]
    if command.startswith("timeline convert"):
        found = tomllib.loads(done.stdout).get("events", [])
        return [f"{one['at'].isoformat().replace('+00:00', 'Z')} : {one['what']}" for one in found]
    return [*done.stdout.splitlines()]


def matched(row: str, wanted: str) -> bool:
    """A row begins as is wanted, and holds each further part."""
    begin, *parts = wanted.split(" | ")
    return row.startswith(begin.strip()) and all(part in row for part in parts)


def problems(case: dict[str, Any], done: Result) -> list[str]:
    """In what a run differs from what its row expects."""
    found = rows(done, case["command"])
    wanted = case.get("rows", [])
    told = []
    if done.exit_code != case.get("exit", 0):
        told.append(f"exit code {done.exit_code}")
    if len(found) != len(wanted) or not all(any(matched(row, one) for row in found) for one in wanted):
        told.append(f"rows {found}")
    told += [f"not said: {one}" for one in case.get("says", []) if one.casefold() not in done.stderr.casefold()]
    told += [f"said: {one}" for one in case.get("never", []) if one.casefold() in done.output.casefold()]
    most = case.get("most_lines", 200)
    if len(done.stderr.splitlines()) > most:
        told.append(f"{len(done.stderr.splitlines())} lines on standard error")
    return told


def marked(case: dict[str, Any]) -> Any:
    """A row as a parameter; one that is open is expected to fail, and may not pass unseen."""
    still = [pytest.mark.xfail(strict=True, reason=f"kind {case['kind']}: {case['about']}")] if case.get("open") else []
    return pytest.param(case, id=case["id"], marks=still)


@pytest.mark.parametrize("case", [marked(case) for case in CASES if "command" in case])
def test_a_reported_file_gives_what_it_holds(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ".png" in case["command"]:
        pytest.importorskip("resvg_py")  # the light core draws no PNG
    monkeypatch.chdir(HERE / "inputs")
    words = shlex.split(case["command"].replace("OUT/", f"{tmp_path.as_posix()}/"))
    if case["command"].startswith("timeline import"):
        words += ["--format", "json", "-o", str(tmp_path / "timeline.toml")]
    done = invoke(*words)
    assert problems(case, done) == [], f"{case['expects']}\n{done.output}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES if "tested_by" in case])
def test_a_reported_submission_has_a_test_of_its_own(case: dict[str, Any]) -> None:
    path, _, name = case["tested_by"].partition("::")
    assert f"def {name}(" in (HERE.parent / path).read_text(encoding="utf-8")


def test_every_row_says_where_it_is_looked_at_and_every_input_has_a_row() -> None:
    commands = [case["command"] for case in CASES if "command" in case]
    assert all(("command" in case) != ("tested_by" in case) for case in CASES)
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert [one.name for one in (HERE / "inputs").iterdir() if not any(one.name in words for words in commands)] == []
