"""The rules of every meeting as data: agendas, kinds of beats, moves, moods and the elements of the score."""

from typing import Literal

from pydantic import Field

from pmkit.models.answer import Answer, Part
from pmkit.models.meeting.meeting import BeatKind, Stage
from pmkit.models.meeting.moves import MoveName
from pmkit.models.meeting.state import ElementId


class AgendaPart(Part):
    """A part of the agenda with its minutes; `stage` says which beats come in it."""

    id: str
    title: str
    minutes: int = Field(ge=1)
    stage: Stage


class Agenda(Part):
    """How the minutes are shared; `facts` is the share of the facts that counts as all of them, for want of time."""

    id: str
    title: str
    says: str
    source: str
    facts: float = Field(gt=0, le=1)
    parts: list[AgendaPart] = Field(min_length=2)

    @property
    def minutes(self) -> int:
        """All of its minutes."""
        return sum(part.minutes for part in self.parts)


class KindRule(Part):
    """How a kind of beat is met: by a move of `calls_for`, for a share `helped` by one of `helps`, in so many `turns`.

    `to` says who has to be spoken to: the one who does it, another one, or nobody in particular. `half` is what is
    answered to what goes half way. Signs of `tone` meet it too, for the share `toned`; where `near`, a harmless word to
    them goes half way. Within so many turns `late` it can still be met, for less. Unmet it `hurts` whom it goes
    against, and `chills` all.
    """

    id: BeatKind
    title: str
    element: ElementId
    worth: float = Field(gt=0)
    turns: int = Field(1, ge=1)
    calls_for: list[MoveName] = Field(min_length=1)
    helps: list[MoveName] = Field(default_factory=list)
    to: Literal["", "who", "other"] = ""
    half: list[str] = Field(min_length=1)
    tone: list[str] = Field(default_factory=list)
    toned: float = Field(1.0, gt=0, le=1)
    near: bool = False
    helped: float = Field(0.5, gt=0, lt=1)
    late: int = Field(0, ge=0)
    hurts: int = 0
    chills: int = 0
    says: str


class MoveRule(Part):
    """What a move does: minutes, the mood of whom it is about and of the room; a harm takes `takes` off an element."""

    id: MoveName
    title: str
    minutes: int = 0
    them: int = 0
    room: int = 0
    element: ElementId | None = None
    takes: float = Field(0.0, ge=0)
    says: str
    better: str = ""


class Level(Part):
    """A described level of an element, from 1."""

    level: int = Field(ge=1)
    says: str


class Element(Part):
    """One of the elements that a facilitator is rated on; `from_share` are the shares at which levels 2, 3, 4 begin."""

    id: ElementId
    title: str
    asks: str
    weight: float = Field(1.0, gt=0)
    levels: list[Level] = Field(min_length=4, max_length=4)


class Mood(Part):
    """How a room feels, in words, from an average mood on."""

    at_least: float
    says: str


class Pointers(Part):
    """What is said beside the matter: what one could be asked, who else knows, that one takes something, or not.

    `first` and `untold` are said by those who told nothing yet: who else knows, or that a question is not for them.
    """

    own: list[str] = Field(min_length=1)
    other: list[str] = Field(min_length=1)
    first: list[str] = Field(min_length=1)
    untold: list[str] = Field(min_length=1)
    takes: list[str] = Field(min_length=1)
    declines: list[str] = Field(min_length=1)


class Rules(Answer):
    """The file `pmkit/meetings/rules.toml`; `begins` are the shares of a score at which levels 2, 3 and 4 begin.

    Below the mood `closed` nobody says more than they must, and nobody takes anything up.
    """

    begins: list[float] = Field(min_length=3, max_length=3)
    closed: int
    pointers: Pointers
    agendas: list[Agenda] = Field(min_length=1)
    kinds: list[KindRule] = Field(min_length=1)
    moves: list[MoveRule] = Field(min_length=1)
    elements: list[Element] = Field(min_length=6, max_length=6)
    moods: list[Mood] = Field(min_length=2)
    """From the best to the worst."""
    notices: dict[str, str]
    opportunities: dict[str, str]
    """What is said of an opportunity that is no beat, by what it is."""
