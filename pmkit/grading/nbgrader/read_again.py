"""Grades again, before a feedback page is made, where an instructor has said since how a line is to be read."""

from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from pmkit.grading.instructed import ClassReadings
from pmkit.grading.nbgrader.by_hand import comment_in, said_by_hand
from pmkit.grading.nbgrader.grade import GradeAnswers, SaveGrades
from pmkit.models.answer import AnswerError


class ReadAgain(NbGraderPreprocessor):
    """Compares what is said by hand now with what the notebook was graded by."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade, book and store the autograded notebook anew where that has changed."""
        about, known = resources["nbgrader"], nb.metadata.get("pmkit", {})
        folder = Path(resources["metadata"]["path"])
        with Gradebook(about["db_url"]) as gradebook:
            comment = comment_in(gradebook, about)
        if "told" not in known or known.get("by_hand") == said_by_hand(about["assignment"], folder, comment):
            return nb, resources
        try:
            ClassReadings.above(folder)
        except AnswerError as error:
            self.log.error("%s", error)  # noqa: TRY400  # a person reads it, no programmer
            return nb, resources
        self.log.warning("%s, %s: graded again, as read by hand", about["student"], about["assignment"])
        GradeAnswers(parent=self.parent).grade(nb, about, folder, comment)
        SaveGrades(parent=self.parent).preprocess(nb, resources)
        _store(nb, folder / f"{about['notebook']}.ipynb")
        return nb, resources


def _store(nb: NotebookNode, path: Path) -> None:
    """Put a notebook in the place of one that nbgrader has made read-only."""
    new = path.with_suffix(".new")
    new.write_text(nbformat.writes(nb), encoding="utf-8")
    new.chmod(path.stat().st_mode)
    new.replace(path)
