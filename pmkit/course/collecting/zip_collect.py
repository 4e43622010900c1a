"""`nbgrader zip_collect` for the archives that learning platforms really give, and those of `pack()`."""

from pathlib import Path
from typing import NoReturn

from nbgrader.api import Gradebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

from pmkit.course.collecting.collect import NOBODY, Collected, collect
from pmkit.course.collecting.roster import FILE, Roster, read_roster
from pmkit.course.collecting.table import table
from pmkit.grading.exercise import exercise_names
from pmkit.grading.nbgrader.report import WHO
from pmkit.models import answer_file

LEFT, BAD_INPUT = 1, 2
"""Exit codes, as `pmkit collect` has them: all was taken gives 0."""


def collect_from_platforms() -> None:
    """Let `nbgrader zip_collect` read a download as `pmkit collect` does, once; other courses' exercises as before.

    nbgrader's own step fits names that hold the id and nothing else, and ends at the first damaged archive.
    """
    start = ZipCollectApp.start
    if hasattr(start, "collects_from_platforms"):
        return

    def collect_or_start(self: ZipCollectApp) -> None:
        if self.coursedir.assignment_id in exercise_names():
            _collect(self)
        else:
            start(self)

    collect_or_start.collects_from_platforms = True  # type: ignore[attr-defined]  # a mark on our own function
    ZipCollectApp.start = collect_or_start


def _collect(self: ZipCollectApp) -> None:
    folder = Path(self._format_collect_path(self.archive_directory))
    if not folder.is_dir():
        _refuse(self, f"{folder} is not there; make it and put what you downloaded into it")
    submitted = Path(self.coursedir.format_path(self.coursedir.submitted_directory, "x", "y")).parents[1]
    try:
        roster = _roster(self.coursedir)
        done = collect(self.coursedir.assignment_id, [folder], submitted, roster, force=self.force)
        answer_file.write_whole(folder.parent / WHO, done.as_csv())
    except (ValueError, OSError) as error:
        _refuse(self, str(error))
    _tell(self, done)
    if done.is_unreadable:
        self.log.error("Nothing could be read, so this ends with exit code %s", BAD_INPUT)
        self.exit(BAD_INPUT)
    if not done.is_whole:
        self.log.error("Something was left that you have to look at, so this ends with exit code %s", LEFT)
        self.exit(LEFT)


def _refuse(self: ZipCollectApp, why: str) -> NoReturn:
    self.log.error("%s", why)
    raise SystemExit(BAD_INPUT)


def _tell(self: ZipCollectApp, done: Collected) -> None:
    self.log.warning("Who is who (also in %s):\n%s", WHO, table(done.lines))
    for problem in done.problems:
        self.log.error("%s", problem)
    if not done.lines:
        self.log.error("%s", NOBODY)


def _roster(coursedir: CourseDirectory) -> Roster:
    """The course's roster.csv, or else the students of the gradebook, by all that it knows of them."""
    path = Path(coursedir.root) / FILE
    if path.exists():
        return read_roster(path)
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        return Roster((one.id, list(_names(one))) for one in gradebook.students)


def _names(student: object) -> list[str]:
    first, last = (getattr(student, key, None) or "" for key in ("first_name", "last_name"))
    both = f"{first} {last}" if first and last else ""
    return [name for name in (both, getattr(student, "email", None), getattr(student, "lms_user_id", None)) if name]
