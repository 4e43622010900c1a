"""A class with the troubles of real classes is graded to the end; who got nothing or waits is told, with the reason."""

import csv
import sqlite3
from pathlib import Path

import pytest
from grading.course import Course, make_course

from pmkit.grading.exercise import load_exercise

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class")]

WHOLE = load_exercise("five-whys").model_answer.dump()
KILLER = """
import os, pathlib
from pmkit.grading.nbgrader.grade import SaveGrades
from nbgrader.converters import Autograde
def _killed(one, when):
    def run(self, *words):
        if when == "before" and "bo" in str(words): os.kill(os.getpid(), 9)
        result = one(self, *words)
        if when == "after" and "bo" in str(words): os.kill(os.getpid(), 9)
        return result
    return run
place = pathlib.Path("kill").read_text() if pathlib.Path("kill").exists() else ""
if place.startswith("grades"): SaveGrades.preprocess = _killed(SaveGrades.preprocess, place.split()[1])
if place.startswith("copied"): Autograde.init_assignment = _killed(Autograde.init_assignment, place.split()[1])
"""


def _table(course: Course) -> dict[str, dict[str, str]]:
    with (course.folder / "autograde-five-whys.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def _moved(course: Course, student: str, place: str) -> None:
    source = course.submit(student, answer=WHOLE)
    (source / "five-whys.ipynb").unlink()
    target = source.parent / place
    (source / "answers").rename(target) if place == "answers" else source.rename(target)
    if source.exists():
        source.rmdir()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Ada is well; everybody else has had a trouble of one kind."""
    course = make_course(tmp_path_factory.mktemp("class"))
    course.submit("ada", answer=WHOLE)
    windows = course.submit("bo", answer=None) / "answers" / "five_whys.toml"
    windows.write_bytes(WHOLE.encode("utf-16"))
    course.submit("cy", answer=WHOLE.replace("root_cause", "rootcause"))
    _moved(course, "dee", "Five Whys")
    _moved(course, "eve", "answers")
    (course.submit("fay", answer=None) / "five_whys.docx").write_bytes(b"PK")
    course.submit("gus", answer=WHOLE + '\nnotes = "no end')
    course.submit("hal", answer=None)
    course.run("db", "student", "add", "ida")
    course.run("autograde", "five-whys")
    return course


def test_honest_work_earns_what_it_would_in_its_place(graded: Course) -> None:
    scores = graded.scores()
    assert {scores[name] for name in ("ada", "bo", "cy", "dee", "eve")} == {100.0}


def test_what_cannot_be_read_is_marked_for_a_person_and_differs_from_nothing(graded: Course) -> None:
    waits = {row["student_id"] for row in graded.rows() if row["needs_manual_grade"] == "True"}
    assert waits == {"fay", "gus"}


def test_one_table_says_who_got_nothing_or_waits_and_why(graded: Course) -> None:
    table = _table(graded)
    assert {name: row["what"] for name, row in table.items()} == {
        "fay": "waits", "gus": "waits", "hal": "0 points", "ida": "0 points",
    }  # fmt: skip
    assert "five_whys.docx" in table["fay"]["why"]
    assert "answers/five_whys.toml has 1 problem" in table["gus"]["why"]
    assert (table["hal"]["why"][:13], table["ida"]["why"]) == ("not attempted", "handed in nothing")


def test_the_run_prints_the_table_at_its_end(graded: Course) -> None:
    printed = graded.run("autograde", "five-whys")
    assert "0 points, or waiting for you (4; also in autograde-five-whys.csv):" in printed
    assert "five_whys.docx" in printed[printed.index("0 points, or waiting") :]


@pytest.mark.parametrize("place", ["grades before", "grades after", "copied before", "copied after"])
def test_a_run_that_is_killed_loses_nobody_once_it_is_run_again(tmp_path: Path, place: str) -> None:
    course = make_course(tmp_path)
    with (tmp_path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(KILLER)
    for student in ("ada", "bo", "cy"):
        course.submit(student, answer=WHOLE)
    (tmp_path / "kill").write_text(place, encoding="utf-8")
    course.run("autograde", "five-whys", expect=-9)
    (tmp_path / "kill").unlink()
    course.run("autograde", "five-whys")
    rows = course.rows()
    assert {row["student_id"]: float(row["score"]) for row in rows} == dict.fromkeys(("ada", "bo", "cy"), 100.0)
    assert {row["needs_manual_grade"] for row in rows} == {"False"}


@pytest.mark.parametrize(
    "left", ["", '{"cells": [', '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}']
)
def test_a_notebook_that_a_full_disk_cut_off_is_graded_again(tmp_path: Path, left: str) -> None:
    course = make_course(tmp_path)
    course.submit("ada", answer=WHOLE)
    course.run("autograde", "five-whys")
    course.run("generate_feedback", "five-whys")
    for path in (*tmp_path.glob("autograded/ada/*/*.ipynb"), *tmp_path.glob("feedback/ada/*/*.html")):
        path.chmod(0o644)
        path.write_text(left, encoding="utf-8")
    assert course.grade() == {"ada": 100.0}
    assert course.feedback("ada").rstrip().endswith("</html>")


def test_a_gradebook_that_cannot_be_written_is_named_before_anybody_is_graded(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.submit("ada", answer=WHOLE)
    (tmp_path / "gradebook.db").write_bytes(b"no database at all, and more of it" * 100)
    printed = course.run("autograde", "five-whys", expect=1)
    assert f"The gradebook {tmp_path / 'gradebook.db'} cannot be written" in printed
    assert "Traceback" not in printed
    assert not (tmp_path / "autograded").exists()


def test_a_gradebook_that_another_program_writes_to_is_told(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.submit("ada", answer=WHOLE)
    with (tmp_path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("\nimport pmkit.grading.nbgrader.run as run\nrun.SECONDS = 0.01\n")
    other = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    printed = course.run("autograde", "five-whys", expect=1)
    other.close()
    assert "another program is writing to it" in printed
