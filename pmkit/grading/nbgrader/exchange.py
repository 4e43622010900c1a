"""Collecting submissions without following what a trainee may have put there: links, pipes, odd names."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from pmkit.grading.handed_in.special import is_anything, is_folder, is_plain_file
from pmkit.grading.nbgrader.folder import copy_safely
from pmkit.grading.nbgrader.folders.notes import Notes
from pmkit.grading.student_id import NOT_IN_IDS, problem_of
from pmkit.models import answer_file
from pmkit.render.findings.terminal import printable

NO_TIME = datetime.min  # noqa: DTZ901  # naive, as nbgrader's own are


class CollectSafely(ExchangeCollect):
    """nbgrader's own collect, with a copy that cannot be led out of the folder or held for ever."""

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Who hands in, and when, by a folder's name; one that says no time comes before all that do."""
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ValueError, ArithmeticError):  # nbgrader would end for the whole class
            name = Path(path).name
            self.log.warning("%s says no time: any other hand-in comes after it", printable(name, 200))
            record = {"username": name.rsplit("+", 3)[0], "filename": name, "timestamp": NO_TIME}
        return record

    def copy_files(self) -> None:
        """Copy all; nbgrader would end for the whole class at a link to nothing."""
        inbox = Path(self.inbound_path)
        for record in [one for one in self.src_records if not is_folder(inbox / one["filename"])]:
            self.src_records.remove(record)
            self.log.warning("%s leads nowhere: not followed", printable(record["filename"], 200))
            place = self.coursedir.format_path(
                self.coursedir.submitted_directory, record["username"], self.coursedir.assignment_id
            )
            if not is_anything(Path(place)):
                self.do_copy(str(inbox / record["filename"]), place)
        super().copy_files()

    def do_copy(self, src: str, dest: str, log: object = None) -> None:  # noqa: ARG002  # nbgrader's signature
        """Copy plain files; what goes wrong with one submission is said and does not stop the others."""
        problem = problem_of(student := Path(src).name.partition("+")[0])
        if problem:
            self.log.warning("not collected: the id %s %s", printable(student, 120), problem)
            return
        try:
            notes = Notes(Path(self.coursedir.root), Path(dest))
            copy_safely(Path(src), Path(dest), notes, self.coursedir.ignore)
            self._leave_out_odd_time(Path(dest, "timestamp.txt"))
            notes.keep()
        except OSError as error:
            self.log.warning("%s: not everything could be collected: %s", Path(src).name, error)

    def _leave_out_odd_time(self, path: Path) -> None:
        """Take away a timestamp that says no time: a later collect --update would end for the whole class."""
        try:
            if is_plain_file(path):
                parse_utc(answer_file.read(path).strip() or "1970-01-01")
        except (ValueError, ArithmeticError, TypeError, AttributeError):
            self.log.warning("%s says no time: left out", printable(str(path), 200))
            path.unlink()


_ID = f"[^/_{re.escape(''.join(sorted(NOT_IN_IDS)))}\x00-\x1f]+"
COLLECTED_NAME = re.compile(rf".*/(?P<student_id>{_ID})_(?P<file_id>[^/]+)\.(ipynb|toml|md|txt)$").pattern
"""For `nbgrader zip_collect`: a file called <student>_<notebook or answer>, such as ada_five_whys.toml."""
