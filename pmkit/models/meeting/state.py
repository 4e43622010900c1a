"""Where a meeting stands: all of it as data, so that a file can hold it and a game goes on anywhere."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from pmkit.models.meeting.moves import MoveName

ElementId = Literal["safe-frame", "what-happened", "every-voice", "meets-blame", "keeps-time", "owners"]
Over = Literal["", "closed", "time"]


class Frozen(BaseModel):
    """A record that is never changed: the next state is a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Planned(Frozen):
    """A beat of this game, and after how many minutes it comes."""

    beat: str
    minute: int


class Waiting(Frozen):
    """A beat that has come and waits to be met: `since` is the turn after which it came."""

    beat: str
    since: int


class SaidMove(Frozen):
    """A move as it was read in an utterance."""

    name: MoveName
    start: int = 0
    end: int = 0
    about: str | None = None


class Said(Frozen):
    """One turn of the facilitator: the words, the moves read in them, and whether they are one's own."""

    text: str
    moves: tuple[SaidMove, ...] = ()
    picked: bool = False


class Spoken(Frozen):
    """One thing that was said; `who` is "" for the facilitator, `about` a beat or fact, `turn` counts from 1."""

    turn: int
    who: str
    text: str
    about: str = ""


class Moment(Frozen):
    """One opportunity and what was made of it, 0 to 1 of its `worth`; of a harm `worth` is what it takes away.

    `of` is the beat, fact, person, part or move that it is about. One that is `late` adds to what was made of an
    opportunity before, and is none of its own.
    """

    turn: int
    element: ElementId
    of: str
    worth: float
    met: float
    picked: bool = False
    harm: bool = False
    late: bool = False


class Owned(Frozen):
    """An idea that has found somebody."""

    idea: str
    owner: str


class State(Frozen):
    """The whole of a meeting after some turns; `left` are the minutes left, `over` how it ended, "" while it runs.

    `moods` is how each feels, by id; `due` are thanks owed to people and parts of the agenda that have just ended;
    `taken_back` are the numbers of the turns that were said again.
    """

    meeting: str
    seed: str
    agenda: str
    left: int
    talked: str = ""
    plan: tuple[Planned, ...] = ()
    come: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    due: tuple[Waiting, ...] = ()
    facts: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    moods: dict[str, int] = {}
    parked: tuple[str, ...] = ()
    owned: tuple[Owned, ...] = ()
    moments: tuple[Moment, ...] = ()
    said: tuple[Said, ...] = ()
    transcript: tuple[Spoken, ...] = ()
    taken_back: tuple[int, ...] = ()
    over: Over = ""


class Noticed(Frozen):
    """What one line did, said afterwards: harmed, met a beat or half of it, missed something, brought a fact out.

    "late" is what was made good later, "worn" what opens nothing as it stands, "line" what the author of a line on
    offer says of it.
    """

    kind: Literal["harm", "met", "half", "late", "missed", "fact", "worn", "line"]
    of: str
    says: str
    better: str = ""


class Outcome(Frozen):
    """What comes of a turn: the new state, what was answered, what is to be said about the line."""

    state: State
    replies: tuple[Spoken, ...] = ()
    findings: tuple[Noticed, ...] = ()
