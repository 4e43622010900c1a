"""`--readings` prints what each line was read as, for answers that are written by hand."""

import json
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.models.five_whys import FiveWhys, Why

STRANGE = "Its guardian ended the biggest eater"
COMMANDS = {"assess": ["assess", "five-whys"], "check": ["check", "--exercise", "five-whys"]}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """An answer of two lines, of which one cannot be read."""
    whys = [Why(answer="The node was offline", evidence="E1"), Why(answer=STRANGE, evidence="E2")]
    answer = FiveWhys(problem="The validator missed 100 consecutive blocks", whys=whys)
    answer.save(tmp_path / "answers" / "five_whys.toml")
    return str(tmp_path)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_readings_are_printed_where_they_are_asked_for(command: list[str], folder: str) -> None:
    printed = invoke(*command, folder, "--readings")
    assert printed.exit_code == 1
    assert "  why 1 “The node was offline”: counts\n    Read as: The node was offline" in printed.stdout
    assert f"  why 2 “{STRANGE}”: waits for your instructor" in printed.stdout
    assert '    reads_as = "killed-by-kernel"  # ' in printed.stdout
    assert "Read as" not in invoke(*command, folder).stdout


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_range_is_printed_with_or_without_them(command: list[str], folder: str) -> None:
    assert " of 100 points now, up to " in invoke(*command, folder).stdout


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_data_hold_the_readings_beside_the_keys_that_they_always_had(command: list[str], folder: str) -> None:
    data = json.loads(invoke(*command, folder, "--readings", "--format", "json").stdout)
    data = data.get("assessments", [data])[0]
    assert {"exercise", "points", "max", "outcome", "criteria", "findings", "points_up_to", "readings"} <= {*data}
    assert [(one["where"], one["counts"], one["waits"]) for one in data["readings"]] == [
        ("why 1, answer", True, False),
        ("why 2, answer", False, True),
    ]


def test_readings_of_no_exercise_are_refused(folder: str) -> None:
    printed = invoke("check", f"{folder}/answers/five_whys.toml", "--readings")
    assert printed.exit_code == 2
    assert "--exercise NAME" in printed.stderr


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_damaged_file_of_the_class_is_told_without_a_traceback(command: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "submitted" / "ada"
    answer = FiveWhys(problem="Blocks were missed", whys=[Why(answer=STRANGE, evidence="E2")])
    answer.save(folder / "answers" / "five_whys.toml")
    (tmp_path / "gradebook.db").touch()
    (tmp_path / "readings.toml").write_text('[[readings]]\nexercise = "five"\n', encoding="utf-8")
    printed = invoke(*command, str(folder))
    assert printed.exit_code == 2
    assert "reading 1, exercise: no exercise is called 'five'" in printed.stderr
