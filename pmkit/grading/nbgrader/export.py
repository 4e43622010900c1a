"""Grades as CSV that spreadsheets open as text: nbgrader's columns, quoted, no formulas."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from pmkit.tables.spreadsheet import inert

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score", "needs_manual_grade",
)  # fmt: skip


class SafeCsvExport(ExportPlugin):
    """What `nbgrader export` writes: one row a student and assignment."""

    def export(self, gradebook: Gradebook) -> None:
        """Write `--to`, or grades.csv."""
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows({key: as_text(value) for key, value in row.items()} for row in self._rows(gradebook))

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        assignments, students = {str(name) for name in self.assignment}, {str(name) for name in self.student}
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                wanted = assignment.name in (assignments or {assignment.name})
                if wanted and student.id in (students or {student.id}):
                    yield _row(gradebook, assignment, student)


def as_text(value: object) -> str:
    """The cell's text; an apostrophe before signs that a spreadsheet would take for a formula.

    >>> as_text("=cmd()"), as_text(-1.5), as_text(None)
    ("'=cmd()", '-1.5', '')
    """
    if value is None:
        return ""
    return inert(value) if isinstance(value, str) else str(value)


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, Any]:
    row = {key: getattr(student, key) for key in ("last_name", "first_name", "email")}
    row |= {"assignment": assignment.name, "duedate": assignment.duedate, "student_id": student.id}
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        scores = {"timestamp": None, "raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
        scores["needs_manual_grade"] = False
    else:
        penalty = submission.late_submission_penalty or 0.0
        scores = {"timestamp": submission.timestamp, "raw_score": submission.score}
        scores |= {"late_submission_penalty": penalty, "score": max(0.0, submission.score - penalty)}
        scores["needs_manual_grade"] = submission.needs_manual_grade
    return row | scores | {"max_score": assignment.max_score}
