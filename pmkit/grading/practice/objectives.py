"""How far a trainee has come: which objectives of a lesson the answer files show to be reached."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pmkit.checks import examine
from pmkit.grading.practice.counts import COUNTS, WORDS, Counting
from pmkit.models.answer import AnswerError
from pmkit.models.data_file import data_files
from pmkit.models.practice.objective import Lesson, Objective

EXAMINED = frozenset({"five-whys", "timeline", "fishbone", "factors", "prose", "postmortem"})
"""Kinds of answers that the checks read as a whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An objective as it stands: `still` says what is missing, and is empty where it is reached."""

    says: str
    reached_by: str
    still: str

    @property
    def reached(self) -> bool:
        """Whether the answer shows it."""
        return not self.still


def lesson_names() -> list[str]:
    """The lessons that have objectives, in their order."""
    return data_files("grading/objectives")


def load_lesson(name: str) -> Lesson:
    """The objectives of a lesson by the name of its notebook. Raises LookupError naming the lessons there are."""
    if name not in lesson_names():
        raise LookupError(f"no lesson is called {name!r}; write one of: {', '.join(lesson_names())}")
    place = files("pmkit.grading") / "objectives" / f"{name}.toml"
    return Lesson.parse(place.read_text(encoding="utf-8"), place.name)


def standings(lesson: Lesson, folder: Path) -> list[Standing]:
    """How each objective stands, by the answer files below `folder`; files that cannot be read show nothing."""
    return [Standing(one.says, one.reached_by, missing(one, folder)) for one in lesson.objectives]


def missing(objective: Objective, folder: Path) -> str:
    """What an objective still needs, in words; empty where it is reached."""
    counting = COUNTS[objective.kind]
    try:
        answer = counting.model.load(folder / objective.answer)
    except FileNotFoundError:
        return "nothing is written yet"
    except AnswerError:
        return f"{objective.answer} cannot be read"
    counted = _counted(counting, answer, objective.statements)
    short = [
        f"{counted[name]} of {needed} {WORDS[name]}"
        for name, needed in objective.needs.items()
        if counted[name] < needed
    ]
    if not short and _speaks(objective, answer):
        short = ["the feedback still points at something"]
    return ", ".join(short)


def _counted(counting: Counting, answer: Any, statements: str) -> dict[str, int]:
    from pmkit.grading.practice.statements import statements as kept

    count: Callable[..., dict[str, int]] = counting.count
    return count(answer, kept(statements)) if statements else count(answer)


def _speaks(objective: Objective, answer: Any) -> bool:
    """Whether a check that must be silent finds anything."""
    if not objective.silent or objective.kind not in EXAMINED:
        return False
    subject = answer.text if objective.kind == "prose" else answer
    return any(
        finding.check == name or finding.check.startswith(f"{name}/")
        for finding in examine(subject, objective.kind)
        for name in objective.silent
    )
