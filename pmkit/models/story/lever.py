"""What can be changed about an incident beforehand: a story's levers, and the effects that action items claim."""

import re
from typing import Literal, NamedTuple

from pydantic import Field

from pmkit.models.action_item import Kind
from pmkit.models.answer import Part

Does = Literal["removes", "warns", "detects", "recovers", "shortens", "limits", "nothing"]
"""What moving a lever does, see Lever."""
Unit = Literal["", "days", "hours", "minutes", "seconds", "percent", "times", "GB"]
SECONDS: dict[Unit, int] = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
"""The units that are lengths of time, in seconds."""
MOST_CHANCES = 50
BLANK = "…"
"""Where the number stands in a lever's words."""


class Lever(Part):
    """One thing that can be changed, `says` in plain words with … for the number (`default`, `least`, `most`, `unit`).

    `does`: "removes" `causes`, so that it happens no more from the event `starts` on, where `instead` happens;
    "warns" so long before the event `starts`, and averts it where `lag` seconds are enough to act; "detects" so long
    after `starts`; "recovers" without anybody, so long after `starts`; "shortens" the stretch from `starts` to
    `ends` to at most so long; "limits" the impact to so many percent; "nothing". `instead` tells the event that it
    moves (the detection, the end of impact, `ends`) in new words.

    Assumptions: `lag` seconds are added to what the number says (alert to page, start-up, customers' first word);
    `fails` is the share of times at which it does not work. Below `works_from` (`too_little` says why) and above
    `works_to` (`too_much`) it changes nothing. `whole` is what "a third" is a third of. `full` and `seconds_each`
    turn a number that is no time into one, for "warns": (full - number) * seconds_each before `starts`.

    `said_as` are wordings that mean it (see pmkit.checks.text.wording), `causes` those of the story that it answers,
    `because` says why it does what it does, with what is assumed.
    """

    id: str
    says: str
    kind: Kind
    does: Does
    because: str
    said_as: list[str] = Field(min_length=1)
    causes: list[str] = Field(default_factory=list)
    unit: Unit = ""
    default: float | None = None
    least: float = 0
    most: float = 0
    starts: str = ""
    ends: str = ""
    instead: str = ""
    lag: int = Field(0, ge=0)
    fails: float = Field(0.0, ge=0, le=1)
    works_from: float | None = None
    works_to: float | None = None
    too_little: str = ""
    too_much: str = ""
    whole: float | None = None
    full: float | None = None
    seconds_each: int = 0

    @property
    def has_number(self) -> bool:
        """Whether it is moved by so much, not just moved."""
        return self.default is not None

    def seconds(self, number: float | None) -> float:
        """The length of time that a number of its unit stands for; 0 without a number."""
        if number is None or not self.has_number:
            return 0.0
        if self.full is not None:
            return (self.full - number) * self.seconds_each
        return number * SECONDS.get(self.unit, 0)

    def in_words(self, number: float | None = None) -> str:
        """What it says with the number in its place; … where there is none yet.

        >>> Lever(id="a", says="alert after … minutes", kind="detect-future", does="nothing", because="",
        ...       said_as=["alert"]).in_words(10)
        'alert after 10 minutes'
        """
        return with_number(self.says, number)


def with_number(text: str, number: float | None) -> str:
    """A lever's words with the number in place of …; as they are without one.

    >>> with_number("after … minutes", 1)
    'after 1 minute'
    """
    if number is None:
        return text
    one = re.sub(rf"{BLANK} (day|hour|minute|second)s\b", rf"{BLANK} \1", text) if number == 1 else text
    return one.replace(BLANK, f"{number:g}")


class NextYear(Part):
    """How often it would come again if nothing changed: an assumption, with the reason for it.

    In a year there are `chances` occasions, and at each it begins with probability `each`. `problem` names the event
    at which it counts as the incident again; without it that is the start of impact.
    """

    chances: int = Field(1, ge=1, le=MOST_CHANCES)
    each: float = Field(0.5, ge=0, le=1)
    says: str = ""
    problem: str = ""


class Effect(NamedTuple):
    """What an action item claims: a lever of the story, by id, and how far it is moved, in the lever's unit."""

    lever: str
    number: float | None = None


class Assumed(NamedTuple):
    """Other values for a lever's assumptions: seconds of lag and the share of failures; None leaves one as it is."""

    lag: int | None = None
    fails: float | None = None
