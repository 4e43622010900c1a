"""An answer file that a builder edits: damage and other people's changes are kept, never overwritten."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError

A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Offer(Generic[A]):
    """Another version of the answer that can be used instead; `saved_at` in seconds since 1970."""

    label: str
    answer: A
    saved_at: float


@dataclass(frozen=True, slots=True)
class Notice(Generic[A]):
    """Something about the file that the trainee must know, and the version that can be had back."""

    says: str
    offer: Offer[A] | None = None


class BoundFile(Generic[A]):
    """The file at `path`, which holds an answer of the kind `model`, and what we last saw in it."""

    def __init__(self, path: Path, model: type[A]) -> None:
        self.path = path
        self._model = model
        self._known: str | None = None
        self._refusal = ""

    @property
    def version(self) -> str:
        """A short name for the text that we last read or wrote."""
        return hashlib.sha256((self._known or "").encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def saved_at(self) -> float | None:
        """When the file was last written, in seconds since 1970; None where there is none."""
        try:
            return self.path.stat().st_mtime
        except OSError:
            return None

    def changed_elsewhere(self) -> bool:
        """Whether the file holds something else than what we last read or wrote."""
        try:
            return answer_file.read(self.path) != self._known
        except FileNotFoundError:
            return False
        except answer_file.UnreadableError:
            return True

    def open(self) -> tuple[A | None, list[Notice[A]]]:
        """The answer, None where there is none; a file that cannot be read is kept beside, and said so."""
        self._refusal = ""
        self._known = None
        try:
            text = answer_file.read(self.path)
            answer = self._model.parse(text, self.path.name)
        except FileNotFoundError:
            return None, []
        except answer_file.UnreadableError as error:
            return None, [self._keep_damaged(f"{self.path.name}: {error}")]
        except AnswerError as error:
            return None, [self._keep_damaged(str(error))]
        self._known = text
        return answer, []

    def save(self, answer: A, *, keep_present: bool = False) -> list[Notice[A]]:
        """Write `answer`; what somebody else wrote meanwhile is kept beside. Raises OSError."""
        text = answer.dump()
        size = len(text.encode())
        if self._refusal or size > answer_file.MAX_BYTES:
            raise OSError(self._refusal or answer_file.too_large(size))
        present = self._present()
        if present == text:
            self._known = text
            return []
        theirs = present is not None and (keep_present or present != self._known)
        aside = answer_file.set_aside(self.path, "changed-elsewhere") if theirs else None
        try:
            answer_file.write(self.path, text)
        except OSError:
            if aside:
                aside.rename(self.path)
            raise
        self._known = text
        return [self._kept_theirs(aside)] if aside else []

    def _present(self) -> str | None:
        """What is on disk now; an empty text stands for what cannot be read."""
        try:
            return answer_file.read(self.path)
        except FileNotFoundError:
            return None
        except answer_file.UnreadableError:
            return ""

    def _keep_damaged(self, what: str) -> Notice[A]:
        try:
            aside = answer_file.set_aside(self.path, "damaged")
        except OSError as error:
            self._refusal = f"{self.path.name} is damaged and cannot be moved out of the way ({error.strerror})"
            return Notice(f"{self._refusal}, so nothing is saved over it.\n{what}")
        says = f"{self.path.name} could not be read. It is kept as {aside.name}, untouched.\n{what}"
        return Notice(says, self._offer_last_good())

    def _offer_last_good(self) -> Offer[A] | None:
        good = answer_file.last_good(self.path)
        try:
            answer = self._model.load(good)
            saved_at = good.stat().st_mtime
            # The next save would replace the copy before its owner has decided.
            answer_file.set_aside(good, "kept")
        except (OSError, AnswerError):
            return None
        return Offer("Use the last good copy", answer, saved_at)

    def _kept_theirs(self, aside: Path) -> Notice[A]:
        says = f"{self.path.name} was changed outside this builder. That version is kept as {aside.name}."
        try:
            return Notice(says, Offer("Use that version", self._model.load(aside), aside.stat().st_mtime))
        except (OSError, AnswerError):
            return Notice(says)
