"""A quarter to be planned: past incidents, the items offered for them, who could do them, and what is assumed."""

from typing import Literal, Self

from pydantic import Field, model_validator

from pmkit.models.action_item import Kind
from pmkit.models.answer import Answer, Part

DAYS = 91
"""The days of a quarter: thirteen weeks."""
Share = Literal["prevent", "detect", "shorten", "none"]
"""What an item that is done moves: how often, how soon noticed, how long after that, or nothing in this quarter."""


class QuarterTeam(Part):
    """A team with the person-days that it has for such items in the quarter."""

    id: str
    title: str
    days: float = Field(gt=0)


class QuarterPerson(Part):
    """Somebody who can own an item of the team."""

    id: str
    name: str
    team: str


class PastIncident(Part):
    """An incident that can happen again: how often in a quarter if nothing is done, and how it goes.

    `detect` and `resolve` are medians in minutes: until somebody knows, and from then until it is over. It breaks
    the promise to customers where both together last longer than `promised` minutes.
    """

    id: str
    title: str
    rate: float = Field(gt=0, le=10)
    detect: float = Field(gt=0)
    resolve: float = Field(gt=0)
    promised: float = Field(gt=0)


class OfferedItem(Part):
    """An action item on offer: its kind, the person-days it is thought to take, and what it moves.

    `to` is what the moved quantity becomes: the share of recurrences left, or the median minutes; 0 moves nothing.
    """

    id: str
    text: str
    incident: str
    team: str
    kind: Kind
    days: float = Field(gt=0)
    moves: Share
    to: float = Field(0.0, ge=0)


class QuarterStory(Answer):
    """The file `pmkit/incidents/quarters/<name>.toml`; at most `most` items can be chosen."""

    title: str
    says: str
    most: int = Field(ge=1)
    teams: list[QuarterTeam] = Field(min_length=1)
    people: list[QuarterPerson] = Field(min_length=1)
    incidents: list[PastIncident] = Field(min_length=1)
    items: list[OfferedItem] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_what_is_there(self) -> Self:
        teams = {one.id for one in self.teams}
        incidents = {one.id for one in self.incidents}
        for item in self.items:
            if item.team not in teams or item.incident not in incidents:
                raise ValueError(f"item {item.id!r}: no team {item.team!r} or no incident {item.incident!r}")
        for person in self.people:
            if person.team not in teams:
                raise ValueError(f"person {person.id!r}: no team {person.team!r}")
        return self


class Dial(Part):
    """One assumption: its value, between which it can be set, and why it is as it is; "%" is said of shares of 1."""

    id: str
    title: str
    says: str
    unit: str = ""
    value: float
    low: float
    high: float
    step: float = Field(gt=0)

    @model_validator(mode="after")
    def _lies_between(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.id}: {self.value:g} is not from {self.low:g} to {self.high:g}")
        return self


class Dials(Answer):
    """All assumptions, in the order in which they are shown."""

    dials: list[Dial] = Field(min_length=1)
