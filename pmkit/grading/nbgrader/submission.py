"""Submissions on their way into nbgrader: made safe first, then rebuilt from the gradebook's own cells."""

import functools
import json
from fnmatch import fnmatch
from glob import glob
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, SourceCell
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from pmkit.grading.instructed import ClassReadings
from pmkit.grading.nbgrader import folder as nbgrader_folder
from pmkit.grading.nbgrader.by_hand import comment_in
from pmkit.grading.nbgrader.submitted_notebook import SubmittedCell, claims_of, own_cells, quoted, read_notebook
from pmkit.models.answer import AnswerError

OWN_CELLS = "**Cells of the trainee's own**, shown as text. Grading never runs them."


def prepare_before_matching() -> None:
    """Let `nbgrader autograde` make submissions safe before it looks for notebooks.

    nbgrader's own hook comes too late: by then a submission without its notebook has been passed by, and
    a damaged timestamp has been read.
    """
    match_notebooks = Autograde.init_notebooks
    if hasattr(match_notebooks, "__wrapped__"):
        return

    @functools.wraps(match_notebooks)
    def init_notebooks(self: Autograde) -> None:
        try:
            ClassReadings.inside(Path(self.coursedir.root))
        except AnswerError as error:  # nobody is graded by half of what an instructor said
            self.log.error("%s", error)  # noqa: TRY400  # a person reads it, no programmer
            raise NbGraderException(str(error)) from None
        prepare_submissions(self.coursedir)
        match_notebooks(self)

    Autograde.init_notebooks = init_notebooks


def prepare_submissions(coursedir: CourseDirectory) -> None:
    """Make safe and complete every submitted folder that this run will grade; never raises."""
    assignment, student = coursedir.assignment_id, coursedir.student_id
    names = [name for name in _notebooks_of(coursedir) if fnmatch(name, coursedir.notebook_id)]
    pattern = coursedir.format_path(coursedir.submitted_directory, student, assignment)
    for folder in map(Path, glob(pattern)):  # noqa: PTH207  # what nbgrader itself will match
        if folder.is_dir():
            nbgrader_folder.make_safe(folder)
            nbgrader_folder.complete(folder, names)


class SubmissionExporter(NotebookExporter):
    """Reads a submitted notebook as text and hands on one that holds the gradebook's cells only."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """Rebuild a submitted notebook; read an autograded one (ours already) as it is."""
        resources = resources or {}
        about = resources["nbgrader"]
        coursedir = self.parent.coursedir
        submitted = coursedir.format_path(coursedir.submitted_directory, about["student"], about["assignment"])
        about["submitted"] = submitted
        if not Path(filename).is_relative_to(submitted):
            text, resources = super().from_filename(filename, resources, **kw)
            return text, resources
        notebook = self.rebuild(Path(filename), about)
        resources["metadata"] = {"name": about["notebook"], "path": submitted}
        text, resources = self.from_notebook_node(notebook, resources, **kw)
        return text, resources

    def rebuild(self, path: Path, about: dict[str, str]) -> NotebookNode:
        """The gradebook's cells, the trainee's text in those that ask for text, other cells quoted below."""
        coursedir = self.parent.coursedir
        release = coursedir.format_path(coursedir.release_directory, ".", about["assignment"])
        released = read_notebook(Path(release) / path.name)
        order = {cell.grade_id: index for index, cell in enumerate(released.cells) if cell.grade_id}
        source, kernel, comment = _source_of(about)
        source = sorted(source, key=lambda cell: order.get(cell.metadata.nbgrader.grade_id, len(order)))
        known = {cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.get("points") for cell in source}
        submitted = read_notebook(path)
        claimed, repaired = claims_of(submitted, known)
        given = frozenset(cell.source.strip() for cell in released.cells)
        own, omitted = own_cells(submitted, known, given)
        cells = [_answered(cell, claimed.get(cell.metadata.nbgrader.grade_id)) for cell in source]
        if own:
            cells += [
                nbformat.v4.new_markdown_cell(OWN_CELLS, id="own-cells"),
                *map(_quote, own, range(len(own))),
            ]
        notes = [*submitted.notes, *repaired, *omitted, *nbgrader_folder.refusals(path.parent)]
        metadata = {"pmkit": {"notes": notes, "comment": comment}, **({"kernelspec": kernel} if kernel else {})}
        return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _notebooks_of(coursedir: CourseDirectory) -> list[str]:
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            return [notebook.name for notebook in gradebook.find_assignment(coursedir.assignment_id).notebooks]
        except MissingEntry:
            return []  # nbgrader says so itself, and better


def _source_of(about: dict[str, str]) -> tuple[list[NotebookNode], dict[str, str], str]:
    """The cells that the gradebook knows, as they were generated, the kernel they are for, and a person's comment."""
    with Gradebook(about["db_url"]) as gradebook:
        known = gradebook.find_notebook(about["notebook"], about["assignment"])
        points = {cell.name: cell.max_score for cell in (*known.grade_cells, *known.task_cells)}
        roles = {
            "grade": {cell.name for cell in known.grade_cells},
            "solution": {cell.name for cell in known.solution_cells},
            "task": {cell.name for cell in known.task_cells},
        }
        cells = [_source_cell(cell, roles, points) for cell in known.source_cells]
        return cells, json.loads(known.kernelspec or "{}"), comment_in(gradebook, about)


def _source_cell(cell: SourceCell, roles: dict[str, set[str]], points: dict[str, float]) -> NotebookNode:
    metadata = {
        "schema_version": 3,
        "grade_id": cell.name,
        "locked": cell.locked,
        "checksum": cell.checksum,
        "cell_type": cell.cell_type,
        **{role: cell.name in names for role, names in roles.items()},
        **({"points": points[cell.name]} if cell.name in points else {}),
    }
    make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
    return make(cell.source, id=f"graded-{cell.name}"[:64], metadata={"nbgrader": metadata, "deletable": False})


def _answered(cell: NotebookNode, claim: SubmittedCell | None) -> NotebookNode:
    """A cell that asks for text, with the trainee's text in it; any other cell as it is."""
    if claim is None or not cell.metadata.nbgrader.solution or claim.source == cell.source:
        return cell
    cell.metadata.pmkit = {"quoted": claim.source}
    cell.source = quoted(claim.source) if cell.cell_type == "markdown" else claim.source
    return cell


def _quote(cell: SubmittedCell, index: int) -> NotebookNode:
    metadata = {"pmkit": {"quoted": cell.source, "kind": cell.kind}}
    return nbformat.v4.new_markdown_cell(quoted(cell.source), id=f"own-{index}", metadata=metadata)
