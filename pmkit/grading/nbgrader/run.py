"""Around one run of `nbgrader autograde` and `generate_feedback`: what is put right before, and what is told after."""

import functools
import sqlite3
from pathlib import Path

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from pmkit.grading.nbgrader.misplaced import bring_into_place
from pmkit.grading.nbgrader.other_secret import secret_problem
from pmkit.grading.nbgrader.report import report
from pmkit.grading.nbgrader.unfinished import take_away_unfinished, take_away_unfinished_pages

SECONDS = 10.0
"""So long another program may hold the gradebook."""


def watch_runs() -> None:
    """Put our part around nbgrader's runs, once. nbgrader offers hooks for one submission only, and too late."""
    _around(Autograde, _autograde)
    _around(GenerateFeedback, _feedback)


def _around(converter: type, run: object) -> None:
    start = converter.start  # type: ignore[attr-defined]  # both have it
    if not hasattr(start, "__wrapped__"):
        converter.start = functools.wraps(start)(lambda self: run(self, start))  # type: ignore[attr-defined, operator]


def _autograde(self: Autograde, start: object) -> None:
    _refuse(self)
    for student, place in bring_into_place(self.coursedir):
        self.log.warning("%s: handed in under %r; copied to %s", student, place, self.coursedir.assignment_id)
    for student in take_away_unfinished(self.coursedir):
        self.log.warning("%s: an earlier run was stopped; graded again", student)
    try:
        start(self)  # type: ignore[operator]
    finally:
        _tell(self)


def _feedback(self: GenerateFeedback, start: object) -> None:
    for student in take_away_unfinished_pages(self.coursedir):
        self.log.warning("%s: an earlier run was stopped; the page is made again", student)
    start(self)  # type: ignore[operator]


def _tell(self: Autograde) -> None:
    try:
        self.log.warning("%s", report(self.coursedir))
    except OSError as error:
        self.log.warning("The table of who waits cannot be written: %s", error)


def _refuse(self: Autograde) -> None:
    """Stop before anybody is graded where the gradebook takes nothing, or where incidents would be others."""
    problem = _problem_of(self.coursedir) or secret_problem(self.coursedir)
    if problem:
        self.log.error("%s", problem)
        raise NbGraderException(problem)


def _problem_of(coursedir: CourseDirectory) -> str:
    """Why a gradebook in a file cannot be written, and what to do; empty where it can."""
    place = str(coursedir.db_url).partition("sqlite:///")[2]
    if not place:
        return ""
    path = Path(coursedir.root, place)
    try:
        connection = sqlite3.connect(path, timeout=SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")  # of a file that may only be read, SQLite makes a reading of it
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {int(number)}")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except sqlite3.Error as error:
        what = "another program is writing to it: close it, or wait" if "locked" in str(error) else (
            "make the file and its folder writable, or put back a copy of the gradebook"
        )  # fmt: skip
        return f"The gradebook {path} cannot be written ({error}); nobody was graded: {what}."
    return ""
