"""A course in a temporary folder, with as many submissions as a test needs."""

import atexit
import csv
import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grading.nbgrader_commands import run_apart, run_forked

from pmkit.grading.exercise import load_exercise

ROOT = Path(__file__).parents[2]
ASPECTS = {"correctness": 40, "methodology": 25, "documentation": 20, "completeness": 15}
ANSWER = """\
problem = "The validator missed 100 consecutive blocks"
root_cause = "No test measures memory over hours"
[[whys]]
answer = "The node was offline"
evidence = "up == 0 from 03:12 UTC"
[[whys]]
answer = "The process ran out of memory"
"""


def code(source: str, grade_id: str | None = None, points: float | None = None) -> dict[str, Any]:
    """A code cell; with a grade id, one of the exercise's graded cells."""
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    if grade_id:
        cell["metadata"]["nbgrader"] = _graded(grade_id, points, solution=False)
    return cell


def text(source: str, grade_id: str | None = None) -> dict[str, Any]:
    """A Markdown cell; with a grade id, the one where trainees write to their instructor."""
    metadata = {"nbgrader": _graded(grade_id, 0, solution=True)} if grade_id else {}
    return {"cell_type": "markdown", "source": source, "metadata": metadata}


def _graded(grade_id: str, points: float | None, *, solution: bool) -> dict[str, Any]:
    about = {"schema_version": 3, "grade": True, "grade_id": grade_id, "points": points}
    return about | {"solution": solution, "locked": not solution, "task": False}


def notebook(*cells: dict[str, Any]) -> str:
    """The text of a notebook with these cells."""
    numbered = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": numbered, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def exercise_cells() -> list[dict[str, Any]]:
    """A small exercise: an instruction, four graded cells, a place for words."""
    graded = [code(f'practice.points("{name}")', name, points) for name, points in ASPECTS.items()]
    return [text("# Five whys\n\nAsk why."), code("import pmkit"), *graded, text("Your words here.", "notes")]


@dataclass(frozen=True)
class Course:
    """A course folder; its commands are run as an instructor would run them, with `is_apart` as programs."""

    folder: Path
    is_apart: bool = False
    exercise: str = "five-whys"
    own_answer: str = ANSWER
    """What somebody hands in of whom nothing else is said."""

    def run(self, *command: str, expect: int = 0) -> str:
        """Run `nbgrader …` in the course and return what it printed."""
        code, printed = (run_apart if self.is_apart else run_forked)(self.folder, *command)
        assert code == expect, printed
        return printed

    def submission(self, student: str) -> Path:
        """The folder of a student's submission, made when it is not there."""
        folder = self.folder / "submitted" / student / self.exercise
        (folder / "answers").mkdir(parents=True, exist_ok=True)
        return folder

    def answer_of(self, student: str) -> Path:
        """Where a student's answer is read."""
        return self.folder / "submitted" / student / self.exercise / load_exercise(self.exercise).answer

    def submit(self, student: str, notebook_text: str | None = None, answer: str | None = "own") -> Path:
        """A submission: the released notebook unless another text is given; no answer file for None."""
        folder = self.submission(student)
        released = self.folder / "exercises" / self.exercise / f"{self.exercise}.ipynb"
        content = released.read_text(encoding="utf-8") if notebook_text is None else notebook_text
        (folder / f"{self.exercise}.ipynb").write_text(content, encoding="utf-8")
        if answer is not None:
            self.answer_of(student).write_text(self.own_answer if answer == "own" else answer, encoding="utf-8")
        return folder

    def grade(self) -> dict[str, float]:
        """Autograde, make the feedback pages and return the exported score of each student."""
        self.run("autograde", self.exercise)
        self.run("generate_feedback", self.exercise)
        return self.scores()

    def scores(self) -> dict[str, float]:
        """The exported score of each student."""
        return {row["student_id"]: float(row["score"]) for row in self.rows()}

    def rows(self) -> list[dict[str, str]]:
        """What `nbgrader export` writes."""
        self.run("export")
        with (self.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def feedback(self, student: str) -> str:
        """A student's feedback page."""
        page = self.folder / "feedback" / student / self.exercise / f"{self.exercise}.html"
        return page.read_text(encoding="utf-8")

    def autograded(self, student: str) -> dict[str, Any]:
        """A student's autograded notebook."""
        path = self.folder / "autograded" / student / self.exercise / f"{self.exercise}.ipynb"
        return json.loads(path.read_text(encoding="utf-8"))


def make_course(folder: Path, source: str | None = None, *, is_apart: bool = False) -> Course:
    """A course with the exercise generated, and an exchange of its own; a copy of one made once in this process."""
    if is_apart:
        _begin(folder, source)
        Course(folder, is_apart).run("generate_assignment", "five-whys")
    else:
        shutil.copytree(_template(source), folder, dirs_exist_ok=True)
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(0o777)
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f'\nc.Exchange.root = "{folder / "exchange"}"\nc.Exchange.cache = "{folder / "cache"}"\n')
    return Course(folder, is_apart)


@cache
def _template(source: str | None) -> Path:
    """A course with the exercise generated; its folder goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="pmkit-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _begin(folder, source)
    Course(folder).run("generate_assignment", "five-whys")
    return folder


def _begin(folder: Path, source: str | None) -> None:
    solutions = folder / "solutions" / "five-whys"
    solutions.mkdir(parents=True)
    (solutions / "five-whys.ipynb").write_text(source or notebook(*exercise_cells()), encoding="utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
