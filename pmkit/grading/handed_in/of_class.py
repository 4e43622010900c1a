"""A class graded without nbgrader: who handed in what, and what it earns, one after the other."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pmkit.grading.answer_place import place_of
from pmkit.grading.assess import assess_folder
from pmkit.grading.exercise import Exercise, load_exercise
from pmkit.grading.handed_in.apart import Apart, BeyondLimitsError, FailedError
from pmkit.grading.handed_in.by_person import other_files
from pmkit.grading.handed_in.special import is_anything, is_file, is_folder, special_kind
from pmkit.grading.instructed import ClassReadings
from pmkit.grading.practice.exercise import is_passed
from pmkit.grading.student_id import problem_of

MOST_TRAINEES = 20_000
SECONDS, MEGABYTES = 30.0, 1000
"""Processor time and memory for one trainee; beyond that an instructor decides, and the class goes on."""
STEPS = frozenset({"submitted", "autograded"})
"""What the folder above a trainee's is called in a course."""


@dataclass(frozen=True, slots=True)
class Row:
    """One trainee: what was read, what it earned, and what a person has still to do."""

    student: str
    points: float
    up_to: float
    max: float
    verdict: str
    answer: str
    handed_in: str
    notes: str

    def as_data(self) -> dict[str, Any]:
        """For JSON and CSV."""
        return asdict(self)


COLUMNS = tuple(one.name for one in fields(Row))


def student_of(exercise: str, folder: Path) -> str | None:
    """Who hands in a folder `submitted/<student>/<exercise>`; None for one that lies elsewhere."""
    place = folder.resolve()
    return place.parent.name if place.name == exercise and place.parents[1].name in STEPS else None


def class_folders(exercise: Exercise, folder: Path) -> list[Path]:
    """The trainees' folders in one, in the order of their names; empty where it is one trainee's own."""
    name = Path(exercise.answer).name
    if folder.name == "answers" or is_anything(folder / "answers") or is_anything(folder / name):
        return []
    entries = (one for one in sorted(folder.iterdir()) if not one.name.startswith("."))
    found = (one for one in entries if _may_be_of_trainee(one))
    wanted = [one for _, one in zip(range(MOST_TRAINEES), found, strict=False) if one.name != "evidence"]
    hand_ins = [one for one in wanted if is_folder(one / exercise.slug) or is_folder(one / "answers")]
    hand_ins += [one for one in wanted if is_file(one / name) and one not in hand_ins]
    return wanted if hand_ins else []


def _may_be_of_trainee(path: Path) -> bool:
    """Whether it is a folder, or a pipe or a link to nothing in the place of one: that is told, not passed by."""
    return is_folder(path) or (bool(special_kind(path)) and not is_file(path))


def rows(exercise: str, folders: list[Path], seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Iterator[Row]:
    """What each trainee earned; a folder that cannot be graded, or takes too long, is told and stops nobody.

    Raises LookupError for an unknown exercise, AnswerError where the file of the class's readings is damaged.
    """
    rubric = load_exercise(exercise)
    work = Apart(_row, seconds, megabytes)
    try:
        for folder in map(Path.absolute, folders):  # "." has a name too
            ClassReadings.above(folder)
            place = folder / exercise
            inside = place if special_kind(place) or is_folder(place) else folder
            student = folder.parent.name if folder.name == exercise else folder.name
            nothing = Row(student, 0.0, rubric.max, rubric.max, "for your instructor", "", "", "")
            try:
                yield _refused(nothing, inside) or work(nothing, exercise, inside)
            except BeyondLimitsError:
                yield _with(nothing, "The answer takes longer, or more memory, than one answer may.")
            except FailedError as error:
                yield _with(nothing, f"Not assessed: {error}")
    finally:
        work.end()


def _refused(nothing: Row, folder: Path) -> Row | None:
    """The row of a folder that is not read; None where it is."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return _with(nothing, "The folder is a link. It was not followed.")
    if kind := special_kind(folder):
        return _with(nothing, f"The folder is {kind}. It was not opened.")
    if odd := problem_of(nothing.student):
        return _with(nothing, f"The trainee's id {odd}: give the folder another name.")
    return None


def _row(nothing: Row, exercise: str, folder: Path) -> Row:  # in a process of its own
    rubric = load_exercise(exercise)
    result = assess_folder(exercise, folder, nothing.student)
    place = place_of(rubric, folder).path
    verdict = "passed" if is_passed(rubric, result) else "not yet"
    if result.outcome in {"unattempted", "for-instructor"} and verdict != "passed":
        verdict = "not attempted" if result.outcome == "unattempted" else "for your instructor"
    answer = place.relative_to(folder).as_posix() if place.is_file() and result.outcome != "unattempted" else ""
    earned = (result.points, result.points_up_to, result.max)
    return Row(nothing.student, *earned, verdict, answer, _when(folder), " ".join(result.notes))


def _with(row: Row, note: str) -> Row:
    return Row(**(row.as_data() | {"notes": note}))


def _when(folder: Path) -> str:
    """When the newest file was written, in UTC; empty where there is none."""
    times = [(folder / name).lstat().st_mtime for name in other_files(folder)]
    return f"{datetime.fromtimestamp(max(times), UTC):%Y-%m-%dT%H:%M:%SZ}" if times else ""
