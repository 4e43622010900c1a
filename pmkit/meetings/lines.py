"""The lines to pick in a turn: good and harmful ones mixed, those that fit the moment."""

from collections.abc import Iterator, Sequence

from pmkit.meetings.begin import FRAME
from pmkit.meetings.chance import mixed
from pmkit.meetings.owners import ideas_left
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.flaws import harms
from pmkit.models.meeting.meeting import Meeting, SampleLine
from pmkit.models.meeting.state import State
from pmkit.models.meeting.wording import words_of

MOST_LINES = 4
LEAST_HARMS = 1


def lines_for(meeting: Meeting, state: State) -> list[SampleLine]:
    """Up to four lines for the next turn, in an order of the seed's; none when the meeting is over."""
    if state.over:
        return []
    sitting = Sitting(meeting, state)
    said = {words_of(one.text) for one in state.said}
    fitting = [line for line in _fitting(sitting) if words_of(line.text) not in said]
    good = [line for line in fitting if not harms(line)][: MOST_LINES - LEAST_HARMS]
    bad = [line for line in fitting if harms(line)][: MOST_LINES - len(good)]
    any_time: Sequence[SampleLine] = meeting.lines
    good = good or [line for line in any_time if not harms(line)][:2]
    bad = bad or [line for line in any_time if harms(line)][:2]
    return mixed(state.seed, f"lines:{sitting.turn}", good + bad)


def _fitting(sitting: Sitting) -> Iterator[SampleLine]:
    """Lines by how well they fit: what waits first, then what is due, then what can be asked."""
    meeting = sitting.meeting
    if sitting.waiting:
        for one in sitting.waiting:
            yield from meeting.beat_by_id[one.beat].lines
        return
    for use in _uses(sitting):
        yield from _shuffled(sitting, use, [line for line in meeting.lines if line.use == use])
    facts = [fact for fact in meeting.facts if fact.id not in sitting.facts and set(fact.needs) <= set(sitting.facts)]
    for fact in mixed(sitting.state.seed, f"facts:{sitting.turn}", facts):
        yield from fact.lines
    yield from _shuffled(sitting, "ask", [line for line in meeting.lines if line.use == "ask"])


def _uses(sitting: Sitting) -> Iterator[str]:
    due = [one.beat for one in sitting.due]
    if FRAME in due:
        yield "frame"
    if any(one.startswith("thanks:") for one in due):
        yield "thanks"
    if any(one.startswith("part:") for one in due):
        yield "time"
    if sitting.stage == "owners":
        if ideas_left(sitting):
            yield "owners"
        yield "close"


def _shuffled(sitting: Sitting, use: str, lines: Sequence[SampleLine]) -> list[SampleLine]:
    return mixed(sitting.state.seed, f"{use}:{sitting.turn}", lines)
