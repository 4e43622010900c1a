"""What a widget knows about an incident: that of an exercise, or of the one that a trainee has begun."""

from pmkit.grading.practice.exercise import Practice
from pmkit.models.scenario import Scenario


def scenario_of(exercise: str | Practice | None) -> Scenario | None:
    """The incident of an exercise by its name, or of a practice, which may be a trainee's own.

    Raises LookupError for a name that no exercise has.
    """
    if isinstance(exercise, Practice):
        return exercise.exercise.scenario
    if exercise is None:
        return None
    from pmkit.grading.exercise import load_exercise

    return load_exercise(exercise).scenario
