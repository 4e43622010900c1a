"""What a run left half done when it was stopped, by whatever: it is taken away, so that the next run does it whole."""

import re
import shutil
from glob import glob
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import rmtree

_END = re.compile(rb'"nbformat_minor":\s*\d+\s*\}\s*$')
"""How a notebook ends that nobody has cut off: its keys are sorted."""


def take_away_unfinished(coursedir: CourseDirectory) -> list[str]:
    """Remove autograded folders whose notebook is missing, cut off or holds no grades; the students they are of.

    The notebook is written last, after its grades are in the gradebook: where it is whole, all is.
    """
    taken = []
    for folder in _folders(coursedir, coursedir.autograded_directory):
        names = [path.stem for path in _notebooks(coursedir, folder)]
        if not all(_is_graded(folder / f"{name}.ipynb") for name in names):
            taken.append(folder.parent.name)
            rmtree(str(folder))
    return taken


def take_away_unfinished_pages(coursedir: CourseDirectory) -> list[str]:
    """Remove feedback folders whose page is missing or cut off; the students they are of."""
    taken = []
    for folder in _folders(coursedir, coursedir.feedback_directory):
        pages = [folder / f"{path.stem}.html" for path in _notebooks(coursedir, folder)]
        if not all(_is_whole(page) for page in pages):
            taken.append(folder.parent.name)
            shutil.rmtree(folder)
    return taken


def _folders(coursedir: CourseDirectory, step: str) -> list[Path]:
    pattern = coursedir.format_path(step, coursedir.student_id, coursedir.assignment_id)
    return [Path(one) for one in sorted(glob(pattern)) if Path(one).is_dir()]  # noqa: PTH207  # as nbgrader matches


def _notebooks(coursedir: CourseDirectory, folder: Path) -> list[Path]:
    """The notebooks that a student of this assignment has been given, where they have been generated."""
    release = Path(coursedir.format_path(coursedir.release_directory, ".", folder.name))
    return sorted(release.glob("*.ipynb"))


def _is_graded(notebook: Path) -> bool:
    """Whether a notebook is whole and the one that is written after the grades; nothing of it is parsed."""
    try:
        content = notebook.read_bytes()
    except OSError:
        return False
    return b'"criteria":' in content and _END.search(content[-200:]) is not None


def _is_whole(page: Path) -> bool:
    try:
        return page.read_bytes().rstrip().endswith(b"</html>")
    except OSError:
        return False
