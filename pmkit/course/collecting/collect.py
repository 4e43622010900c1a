"""From what a learning platform lets an instructor download to the folders that are graded; who is who is told."""

import csv
import io
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from pmkit.course.collecting.archives import open_all
from pmkit.course.collecting.belongs import HandIn, hand_ins
from pmkit.course.collecting.names import as_id
from pmkit.course.collecting.roster import Roster
from pmkit.grading.exercise import load_exercise
from pmkit.grading.handed_in.by_person import ALSO
from pmkit.grading.handed_in.special import is_anything, is_plain_file
from pmkit.grading.student_id import problem_of
from pmkit.tables.spreadsheet import inert

READY, KEPT, REPLACED, TAKEN = (
    "ready",
    "left: another was handed in before",
    "replaced: the one before is kept",
    "taken",
)
NOBODY = "Nobody's work was found; pmkit collect --preview shows what the names say"
SAME = "the same was handed in before"


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-in in the preview: the course's id, what the platform calls them, and how that id was found."""

    student: str
    handed_in_as: str
    known_by: str
    files: int
    what: str


@dataclass(frozen=True, slots=True)
class Collected:
    """Who is who, and what could not be opened, in sentences; `files` were found in all that could be."""

    lines: list[Line]
    problems: list[str]
    files: int

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing at all could be read: a person has a download to ask for again, and no hand-in to look at."""
        return bool(self.problems) and not self.files

    @property
    def is_whole(self) -> bool:
        """Whether there was something, and all of it has found its place: nothing is left to a person."""
        found = {READY, TAKEN, REPLACED, SAME}
        return bool(self.lines) and not self.problems and all(line.what in found for line in self.lines)

    def as_csv(self) -> str:
        """The lines as a table that a spreadsheet opens as text."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([one.name for one in fields(Line)])
        writer.writerows([inert(str(cell)) for cell in astuple(line)] for line in self.lines)
        return text.getvalue()


def collect(
    exercise: str,
    paths: list[Path],
    submitted: Path,
    roster: Roster | None = None,
    *,
    preview: bool = False,
    force: bool = False,
) -> Collected:
    """Put each hand-in of a download into `submitted/<student>/<exercise>/`, whole or not at all; never over another.

    With `preview` nothing is written. With `force` what was handed in before is replaced and kept beside
    `submitted`. Raises LookupError for an unknown exercise, OSError when the disk refuses.
    """
    opened = open_all(paths)
    found = hand_ins(opened.leaves, load_exercise(exercise))
    named = [(*_id_of(one, roster or Roster()), one) for one in found]
    times = Counter(student.casefold() for student, _, _ in named)
    lines = []
    for student, known_by, hand_in in named:
        what = _problem(student, times[student.casefold()]) or _put(
            hand_in, submitted / student / exercise, preview=preview, force=force
        )
        count = len(hand_in.files) + len(hand_in.others)
        lines.append(Line(student, hand_in.whose.told, known_by, count, what))
    return Collected(lines, opened.problems, len(opened.leaves))


def _id_of(hand_in: HandIn, roster: Roster) -> tuple[str, str]:
    """The course's id of who handed in, and what tells it; empty where nothing does."""
    if student := roster.find(hand_in.whose):
        return student, "roster"
    if hand_in.claimed and not problem_of(hand_in.claimed):
        return hand_in.claimed, "what is in the file"
    return (as_id(hand_in.whose), "name") if hand_in.whose.name else ("", "nothing")


def _problem(student: str, times: int) -> str:
    if not student:
        return "not taken: nothing says whose this is; name it in the roster"
    if odd := problem_of(student):
        return f"not taken: the id {odd}"
    return "not taken: two hand-ins are of this id; name both in the roster" if times > 1 else ""


def _put(hand_in: HandIn, target: Path, *, preview: bool, force: bool) -> str:
    """Write one hand-in where none is, or in the place of the one before; returns what happened, or would."""
    is_there = is_anything(target)
    if is_there and _is_the_same(hand_in, target):
        return SAME
    if is_there and not force:
        return KEPT
    if preview:
        return REPLACED if is_there else READY
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".collecting-", dir=target.parent))
    try:
        _write(hand_in, fresh)
        fresh.chmod(0o755)
        if is_there:
            _keep(target)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return REPLACED if is_there else TAKEN


def _is_the_same(hand_in: HandIn, target: Path) -> bool:
    """Whether a download holds again what was taken of an earlier one, byte for byte."""
    if target.is_symlink() or target.parent.is_symlink():
        return False
    wanted = {place: leaf.content or b"" for place, leaf in hand_in.files.items()}
    if hand_in.others:
        wanted[ALSO] = ("\n".join(_others(hand_in)) + "\n").encode()
    return all(_holds(target / place, content) for place, content in wanted.items())


def _holds(path: Path, content: bytes) -> bool:
    try:
        if path.parent.is_symlink() or not is_plain_file(path):
            return False
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _write(hand_in: HandIn, folder: Path) -> None:
    times = [leaf.when for leaf in hand_in.files.values()]
    for place, leaf in hand_in.files.items():
        path = folder / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(leaf.content or b"")
        os.utime(path, (leaf.when, leaf.when))
    if hand_in.others:
        path = folder / ALSO
        path.write_text("\n".join(_others(hand_in)) + "\n", encoding="utf-8")
        if times:
            os.utime(path, (max(times),) * 2)


def _others(hand_in: HandIn) -> Iterator[str]:
    yield "Also handed in, of a kind that is not read; they are in the download:"
    yield from (name[:200] for name in sorted(hand_in.others)[:100])


def _keep(target: Path) -> None:
    """Move what was handed in before out of the way, beside the folder of all submissions."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    kept = target.parents[1].with_name("submitted-kept") / f"{target.parent.name}-{target.name}-{stamp}"
    kept.parent.mkdir(exist_ok=True)
    target.rename(kept)
