"""Answers of a class that are the same word for word: listed for an instructor, and judged by nobody."""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmkit.grading.exercise import Exercise
from pmkit.grading.scheme import scheme_of
from pmkit.models import answer_file
from pmkit.tables.spreadsheet import inert

FEWEST_WORDS = 30
"""An answer of fewer words may be the same by chance."""
_WORD = re.compile(r"\w+")


def list_alike(rubric: Exercise, folders: Mapping[str, Path], table: Path) -> list[list[str]]:
    """The trainees, by folder, whose answers have the same words, in groups; `table` lists them too. Raises OSError.

    Case, signs and line ends do not matter; what an answer begins with is nobody's.
    """
    scheme = scheme_of(rubric.kind)
    given = {_print_of(text) for text in (scheme.begun, scheme.template.dump() if scheme.template else "")}
    found: dict[str, list[str]] = defaultdict(list)
    for student, folder in folders.items():
        printed = _print_in(folder / rubric.answer)
        if printed and printed not in given:
            found[printed].append(student)
    groups = sorted(sorted(students) for students in found.values() if len(students) > 1)
    if groups:
        _write(table, groups)
    else:
        table.unlink(missing_ok=True)
    return groups


def _print_in(path: Path) -> str:
    try:
        return "" if path.is_symlink() else _print_of(answer_file.read(path))
    except (OSError, ValueError):
        return ""


def _print_of(text: str) -> str:
    """What is the same for texts of the same words; empty for a short one."""
    words = _WORD.findall(text.casefold())
    return hashlib.sha256(" ".join(words).encode("utf-8")).hexdigest() if len(words) >= FEWEST_WORDS else ""


def _write(table: Path, groups: Iterable[list[str]]) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("same_answer", "student_id"))
        writer.writerows((number, inert(one)) for number, group in enumerate(groups, start=1) for one in group)
