"""A class is graded without nbgrader, in one process, and an answer to another's incident is judged the same."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.handed_in.of_class import rows
from pmkit.grading.own_incident import FILE, OwnIncident

FIVE_WHYS = load_exercise("five-whys")


def _class(folder: Path) -> Path:
    for name, answer in {
        "ada": FIVE_WHYS.model_answer.dump(),
        "bo": 'problem = "x"\n[[whys]]\nanswer = "The node was offline"\n',
        "cy": 'problem = "no end',
        "dee": "",
    }.items():
        place = folder / name / "five-whys" / "answers"
        place.mkdir(parents=True)
        if answer:
            (place / "five_whys.toml").write_text(answer, encoding="utf-8")
    (folder / "=cmd()").mkdir()
    (folder / "eve").symlink_to(folder / "ada")
    return folder


def test_a_class_is_a_row_each_and_nobody_stops_it(tmp_path: Path) -> None:
    printed = invoke("assess", "five-whys", str(_class(tmp_path)), "--format", "csv")
    found = {row["student"]: row for row in csv.DictReader(io.StringIO(printed.stdout))}
    assert {name: row["verdict"] for name, row in found.items()} == {
        "ada": "passed", "bo": "not yet", "cy": "for your instructor", "dee": "not attempted",
        "eve": "for your instructor", "'=cmd()": "for your instructor",
    }  # fmt: skip
    assert (float(found["ada"]["points"]), found["ada"]["answer"]) == (100, "answers/five_whys.toml")
    assert found["ada"]["handed_in"].endswith("Z")
    assert (float(found["eve"]["points"]), found["eve"]["notes"]) == (0, "The folder is a link. It was not followed.")
    assert printed.exit_code == 1


def test_a_pipe_or_a_link_to_nothing_for_a_folder_waits_and_is_not_opened(tmp_path: Path) -> None:
    _class(tmp_path)
    os.mkfifo(tmp_path / "fay")
    (tmp_path / "gus").symlink_to("/nowhere/at/all")
    for name in ("hal", "ivy", "jo", "kim"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / "hal" / "five-whys")
    (tmp_path / "ivy" / "five-whys").symlink_to("/nowhere/at/all")
    # Before Python 3.12 a path that leads to so long a name raised OSError when it was asked what it is.
    (tmp_path / "jo" / "five-whys").symlink_to("a" * 300)
    (tmp_path / "kim" / "answers").symlink_to("a" * 300)
    (tmp_path / "lou").symlink_to("a" * 300)
    data = json.loads(invoke("assess", "five-whys", str(tmp_path), "--format", "json").stdout)
    found = {row["student"]: (row["verdict"], row["notes"]) for row in data["trainees"]}
    pipe, link = "The folder is a named pipe. It was not opened.", "The folder is a link. It was not followed."
    assert [found[name] for name in ("fay", "gus", "hal", "ivy", "jo", "lou")] == [
        ("for your instructor", says) for says in (pipe, link, pipe, link, link, link)
    ]
    assert found["kim"][0] in {"for your instructor", "not attempted"}


def test_the_same_class_as_json_and_in_words(tmp_path: Path) -> None:
    _class(tmp_path)
    data = json.loads(invoke("assess", "five-whys", str(tmp_path), "--format", "json").stdout)
    assert [row["student"] for row in data["trainees"]] == ["=cmd()", "ada", "bo", "cy", "dee", "eve"]
    told = invoke("assess", "five-whys", str(tmp_path)).stdout.splitlines()
    assert told[-1] == "6 trainees: 3 for your instructor, 1 passed, 1 not yet, 1 not attempted"


def test_the_folder_that_one_stands_in_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _class(tmp_path)
    monkeypatch.chdir(tmp_path / "ada")
    [row] = rows("five-whys", [Path()])
    assert (row.student, row.verdict) == ("ada", "passed")


def test_folders_can_be_named_one_by_one_and_one_trainee_is_told_as_before(tmp_path: Path) -> None:
    _class(tmp_path)
    two = [str(tmp_path / name / "five-whys") for name in ("ada", "bo")]
    data = json.loads(invoke("assess", "five-whys", *two, "--format", "json").stdout)
    assert [row["student"] for row in data["trainees"]] == ["ada", "bo"]
    assert "criteria" in json.loads(invoke("assess", "five-whys", two[0], "--format", "json").stdout)


@pytest.mark.parametrize("how", ["path", "option", "class"])
def test_an_answer_to_another_trainees_incident_earns_nothing_on_the_command_line_too(tmp_path: Path, how: str) -> None:
    rubric = exercise_for("timeline", "ada")
    folder = tmp_path / "submitted" / "bo" / "timeline"
    rubric.model_answer.save(folder / rubric.answer)
    OwnIncident(story=rubric.story, trainee="ada").save(folder / "answers" / FILE)
    words = {
        "path": [str(folder)], "option": [str(folder), "--student", "bo"], "class": [str(folder.parents[1])],
    }[how]  # fmt: skip
    data = json.loads(invoke("assess", "timeline", *words, "--format", "json").stdout)
    found = data["trainees"][0] if how == "class" else data
    assert (found["points"], "An instructor decides." in "".join(found["notes"])) == (0, True)


def test_an_answer_beyond_its_time_waits_and_the_class_is_graded(tmp_path: Path) -> None:
    _class(tmp_path)
    text = "Priya is to blame because she was careless. " * 110
    whys = "".join(f'[[whys]]\nanswer = "{text}{number}"\n' for number in range(200))
    (tmp_path / "bo/five-whys/answers/five_whys.toml").write_text(f'problem = "No bids"\n{whys}', encoding="utf-8")
    folders = [tmp_path / name for name in ("bo", "ada")]
    slow, ada = rows("five-whys", folders, seconds=4)
    assert (slow.student, slow.verdict, slow.points) == ("bo", "for your instructor", 0)
    assert "takes longer" in slow.notes
    assert (ada.verdict, ada.points) == ("passed", 100)
