"""An exercise as data: its rubric, its story, its model answer."""

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from pmkit.grading.scheme import scheme_of
from pmkit.incidents.story import load_story
from pmkit.models.answer import Answer, Part
from pmkit.models.data_file import PACKAGE, data_file, data_files
from pmkit.models.story.scenario import Scenario
from pmkit.models.story.statement import Statement
from pmkit.models.topics import model_of, record_of

# An exercise of one kind loads nothing of the others: see the imports inside of the functions.
if TYPE_CHECKING:
    from pmkit.grading.facilitation.own_meeting import OwnMeeting
    from pmkit.grading.metrics.own_history import OwnHistory
    from pmkit.incidents.incident import Incident
    from pmkit.incidents.rendering.sheet import Sheet

Aspect = Literal["correctness", "methodology", "documentation", "completeness"]


class Criterion(Part):
    """One thing that earns points: a measure (see pmkit.grading.measures), maybe over checks, and its words.

    `stated` are the words of the task that state it: nothing is graded that a trainee cannot read beforehand.
    """

    id: str
    stated: str
    aspect: Aspect
    points: float = Field(gt=0)
    measure: str
    checks: list[str] = Field(default_factory=list)
    met: str
    needs_work: str


class Exercise(Answer):
    """A rubric file, `pmkit/grading/exercises/<slug>.toml`: strict, so that a slip in it is told at once.

    With `own_incident` every trainee has an incident of their own, made from `story` or one of `other_stories`;
    `trainee` is whose it is here, empty for the story as it is written. Where the `material` is a history, there is
    a history of incidents in its place, and `story` is what its folder is called; where it is a meeting, every trainee
    has a meeting of their own about `story` or one of `other_stories`, and no folder.
    """

    model_config = ConfigDict(ignored_types=(cached_property,))

    slug: str = ""
    trainee: str = ""
    title: str
    lesson: str
    minutes: int
    difficulty: Literal["easy", "medium", "hard"]
    pass_mark: float
    kind: str
    material: Literal["incident", "history", "meeting"] = "incident"
    story: str
    other_stories: list[str] = Field(default_factory=list)
    own_incident: bool = False
    numbered_anew: bool = False
    """Whether each trainee's exhibits have numbers of their own; the answer cites them."""
    answer: str
    hints: list[str]
    aspects: dict[Aspect, float]
    criteria: list[Criterion]
    statements: list[Statement] = Field(default_factory=list)
    critique: str = ""
    """An action item of others that is to be criticised; empty where there is none."""

    @model_validator(mode="after")
    def _points_add_up(self) -> Self:
        for aspect, points in self.aspects.items():
            total = sum(criterion.points for criterion in self.criteria if criterion.aspect == aspect)
            if total != points:
                raise ValueError(f"aspects, {aspect}: its criteria add up to {total:g}; write {aspect} = {total:g}")
        return self

    @property
    def max(self) -> float:
        """The most points there are."""
        return sum(self.aspects.values())

    @cached_property
    def incident(self) -> "Incident | None":
        """The trainee's own incident; None where all have the same, or a history."""
        if not self.own_incident or self.material != "incident":
            return None
        from pmkit.incidents.incident import make_incident

        return make_incident(self.story, self.trainee or None)

    @cached_property
    def history(self) -> "OwnHistory | None":
        """The trainee's own history of incidents; None for an exercise about one incident."""
        if self.material != "history":
            return None
        from pmkit.grading.metrics.own_history import own_history

        return own_history(self.trainee or None)

    @cached_property
    def own_meeting(self) -> "OwnMeeting | None":
        """The trainee's own meeting; None for an exercise without one."""
        if self.material != "meeting":
            return None
        from pmkit.grading.facilitation.own_meeting import own_meeting

        return own_meeting(self.story, self.trainee)

    @property
    def sheets(self) -> "list[Sheet] | None":
        """The files that the trainee gets; None where there are none."""
        material = self.history or self.incident
        return None if material is None else material.sheets

    @cached_property
    def scenario(self) -> Scenario:
        """What the exercise knows about its incident."""
        if self.history is not None:
            return self.history.scenario
        if self.own_meeting is not None:
            return self.own_meeting.scenario
        if self.incident is None:
            return load_story(self.story)
        from pmkit.incidents.incident import scenario_of

        story = scenario_of(self.incident)
        if not (self.numbered_anew and self.trainee):
            return story
        from pmkit.grading.fishbone.numbering import numbered_anew

        return numbered_anew(story, self.incident.seed)

    @cached_property
    def reader(self) -> Any:
        """What reads lines of answers, made once for an exercise: see the scheme of its kind."""
        return scheme_of(self.kind).reader(self)

    @property
    def model(self) -> type[Answer]:
        """The kind of answer it asks for. Raises LookupError for prose, which is no kind of answer file."""
        return model_of(self.kind)

    @property
    def shown_solution(self) -> Answer:
        """What a trainee sees after an attempt.

        Of one's own incident it is the answer to the story as it is written, which has other times and names.
        """
        written = exercise_for(self.slug, "", self.story if self.own_incident else "")
        shown: Answer | None = scheme_of(self.kind).shown_solution(written)
        return shown or written.model_answer

    def handed_out(self) -> "Exercise":
        """The exercise as a trainee's notebook holds it: nothing in it leads to an answer of full marks."""
        held = Exercise.model_construct(**{name: getattr(self, name) for name in Exercise.model_fields})
        held.__dict__.update(self.__dict__)  # what is looked up already
        return held


class AuthorsExercise(Exercise):
    """An exercise with one good answer, for those who grade it and for the kit's own tests."""

    @property
    def model_answer(self) -> Answer:
        """One good answer among many."""
        made: Answer | None = scheme_of(self.kind).model_answer(self)
        if made is not None:
            return made
        name = f"grading/model_answers/{self.slug}{record_of(self.kind).endings[0]}"
        return self.model.parse((PACKAGE / name).read_text(encoding="utf-8"), name)


def exercise_names() -> list[str]:
    """The exercises there are, in alphabetical order."""
    return data_files("grading/exercises")


@cache
def load_exercise(slug: str) -> AuthorsExercise:
    """The exercise called `slug`. Raises LookupError naming the exercises there are."""
    if slug not in exercise_names():
        raise LookupError(f"no exercise is called {slug!r}; write one of: {', '.join(exercise_names())}")
    exercise = AuthorsExercise.from_data(
        data_file(f"grading/exercises/{slug}.toml"), f"pmkit/grading/exercises/{slug}.toml"
    )
    exercise.slug = slug
    return exercise


@lru_cache(maxsize=128)
def exercise_for(slug: str, trainee: str = "", story: str = "") -> AuthorsExercise:
    """An exercise as one trainee meets it; without a story, the exercise's first.

    Raises LookupError for an exercise or a story that it has not, ValueError for a trainee's name that cannot be.
    """
    exercise = load_exercise(slug)
    if not exercise.own_incident:
        return exercise
    stories = [exercise.story, *exercise.other_stories]
    if story and story not in stories:
        raise LookupError(f"exercise {slug!r} has no story {story!r}; write one of: {', '.join(stories)}")
    own = exercise.model_copy(update={"trainee": trainee.strip(), "story": story or exercise.story})
    # What the general exercise has looked up already is not this trainee's.
    for name in ("incident", "history", "own_meeting", "scenario", "reader"):
        own.__dict__.pop(name, None)
    return own
