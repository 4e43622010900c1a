"""How people feel after what was said to them: care lifts, a closed room opens again, harm is remembered."""

from pmkit.meetings.hearing import Heard
from pmkit.meetings.library import move_rules
from pmkit.meetings.sitting import Sitting
from pmkit.models.meeting.moves import HARMFUL

WARY = 2
"""So many turns after a harm that was meant a question in a neutral voice lifts nobody."""
EASY = 0
"""Up to this mood people warm to being treated well; what lifts them beyond it are thanks, a frame, an invitation."""


def lift(sitting: Sitting, heard: Heard) -> None:
    """What helpful moves and care do to moods: those who are spoken to, else whoever spoke last, and the room."""
    if heard.spoils or (is_wary(sitting) and not heard.cares):
        return
    to = heard.to or (sitting.last_speaker(),)
    for name in sorted(heard.counts):
        for who in to:
            sitting.feel(who, move_rules()[name].them)
        sitting.feel_all(move_rules()[name].room)
    if heard.cares:
        warm(sitting, to)
        warm(sitting, sitting.moods)


def warm(sitting: Sitting, whom: "tuple[str, ...] | dict[str, int]") -> None:
    """Those who do not feel well feel a little better."""
    for who in tuple(whom):
        if sitting.moods.get(who, EASY) < EASY:
            sitting.feel(who, 1)


def after_asking(sitting: Sitting, heard: Heard) -> None:
    """Who was asked in a way that leaves room, and had no heart to answer, finds it easier the next time."""
    if heard.opens and not heard.spoils and not heard.worn and not is_wary(sitting):
        warm(sitting, heard.asked)


def is_wary(sitting: Sitting) -> bool:
    """Whether somebody was hurt by the one who leads in the turns just before this one."""
    since = sitting.turn - WARY
    return any(one.about in HARMFUL and since <= one.turn < sitting.turn for one in sitting.state.transcript)
