"""The file of a meeting, read by its author: everything that is wrong with it, each with its line."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pmkit.checks.toml_places import place_of
from pmkit.meetings.library import kind_rules
from pmkit.models import answer_file
from pmkit.models.answer import AnswerError, where
from pmkit.models.meeting.flaws import Flaw, flaws
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.toml import limits


class Problem(NamedTuple):
    """One thing to put right: its line, from 1, the place in words, what it is and what to write."""

    line: int
    place: str
    says: str

    def __str__(self) -> str:
        """As it is shown: "line 12, fact 3, who: nobody 'x'; write one of …"."""
        return f"line {self.line}, {self.place}: {self.says}"


def problems(text: str, shown: Collection[str] | None = None) -> list[Problem]:
    """What is wrong with the text of a meeting, by line; `shown` are the exhibits and events of its story.

    A text that is no TOML, or whose fields are not as they have to be, is told that first.
    """
    try:
        data = limits.loads(text)
    except answer_file.UnreadableError as error:
        return [Problem(1, "the file", str(error))]
    except ValueError as error:
        return [Problem(1, "the file", f'not TOML: {error}; write lines such as slug = "…"')]
    try:
        meeting = Meeting.model_validate(data)
    except ValidationError as error:
        found: list[Flaw] = [(one["loc"], _fields(one["msg"])) for one in error.errors(include_url=False)]
    else:
        found = [*flaws(meeting, kind_rules()), *_not_shown(meeting, shown)]
    placed = (Problem(place_of(text, place)[0], where(place), says) for place, says in found)
    return sorted(placed, key=lambda one: one.line)


def read_meeting(path: str | Path, shown: Collection[str] | None = None) -> Meeting:
    """A meeting of one's own. Raises AnswerError with all problems and their lines, FileNotFoundError."""
    try:
        text = answer_file.read(Path(path))
    except answer_file.UnreadableError as error:
        raise AnswerError(str(path), [str(error)]) from None
    found = problems(text, shown)
    if found:
        raise AnswerError(str(path), [str(one) for one in found])
    return Meeting.parse(text, str(path))


def _fields(message: str) -> str:
    return f"{message[:1].lower()}{message[1:]}"


def _not_shown(meeting: Meeting, shown: Collection[str] | None) -> Iterator[Flaw]:
    """Facts that point at what the story does not have."""
    if shown is None:
        return
    for index, fact in enumerate(meeting.facts):
        for key, names in (("exhibits", fact.exhibits), ("events", fact.events)):
            for name in names:
                if name not in shown:
                    yield ("facts", index, key), f"the story has no {name!r}; write one of its {key}"
