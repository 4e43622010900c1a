"""How answers of one kind are graded: a record that each topic's package fills in, in its `measures.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from pmkit.grading.measures import Measure, Work
from pmkit.grading.readings.reading import Reading
from pmkit.models.answer import Answer
from pmkit.models.topics import part, record_of

if TYPE_CHECKING:  # an exercise asks for the scheme of its kind
    from pmkit.grading.exercise import Exercise
    from pmkit.grading.instructed import Pairs
    from pmkit.grading.readings.reader import StoryReader

A = TypeVar("A", bound=Answer)
R = TypeVar("R")


class Beside(Protocol):
    """An answer compared with its exercise, once for all criteria."""

    @property
    def readings(self) -> Mapping[int, Reading]:
        """What each line was read as, by a number of the line."""


B = TypeVar("B", bound=Beside)


def story_reader(exercise: "Exercise") -> "StoryReader":
    """Reads lines of answers as causes of the exercise's story."""
    from pmkit.grading.readings.reader import StoryReader

    return StoryReader(exercise.scenario)


def as_it_is(reading: R, _: object) -> R:
    """The reading as it is."""
    return reading


@dataclass(frozen=True, slots=True)
class Scheme(Generic[A, R, B]):
    """How answers `A`, which checks read as `R`, are graded; `B` is an answer beside its exercise.

    `beside` makes that of a reading, its exercise and what an instructor read lines as; `as_read` is the reading
    with what lines turned out to mean. `reader` is kept with the exercise. `model_answer` is made where it is no file
    in pmkit/grading/model_answers; `shown_solution` is what a trainee sees after an attempt, if not the model answer;
    with `earns_nothing` its words count nothing in an answer (see pmkit.grading.shown);
    `template` is what an answer begins with, if not with nothing; `begun` is its text, where that has comments.
    """

    measures: Mapping[str, Measure[R, B]]
    is_attempted: Callable[[A], bool]
    is_readable: Callable[[Work[R, B]], bool]
    beside: Callable[[R, "Exercise", "Pairs"], B]
    as_read: Callable[[R, B], R] = as_it_is
    reader: Callable[["Exercise"], Any] = story_reader
    model_answer: Callable[["Exercise"], A | None] = lambda _: None
    shown_solution: Callable[["Exercise"], A | None] = lambda _: None
    earns_nothing: bool = False
    template: A | None = None
    begun: str = ""


@cache
def scheme_of(kind: str) -> Scheme[Any, Any, Any]:
    """How answers of a kind are graded; a grade loads its own kind alone.

    Raises LookupError for an unknown kind and for one that is not graded.
    """
    record = record_of(kind)
    if not record.graded:
        raise LookupError(f"{kind} is not graded; write a scheme for it, and its place into pmkit/models/topics.py")
    scheme: Scheme[Any, Any, Any] = part(record.graded)
    return scheme
