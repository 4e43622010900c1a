"""Whose meeting it is: the seed that an answer's trainee, or else its number, stands for."""

from pmkit.incidents.dice import seed_of
from pmkit.models.meeting.answer import Facilitation


def seed_of_meeting(answer: Facilitation, slug: str) -> str:
    """The seed of the meeting `slug` as this answer has it; a trainee's needs the course's secret.

    Raises ValueError for a trainee whose name is empty but for spaces.
    """
    if answer.trainee:
        return seed_of(slug, answer.trainee)
    return seed_of(slug, seed=answer.seed)
