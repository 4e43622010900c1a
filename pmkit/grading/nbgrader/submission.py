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
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory

from pmkit.grading.exercise import load_exercise
from pmkit.grading.handed_in.special import special_kind
from pmkit.grading.instructed import ClassReadings
from pmkit.grading.nbgrader import folder as nbgrader_folder
from pmkit.grading.nbgrader.alike import list_alike
from pmkit.grading.nbgrader.by_hand import comment_in
from pmkit.grading.nbgrader.folders.entries import entries_of
from pmkit.grading.nbgrader.folders.hard_links import not_its_own
from pmkit.grading.nbgrader.folders.linked_trainees import put_folders_for_links
from pmkit.grading.nbgrader.folders.notes import Notes
from pmkit.grading.nbgrader.submitted_notebook import SubmittedCell, claims_of, own_cells, quoted, read_notebook
from pmkit.grading.student_id import problem_of
from pmkit.models.answer import AnswerError
from pmkit.render.findings.terminal import printable

OWN_CELLS = "**Cells of the trainee's own**, shown as text. Grading never runs them."


def prepare_before_matching() -> None:
    """Let `nbgrader autograde` make submissions safe before it looks for notebooks, and copy no foreign files.

    nbgrader's own hook comes too late: by then a submission without its notebook has been passed by, and
    a damaged timestamp has been read.
    """
    match_notebooks, copy_all = Autograde.init_notebooks, BaseConverter.init_assignment
    if hasattr(match_notebooks, "__wrapped__"):
        return

    @functools.wraps(match_notebooks)
    def init_notebooks(self: Autograde) -> None:
        try:
            ClassReadings.inside(Path(self.coursedir.root))
        except AnswerError as error:  # nobody is graded by half of what an instructor said
            self.log.error("%s", error)  # noqa: TRY400  # a person reads it, no programmer
            raise NbGraderException(str(error)) from None
        names = prepare_submissions(self.coursedir)
        tell_alike(self.coursedir)
        match_notebooks(self)
        keep_known(self, names)

    @functools.wraps(copy_all)
    def init_assignment(self: BaseConverter, assignment_id: str, student_id: str) -> None:
        source, dest = (Path(of(assignment_id, student_id)) for of in (self._format_source, self._format_dest))
        if isinstance(self, Autograde):
            nbgrader_folder.copy_answers(source, dest)
        elif isinstance(self, GenerateFeedback):
            nbgrader_folder.copy_for_release(source, dest)
        else:
            copy_all(self, assignment_id, student_id)

    Autograde.init_notebooks = init_notebooks
    BaseConverter.init_assignment = init_assignment
    hide_odd_ids()


def hide_odd_ids() -> None:
    """Let formgrader name nobody whose id is markup: its pages would run it."""
    find_students = NbGraderAPI.get_submitted_students

    @functools.wraps(find_students)
    def get_submitted_students(self: NbGraderAPI, assignment_id: str) -> set[str]:
        return {student for student in find_students(self, assignment_id) if not problem_of(student)}

    NbGraderAPI.get_submitted_students = get_submitted_students


def prepare_submissions(coursedir: CourseDirectory) -> list[str]:
    """Make safe and complete every submitted folder that this run will grade; never raises.

    Returns the names of the exercise's notebooks. Whose a file is that lies in two folders is told before any is
    changed.
    """
    names = [name for name in _notebooks_of(coursedir) if fnmatch(name, coursedir.notebook_id)]
    put_folders_for_links(coursedir)
    everybody = _submitted(coursedir, "*")
    folders = [folder for folder in _submitted(coursedir, coursedir.student_id) if _is_graded(coursedir, folder)]
    linked = {folder: not_its_own(folder, entries_of(folder)[0], everybody) for folder in folders}
    for folder in folders:
        notes = Notes(Path(coursedir.root), folder)
        try:
            nbgrader_folder.be_a_folder(folder, notes)
            nbgrader_folder.make_safe(folder, notes, linked[folder])
            nbgrader_folder.complete(folder, names, notes)
            notes.keep()
        except OSError as error:
            coursedir.log.warning("%s cannot be made safe: %s", printable(str(folder), 200), error)
    return names


def tell_alike(coursedir: CourseDirectory) -> None:
    """Say which trainees of the class handed in the same answer, or nearly, and where they are listed; never raises."""
    folders = {student_of(coursedir, folder): folder for folder in _submitted(coursedir, "*")}
    table = Path(coursedir.root) / f"identical_answers_{coursedir.assignment_id}.csv"
    try:
        groups = list_alike(load_exercise(coursedir.assignment_id), folders, table)
    except (LookupError, OSError, ValueError) as error:
        coursedir.log.debug("answers are not compared: %s", error)
        return
    for group in groups:
        named = printable(", ".join(group.students), 300)
        words = "the same answer %s: %s; see %s, nobody is judged by it"
        coursedir.log.warning(words, group.how, named, table.name)


def _is_graded(coursedir: CourseDirectory, folder: Path) -> bool:
    """Whether it is a folder of somebody whose id is one; of others it is said why not."""
    if problem := problem_of(student := student_of(coursedir, folder)):
        words = "not graded: the id %s %s; call the folder by the id that the course knows"
        coursedir.log.warning(words, printable(student, 120), problem)
    is_place_of_one = special_kind(folder) or folder.is_dir() or folder.name == coursedir.assignment_id
    return bool(is_place_of_one) and not problem


def keep_known(converter: Autograde, names: list[str]) -> None:
    """Leave to nbgrader the exercise's own notebooks, of trainees whose ids are ids."""
    for submission, found in list(converter.assignments.items()):
        known = [path for path in found if Path(path).stem in names] or found[:1]
        if problem_of(student_of(converter.coursedir, Path(submission))):
            del converter.assignments[submission]
        else:
            converter.assignments[submission] = known


def student_of(coursedir: CourseDirectory, folder: Path) -> str:
    """Whose a submitted folder is: the part of its path that differs from trainee to trainee."""
    pattern = Path(coursedir.format_path(coursedir.submitted_directory, "{student}", coursedir.assignment_id))
    place = next((index for index, part in enumerate(pattern.parts) if "{student}" in part), -2)
    return folder.parts[place]


def _submitted(coursedir: CourseDirectory, student: str) -> list[Path]:
    pattern = coursedir.format_path(coursedir.submitted_directory, student, coursedir.assignment_id)
    return [Path(path) for path in glob(pattern)]  # noqa: PTH207  # what nbgrader itself will match


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
        refused = Notes(Path(coursedir.root), path.parent).told()
        notes = [*submitted.notes, *repaired, *omitted, *refused]
        metadata = {
            "pmkit": {"notes": notes, "refused": bool(refused), "comment": comment},
            **({"kernelspec": kernel} if kernel else {}),
        }
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
