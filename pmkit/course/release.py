"""Exercises made from solutions by nbgrader's own generator, tidied."""

import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from pmkit.course.tidy import tidy
from pmkit.grading.exercise import exercise_names, load_exercise
from pmkit.grading.nbgrader.programs import find_programs

# What stands in an exercise where the solution had its own.
STUBS = {
    "code_stub": {"python": "# Room for code of your own; nothing here is graded."},
    "text_stub": "*Room for a note to your instructor. It is read and not scored.*",
}


class TidyExporter(NotebookExporter):
    """What nbgrader writes, tidied: `nbgrader generate_assignment` gives the files that are in git."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """The notebook's tidy text."""
        text, resources = super().from_notebook_node(nb, resources, **kw)
        return tidy(text), resources


def keep_answers() -> None:
    """Make `nbgrader generate_assignment --force` keep answers that lie in exercises/: it would delete them.

    They are moved with their notebook to answers-kept/, out of what trainees get. nbgrader offers no hook
    there, so this replaces one of its methods, once.
    """
    original = GenerateAssignment.init_destination
    if getattr(original, "keeps_answers", False):
        return

    def init_destination(self: Any, assignment_id: str, student_id: str) -> bool:
        exercise = Path(self._format_dest(assignment_id, student_id))
        if self.force and (exercise / "answers").is_dir():
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
            kept = Path(self.coursedir.root) / "answers-kept" / f"{assignment_id}-{stamp}"
            kept.parent.mkdir(exist_ok=True)
            shutil.move(exercise, kept)
            self.log.warning("%s holds answers: all of it is kept in %s", exercise, kept)
        return bool(original(self, assignment_id, student_id))

    init_destination.keeps_answers = True  # type: ignore[attr-defined]  # a mark on our own function
    GenerateAssignment.init_destination = init_destination


def release_exercises(root: Path, only: str | None = None) -> list[Path]:
    """Write exercises/<name>/<name>.ipynb for each solutions/<name>, or for `only` that one.

    The course's gradebook is not touched. Raises ValueError when a solution's folder holds anything but
    notebooks (nbgrader would hand it to trainees) and LookupError when there is no such solution.
    """
    names = sorted(path.name for path in (root / "solutions").iterdir() if path.is_dir())
    if only is not None and only not in names:
        raise LookupError(f"no solution is called {only!r}; write one of: {', '.join(names)}")
    released = []
    for name in [only] if only else names:
        refuse_leaks(root / "solutions" / name)
        take_points_from_rubric(root / "solutions" / name / f"{name}.ipynb")
        released += _release(root, name)
    return released


def refuse_leaks(folder: Path) -> None:
    """Raise ValueError naming every file that is no notebook."""
    extra = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in path.parts
    )
    if extra:
        raise ValueError(f"{folder} holds {', '.join(extra)}; trainees would get it: keep only notebooks there")


def take_points_from_rubric(solution: Path) -> None:
    """Give the graded cells of a solution notebook the points that its rubric gives their aspects.

    Raises AnswerError for a rubric that cannot be read. A notebook without a rubric stays as it is.
    """
    if solution.stem not in exercise_names() or not solution.is_file():
        return
    aspects: dict[str, float] = {str(name): points for name, points in load_exercise(solution.stem).aspects.items()}
    notebook = json.loads(solution.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade") and about.get("grade_id") in aspects:
            points = aspects[about["grade_id"]]
            about["points"] = int(points) if points == int(points) else points
    text = tidy(json.dumps(notebook))
    if text != solution.read_text(encoding="utf-8"):
        solution.write_text(text, encoding="utf-8", newline="\n")


def _release(root: Path, name: str) -> list[Path]:
    with tempfile.TemporaryDirectory() as temporary:
        course = Path(temporary)
        notebooks = sorted((root / "solutions" / name).glob("*.ipynb"))
        (course / "solutions" / name).mkdir(parents=True)
        for notebook in notebooks:
            shutil.copy(notebook, course / "solutions" / name)
        _generate(course, name)
        target = root / "exercises" / name
        target.mkdir(parents=True, exist_ok=True)
        written = [target / notebook.name for notebook in notebooks]
        for path in written:
            path.write_bytes((course / "exercises" / name / path.name).read_bytes())
        return written


def _generate(course: Path, name: str) -> None:
    find_programs()
    folder = CourseDirectory(
        root=str(course), source_directory="solutions", release_directory="exercises", assignment_id=name
    )
    generator = GenerateAssignment(coursedir=folder, config=Config({"ClearSolutions": STUBS}))
    generator.exporter_class = TidyExporter
    generator.start()
