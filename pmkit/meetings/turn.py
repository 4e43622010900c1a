"""One turn of a meeting: of a state and an utterance come a new state, answers, and what is to be said about it."""

from collections.abc import Iterable

from pmkit.checks.facilitation.moves import moves_in, read
from pmkit.checks.text.people import name_words
from pmkit.meetings.beats import meet_beats, meet_late, next_beat
from pmkit.meetings.dues import settle_dues
from pmkit.meetings.harms import do_harms
from pmkit.meetings.hearing import Heard, hear
from pmkit.meetings.library import move_rules
from pmkit.meetings.moods import lift
from pmkit.meetings.opening import open_fact
from pmkit.meetings.owners import find_owner
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.meeting import LONGEST, Meeting
from pmkit.models.meeting.moves import Move
from pmkit.models.meeting.state import Noticed, Outcome, State
from pmkit.models.meeting.wording import seen

A_TURN, AN_ANSWER = 2, 2
"""Minutes: of any turn, and of an answer that brings out a fact."""
WORDS_A_MINUTE = 50
"""A long speech takes its time too: so many words, with what the room makes of them, are a minute more."""


SUMMARY = "summary"


class MeetingOverError(ValueError):
    """Something is said in a meeting that is over."""


def turn(meeting: Meeting, state: State, text: str, moves: Iterable[Move] = ()) -> Outcome:
    """What comes of `text`, in which `moves` were read. Raises MeetingOverError when the meeting is over."""
    if state.over:
        raise MeetingOverError("the meeting is over; take a turn back, or begin another one")
    sitting = Sitting(meeting, state)
    heard = hear(meeting, state, text, moves)
    sitting.said = heard.said
    _say_how_it_was_heard(sitting, heard)
    lost = meet_beats(sitting, heard)
    meet_late(sitting, heard)
    settle_dues(sitting, heard)
    do_harms(sitting, heard)
    _do_good(sitting, heard)
    opened = not find_owner(sitting, heard) and open_fact(sitting, heard)
    _pass_time(sitting, heard, lost + opened * AN_ANSWER)
    next_beat(sitting)
    return Outcome(state=sitting.closed(), replies=tuple(sitting.replies), findings=tuple(sitting.findings))


def say(meeting: Meeting, state: State, text: str) -> Outcome:
    """What comes of `text`, its moves read by the checks. Raises MeetingOverError when the meeting is over."""
    text = seen(text[:LONGEST])
    return turn(meeting, state, text, moves_of(meeting, text))


def moves_of(meeting: Meeting, text: str) -> list[Move]:
    """The moves of an utterance; beside a harm also what helps, for the room weighs one against the other."""
    people = [one.name for one in meeting.people]
    found = {one.name: one for one in read(text, people=people).moves}
    if any(one.harms for one in found.values()):
        for one in moves_in(text, name_words(people)):
            if not one.harms:
                found.setdefault(one.name, one)
    return list(found.values())


def close(meeting: Meeting, state: State) -> State:
    """The facilitator closes the meeting; it is in time in the last part of the agenda alone."""
    if state.over:
        return state
    sitting = Sitting(meeting, state)
    sitting.over = "closed"
    last = sitting.part == sitting.agenda.parts[-1]
    sitting.moment("keeps-time", "closing", 1.0, float(last))
    return sitting.closed()


def _say_how_it_was_heard(sitting: Sitting, heard: Heard) -> None:
    if heard.sample:
        says, better = heard.sample.says, heard.sample.better
        sitting.findings.append(Noticed(kind="line", of="line", says=says, better=better))
    if heard.repeated:
        sitting.notice("worn", "repeated", "repeated")
    elif heard.crowded:
        sitting.notice("worn", "crowded", "crowded")
    elif not heard.said.moves and not heard.signs and not heard.asks:
        sitting.notice("worn", "unread", "unread")
    elif heard.said.picked and not heard.sample and not heard.harms:  # what harms is told as that alone
        sitting.notice("worn", "picked", "picked")


def _do_good(sitting: Sitting, heard: Heard) -> None:
    """What helpful moves do: moods, the summary at the end, an answer to thanks."""
    if heard.spoils:
        return
    lift(sitting, heard)
    to = heard.to or (sitting.last_speaker(),)
    summed_up = any(one.of == SUMMARY for one in sitting.moments)
    if ("summarises" in heard.counts or "sums" in heard.signs) and sitting.stage == "owners" and not summed_up:
        sitting.moment("owners", SUMMARY, 1.0, 1.0)
    if "thanks" in heard.counts and to[0] in sitting.meeting.person_by_id and not heard.asks:
        sitting.speak(to[0], sitting.meeting.person_by_id[to[0]].reacts.thanked)


def _pass_time(sitting: Sitting, heard: Heard, more: int) -> None:
    """Time goes on by a minute at least; a part of the agenda that begins is to be announced."""
    before = sitting.part
    names = {*heard.counts, *(one.name for one in heard.harms)}
    cost = A_TURN + more + len(heard.words) // WORDS_A_MINUTE + sum(move_rules()[name].minutes for name in names)
    sitting.left = max(0, sitting.left - max(1, cost))
    if sitting.left == 0:
        sitting.over = "time"
    if sitting.part != before:
        if "keeps-time" in heard.counts or ("clock" in heard.signs and not heard.spoils):
            sitting.moment("keeps-time", f"part:{sitting.part.id}", 1.0, 1.0)
        else:
            sitting.owe(f"part:{sitting.part.id}")
