"""`pmkit assess` over a class: a table in words, CSV for a spreadsheet, or JSON."""

import csv
import sys
from collections import Counter
from pathlib import Path

from pmkit.cli.program import CLEAN, FINDINGS, fail, print_json, say
from pmkit.grading.exercise import Exercise
from pmkit.grading.handed_in.of_class import COLUMNS, Row, class_folders, rows
from pmkit.models.answer import AnswerError
from pmkit.render.findings.terminal import printable
from pmkit.tables.spreadsheet import inert


def folders_of_class(exercise: Exercise, folders: list[Path]) -> list[Path]:
    """The folders of all trainees; empty where there is one folder and it is one trainee's."""
    found = [one for folder in folders for one in class_folders(exercise, folder) or ([folder] * (len(folders) > 1))]
    return list(dict.fromkeys(found))


def assess_class(exercise: Exercise, folders: list[Path], output: str) -> int:
    """Grade all of them and print a row each; 0 where all passed, else 1."""
    try:
        graded = list(rows(exercise.slug, folders))
    except AnswerError as error:
        fail(str(error))
    if output == "json":
        print_json({"exercise": exercise.slug, "trainees": [row.as_data() for row in graded]})
    elif output == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.as_data().items()} for row in graded)
        sys.stdout.flush()
    else:
        say(_in_words(graded))
    return CLEAN if all(row.verdict == "passed" for row in graded) else FINDINGS


def _cell(value: object) -> object:
    return inert(" ".join(value.split())) if isinstance(value, str) else value


def _in_words(graded: list[Row]) -> str:
    width = max(len(printable(row.student, 40)) for row in graded)
    lines = [
        f"{printable(row.student, 40):<{width}}  {round(row.points, 2):>6g} of {row.max:g}  {row.verdict:<19}  "
        f"{printable(row.notes, 100)}".rstrip()
        for row in graded
    ]
    counts = Counter(row.verdict for row in graded)
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in counts.most_common())
    return "\n".join([*lines, f"{len(graded):,} trainees: {told}"])
