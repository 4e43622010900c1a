"""What an instructor reads by hand, found where nbgrader keeps it: comments in the gradebook, a file of the class."""

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from pmkit.grading.answer_place import place_of
from pmkit.grading.exercise import load_exercise
from pmkit.grading.instructed import ClassReadings, all_readings, in_comment
from pmkit.grading.own_incident import exercise_beside
from pmkit.models.answer import AnswerError


def comment_in(gradebook: Gradebook, about: dict[str, Any]) -> str:
    """What a person has written in the comment boxes of one notebook."""
    try:
        notebook = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
    except MissingEntry:
        return ""
    return "\n".join(one.manual_comment for one in notebook.comments if one.manual_comment)


def said_by_hand(exercise: str, folder: Path, comment: str) -> list[list[str]]:
    """All that an instructor says of how to read one answer: it is compared with what it was graded by."""
    try:
        of_class = ClassReadings.above(folder).readings
    except AnswerError as error:
        return [["readings.toml", str(error)]]
    by_class = [["line", one.line, one.reads_as] for one in of_class if one.exercise == exercise]
    return [*by_class, *(["place", place, reads_as] for place, reads_as in in_comment(comment))]


def readings_of(exercise: str, folder: Path) -> list[dict[str, str]]:
    """All that a line of one answer can be read as; nothing where that cannot be told."""
    try:
        rubric = load_exercise(exercise)
        return all_readings(exercise_beside(place_of(rubric, folder).path, exercise))
    except (AnswerError, LookupError, OSError):
        return []
