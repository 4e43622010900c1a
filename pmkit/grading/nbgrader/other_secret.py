"""Stops a run in which most incidents were made with another secret of the course: perfect work would earn nothing."""

from glob import glob
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from pmkit.grading.exercise import load_exercise
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.incidents.dice import SECRET_IN
from pmkit.models.answer import AnswerError


def secret_problem(coursedir: CourseDirectory) -> str:
    """What to set before anybody is graded; empty where at most half of the incidents are of another secret.

    One trainee can write any mark, and then waits alone; only the class together stops a run.
    """
    try:
        if not load_exercise(coursedir.assignment_id).own_incident:
            return ""
    except LookupError:
        return ""
    pattern = coursedir.format_path(coursedir.submitted_directory, coursedir.student_id, coursedir.assignment_id)
    marks = [_is_of_another(Path(one) / "answers" / FILE) for one in glob(pattern)]  # noqa: PTH207  # as nbgrader
    known = [mark for mark in marks if mark is not None]
    if 2 * sum(known) <= len(known):
        return ""
    return (
        f"{sum(known):,} of {len(known):,} incidents were made with a course secret that is not the one here, so "
        f"nobody was graded: set {SECRET_IN} to the text that it has where trainees work, and run autograde again."
    )


def _is_of_another(path: Path) -> bool | None:
    """Whether one file says so; None where there is none that can be read."""
    try:
        return None if path.is_symlink() else OwnIncident.load(path).is_of_another_course
    except (OSError, AnswerError):
        return None
