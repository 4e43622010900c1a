"""A trainee's whole folder that is a link, or none: not followed, said in each exercise until work is handed in."""

import logging
from glob import glob
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from pmkit.grading.handed_in.special import is_anything, special_kind, told_of
from pmkit.grading.nbgrader.folders.notes import Notes
from pmkit.grading.student_id import problem_of
from pmkit.render.findings.terminal import printable

LOG = logging.getLogger(__name__)
MARK = ".link"
"""In the place of an exercise's name: no exercise is called so."""


def put_folders_for_links(coursedir: CourseDirectory) -> None:
    """Put an empty submission in the place of each trainee's folder that is, or was, a link, a pipe or the like.

    Never raises. The link goes when the first exercise is graded; a mark stays, so that the others are noted too.
    """
    place = Path(coursedir.format_path(coursedir.submitted_directory, "{student}", coursedir.assignment_id))
    if "{student}" not in place.parent.name:  # a course that keeps its folders the other way about
        return
    pattern = coursedir.format_path(coursedir.submitted_directory, coursedir.student_id, coursedir.assignment_id)
    for trainee in sorted(map(Path, glob(str(Path(pattern).parent)))):  # noqa: PTH207  # as nbgrader matches
        try:
            if not problem_of(trainee.name):
                _look_at(trainee, Path(coursedir.root), coursedir.assignment_id)
        except OSError as error:
            LOG.warning("%s cannot be made safe: %s", printable(str(trainee), 200), error.strerror)


def _look_at(trainee: Path, root: Path, exercise: str) -> None:
    mark = Notes(root, trainee / MARK)
    if kind := special_kind(trainee):
        LOG.warning("%s is %s: not followed", printable(str(trainee), 200), told_of(trainee))
        trainee.unlink()
        trainee.mkdir()
        mark.of_no_folder(kind)
    elif mark.sentences and any(trainee.glob("*/answers")):
        mark.sentences = {}
    elif not mark.sentences or is_anything(trainee / exercise):
        return
    mark.keep()
    if mark.sentences:
        (trainee / exercise).mkdir()
        notes = Notes(root, trainee / exercise)
        notes.sentences = dict(mark.sentences)
        notes.keep()
