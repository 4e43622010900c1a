"""What a meeting earned: six elements with their moments, and the counts beside them."""

from pmkit.models.meeting.state import ElementId, Frozen, Moment


class ElementScore(Frozen):
    """One element: `given` is the worth of all opportunities, `met` what was made of them, `harm` what was lost.

    `share` is 0 to 1, `level` 1 to 4, and `says` describes the level.
    """

    element: ElementId
    title: str
    given: float
    met: float
    harm: float
    share: float
    level: int
    says: str
    moments: tuple[Moment, ...]


class MeetingScore(Frozen):
    """`points` of 100, and how many facts, voices, turns, lines picked and turns taken back it was."""

    points: float
    elements: tuple[ElementScore, ...]
    facts: int
    facts_there: int
    voices: int
    people: int
    turns: int
    picked: int
    taken_back: int
