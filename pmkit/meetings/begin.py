"""How a meeting begins: which beats this game has and when they come, how people feel, one talk before it."""

from collections.abc import Iterator

from pmkit.meetings.agenda import stage_span
from pmkit.meetings.chance import below, mixed
from pmkit.meetings.library import agenda_of
from pmkit.models.meeting.meeting import HIGHEST, Meeting
from pmkit.models.meeting.rules import Agenda
from pmkit.models.meeting.state import Planned, Spoken, State, Waiting

LEFT_OUT = 2
"""Of the beats that come only sometimes, so many stay away."""
JITTER = 2
FRAME = "frame"


def begin(meeting: Meeting, seed: str | int, agenda: str = "timeline") -> State:
    """The first state. The same seed is the same meeting. Raises ValueError for an agenda that there is none of."""
    chosen = agenda_of(agenda)
    return State(
        meeting=meeting.slug,
        seed=str(seed),
        agenda=agenda,
        left=chosen.minutes,
        plan=tuple(sorted(_planned(meeting, str(seed), chosen), key=lambda one: (one.minute, one.beat))),
        due=(Waiting(beat=FRAME, since=0),),
        moods={one.id: one.mood for one in meeting.people},
    )


def talk(meeting: Meeting, state: State, person: str) -> State:
    """One short talk before the meeting, with one person: what they say, and how they come in afterwards.

    Raises ValueError for somebody who is not there, a second talk, or one when the meeting runs.
    """
    if person not in meeting.person_by_id:
        raise ValueError(f"nobody {person!r} in this meeting; write one of {', '.join(meeting.person_by_id)}")
    if state.talked or state.said:
        raise ValueError("there is time for one talk, before the first turn")
    spoken = tuple(Spoken(turn=0, who=person, text=text, about="talk") for text in meeting.person_by_id[person].talk)
    moods = {**state.moods, person: min(HIGHEST, state.moods[person] + 1)}
    return state.model_copy(update={"talked": person, "transcript": (*state.transcript, *spoken), "moods": moods})


def _planned(meeting: Meeting, seed: str, agenda: Agenda) -> Iterator[Planned]:
    """The beats of this game; those that a mood brings are not planned."""
    planned = [beat for beat in meeting.beats if beat.below is None]
    maybe = mixed(seed, "left out", [beat.id for beat in planned if beat.sometimes])
    for beat in planned:
        if beat.id in maybe[:LEFT_OUT]:
            continue
        start, stop = stage_span(agenda, beat.stage)
        minute = start + round(beat.at * (stop - start)) + below(seed, f"when:{beat.id}", 2 * JITTER + 1) - JITTER
        yield Planned(beat=beat.id, minute=max(start, min(minute, stop - 1), 1))
