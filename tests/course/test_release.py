"""Exercises are made from solutions, the same every time, and nothing leaks into them."""

import json
from pathlib import Path

import pytest
from cli.command_line import invoke
from grading.course import make_course

from pmkit.course.release import release_exercises
from pmkit.course.tidy import tidy

pytestmark = pytest.mark.lab

ROOT = Path(__file__).parents[2]
SOLUTION = "### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION"


def _graded(grade_id: str, *, solution: bool) -> dict[str, object]:
    about = {
        "grade": not solution,
        "grade_id": grade_id,
        "locked": not solution,
        "points": 5,
        "schema_version": 3,
    }
    return {"nbgrader": about | {"solution": solution, "task": False}}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder with the solution of one exercise."""
    cell = {"cell_type": "code", "outputs": [], "execution_count": 1}
    cells = [
        cell | {"id": "one", "source": SOLUTION, "metadata": _graded("work", solution=True)},
        cell | {"id": "two", "source": "1.0", "metadata": _graded("test", solution=False)},
    ]
    folder = tmp_path / "solutions" / "first"
    folder.mkdir(parents=True)
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "first.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return tmp_path


def test_an_exercise_is_the_solution_without_its_answers(course: Path) -> None:
    (path,) = release_exercises(course)
    text = path.read_text(encoding="utf-8")
    assert path == course / "exercises" / "first" / "first.ipynb"
    assert "answer = 42" not in text
    assert "checksum" in text
    assert text == tidy(text)


def test_releasing_again_gives_the_same_bytes_and_touches_no_gradebook(course: Path) -> None:
    (path,) = release_exercises(course)
    before = path.read_bytes()
    assert release_exercises(course, only="first") == [path]
    assert path.read_bytes() == before
    assert not (course / "gradebook.db").exists()


@pytest.mark.parametrize("name", ["key.toml", "data/rubric.md", ".hidden"])
def test_a_file_that_is_no_notebook_would_leak_and_is_refused(course: Path, name: str) -> None:
    extra = course / "solutions" / "first" / name
    extra.parent.mkdir(exist_ok=True)
    extra.write_text("the answers", encoding="utf-8")
    with pytest.raises(ValueError, match="trainees would get it"):
        release_exercises(course)
    assert not (course / "exercises").exists()


def test_an_unknown_solution_is_named_with_those_there_are(course: Path) -> None:
    with pytest.raises(LookupError, match="write one of: first"):
        release_exercises(course, only="frist")


def test_outside_of_the_course_it_is_said_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke("course", "release", "five-whys")
    assert (result.exit_code, "Errno" in result.stderr) == (2, False)
    assert "solutions is not there; run this in the course's own folder" in result.stderr


def test_the_exercises_in_git_are_what_the_solutions_give(tmp_path: Path) -> None:
    (tmp_path / "solutions").symlink_to(ROOT / "solutions")
    released = {path.relative_to(tmp_path): path.read_bytes() for path in release_exercises(tmp_path)}
    kept = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "exercises").rglob("*.ipynb")}
    assert released == kept


def test_generating_again_keeps_answers_that_lie_in_the_exercise(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    answers = course.folder / "exercises" / "five-whys" / "answers"
    answers.mkdir()
    (answers / "five_whys.toml").write_text("problem = 'mine'")
    course.run("generate_assignment", "five-whys", "--force")
    kept = list((course.folder / "answers-kept").glob("five-whys-*/answers/five_whys.toml"))
    assert ([path.read_text() for path in kept], answers.exists()) == (["problem = 'mine'"], False)
