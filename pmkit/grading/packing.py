"""One archive to hand in: the answers of an exercise, its notebook, and a word on whose they are."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field

from pmkit.grading.answer_place import place_of
from pmkit.grading.exercise import Exercise
from pmkit.grading.own_incident import FILE, OwnIncident
from pmkit.grading.scheme import scheme_of
from pmkit.grading.student_id import problem_of
from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError

MANIFEST = "hand-in.toml"
LONGEST = 200
_NOT_IN_NAMES = re.compile(r"[^\w.@-]+")


class Manifest(Answer):
    """The content of `hand-in.toml`, which stands in the archive alone."""

    exercise: str = Field("", max_length=LONGEST, examples=['"five-whys"'])
    trainee: str = Field("", max_length=LONGEST, examples=['"trainee07"'])
    packed: str = Field("", max_length=LONGEST, examples=['"2026-11-23T10:00:00Z"'])


class NothingToPackError(ValueError):
    """There is no answer yet, or nobody's, or no room for it; the message says what to do."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone."""
        return str(self).splitlines()


def pack(exercise: Exercise, folder: Path, trainee: str = "") -> Path:
    """Write `<exercise>-<trainee>.zip` into the folder of the notebook, whole or not at all; returns its path.

    Without a `trainee` it is whose incident it is. Raises NothingToPackError without an answer, without an id that
    can be one, or when the disk refuses.
    """
    answer = place_of(exercise, folder).path
    if not answer.is_file() or answer.is_symlink():
        raise NothingToPackError(f"There is no {exercise.answer} yet; answer the exercise first, then pack it.")
    whose = trainee.strip() or _whose(exercise, answer)
    if not whose:
        raise NothingToPackError("Whose is it? Write the id that your course knows you by, and pack again.")
    if odd := problem_of(whose):
        raise NothingToPackError(f"The id {odd}. Write the id that your course knows you by, and pack again.")
    target = folder / f"{exercise.slug}-{_NOT_IN_NAMES.sub('-', whose)[:80]}.zip"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = Manifest(exercise=exercise.slug, trainee=whose, packed=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        archive.writestr(MANIFEST, manifest.dump())
        for path, name in _files(exercise, folder, answer):
            archive.write(path, name)
    try:
        answer_file.write_bytes_whole(target, content.getvalue())
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NothingToPackError(f"{target.name} could not be written: {why}. Make room, or free the name.") from None
    return target


def packed_in(path: Path) -> list[str]:
    """What lies in an archive that was packed, without the word on whose it is."""
    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if name != MANIFEST]


def missing(exercise: Exercise, folder: Path) -> list[str]:
    """Sentences on what was not packed, or may be older than what is on the screen."""
    answer = place_of(exercise, folder).path
    said = []
    if not (folder / f"{exercise.slug}.ipynb").is_file():
        said.append(f"Not in it: {exercise.slug}.ipynb is not beside the answers. The answer alone is enough.")
    if exercise.own_incident and not answer.with_name(FILE).is_file():
        said.append(f"Not in it: answers/{FILE}, which says whose incident it is. Run the first cells again.")
    if (half := answer.with_name(f".{answer.name}.half-typed")).exists() and half.stat().st_size:
        said.append("A line is half typed and not yet part of your answer. Finish it, and pack again.")
    return [*said, _attempted(exercise, answer)] if _attempted(exercise, answer) else said


def _attempted(exercise: Exercise, answer: Path) -> str:
    """A sentence where nothing is answered, or the file cannot be read; empty where all is well."""
    try:
        is_answered = scheme_of(exercise.kind).is_attempted(exercise.model.load(answer))
    except AnswerError as error:
        return f"The answer was packed as it is, and cannot be read: {error}"
    return "" if is_answered else "Nothing is answered in it yet. Pack again once something is."


def _whose(exercise: Exercise, answer: Path) -> str:
    try:
        return OwnIncident.beside(answer, exercise).trainee.strip() if exercise.own_incident else ""
    except AnswerError:
        return ""


def _files(exercise: Exercise, folder: Path, answer: Path) -> list[tuple[Path, str]]:
    """What is handed in, and where it lies in the archive."""
    wanted = [
        (answer, exercise.answer),
        (answer.with_name(FILE), f"answers/{FILE}"),
        (folder / f"{exercise.slug}.ipynb", f"{exercise.slug}.ipynb"),
    ]
    return [(path, name) for path, name in wanted if path.is_file() and not path.is_symlink()]
