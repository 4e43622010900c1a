"""A meeting played again: from its turns, from an answer, and all but the last turn when one is taken back."""

from collections.abc import Iterable

from pmkit.meetings.begin import begin, talk
from pmkit.meetings.turn import close, say, turn
from pmkit.models.meeting.answer import Facilitation
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.moves import Move
from pmkit.models.meeting.state import Said, State


def again(meeting: Meeting, first: State, said: Iterable[Said]) -> State:
    """The state after these turns, from a state in which nothing was said."""
    state = first
    for one in said:
        moves = [Move(move.name, move.start, move.end, move.about) for move in one.moves]
        state = turn(meeting, state, one.text, moves).state
    return state


def first_state(meeting: Meeting, state: State) -> State:
    """The state before anything was said, with the talk that there was before the meeting."""
    first = begin(meeting, state.seed, state.agenda)
    return talk(meeting, first, state.talked) if state.talked else first


def take_back(meeting: Meeting, state: State) -> State:
    """The state before the last turn, which is marked. Raises ValueError where nothing was said."""
    if not state.said:
        raise ValueError("there is no turn to take back")
    return marked(again(meeting, first_state(meeting, state), state.said[:-1]), state)


def play(meeting: Meeting, answer: Facilitation, seed: str | int) -> State:
    """The state that an answer leads to; what is said after the meeting is over is left out.

    `seed` is what the answer's trainee or seed stands for; utterances are read by the checks. Raises ValueError for
    an agenda that there is none of.
    """
    first = begin(meeting, seed, answer.agenda)
    states = [talk(meeting, first, answer.talk) if answer.talk in meeting.person_by_id else first]
    for one in answer.turns:
        if one.back and len(states) > 1:  # as take_back does, without playing all of it again
            after = states.pop()
            states[-1] = marked(states[-1], after)
        elif not one.back and not states[-1].over:
            states.append(say(meeting, states[-1], one.text).state)
    return close(meeting, states[-1]) if answer.closed else states[-1]


def marked(state: State, after: State) -> State:
    """The state before the last turn of the one `after` it, with the marks of that one and one more."""
    return state.model_copy(update={"taken_back": tuple(sorted({*after.taken_back, len(after.said)}))})
