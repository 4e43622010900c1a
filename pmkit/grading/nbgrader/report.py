"""Who got nothing or waits for a person after a run, and why: one table for the instructor, also as a file."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from pmkit.grading.handed_in.special import is_anything
from pmkit.grading.student_id import problem_of
from pmkit.models import answer_file
from pmkit.render.findings.terminal import printable
from pmkit.tables.spreadsheet import inert

MOST_SHOWN, WIDEST, LONGEST = 40, 28, 400
NOTHING = "handed in nothing"
DOWNLOADED, WHO = "downloaded", "who-is-who.csv"
"""Where `zip_collect` says whose work is whose."""
NOT_GRADED = "this run said above why"
UNFINISHED = "grading was stopped: run it again"


@dataclass(frozen=True, slots=True)
class Row:
    """One trainee in the table; `what` is "0 points", "waits" or what else there is to know."""

    student: str
    points: str
    what: str
    why: str


def report(coursedir: CourseDirectory) -> str:
    """The table in words, also written to `autograde-<exercise>.csv`; empty where the exercise is unknown.

    Raises OSError where the file cannot be written.
    """
    rows = list(_rows(coursedir))
    path = Path(coursedir.root) / f"autograde-{coursedir.assignment_id}.csv"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([one.name for one in fields(Row)])
    writer.writerows([inert(" ".join(cell.split())) for cell in astuple(row)] for row in rows)
    answer_file.write_whole(path, text.getvalue())
    return _in_words(rows, path.name)


def _in_words(rows: list[Row], name: str) -> str:
    if not rows:
        return f"Nobody got 0 points or waits; {name} says so."
    shown = [[printable(cell, WIDEST) for cell in astuple(row)[:3]] + [printable(row.why, 110)] for row in rows]
    widths = [max(len(line[column]) for line in shown) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[3]]) for line in shown
    ]
    more = [f"and {len(lines) - MOST_SHOWN:,} more"] if len(lines) > MOST_SHOWN else []
    return "\n".join([f"0 points, or waiting for you ({len(rows):,}; also in {name}):", *lines[:MOST_SHOWN], *more])


def _rows(coursedir: CourseDirectory) -> Iterator[Row]:
    booked, everybody = _booked(coursedir)
    handed_in, left = _handed_in(coursedir), _not_taken(coursedir)
    for student in sorted({*booked, *everybody, *handed_in, *left}):
        if student in left and not {student} & {*booked, *handed_in}:
            yield Row(student, "", "not graded", left[student])
        elif student not in booked:
            why = ("not graded", _not_graded(student)) if student in handed_in else ("0 points", NOTHING)
            yield Row(student, "", *why)
        elif booked[student]["needs_manual_grade"] or not booked[student]["score"]:
            yield _row(coursedir, student, booked[student])


def _not_graded(student: str) -> str:
    odd = problem_of(student)
    return f"the id {odd}; call the folder by the id that the course knows" if odd else NOT_GRADED


def _row(coursedir: CourseDirectory, student: str, booked: dict[str, Any]) -> Row:
    known = _known(coursedir, student)
    points = f"{round(booked['score'] or 0.0, 2):g}"
    if known is None:
        return Row(student, points, "not graded", UNFINISHED)
    criteria = known.get("criteria", [])
    waiting = [one["id"] for one in criteria if one["outcome"] == "for-instructor"]
    unattempted = criteria and all(one["outcome"] == "unattempted" for one in criteria)
    if booked["needs_manual_grade"]:
        why = [*known.get("notes", []), f"waits: {', '.join(waiting)}" if waiting else "a note, or points of yours"]
        return Row(student, points, "waits", " ".join(why)[:LONGEST])
    why = ["not attempted" if unattempted else "read, and earned nothing", *known.get("notes", [])]
    return Row(student, points, "0 points", ": ".join(why)[:LONGEST])


def _booked(coursedir: CourseDirectory) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What the gradebook holds of this exercise, by student, and all students that it knows."""
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        everybody = [student.id for student in gradebook.students]
        try:
            gradebook.find_assignment(coursedir.assignment_id)
        except MissingEntry:
            return {}, []
        known = {one["student"]: one for one in gradebook.submission_dicts(coursedir.assignment_id)}
    return known, everybody


def _handed_in(coursedir: CourseDirectory) -> set[str]:
    submitted = Path(coursedir.format_path(coursedir.submitted_directory, "x", "y")).parent.parent
    if not submitted.is_dir():
        return set()
    places = ((one.name, one / coursedir.assignment_id) for one in submitted.iterdir())
    return {student for student, place in places if is_anything(place)}


def _not_taken(coursedir: CourseDirectory) -> dict[str, str]:
    """Whose work of a platform's archive is not among the submissions, and what `zip_collect` said of it."""
    try:
        text = answer_file.read(Path(coursedir.root, DOWNLOADED, coursedir.assignment_id, WHO))
    except (OSError, ValueError):
        return {}
    lines = [line for line in csv.DictReader(io.StringIO(text)) if str(line.get("what")).startswith("not taken")]
    return {str(line["student"]): f"{line['what']} (handed in as {line['handed_in_as']})" for line in lines}


def _known(coursedir: CourseDirectory, student: str) -> dict[str, Any] | None:
    """What the autograded notebook says of its grade; None where there is none."""
    folder = Path(coursedir.format_path(coursedir.autograded_directory, student, coursedir.assignment_id))
    for path in sorted(folder.glob("*.ipynb")):
        try:
            known = json.loads(path.read_bytes())["metadata"]["pmkit"]
        except (OSError, ValueError, LookupError, TypeError):
            continue
        if "criteria" in known:
            return dict(known)
    return None
