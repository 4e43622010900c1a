"""What a page shows of a meeting after a turn, and what an instructor is given of all of it."""

from typing import Literal

from pmkit.models.meeting.score import MeetingScore
from pmkit.models.meeting.state import ElementId, Frozen, Over, Spoken


class ShownFact(Frozen):
    """A fact that came out: what it says, who told it, what of the story shows it."""

    says: str
    who: str
    shown_by: tuple[str, ...]


class ShownIdea(Frozen):
    """An idea that was parked; `owner` is "" as long as nobody has taken it up."""

    says: str
    owner: str


class View(Frozen):
    """The sheet beside the talk: time, facts, voices, ideas, and how the room feels, which is not scored."""

    left: int
    minutes: int
    part: str
    part_left: int
    facts: tuple[ShownFact, ...]
    facts_there: int
    heard: tuple[str, ...]
    unheard: tuple[str, ...]
    ideas: tuple[ShownIdea, ...]
    room: str
    over: Over


class ToldMoment(Frozen):
    """A moment in words; `share` is what was made of it, 0 to 1, `harm` what it took away; one may be met `late`."""

    turn: int
    says: str
    share: float
    harm: float
    late: bool = False


class Compared(Frozen):
    """One element for an instructor: own level, 0 where none was given, beside the level that was reached."""

    element: ElementId
    title: str
    own: int
    reached: int
    share: float
    moments: tuple[ToldMoment, ...]


class MeetingExport(Frozen):
    """A whole meeting for an instructor: who, which, the score, elements with own ratings, all that was said.

    `points_by` says whose points those of the score are: by the criteria of the exercise, or by what the meeting gave.
    """

    trainee: str
    meeting: str
    title: str
    agenda: str
    seed: str
    talked: str
    points_by: Literal["exercise", "meeting"] = "meeting"
    score: MeetingScore
    elements: tuple[Compared, ...]
    view: View
    transcript: tuple[Spoken, ...]
    taken_back: tuple[int, ...]
