"""A class in which everybody has an incident of their own is graded by nbgrader, and copies are seen."""

import shutil
from pathlib import Path

import pytest
from grading.course import ROOT, Course

from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import exercise_for
from pmkit.grading.own_incident import FILE, NOBODY, OwnIncident

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class")]

EXERCISES = ("action-items", "facilitation", "fishbone", "metrics", "postmortem", "timeline")
# Who hands in: whose incident the answer tells, and for whom the file beside it says that it was made (None: no file).
CLASS = {
    "alice": ("alice", "alice"),
    "bob": ("alice", "alice"),
    "carol": ("alice", None),
    "dave": (NOBODY, ""),
    "erin": ("erin", None),
}
NOW = {"alice": 100.0, "bob": 0.0, "dave": 100.0, "erin": 100.0}
"""The points before an instructor has looked; what carol copied is judged by her own incident."""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The exercises, handed in by the class and graded."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for name in EXERCISES:
        shutil.copytree(ROOT / "solutions" / name, folder / "solutions" / name)
    course = Course(folder)
    for name in EXERCISES:
        course.run("generate_assignment", name)
        for student, (trainee, made_for) in CLASS.items():
            _hand_in(folder / "submitted" / student / name, name, trainee, made_for)
        course.run("autograde", name)
        course.run("generate_feedback", name)
    return course


def _hand_in(folder: Path, exercise: str, trainee: str, made_for: str | None) -> None:
    rubric = exercise_for(exercise, trainee)
    (folder / "answers").mkdir(parents=True)
    rubric.model_answer.save(folder / rubric.answer)
    if made_for is not None:
        OwnIncident(story=rubric.story, trainee=made_for).save(folder / "answers" / FILE)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_own_work_earns_its_points_and_copies_wait_for_an_instructor(exercise: str, graded: Course) -> None:
    rows = [row for row in graded.rows() if row["assignment"] == exercise]
    scores = {row["student_id"]: float(row["score"]) for row in rows}
    assert {student: scores[student] for student in NOW} == NOW
    if exercise == "timeline":
        assert scores["carol"] == 0
    elif exercise == "postmortem":
        assert scores["carol"] < 20
    by_hand = {row["student_id"] for row in rows if row["needs_manual_grade"] == "True"}
    assert by_hand >= {"bob", "dave"}
    assert not by_hand & {"alice", "erin"}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_command_line_gives_the_same_points(exercise: str, graded: Course) -> None:
    scores = {row["student_id"]: float(row["score"]) for row in graded.rows() if row["assignment"] == exercise}
    for student in CLASS:
        folder = graded.folder / "submitted" / student / exercise
        assert assess_folder(exercise, folder, student).points == pytest.approx(scores[student])


def test_the_page_says_why_an_instructor_decides(graded: Course) -> None:
    page = (graded.folder / "feedback" / "bob" / "timeline" / "timeline.html").read_text(encoding="utf-8")
    assert "The evidence was made for &#39;alice&#39;; this was handed in by &#39;bob&#39;." in page
