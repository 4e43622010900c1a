"""The feedback page as an nbgrader exporter: grades from the gradebook, words from the assessment."""

from collections.abc import Iterator
from typing import Any

from nbconvert.exporters import Exporter
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry

from pmkit.grading import feedback_page
from pmkit.grading.exercise import load_exercise
from pmkit.grading.nbgrader.submitted_notebook import clean


class FeedbackExporter(Exporter):
    """One self-contained HTML page a notebook."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """The page; `nb` is an autograded notebook, to which GetGrades has added scores and comments."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        about, known = resources["nbgrader"], nb.metadata.get("pmkit", {})
        html = feedback_page.feedback(
            title=_title(about["assignment"]),
            student=_student(about),
            late_penalty=about.get("late_penalty") or 0,
            score=about.get("score") or 0,
            max_score=about.get("max_score") or 0,
            notes=known.get("notes", []),
            drawing=known.get("drawings", {}),
            findings=known.get("findings", []),
            verdict=_verdict(about, known.get("criteria", [])),
            aspects=[_aspect(cell, known.get("criteria", [])) for cell in nb.cells if _counts(cell)],
            comments=list(_comments(nb, known.get("notes", []))),
            own=[cell.metadata.pmkit for cell in nb.cells if "quoted" in cell.metadata.get("pmkit", {})],
        )
        return clean(html), resources


def _counts(cell: NotebookNode) -> bool:
    return utils.is_grade(cell) and float(cell.metadata.nbgrader.get("points") or 0) > 0


def _aspect(cell: NotebookNode, criteria: list[dict[str, Any]]) -> dict[str, Any]:
    about = cell.metadata.nbgrader
    earned = cell.metadata.get("pmkit", {}).get("points")
    score = float(about.get("score") or 0)
    return {
        "name": about.grade_id.replace("-", " ").replace("_", " "),
        "score": score,
        "max": about.points,
        "by_instructor": earned is not None and abs(earned - score) > 1e-6,
        "waits": earned is None and about.get("score") is None,
        "criteria": [one for one in criteria if one["aspect"] == about.grade_id],
    }


def _comments(nb: NotebookNode, notes: list[str]) -> Iterator[str]:
    """What a person wrote; the notes that nbgrader repeats as a comment stand on the page already."""
    automatic = {"\n\n".join(notes), "No response."}
    for cell in nb.cells:
        comment = cell.metadata.get("nbgrader", {}).get("comment")
        if comment and comment not in automatic:
            yield comment


def _title(assignment: str) -> str:
    try:
        return str(load_exercise(assignment).title)
    except LookupError:
        return assignment


def _verdict(about: dict[str, Any], criteria: list[dict[str, Any]]) -> str:
    """Passed, not yet, or not decided: the pass mark is a share of the points."""
    try:
        mark = load_exercise(about["assignment"]).pass_mark
    except LookupError:
        return ""
    share = 100 * (about.get("score") or 0) / (about.get("max_score") or 1)
    waits = any(one["outcome"] == "for-instructor" for one in criteria)
    return feedback_page.verdict(share, mark, waits=waits)


def _student(about: dict[str, Any]) -> str:
    with Gradebook(about["db_url"]) as gradebook:
        try:
            student = gradebook.find_student(about["student"])
        except MissingEntry:
            return str(about["student"])
        names = [name for name in (student.first_name, student.last_name) if name]
        return " ".join(names) or str(about["student"])
