"""Where an answer lies: under its name, or the one file of the folder that is an answer of this kind by its shape."""

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmkit.grading.exercise import Exercise
from pmkit.grading.handed_in import reading
from pmkit.grading.scheme import scheme_of
from pmkit.models.answer import Answer, AnswerError
from pmkit.models.toml import limits
from pmkit.models.topics import record_of
from pmkit.render.findings.terminal import printable

MOST_FILES = 1000
"""So many entries of a folder are looked at."""
MOST_READ, MOST_BYTES = 40, 2_000_000
"""So many files, and so much of them, are read to see what they hold."""
DEEPEST = 4
"""`five-whys/answers/mine/five_whys.toml` is so deep."""
ODD_ENDINGS = ("", ".txt", ".tml")
"""What the files of answers end in by mistake."""
PASSED_BY = frozenset({"evidence", "node_modules", "feedback"})
_NOT_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class Place:
    """The file to read (it need not exist), what to say about that, and, where a person must choose, the candidates."""

    path: Path
    says: str = ""
    among: tuple[str, ...] = ()


def place_of(rubric: Exercise, folder: Path) -> Place:
    """Where the answer to an exercise lies in a folder; links and odd files in its place are left to the caller.

    Another file is taken where none has the name, or the one that has it says nothing yet.
    """
    expected = folder / rubric.answer
    if expected.is_symlink() or not expected.resolve().is_relative_to(folder.resolve()) or _is_begun(rubric, expected):
        return Place(expected)
    endings = {*ODD_ENDINGS, *record_of(rubric.kind).endings}
    others = [path for path in _files_in(folder, endings) if path != expected]
    answers: dict[Path, Answer] = {}
    for path in _few(others):
        answer = _answer_in(rubric, path)
        if answer is not None and answer not in answers.values():
            answers[path] = answer
    names = tuple(_name(path, folder) for path in answers)
    if len(names) > 1:
        return Place(expected, f"Several files here are answers: {', '.join(names[:5])}. Which one counts?", names)
    if answers:
        return Place(next(iter(answers)), _read_from(names[0], rubric, expected))
    alike = [path for path in others if _alike(path.name, expected.name)]
    if not expected.exists() and len(alike) == 1:
        return Place(alike[0], _read_from(_name(alike[0], folder), rubric, expected))
    return Place(expected)


def _read_from(name: str, rubric: Exercise, expected: Path) -> str:
    why = f"{rubric.answer} says nothing yet" if expected.exists() else f"there is no {rubric.answer}"
    return f"Read from {name}: {why}."


def _is_begun(rubric: Exercise, path: Path) -> bool:
    """Whether something stands at the place that is no untouched answer: what cannot be read counts, it is told."""
    if not path.exists():
        return False
    try:
        return _says_something(rubric, reading.load(rubric.model, path)[0])
    except (AnswerError, OSError):
        return True


def _says_something(rubric: Exercise, answer: Answer) -> bool:
    """Whether there is anything in what an answer of this kind cannot be without."""
    rows = next(iter(record_of(rubric.kind).rows), None)
    return bool(getattr(answer, rows)) if rows else scheme_of(rubric.kind).is_attempted(answer)


def _files_in(folder: Path, endings: Container[str]) -> Iterator[Path]:
    """Plain files that may be answers, those of the upper folders first; links are not followed."""
    seen = 0
    for root, folders, names in os.walk(folder, followlinks=False):
        depth = len(Path(root).relative_to(folder).parts) + 1
        deeper = sorted(one for one in folders if not one.startswith(".") and one not in PASSED_BY)
        folders[:] = deeper if depth < DEEPEST else []
        for name in sorted(names):
            seen += 1
            if seen > MOST_FILES:
                return
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in endings and path.is_file() and not path.is_symlink():
                yield path


def _few(paths: list[Path]) -> Iterator[Path]:
    left = MOST_BYTES
    for path in paths[:MOST_READ]:
        left -= path.stat().st_size
        if left >= 0:
            yield path


def _answer_in(rubric: Exercise, path: Path) -> Answer | None:
    """The answer of this kind that a file holds; None for anything else."""
    try:
        text, _ = reading.read(path)
        rows = next(iter(record_of(rubric.kind).rows), None)
        if rows and (rows not in text or not limits.loads(text).get(rows)):
            return None
        answer, _ = reading.load(rubric.model, path)
        return answer if _says_something(rubric, answer) else None
    except (OSError, ValueError, RecursionError):
        return None


def _alike(name: str, expected: str) -> bool:
    """Whether a file is called nearly as the answer is: `Five Whys (2).toml.txt`."""
    letters = [_NOT_LETTERS.sub("", one.lower().removesuffix(".txt")) for one in (name, expected)]
    return letters[0] == letters[1] or letters[0] == letters[1].removesuffix(Path(expected).suffix[1:])


def _name(path: Path, folder: Path) -> str:
    return printable(path.relative_to(folder).as_posix(), 120)
