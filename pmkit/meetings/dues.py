"""What a room waits for without saying it: a frame at the start, thanks for candour, a word when a part begins."""

from pmkit.meetings.begin import FRAME
from pmkit.meetings.hearing import Heard
from pmkit.meetings.sitting import Sitting
from pmkit.meetings.tone import signs_in
from pmkit.models.meeting.state import ElementId, Waiting

HALF, AIM = 0.5, 0.25
"""What a summary counts for the clock, and an aim without a word on safety for the frame."""
WITHIN = 2
"""Turns within which it counts."""
FRAME_WORTH = 3.0


def settle_dues(sitting: Sitting, heard: Heard) -> None:
    """What is due is met by this turn, or waits on, or is over."""
    for one in list(sitting.due):
        share = _share(sitting, one, heard)
        if share >= (1 if one.beat == FRAME else HALF) or sitting.turn - one.since >= WITHIN:
            sitting.due.remove(one)
            sitting.moment(_element(one), one.beat, FRAME_WORTH if one.beat == FRAME else 1.0, share)


def _element(due: Waiting) -> ElementId:
    return "keeps-time" if due.beat.startswith("part:") else "safe-frame"


def _share(sitting: Sitting, due: Waiting, heard: Heard) -> float:
    if heard.spoils:
        return 0.0
    if due.beat == FRAME:
        if heard.counts & {"sets-frame"} or "denies" in heard.signs:
            return 1.0
        aimed = heard.signs | {one.name for said in sitting.state.said for one in signs_in(said.text)}
        return AIM if "aims" in aimed else 0.0
    if due.beat.startswith("part:"):
        if "keeps-time" in heard.counts or "clock" in heard.signs:
            return 1.0
        return HALF if "summarises" in heard.counts else 0.0
    return float("thanks" in heard.counts or "thanks" in heard.signs)
