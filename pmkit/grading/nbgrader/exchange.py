"""Collecting submissions without following what a trainee may have put there: links, pipes, odd names."""

import re
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect

from pmkit.grading.nbgrader.folder import copy_safely


class CollectSafely(ExchangeCollect):
    """nbgrader's own collect, with a copy that cannot be led out of the folder or held for ever."""

    def do_copy(self, src: str, dest: str, log: object = None) -> None:  # noqa: ARG002  # nbgrader's signature
        """Copy plain files; what goes wrong with one submission is said and does not stop the others."""
        try:
            copy_safely(Path(src), Path(dest), self.coursedir.ignore)
        except OSError as error:
            self.log.warning("%s: not everything could be collected: %s", Path(src).name, error)


COLLECTED_NAME = re.compile(r".*/(?P<student_id>[^/_+]+)_(?P<file_id>[^/]+)\.(ipynb|toml|md|txt)$").pattern
"""For `nbgrader zip_collect`: a file called <student>_<notebook or answer>, such as ada_five_whys.toml."""
