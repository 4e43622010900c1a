"""What a widget knows about an exercise: its rubric and its incident, be it the one that a trainee has begun."""

import os
from pathlib import Path

from pmkit.grading.exercise import Exercise
from pmkit.grading.practice.exercise import HUB_USER, Practice
from pmkit.models.story.scenario import Scenario


def rubric_of(exercise: str | Practice | None, path: str | Path) -> Exercise | None:
    """The rubric of an exercise by its name, or of a practice; whose incident it is stands beside the answer at `path`.

    Raises LookupError for a name that no exercise has, AnswerError where the file that says whose it is is damaged.
    """
    if isinstance(exercise, Practice):
        return exercise.exercise
    if exercise is None:
        return None
    from pmkit.grading.own_incident import exercise_beside

    return exercise_beside(Path(path), exercise, os.environ.get(HUB_USER, "")).handed_out()


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
