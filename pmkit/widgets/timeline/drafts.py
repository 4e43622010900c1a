"""What is half typed in a timeline: kept in a file of its own beside the answer, until it can be read."""

from contextlib import suppress
from pathlib import Path

from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError, Part


class HalfTyped(Part):
    """The fields of one event as they were typed.

    `saved_at` and `saved_what` are those of the event that the answer file holds in its place, which is how the
    two find each other again; both are empty where the file holds none.
    """

    at: str = ""
    what: str = ""
    source: str = ""
    ref: str = ""
    kind: str = "fact"
    by: str = ""
    until: str = ""
    interpretation: bool = False
    reads_as: str = ""
    saved_at: str = ""
    saved_what: str = ""


class TimelineDrafts(Answer):
    """All that is half typed; `anchors` by name."""

    anchors: dict[str, str] | None = None
    rows: list[HalfTyped] | None = None


class DraftFile:
    """The hidden file beside an answer file: `.timeline.toml.half-typed`; there only while something is half typed."""

    def __init__(self, answer: Path) -> None:
        self.path = answer.with_name(f".{answer.name}.half-typed")

    def open(self) -> TimelineDrafts:
        """What was half typed; nothing where the file is missing or cannot be read, for it is only a help."""
        try:
            return TimelineDrafts.load(self.path)
        except (OSError, AnswerError):
            return TimelineDrafts()

    def save(self, drafts: TimelineDrafts) -> None:
        """Write what is half typed, whole or not at all; with nothing half typed, the file goes. Raises OSError."""
        if drafts.rows or drafts.anchors:
            drafts.save(self.path)
            return
        for path in (self.path, answer_file.last_good(self.path)):
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
