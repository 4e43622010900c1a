"""A meeting as an answer tells it, played turn by turn: what was played once is not played again."""

from dataclasses import dataclass
from typing import NamedTuple

from pmkit.grading.practice.meeting import seed_of_meeting
from pmkit.meetings.begin import begin, talk
from pmkit.meetings.library import load_meeting
from pmkit.meetings.replay import marked
from pmkit.meetings.turn import close, say
from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.state import Noticed, State


class Step(NamedTuple):
    """Where a turn has led, what is to be said about its line, and the line as it was written."""

    state: State
    findings: tuple[Noticed, ...] = ()
    written: str = ""


Steps = tuple[Step, ...]
"""From the start, in which nothing is said, one for each turn that stands."""


@dataclass(frozen=True)
class Played:
    """A meeting after all turns of an answer, with the steps that led there."""

    meeting: Meeting
    state: State
    steps: Steps


class Game:
    """Plays answers; one that goes on where the last one ended costs its new turns alone."""

    def __init__(self) -> None:
        self._begun: tuple[str, str, str, str] = ("", "", "", "")
        self._turns: list[MeetingTurn] = []
        self._after: list[Steps] = []

    def play(self, answer: Facilitation) -> Played:
        """The meeting that an answer leads to, as `replay.play` has it. Raises ValueError for an unknown one."""
        meeting = load_meeting(answer.meeting)
        begun = (meeting.slug, seed_of_meeting(answer, meeting.slug), answer.agenda, answer.talk)
        if begun != self._begun:
            first = begin(meeting, begun[1], answer.agenda)
            first = talk(meeting, first, answer.talk) if answer.talk in meeting.person_by_id else first
            self._begun, self._turns, self._after = begun, [], [(Step(first),)]
        shared = _shared(self._turns, answer.turns)
        del self._turns[shared:], self._after[shared + 1 :]
        for one in answer.turns[shared:]:
            self._after.append(_after(meeting, self._after[-1], one))
            self._turns.append(one)
        steps = self._after[-1]
        state = close(meeting, steps[-1].state) if answer.closed else steps[-1].state
        return Played(meeting, state, steps)


def _after(meeting: Meeting, steps: Steps, one: MeetingTurn) -> Steps:
    state = steps[-1].state
    if one.back and len(steps) > 1:
        before = steps[-2]
        return (*steps[:-2], before._replace(state=marked(before.state, state)))
    if one.back or state.over:
        return steps
    outcome = say(meeting, state, one.text)
    return (*steps, Step(outcome.state, outcome.findings, one.text))


def _shared(one: list[MeetingTurn], other: list[MeetingTurn]) -> int:
    """How many turns they begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
