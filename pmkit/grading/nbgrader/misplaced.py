"""Work that lies where nbgrader does not look: in a folder named nearly as the exercise, or in the trainee's own."""

import logging
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from pmkit.grading.exercise import load_exercise
from pmkit.grading.handed_in.special import is_anything, is_folder, is_own_folder, is_plain_file
from pmkit.grading.nbgrader.folder import copy_safely
from pmkit.grading.nbgrader.folders.notes import Notes

LOG = logging.getLogger(__name__)
_NOT_LETTERS = re.compile(r"[\W_]+")


def bring_into_place(coursedir: CourseDirectory) -> list[tuple[str, str]]:
    """Copy what can only be this exercise to where nbgrader looks; the trainee and where it was found, for each.

    Never raises: what cannot be copied is told.
    """
    brought = []
    for trainee in _without_it(coursedir):
        target = trainee / coursedir.assignment_id
        notes = Notes(Path(coursedir.root), target)
        try:
            for source in _found(trainee, coursedir.assignment_id):
                left_out = ["feedback"] if source != trainee else _others(trainee, target)
                copy_safely(source, target, notes, left_out)
                notes.keep()
                brought.append((trainee.name, source.name if source != trainee else "."))
        except OSError as error:
            LOG.warning("%s: %s", trainee.name, error)
    return brought


def _without_it(coursedir: CourseDirectory) -> Iterator[Path]:
    """The trainees' folders that hold no folder of the exercise's name."""
    submitted = Path(coursedir.format_path(coursedir.submitted_directory, "x", "y")).parent.parent
    if submitted.is_dir():
        for trainee in sorted(submitted.iterdir()):
            matched = fnmatch(trainee.name, coursedir.student_id)
            if matched and is_own_folder(trainee) and not is_anything(trainee / coursedir.assignment_id):
                yield trainee


def _found(trainee: Path, exercise: str) -> list[Path]:
    """The one folder that is called nearly as the exercise, or the trainee's own where the answer lies in it."""
    alike = [one for one in trainee.iterdir() if _letters(one.name) == _letters(exercise)]
    folders = [one for one in alike if is_own_folder(one)]
    if len(folders) == 1:
        return folders
    try:
        name = Path(load_exercise(exercise).answer).name
    except LookupError:
        return []
    places = (trainee / name, trainee / "answers" / name)
    return [trainee] if any(is_plain_file(path) for path in places) else []


def _others(trainee: Path, target: Path) -> list[str]:
    """What is not the exercise's in a trainee's own folder: all folders but answers/ and evidence/."""
    others = [one.name for one in trainee.iterdir() if is_folder(one) and one.name not in {"answers", "evidence"}]
    return [*others, target.name]


def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", name).casefold()
