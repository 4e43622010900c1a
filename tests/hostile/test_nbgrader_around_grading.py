"""What an instructor does around grading: releasing, deciding by hand, opening the course."""

import sys
from pathlib import Path

import pytest
from grading.course import make_course
from nbgrader.api import Gradebook

from pmkit.course.lab import CourseNotFoundError, command, course_root
from pmkit.grading.exercise import load_exercise

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class")]

RUBRIC = load_exercise("five-whys")


def test_an_instructors_own_answers_are_left_out_of_the_release_and_said(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    RUBRIC.model_answer.save(tmp_path / "exercises" / "five-whys" / RUBRIC.answer)
    (tmp_path / "exercises" / "five-whys" / "evidence").mkdir()
    (tmp_path / "exercises" / "five-whys" / "evidence" / "E1.log").write_text("up == 0", encoding="utf-8")
    printed = course.run("release_assignment", "five-whys")
    released = {path.name for path in (tmp_path / "exchange").rglob("*") if path.is_file()}
    assert released == {"five-whys.ipynb", "E1.log"}
    assert "holds answers" in printed
    assert (tmp_path / "exercises" / "five-whys" / RUBRIC.answer).exists()


@pytest.mark.parametrize("damaged", ['problem = "no end', "Der Knoten war nicht da, weil der Speicher voll war. "])
def test_after_all_parts_are_decided_the_page_says_nothing_of_waiting(tmp_path: Path, damaged: str) -> None:
    course = make_course(tmp_path)
    answer = damaged if "=" in damaged else f'problem = "x"\n[[whys]]\nanswer = "{damaged * 9}"\n'
    course.submit("ada", answer=answer)
    course.grade()
    before = course.feedback("ada")
    assert "for your instructor" in before
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "pmkit") as gradebook:
        for grade in gradebook.find_submission_notebook("five-whys", "five-whys", "ada").grades:
            grade.manual_score, grade.needs_manual_grade = float(grade.max_score) / 2, False
        gradebook.db.commit()
    course.run("generate_feedback", "five-whys", "--force")
    page = course.feedback("ada")
    assert "decided by your instructor" in page
    for words in ("for your instructor", "once read", ", up to", "An instructor looks", "waits for", "still to grade"):
        assert words not in page
    assert "<strong>50</strong>" in page


def test_the_lab_opens_any_folder_that_is_a_course(tmp_path: Path) -> None:
    (tmp_path / "mine" / "submitted").mkdir(parents=True)
    with pytest.raises(CourseNotFoundError, match="nbgrader_config"):
        course_root(tmp_path / "mine")
    (tmp_path / "mine" / "nbgrader_config.py").touch()
    root = course_root(tmp_path / "mine" / "submitted")
    assert root == tmp_path / "mine"
    words = command(root, port=8888, open_browser=False)
    assert (words[0], "--LabApp.default_url=/lab" in words) == (sys.executable, True)
