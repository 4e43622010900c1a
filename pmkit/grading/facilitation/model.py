"""The model answer of an exercise in facilitation: one meeting of one trainee, led well from its start to its end."""

from collections.abc import Iterator
from typing import get_args

from pmkit.grading.facilitation.player import WORDS, Player
from pmkit.meetings.begin import begin
from pmkit.meetings.library import rules
from pmkit.meetings.score import score
from pmkit.meetings.turn import close, say
from pmkit.models.meeting.answer import Facilitation, MeetingTurn, OwnRating
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.state import ElementId, State

WORDINGS = 3
"""So many orders of wordings are tried for each agenda; as a rule the first one earns all there is."""


def model_meeting(meeting: Meeting, trainee: str, seed: str, words: str = WORDS) -> Facilitation:
    """The best of a few games of the player, the first that earns everything among them."""
    best, most = None, -1.0
    for agenda, first in ((one.id, first) for first in range(WORDINGS) for one in rules().agendas):
        state = led(meeting, seed, agenda, first, words)
        points = score(meeting, state).points
        if points > most:
            best, most = state, points
        if points >= 100:
            break
    assert best is not None
    levels: dict[ElementId, int] = {one.element: one.level for one in score(meeting, best).elements}
    return Facilitation(
        meeting=meeting.slug,
        trainee=trainee,
        agenda=best.agenda,
        closed=best.over == "closed",
        turns=[MeetingTurn(text=one.text) for one in best.said],
        ratings=[OwnRating(element=one, level=levels[one]) for one in get_args(ElementId)],
    )


def led(meeting: Meeting, seed: str, agenda: str, first: int = 0, words: str = WORDS) -> State:
    """A meeting led by the player until it is closed, or over."""
    *_, last = _states(meeting, seed, agenda, first, words)
    return last


def _states(meeting: Meeting, seed: str, agenda: str, first: int, words: str) -> Iterator[State]:
    state = begin(meeting, seed, agenda)
    while not state.over:
        line = Player(meeting, state, first, words).line()
        state = close(meeting, state) if line is None else say(meeting, state, line).state
        yield state
