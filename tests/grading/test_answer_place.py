"""A file under another name is read where it is the only answer there; where several are, a person is asked."""

import json
import os
from pathlib import Path

import pytest
from cli.command_line import invoke

from pmkit.grading.assess import assess, assess_folder
from pmkit.grading.exercise import exercise_for, exercise_names, load_exercise
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.models.five_whys import FiveWhys, Why

RUBRIC = load_exercise("five-whys")
ANSWER = FiveWhys(
    problem="The validator missed 100 consecutive blocks", whys=[Why(answer="The node was offline", evidence="E1")]
)
POINTS = assess("five-whys", ANSWER).points
OTHER_NAMES = [
    "answers/five_whys (1).toml",
    "answers/five_whys.toml.txt",
    "answers/Five_Whys.toml",
    "answers/answers/five_whys.toml",
    "answers/mine/five_whys.toml",
    "five_whys.toml",
    "five-whys/answers/five_whys.toml",
    "answers/my answer.toml",
]


def _put(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or ANSWER.dump(), encoding="utf-8")


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_the_one_answer_there_is_read_and_named(tmp_path: Path, name: str) -> None:
    _put(tmp_path / name)
    result = assess_folder("five-whys", tmp_path)
    assert POINTS > 0
    assert (result.points, result.notes) == (
        POINTS, (f"Read from {name}: there is no answers/five_whys.toml.",),
    )  # fmt: skip


def test_marks_and_line_ends_of_windows_change_no_points(tmp_path: Path) -> None:
    place = tmp_path / "answers" / "five_whys.toml"
    place.parent.mkdir()
    place.write_bytes(ANSWER.dump().replace("\n", "\r\n").encode("utf-8-sig"))
    result = assess_folder("five-whys", tmp_path)
    assert (result.points, result.notes) == (POINTS, ())


def test_the_exit_code_tells_passed_from_not_passed_from_bad_input(tmp_path: Path) -> None:
    passing = RUBRIC.model_answer.model_copy(update={"whys": RUBRIC.model_answer.whys[:-1]})
    earned = assess("five-whys", passing)
    assert (earned.points >= RUBRIC.pass_mark, earned.outcome) == (True, "incomplete")
    cases = {"best": RUBRIC.model_answer.dump(), "passing": passing.dump(), "begun": ANSWER.dump(), "bad": "[["}
    for name, text in cases.items():
        _put(tmp_path / name / "answers" / "five_whys.toml", text)
    (tmp_path / "none").mkdir()
    codes = {name: invoke("assess", "five-whys", str(tmp_path / name)).exit_code for name in (*cases, "none", "gone")}
    assert codes == {"best": 0, "passing": 0, "begun": 1, "bad": 2, "none": 1, "gone": 2}
    assert invoke("assess", "five-wyhs", str(tmp_path / "best")).exit_code == 2


def test_the_folder_of_the_answer_itself_will_do(tmp_path: Path) -> None:
    _put(tmp_path / "mine" / "five_whys.toml")
    for command in (["assess", "five-whys"], ["check", "--exercise", "five-whys"]):
        printed = invoke(*command, str(tmp_path / "mine"), "--format", "json")
        data = json.loads(printed.stdout)
        assert data.get("points", data.get("assessments", [data])[0]["points"]) == POINTS


def test_a_file_that_says_nothing_yet_does_not_hide_the_copy_beside_it(tmp_path: Path) -> None:
    _put(tmp_path / "answers" / "five_whys.toml", 'problem = ""\n')
    _put(tmp_path / "answers" / "five_whys (1).toml")
    result = assess_folder("five-whys", tmp_path)
    assert (result.points, result.notes) == (
        POINTS, ("Read from answers/five_whys (1).toml: answers/five_whys.toml says nothing yet.",),
    )  # fmt: skip


def test_an_answer_under_its_name_is_the_answer_whatever_lies_beside_it(tmp_path: Path) -> None:
    _put(tmp_path / "answers" / "five_whys.toml")
    _put(tmp_path / "answers" / "five_whys (1).toml", RUBRIC.model_answer.dump())
    result = assess_folder("five-whys", tmp_path)
    assert (result.points, result.notes) == (POINTS, ())


def test_of_several_a_person_chooses_and_everything_is_possible_until_then(tmp_path: Path) -> None:
    _put(tmp_path / "answers" / "five_whys (1).toml")
    _put(tmp_path / "answers" / "five_whys (2).toml", RUBRIC.model_answer.dump())
    result = assess_folder("five-whys", tmp_path)
    assert (result.outcome, result.points, result.points_up_to) == ("for-instructor", 0, result.max)
    assert "five_whys (1).toml, answers/five_whys (2).toml" in result.notes[0]
    printed = invoke("check", "--exercise", "five-whys", str(tmp_path))
    assert printed.exit_code == 2
    assert "Write the path of one of them" in printed.output


def test_copies_that_say_the_same_are_one(tmp_path: Path) -> None:
    for name in OTHER_NAMES[:3]:
        _put(tmp_path / name)
    assert assess_folder("five-whys", tmp_path).points == POINTS


@pytest.mark.parametrize(
    "text",
    [
        'problem = "The validator missed 100 consecutive blocks"\n',
        'problem = "x"\n[[causes]]\ncategory = "Process"\ntext = "whys"\n',
        "Notes on whys, in no form at all\n",
        "whys = []\n",
    ],
)
def test_what_has_another_shape_is_no_answer(tmp_path: Path, text: str) -> None:
    _put(tmp_path / "answers" / "notes.toml", text)
    result = assess_folder("five-whys", tmp_path)
    assert (result.outcome, result.notes) == (
        "unattempted", ("Nothing is written yet: there is no answers/five_whys.toml.",),
    )  # fmt: skip


def test_a_damaged_file_with_nearly_the_name_is_told_and_not_called_nothing(tmp_path: Path) -> None:
    _put(tmp_path / "answers" / "five_whys (1).toml", '[[whys]]\nanswer = "no end')
    result = assess_folder("five-whys", tmp_path)
    assert result.outcome == "incomplete"
    assert "answers/five_whys (1).toml has 1 problem" in result.notes[1]
    assert str(tmp_path) not in result.notes[1]


def test_links_pipes_and_hidden_files_are_never_taken_for_the_answer(tmp_path: Path) -> None:
    _put(tmp_path / "elsewhere" / "five_whys.toml")
    folder = tmp_path / "handed in"
    _put(folder / "answers" / ".last-good" / "five_whys.toml")
    (folder / "answers" / "five_whys (1).toml").symlink_to(tmp_path / "elsewhere" / "five_whys.toml")
    (folder / "more").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "answers" / "five_whys (2).toml")
    assert assess_folder("five-whys", folder).outcome == "unattempted"


def test_a_name_does_not_steer_the_terminal(tmp_path: Path) -> None:
    _put(tmp_path / "answers" / "five\x1b[2Jwhys.toml")
    assert "\x1b" not in assess_folder("five-whys", tmp_path).notes[0]


@pytest.mark.parametrize("slug", exercise_names())
def test_every_exercise_finds_its_answer_with_the_incident_beside_it(slug: str, tmp_path: Path) -> None:
    rubric = exercise_for(slug, "ada")
    path = tmp_path / "answers" / "deeper" / f"mine{Path(rubric.answer).suffix}"
    rubric.model_answer.save(path)
    if rubric.own_incident:
        OwnIncident(story=rubric.story, trainee="ada").save(path.with_name(FILE))
    result = assess_folder(slug, tmp_path, "ada")
    assert result.points == assess(slug, rubric.model_answer, "ada", rubric.story).points > 0
