"""A class with the troubles of real classes is graded to the end; who got nothing or waits is told, with the reason."""

import csv
import sqlite3
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from grading.course import Course, make_course
from hostile.makers.killer import PLACES, kill_at
from hostile.makers.slips import TROUBLES
from hostile.makers.submissions import hand_in

from pmkit.grading.exercise import load_exercise
from pmkit.grading.nbgrader.run import _problem_of

pytestmark = [pytest.mark.lab, pytest.mark.slow("nbgrader grades a class")]

WHOLE = load_exercise("five-whys").model_answer.dump()
CLASS = {
    "bo": "saved as UTF-16",
    "cy": "a slip in a key",
    "dee": "a folder named nearly as the exercise",
    "eve": "answers beside the exercise's folder",
    "fay": "a document in place of an answer",
    "gus": "an answer that was cut off",
    "hal": "no answer",
}


def _table(course: Course) -> dict[str, dict[str, str]]:
    with (course.folder / "autograde-five-whys.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Ada is well; everybody else has had a trouble of one kind."""
    course = replace(make_course(tmp_path_factory.mktemp("class")), own_answer=WHOLE)
    course.submit("ada")
    for student, trouble in CLASS.items():
        hand_in(course, student, TROUBLES[trouble][0])
    course.run("db", "student", "add", "ida")
    course.run("autograde", "five-whys")
    return course


def test_honest_work_earns_what_it_would_in_its_place(graded: Course) -> None:
    scores = graded.scores()
    assert {scores[name] for name in ("ada", "bo", "cy", "dee", "eve")} == {100.0}


def test_what_cannot_be_read_is_marked_for_a_person_and_differs_from_nothing(graded: Course) -> None:
    waits = {row["student_id"] for row in graded.rows() if row["needs_manual_grade"] == "True"}
    assert waits == {"fay", "gus"}


def test_an_instructor_sees_as_text_what_could_not_be_read(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.submit("gus", answer='problem = "The node <script>alert(1)</script>\n' + "and on\n" * 3000)
    course.submit("hal", answer=None)
    course.submit("ada", answer=WHOLE)
    course.run("autograde", "five-whys")
    first = {who: course.autograded(who)["cells"][0]["outputs"][0] for who in ("gus", "hal", "ada")}
    seen = {who: "".join(output["data"]["text/html"]) for who, output in first.items()}
    assert "The node &lt;script&gt;alert(1)&lt;/script&gt;" in seen["gus"]
    assert "only its beginning" in seen["gus"]
    assert (len(seen["gus"]) < 8000, "<script" in seen["gus"]) == (True, False)
    assert "<pre" not in seen["hal"] + seen["ada"]


def test_one_table_says_who_got_nothing_or_waits_and_why(graded: Course) -> None:
    table = _table(graded)
    assert {name: row["what"] for name, row in table.items()} == {
        "fay": "waits", "gus": "waits", "hal": "0 points", "ida": "0 points",
    }  # fmt: skip
    assert "my answer.docx" in table["fay"]["why"]
    assert "answers/five_whys.toml has 1 problem" in table["gus"]["why"]
    assert (table["hal"]["why"][:13], table["ida"]["why"]) == ("not attempted", "handed in nothing")


def test_the_run_prints_the_table_at_its_end(graded: Course) -> None:
    printed = graded.run("autograde", "five-whys")
    assert "0 points, or waiting for you (4; also in autograde-five-whys.csv):" in printed
    assert "my answer.docx" in printed[printed.index("0 points, or waiting") :]


@pytest.mark.parametrize("place", PLACES)
def test_a_run_that_is_killed_loses_nobody_once_it_is_run_again(tmp_path: Path, place: str) -> None:
    course = make_course(tmp_path)
    killer = kill_at(tmp_path, place, "bo")
    for student in ("ada", "bo", "cy"):
        course.submit(student, answer=WHOLE)
    course.run("autograde", "five-whys", expect=-9)
    killer.unlink()
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


def test_a_gradebook_that_may_only_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, connect = tmp_path / "gradebook.db", sqlite3.connect
    connect(path).execute("CREATE TABLE student (id)").connection.commit()
    coursedir = SimpleNamespace(root=str(tmp_path), db_url=f"sqlite:///{path}")
    assert _problem_of(coursedir) == ""
    monkeypatch.setattr(sqlite3, "connect", lambda name, **how: connect(f"file:{name}?mode=ro", uri=True, **how))
    assert "make the file and its folder writable" in _problem_of(coursedir)
