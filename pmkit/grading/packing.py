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
    """There is no answer yet, or nobody's; the message says what to do."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence alone."""
        return str(self).splitlines()


def pack(exercise: Exercise, folder: Path, trainee: str = "") -> Path:
    """Write `<exercise>-<trainee>.zip` into the folder of the notebook, whole or not at all; returns its path.

    Without a `trainee` it is whose incident it is. Raises NothingToPackError without an answer or an id, OSError
    when the disk refuses.
    """
    answer = place_of(exercise, folder).path
    if not answer.is_file() or answer.is_symlink():
        raise NothingToPackError(f"There is no {exercise.answer} yet; answer the exercise first, then pack it.")
    whose = trainee.strip() or _whose(exercise, answer)
    if not whose:
        raise NothingToPackError('Whose is it? Write pack(trainee="…") with the id that your course knows you by.')
    target = folder / f"{exercise.slug}-{_NOT_IN_NAMES.sub('-', whose)[:80]}.zip"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = Manifest(exercise=exercise.slug, trainee=whose, packed=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
        archive.writestr(MANIFEST, manifest.dump())
        for path, name in _files(exercise, folder, answer):
            archive.write(path, name)
    answer_file.write_bytes_whole(target, content.getvalue())
    return target


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
