"""Graded cells show a line of words, and stock nbgrader, which runs them, still reads their points."""

import shutil
from pathlib import Path

import pytest
from grading.course import ROOT, Course
from IPython.core.interactiveshell import InteractiveShell

from pmkit.grading.assess import assess_folder
from pmkit.grading.assessment import Assessment, CriterionResult
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.own_incident import NOBODY
from pmkit.grading.practice.exercise import Points, Practice

pytestmark = pytest.mark.lab

# nbgrader as it comes; only that it finds its programs without an activated environment is ours.
STOCK = """
from pmkit.grading.nbgrader.programs import find_programs

find_programs()
c = get_config()
c.CourseDirectory.course_id = "pmkit"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""
EXECUTED = ("five-whys", "timeline")
"""One incident for all, and one for each; a kernel a submission is slow."""
# Half done: the first two rows of each list of the model answer.
ROWS = ("whys", "causes", "events", "rewrites")


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Two exercises, released, handed in as a beginning and as the model answer, and graded by running them."""
    course = Course(tmp_path_factory.mktemp("stock"), is_apart=True)
    (course.folder / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    for name in EXECUTED:
        shutil.copytree(ROOT / "solutions" / name, course.folder / "solutions" / name)
        course.run("generate_assignment", name)
        for student, share in (("half", 0.6), ("whole", 1.0)):
            _hand_in(course.folder, name, student, share)
        course.run("autograde", name)
    return course


def _hand_in(folder: Path, name: str, student: str, share: float) -> None:
    target = folder / "submitted" / student / name
    shutil.copytree(folder / "exercises" / name, target)
    rubric = exercise_for(name, NOBODY)
    answer = rubric.model_answer
    rows = next(key for key in ROWS if hasattr(answer, key))
    kept = getattr(answer, rows)
    update = {rows: kept[: max(2, round(share * len(kept)))]}
    (target / "answers").mkdir()
    answer.model_copy(update=update).save(target / rubric.answer)


@pytest.mark.slow("nbgrader's own commands grade a class")
@pytest.mark.parametrize("exercise", EXECUTED)
def test_stock_nbgrader_books_the_points_of_the_assessment(exercise: str, executed: Course) -> None:
    booked = {row["student_id"]: float(row["score"]) for row in executed.rows() if row["assignment"] == exercise}
    earned = {who: assess_folder(exercise, executed.folder / "submitted" / who / exercise).points for who in booked}
    assert booked == pytest.approx(earned)
    assert 0 < booked["half"] < booked["whole"] == load_exercise(exercise).max


@pytest.mark.parametrize("points", [0.0, 18.5, 40.0, 1 / 3])
def test_points_are_a_plain_number_to_nbgrader_and_a_line_to_a_reader(points: float) -> None:
    shell = InteractiveShell.instance()
    shown, _ = shell.display_formatter.format(
        Points(points, aspect="correctness", earned=f"{round(points, 2):g} of 40 points")
    )
    InteractiveShell.clear_instance()
    assert (float(shown["text/plain"]), shown["text/plain"]) == (points, repr(points))
    assert shown["text/html"] == f"<p><b>Correctness</b>: {round(points, 2):g} of 40 points</p>"


def test_what_waits_or_is_not_begun_says_so(tmp_path: Path) -> None:
    rubric = load_exercise("five-whys")
    practice = Practice(rubric, tmp_path)
    assert practice.points("methodology")._repr_html_() == "<p><b>Methodology</b>: 0 of 25 points, not attempted</p>"
    rubric.model_answer.save(tmp_path / rubric.answer)
    assert practice.points("methodology")._repr_html_() == "<p><b>Methodology</b>: 25 of 25 points</p>"
    criterion = CriterionResult("links", "correctness", 10.0, 40.0, "for-instructor", "", up_to=30.0)
    part = Assessment("five-whys", (criterion,)).of("correctness")
    assert part.earned == "10 of 40 points now, up to 30 once read"
