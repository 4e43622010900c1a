"""Whose incident an answer is about: a small file beside it, checked against who hands it in."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Self

from pydantic import Field

from pmkit.grading.assessment import Assessment
from pmkit.grading.exercise import AuthorsExercise, Exercise, exercise_for, load_exercise
from pmkit.grading.handed_in import reading
from pmkit.incidents.dice import SECRET_IN, course_mark
from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError

FILE = "incident.toml"
NOBODY = "nobody in particular"
"""Whose incident it is without an id: a story as it is written is what lessons work through."""
LONGEST = 200
OTHER_COURSE = (
    "This incident was made with a course secret that is not the one here, so that nothing could be compared: "
    f"set {SECRET_IN} to the text that it has where the work was done, and grade again."
)


class OwnIncident(Answer):
    """The content of `answers/incident.toml`: which story the evidence tells, and for whom it was made."""

    story: str = Field("", examples=['"bad-deploy"'])
    trainee: str = Field("", max_length=LONGEST, examples=['"trainee07"'])
    course: str = Field("", max_length=LONGEST, examples=['"3f9a01bc"'])
    """A mark of the course's secret that it was made with; empty for the public one."""

    @classmethod
    def beside(cls, answer: Path, exercise: Exercise, student: str | None = None) -> Self:
        """What stands beside an answer file; where nothing does, the exercise's first story for `student`.

        Raises AnswerError for a damaged file, a story that the exercise has not, or a link.
        """
        path = answer.with_name(FILE)
        if path.is_symlink():
            raise AnswerError(str(path), ["it is a link; write an ordinary file"])
        try:
            own, _ = reading.load(cls, path)
        except FileNotFoundError:
            return cls(story=exercise.story, trainee=student or "")
        stories = [exercise.story, *exercise.other_stories]
        if own.story not in stories:
            raise AnswerError(str(path), [f"story: got {own.story[:60]!r}; write one of {', '.join(stories)}"])
        return own

    def save(self, path: str | Path) -> None:
        """Write the file, with the mark of the secret that incidents are made with here. Raises OSError."""
        answer_file.write(Path(path), self.model_copy(update={"course": course_mark()}).dump())

    def dump(self) -> str:
        """TOML text, without an empty mark: most courses have no secret."""
        return super().dump().replace('course = ""\n', "")

    @property
    def is_of_another_course(self) -> bool:
        """Whether it was made with a secret that is not the one here: all that it tells is another incident then."""
        return bool(self.course) and self.course != course_mark()

    @property
    def whose(self) -> str:
        """The trainee from whom the incident follows, where there is no id NOBODY."""
        return self.trainee.strip() or NOBODY

    def is_for(self, student: str) -> bool:
        """Whether it was made for the one who hands it in, however the name is written."""
        return _same_name(self.trainee) == _same_name(student)


def exercise_beside(answer: Path, slug: str, student: str = "") -> AuthorsExercise:
    """The exercise called `slug` as an answer file meets it: whose incident it is about stands beside the file.

    Where nothing stands there it is that of `student`, or of nobody. Raises LookupError for an unknown exercise,
    AnswerError where the file beside the answer is damaged.
    """
    rubric = load_exercise(slug)
    if not rubric.own_incident:
        return rubric
    own = OwnIncident.beside(answer, rubric, student)
    return exercise_for(slug, own.whose, own.story)


def keep_beside(exercise: Exercise, answer: Path) -> None:
    """Say beside an answer file whose incident it is about, unless that is said already. Raises OSError."""
    path = answer.with_name(FILE)
    if exercise.own_incident and exercise.trainee and not path.exists():
        OwnIncident(story=exercise.story, trainee="" if exercise.trainee == NOBODY else exercise.trainee).save(path)


def is_still_of(exercise: Exercise, answer: Path) -> bool:
    """Whether what stands beside an answer file still says that it is about this trainee's incident."""
    if not exercise.own_incident or not answer.with_name(FILE).exists():
        return True
    try:
        own = OwnIncident.beside(answer, exercise)
    except AnswerError:
        return True
    return (own.whose, own.story) == (exercise.trainee, exercise.story)


def of_somebody_else(result: Assessment, own: OwnIncident, student: str) -> Assessment:
    """The assessment as it is; where the incident was made for somebody else, it waits for an instructor.

    An incident made for nobody keeps its points until then; one made for another trainee earns none.
    """
    if own.is_for(student) or result.outcome == "unattempted":
        return result
    made_for = f"for {own.trainee!r}" if own.trainee.strip() else "without a trainee's name"
    note = f"The evidence was made {made_for}; this was handed in by {student!r}. An instructor decides."
    keep = not own.trainee.strip()
    criteria = tuple(
        replace(one, points=one.points if keep else 0.0, outcome="for-instructor", says=one.says if keep else note)
        for one in result.criteria
    )
    return replace(result, criteria=criteria, notes=(*result.notes, note))


def _same_name(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
