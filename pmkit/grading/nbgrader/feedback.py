"""The feedback page as an nbgrader exporter: grades from the gradebook, words from the assessment."""

from collections.abc import Iterator
from typing import Any

from nbconvert.exporters import Exporter
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry

from pmkit.grading import feedback_page
from pmkit.grading.exercise import load_exercise
from pmkit.grading.instructed import without_sentences
from pmkit.grading.nbgrader.submitted_notebook import writable


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
        student, undecided = _booked(about)
        aspects = [_aspect(cell, known.get("criteria", []), undecided) for cell in nb.cells if _counts(cell)]
        html = feedback_page.feedback(
            title=_title(about["assignment"]),
            student=student,
            late_penalty=about.get("late_penalty") or 0,
            score=about.get("score") or 0,
            up_to=(about.get("score") or 0) + sum(one["later"] for one in aspects),
            max_score=about.get("max_score") or 0,
            notes=_told(known.get("notes", []), aspects),
            drawing=known.get("drawings", {}),
            findings=known.get("findings", []),
            readings=_settled(known.get("readings", []), aspects),
            verdict=_verdict(about, aspects),
            aspects=aspects,
            comments=list(_comments(nb, known.get("notes", []))),
            own=[cell.metadata.pmkit for cell in nb.cells if "quoted" in cell.metadata.get("pmkit", {})],
        )
        return writable(html), resources


def _counts(cell: NotebookNode) -> bool:
    return utils.is_grade(cell) and float(cell.metadata.nbgrader.get("points") or 0) > 0


def _aspect(cell: NotebookNode, criteria: list[dict[str, Any]], undecided: frozenset[str]) -> dict[str, Any]:
    """One part of the grade; `later` is what it may gain while a person has not decided about it."""
    about = cell.metadata.nbgrader
    known = cell.metadata.get("pmkit", {})
    earned = known.get("points")
    score = float(about.get("score") or 0)
    open_still = about.grade_id in undecided
    return {
        "later": max(0.0, known.get("up_to", 0.0) - score) if open_still and earned is not None else 0.0,
        "undecided": open_still,
        "name": about.grade_id.replace("-", " ").replace("_", " "),
        "score": score,
        "max": about.points,
        "by_instructor": earned is not None and abs(earned - score) > 1e-6,
        "waits": earned is None and about.get("score") is None,
        "criteria": [_decided(one, open_still) for one in criteria if one["aspect"] == about.grade_id],
    }


def _decided(criterion: dict[str, Any], open_still: bool) -> dict[str, Any]:  # one caller, just above
    """A criterion that waited, once a person has decided about its part: nothing of it is to come."""
    if open_still or criterion["outcome"] != "for-instructor":
        return criterion
    return criterion | {"outcome": "decided", "says": feedback_page.DECIDED, "up_to": None}


def _told(notes: list[str], aspects: list[dict[str, Any]]) -> list[str]:
    """The notes; once a person has decided about all parts none says that somebody will."""
    if any(one["undecided"] for one in aspects):
        return notes
    return [without for note in notes if (without := feedback_page.without_waiting(note))]


def _settled(readings: list[dict[str, Any]], aspects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The readings; once a person has decided about all parts no line waits any more."""
    if any(one["undecided"] for one in aspects):
        return readings
    settled = {"stands": "open", "standing": "decided by your instructor", "asks": ""}
    return [one | settled if one["stands"] == "waits" else one for one in readings]


def _comments(nb: NotebookNode, notes: list[str]) -> Iterator[str]:
    """What a person wrote; the notes that nbgrader repeats as a comment stand on the page already."""
    automatic = {"\n\n".join(notes), "No response."}
    for cell in nb.cells:
        comment = cell.metadata.get("nbgrader", {}).get("comment")
        if comment and comment not in automatic and (words := without_sentences(comment)):
            yield words


def _title(assignment: str) -> str:
    try:
        return str(load_exercise(assignment).title)
    except LookupError:
        return assignment


def _verdict(about: dict[str, Any], aspects: list[dict[str, Any]]) -> str:
    """Passed, not yet, or not decided: the pass mark is a share of the points."""
    try:
        mark = load_exercise(about["assignment"]).pass_mark
    except LookupError:
        return ""
    share = 100 * (about.get("score") or 0) / (about.get("max_score") or 1)
    waits = any(one["undecided"] for one in aspects)
    return feedback_page.verdict(share, mark, waits=waits)


def _booked(about: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """The trainee's name, and the parts of the grade about which a person has not decided."""
    with Gradebook(about["db_url"]) as gradebook:
        try:
            student = gradebook.find_student(about["student"])
            notebook = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
        except MissingEntry:
            return str(about["student"]), frozenset()
        names = [name for name in (student.first_name, student.last_name) if name]
        undecided = frozenset(one.name for one in notebook.grades if one.needs_manual_grade)
        return " ".join(names) or str(about["student"]), undecided
