"""Grades for nbgrader, computed from the answer file: no kernel is started, no trainee's code is run."""

from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from traitlets import Float, Int

from pmkit.grading import feedback_page
from pmkit.grading.handed_in.apart import Apart, BeyondLimitsError, FailedError
from pmkit.grading.handed_in.as_text import as_text
from pmkit.grading.nbgrader.by_hand import said_by_hand
from pmkit.grading.nbgrader.earned import Earned, earned
from pmkit.grading.nbgrader.submitted_notebook import writable

SUMMARY = "submitted-answer"
"""The id of the cell that shows the answer to an instructor."""


class GradeAnswers(NbGraderPreprocessor):
    """Assesses the submission once and puts points and feedback into the graded cells' outputs."""

    seconds = Float(30, help="Processor time for one answer; beyond it an instructor grades it.").tag(config=True)
    megabytes = Int(1000, help="Memory for one answer; beyond it an instructor grades it.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Where the assessment itself fails, the cells wait for a person instead."""
        about = resources["nbgrader"]
        self.grade(nb, about, Path(about["submitted"]), nb.metadata.pmkit.get("comment", ""))
        return nb, resources

    def grade(self, nb: NotebookNode, about: dict[str, Any], folder: Path, comment: str) -> None:
        """Put what the answer in a folder earns into a notebook, in place of what may be there; never raises.

        Lines are read by hand as the instructor's `comment` and the file of the class say; the notebook keeps what
        they said, so that a change is noticed.
        """
        student, exercise = about["student"], about["assignment"]
        found = self._earned(exercise, folder, student, comment)
        known = nb.metadata.pmkit
        told = known.get("told", known.notes)
        notes = [*told, *(_without_path(note, folder) for note in found.notes)]
        by_hand = said_by_hand(exercise, folder, comment)
        nb.metadata.pmkit = {
            "told": told, "refused": known.get("refused", False), "notes": notes, "criteria": found.criteria,
            "drawings": found.drawings, "readings": found.readings, "findings": found.findings, "by_hand": by_hand,
        }  # fmt: skip
        if found.waits:
            self.log.warning("%s, %s: parts of it wait for an instructor", student, exercise)
        for sentence in found.for_instructor:
            self.log.warning("%s, %s: %s", student, exercise, sentence)
        # Where something of it was not read and the rest earns nothing, nobody is at 0 before a person has looked.
        asks = nb.metadata.pmkit.refused and not any(one["points"] for one in found.criteria)
        for cell in nb.cells:
            if utils.is_grade(cell) and cell.cell_type == "code":
                _grade(cell, found.criteria, notes, asks=asks)
        html = feedback_page.summary(
            notes,
            found.drawings["light"],
            found.readings,
            found.meanings,
            found.for_instructor,
            _not_drawn(found, folder),
        )
        nb.cells = [_summary(html), *(cell for cell in nb.cells if cell.get("id") != SUMMARY)]

    def _earned(self, exercise: str, folder: Path, student: str, comment: str) -> Earned:
        """What the answer earns, worked out in a process of its own: whatever happens, the class goes on."""
        try:
            return _apart(self.seconds, self.megabytes)(exercise, folder, student, comment)
        except BeyondLimitsError:
            self.log.warning("%s, %s: takes too long or too much memory to assess", student, exercise)
            return Earned(notes=(feedback_page.BEYOND_LIMITS,))
        except FailedError as error:
            self.log.warning("%s, %s: not assessed: %s", student, exercise, error)
            return Earned(notes=(feedback_page.NOT_ASSESSED,))


@cache
def _apart(seconds: float, megabytes: int) -> "Apart[[str, Path, str, str], Earned]":
    """One process for all answers of a class."""
    return Apart(earned, seconds, megabytes)


class SaveGrades(SaveAutoGrades):
    """Writes a notebook's grades and comments in one transaction."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """A comment lands in the first cell that has room for one: graded code cells have none."""
        about = resources["nbgrader"]
        key = about["notebook"], about["assignment"], about["student"]
        comment = "\n\n".join(nb.metadata.pmkit.notes) or None
        with Gradebook(about["db_url"]) as gradebook:
            for cell in nb.cells:
                if utils.is_grade(cell):
                    self._save_grade(gradebook.find_grade(cell.metadata.nbgrader.grade_id, *key), cell)
                if utils.is_solution(cell) or utils.is_task(cell):
                    gradebook.find_comment(cell.metadata.nbgrader.grade_id, *key).auto_comment = comment
                    comment = None
            gradebook.db.commit()
        return nb, resources

    def _save_grade(self, grade: Grade, cell: NotebookNode) -> None:
        """A cell without points only carries words: a person reads it when there are some."""
        earned = cell.metadata.get("pmkit", {})
        if cell.cell_type == "code" and "points" in earned:
            grade.auto_score, by_hand = earned["points"], earned["by_hand"]
        elif grade.max_score == 0:
            grade.auto_score, by_hand = 0.0, "quoted" in earned
        else:
            # nbgrader's rule for text: nothing for the text as it was given, else a person decides.
            grade.auto_score = None if cell.cell_type == "code" else utils.determine_grade(cell, self.log)[0]
            by_hand = grade.auto_score is None
        grade.needs_manual_grade = by_hand or grade.manual_score is not None


def _grade(cell: NotebookNode, criteria: list[dict[str, Any]], notes: list[str], *, asks: bool) -> None:
    """The cell's outputs as if it had been run: nbgrader reads the number, a person the words."""
    grade_id, most = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
    chosen = [criterion for criterion in criteria if criterion["aspect"] == grade_id]
    if not chosen:
        if not {feedback_page.NOT_ASSESSED, feedback_page.BEYOND_LIMITS} & set(notes):
            notes.append(f"The rubric has no part called {grade_id}: an instructor grades it.")
        return
    points = in_cell_points(sum(one["points"] for one in chosen), sum(one["max"] for one in chosen), most)
    by_hand = asks or any(one["outcome"] == "for-instructor" for one in chosen)
    up_to = in_cell_points(sum(_up_to(one) for one in chosen), sum(one["max"] for one in chosen), most)
    cell.metadata.pmkit = {"points": points, "by_hand": by_hand, "up_to": up_to}
    data = {"text/plain": repr(points), "text/html": feedback_page.criteria(chosen)}
    cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    cell.execution_count = 1


def in_cell_points(earned: float, possible: float, most: float) -> float:
    """Rubric points as points of a cell that is worth `most`: the share earned is what counts.

    >>> in_cell_points(20, 40, 40), in_cell_points(20, 40, 10)
    (20.0, 5.0)
    """
    share = min(max(earned / possible, 0.0), 1.0) if possible > 0 else 0.0
    return round(float(share * most), 6)


def _up_to(criterion: dict[str, Any]) -> float:
    """What a criterion earns once a person has read what waits, if all of that is right."""
    return float(criterion["points"] if criterion["up_to"] is None else criterion["up_to"])


def _not_drawn(found: Earned, folder: Path) -> list[dict[str, str]]:
    """What was handed in, as text, where there is no drawing of it."""
    if found.drawings["light"]:
        return []
    return [{key: writable(value) for key, value in one.items()} for one in as_text(folder)]


def _summary(html: str) -> NotebookNode:
    cell = nbformat.v4.new_code_cell("# The submitted answer, drawn by pmkit", id=SUMMARY)
    cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": html})]
    return cell


def _without_path(note: str, folder: Path) -> str:
    return writable(note.replace(f"{folder}/", ""))
