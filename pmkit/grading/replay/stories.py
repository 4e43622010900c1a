"""The story behind an exercise or a name, with its events: what a replay needs and a scenario has not."""

from pmkit.grading.exercise import Exercise
from pmkit.incidents.incident import make_incident
from pmkit.models.story.incident import Story


def story_called(slug: str, trainee: str | None = None, seed: int | None = None) -> Story:
    """The story called `slug`, as it is written or as it is for a trainee or a seed.

    Raises LookupError for an unknown story, ValueError for a trainee or a seed that cannot be.
    """
    return make_incident(slug, trainee, seed).story


def story_of(exercise: Exercise) -> Story:
    """The story of an exercise, the trainee's own where they have one."""
    return exercise.incident.story if exercise.incident else make_incident(exercise.story).story
