"""What the kit has to say of a submission's files, kept where no trainee writes: not in their folder."""

import json
import os
from pathlib import Path
from typing import Any

from pmkit.grading.handed_in.special import is_anything
from pmkit.models import answer_file

FOLDER = ".pmkit-notes"
MOST_SHOWN = 20


class Notes:
    """Sentences by the path of the file that they are about; "" stands for the submission as a whole."""

    def __init__(self, root: Path, submission: Path) -> None:
        """The notes on one submission of the course in `root`; what was kept before is read."""
        name = os.path.relpath(os.path.abspath(submission), os.path.abspath(root)).replace(os.sep, "+")  # noqa: PTH100
        self.path, self.submission = root / FOLDER / f"{name}.json", submission
        self.sentences: dict[str, str] = dict(self._kept())

    def _kept(self) -> list[tuple[str, str]]:
        try:
            kept: Any = json.loads(answer_file.read(self.path))
        except (OSError, ValueError, RecursionError):
            return []
        return [(str(place), str(says)) for place, says in kept.items()] if isinstance(kept, dict) else []

    def begin_anew(self) -> None:
        """Forget what is said of files that are there: they were handed in since, or are looked at again."""
        for place in list(self.sentences):
            if not place or is_anything(self.submission / place):
                del self.sentences[place]

    def add(self, path: Path, sentence: str) -> None:
        """Add a sentence about a file in the submission, or about the submission itself."""
        place = path.relative_to(self.submission).as_posix()
        self.sentences["" if place == "." else place] = sentence

    def of_no_folder(self, kind: str) -> None:
        """Say that the submission itself was "a link", or what else is no folder, until answers are handed in."""
        self.sentences = {"answers": f"The submission was {kind}. It was not followed: an instructor decides."}

    def keep(self) -> None:
        """Write them down, or away with what is no longer so. Raises OSError."""
        if self.sentences:
            answer_file.write(self.path, json.dumps(self.sentences, indent=1))
        else:
            self.path.unlink(missing_ok=True)

    def told(self) -> list[str]:
        """Each as a sentence for the page."""
        told = [f"{place}: {says}" if place else says for place, says in sorted(self.sentences.items())]
        more = [f"And {len(told) - MOST_SHOWN:,} more files."] if len(told) > MOST_SHOWN else []
        return told[:MOST_SHOWN] + more
