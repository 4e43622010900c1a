"""Answers of a class that are the same word for word, or nearly: listed for an instructor, and judged by nobody."""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmkit.grading.exercise import Exercise
from pmkit.grading.handed_in.nearly_the_same import nearly_the_same
from pmkit.grading.scheme import scheme_of
from pmkit.models import answer_file
from pmkit.tables.spreadsheet import inert

SAME, NEARLY = "word for word", "nearly word for word"
FEWEST_WORDS = 30
"""An answer of fewer words may be the same by chance."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Group:
    """Trainees whose answers are alike, and how."""

    how: str
    students: list[str]


def list_alike(rubric: Exercise, folders: Mapping[str, Path], table: Path) -> list[Group]:
    """The trainees, by folder, whose answers have the same words, or nearly; `table` lists them too. Raises OSError.

    Case, signs and line ends do not matter; what an answer begins with is nobody's. A group of nearly the same
    answers names those of the same ones too.
    """
    scheme = scheme_of(rubric.kind)
    given = {_print_of(text) for text in (scheme.begun, scheme.template.dump() if scheme.template else "")}
    found: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, str] = {}
    for student, folder in folders.items():
        text = _text_in(folder / rubric.answer)
        printed = _print_of(text)
        if printed and printed not in given:
            found[printed].append(student)
            texts[printed] = text
    groups = [Group(SAME, one) for one in sorted(sorted(students) for students in found.values() if len(students) > 1)]
    near = (sorted(who for one in group for who in found[one]) for group in nearly_the_same(rubric.slug, texts))
    groups += [Group(NEARLY, students) for students in sorted(near)]
    if groups:
        _write(table, groups)
    else:
        table.unlink(missing_ok=True)
    return groups


def _text_in(path: Path) -> str:
    try:
        return "" if path.is_symlink() else answer_file.read(path)
    except (OSError, ValueError):
        return ""


def _print_of(text: str) -> str:
    """What is the same for texts of the same words; empty for a short one."""
    words = _WORD.findall(text.casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest() if len(words) >= FEWEST_WORDS else ""


def _write(table: Path, groups: Iterable[Group]) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("same_answer", "student_id", "how"))
        for number, group in enumerate(groups, start=1):
            writer.writerows((number, inert(one), group.how) for one in group.students)
