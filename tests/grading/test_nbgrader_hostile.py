"""Submissions that try to harm, cheat or merely break: the class is graded, nothing of theirs is run."""

import json
import os
import shutil
from pathlib import Path

import pytest
from grading.course import ANSWER, ASPECTS, Course, make_course
from hostile.makers.submissions import CASES, ELSEWHERE, NO_POINTS, hand_in

from pmkit.grading.exercise import load_exercise

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class of hostile folders")]

MODEL_ANSWER = load_exercise("five-whys").model_answer.dump()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One class in which everyone but Ada and Zoe is hostile."""
    course = make_course(tmp_path_factory.mktemp("course"))
    for number, (make, _) in enumerate(CASES.values()):
        hand_in(course, _student(number), make)
    course.submit("ada", answer=MODEL_ANSWER)
    course.submit("zoe", answer=ANSWER)
    course.run("autograde", "five-whys")
    course.run("generate_feedback", "five-whys")
    return course


def _student(number: int) -> str:
    return f"hostile{number:02}"


@pytest.fixture(scope="module")
def scores(graded: Course) -> dict[str, float]:
    """What the gradebook exports."""
    return graded.scores()


def test_the_rest_of_the_class_is_graded(scores: dict[str, float]) -> None:
    assert scores["ada"] == 100.0
    assert 0 < scores["zoe"] < 100
    assert len(scores) == len(CASES) + 2


def test_nothing_of_a_trainees_is_run(graded: Course) -> None:
    assert not (graded.folder / "marker").exists()


@pytest.mark.parametrize("case", CASES)
def test_the_grade_comes_from_the_answer_file_alone(scores: dict[str, float], case: str) -> None:
    score = scores[_student(list(CASES).index(case))]
    if case in NO_POINTS:
        assert score == 0
    elif case != "script in the answer":
        assert score == scores["zoe"]


@pytest.mark.parametrize("case", CASES)
def test_the_feedback_page_says_what_happened(graded: Course, case: str) -> None:
    page = graded.feedback(_student(list(CASES).index(case)))
    assert CASES[case][1] in page
    assert ELSEWHERE not in page
    assert f"{graded.folder}/submitted" not in page
    assert "<script" not in page


@pytest.mark.parametrize("case", CASES)
def test_the_autograded_notebook_holds_the_gradebooks_cells_once_and_no_live_text(graded: Course, case: str) -> None:
    cells = graded.autograded(_student(list(CASES).index(case)))["cells"]
    graded_cells = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"]["points"]
        for cell in cells
        if "nbgrader" in cell["metadata"]
    }
    assert graded_cells == {**ASPECTS, "notes": 0}
    sources = ["".join(cell["source"]) for cell in cells]
    assert len(sources) == len(set(sources)) or case == "duplicated cells"
    assert [source for source in sources if "<script" in source or "alert(1)" in source] == []
    shown = [json.dumps(output["data"]) for cell in cells for output in cell.get("outputs", [])]
    assert [output for output in shown if "<script" in output] == []


def test_a_hostile_inbox_does_not_stop_collecting(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.run("release_assignment", "five-whys")
    inbound = tmp_path / "exchange" / "pmkit" / "inbound"
    for student in ("ada", "mallory"):
        folder = inbound / f"{student}+five-whys+2026-11-23 10:00:00.000000 UTC+abc"
        shutil.copytree(tmp_path / "exercises" / "five-whys", folder)
        (folder / "answers").mkdir()
        (folder / "answers" / "five_whys.toml").write_text(MODEL_ANSWER, encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to("/nowhere/at/all")
    (folder / "passwords").symlink_to("/etc/passwd")
    (inbound / "eve+five-whys+2026-11-23 10:00:00.000000 UTC+abc").symlink_to("/etc")
    course.run("collect", "five-whys")
    scores = course.grade()
    assert (scores["ada"], scores["mallory"], scores["eve"]) == (100.0, 100.0, 0.0)
    course.run("release_feedback", "five-whys")
    assert not list((tmp_path / "submitted").rglob("hosts"))
