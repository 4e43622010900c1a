"""Releases an exercise without what its author answered in it."""

import shutil
import tempfile
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseAssignment

LEFT_OUT = ("answers", "answers-kept", ".last-good", "submitted", "feedback")


class ReleaseWithoutAnswers(ExchangeReleaseAssignment):
    """nbgrader's own release, of all but folders of answers."""

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy the exercise; answers of the author's stay where they are, and that is said."""
        found = sorted(path for name in LEFT_OUT for path in Path(src).rglob(name) if path.is_dir())
        if not found:
            super().do_copy(src, dest, log)
            return
        names = ", ".join(path.relative_to(src).as_posix() for path in found)
        self.log.warning("%s holds %s, which is left out of the release", src, names)
        with tempfile.TemporaryDirectory() as folder:
            clean = Path(folder) / Path(src).name
            shutil.copytree(src, clean, ignore=shutil.ignore_patterns(*LEFT_OUT))
            super().do_copy(str(clean), dest, log)
