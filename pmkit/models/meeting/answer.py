"""What a trainee has said in a meeting: the content of `answers/facilitation.toml`, enough to play it again."""

from typing import Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part
from pmkit.models.meeting.meeting import LONGEST
from pmkit.models.meeting.state import ElementId

MOST_TURNS = 300
LONGEST_ID = 60
LONGEST_TRAINEE = 200
MOST_SEED = 2**64 - 1


class MeetingTurn(Part):
    """One turn: what was said; or `back`, which takes the turn before back."""

    text: str = Field("", max_length=LONGEST, examples=['"What did the dashboards show at that time?"'])
    back: bool = Field(False, examples=["true"])


class OwnRating(Part):
    """How one rates oneself on an element, from 1 to 4."""

    element: ElementId
    level: int = Field(ge=1, le=4, examples=["3"])
    note: str = Field("", max_length=LONGEST)


class Facilitation(Answer):
    """One meeting of one trainee: `talk` is with whom they spoke before, `closed` whether they have closed it.

    `seen` says that they rated themselves and then asked what it earned.

    >>> answer = Facilitation(meeting="bad-deploy", turns=[MeetingTurn(text="What did we see first?")])
    >>> Facilitation.parse(answer.dump()) == answer
    True
    """

    meeting: str = Field("", max_length=LONGEST_ID, examples=['"bad-deploy"'])
    trainee: str = Field("", max_length=LONGEST_TRAINEE, examples=['"trainee07"'])
    seed: int = Field(0, ge=0, le=MOST_SEED, examples=["1"])
    agenda: str = Field("timeline", max_length=LONGEST_ID, examples=['"timeline" or "actions"'])
    talk: str = Field("", max_length=LONGEST_ID, examples=['"bea"'])
    closed: bool = False
    seen: bool = False
    turns: list[MeetingTurn] = Field(
        default_factory=list, max_length=MOST_TURNS, examples=[f"at most {MOST_TURNS} [[turns]]"]
    )
    ratings: list[OwnRating] = Field(default_factory=list, max_length=6, examples=["one [[ratings]] an element"])

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        depth = 0
        for number, one in enumerate(self.turns, start=1):
            depth += -1 if one.back else 1
            if depth < 0:
                raise ValueError(f"turn {number}, back: there is no turn to take back; write text")
            if one.back and one.text:
                raise ValueError(f"turn {number}: it has a text and takes one back; write one of both")
        rated = [one.element for one in self.ratings]
        twice = next((one for one in rated if rated.count(one) > 1), "")
        if twice:
            raise ValueError(f"ratings: {twice!r} is rated twice; write each element once")
        return self
