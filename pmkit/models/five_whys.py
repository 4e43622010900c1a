"""A 5 Whys analysis: a problem, the whys that explain it (a chain, or a tree), the root cause, the actions."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from pmkit.models.action_item import ActionItem
from pmkit.models.answer import Answer, Part

MOST_WHYS = 200
LONGEST_ID = 80

Form = Literal["why", "how", "what"]
"""How a question is asked: of the system "why", of people "how" and "what" (Allspaw, "The infinite hows", 2014)."""

Line = Literal["happened", "noticed", "ended"]
"""One of the three chains that a review may follow, by the question it starts from."""

QUESTIONS: dict[Form, str] = {
    "why": "why “{it}”?",
    "how": "how did “{it}” come about?",
    "what": "what made “{it}” likely, and what did people see?",
}
"""A question in each form; {it} is what is asked about."""

LINES: dict[Line, str] = {
    "happened": "why it happened",
    "noticed": "why it was noticed late",
    "ended": "why it took long to end",
}
"""What each of the three chains explains."""


class Why(Part):
    """One answer to one "why?", with what shows it.

    `parent` is the 1-based number of the why that this one explains, 0 for the problem itself; without it,
    the why before (so whys without parents are a chain). `set_aside` is the reason for which a why is no longer
    followed, with all that explains it; it is kept and drawn grey. `asked` is the form of the question that it
    answers, `line` the chain that it opens, `reads_as` what the author chose of the readings offered.
    """

    answer: str = Field(examples=['"The node was offline"'])
    evidence: str | None = Field(None, examples=['"up == 0 from 03:12 UTC"'])
    parent: int | None = Field(None, ge=0, examples=["1"])
    set_aside: str | None = Field(None, examples=['"E3: memory was flat that day"'])
    asked: Form | None = Field(None, examples=['"why", "how" or "what"'])
    line: Line | None = Field(None, examples=['"happened", "noticed" or "ended"'])
    reads_as: str | None = Field(None, max_length=LONGEST_ID, examples=['"out-of-memory", as the kit offered it'])


class FiveWhys(Answer):
    """The content of `five_whys.toml`.

    >>> chain = FiveWhys(problem="Blocks were missed", whys=[Why(answer="The node was offline")])
    >>> FiveWhys.parse(chain.dump()) == chain
    True
    """

    problem: str = Field("", examples=['"The validator missed 100 consecutive blocks"'])
    root_cause: str = Field("", examples=['"No test measures memory over hours"'])
    whys: list[Why] = Field(default_factory=list, max_length=MOST_WHYS, examples=["at most 200 [[whys]]"])
    actions: list[ActionItem] = Field(default_factory=list, max_length=MOST_WHYS, examples=["at most 200 [[actions]]"])

    @model_validator(mode="after")
    def _parents_come_first(self) -> Self:
        for number, why in enumerate(self.whys, start=1):
            if why.parent is not None and why.parent >= number:
                # "; " parts what we got from what to write.
                got = f"why {number}, parent: {why.parent} does not come before it"
                message = f"{got}; write the number of an earlier why, or 0 for the problem"
                raise ValueError(message)
        return self

    def parent_of(self, index: int) -> int | None:
        """The 0-based index of the why that `whys[index]` explains; None when that is the problem."""
        parent = self.whys[index].parent
        number = index if parent is None else parent
        return number - 1 if number else None

    def children_of(self, index: int | None) -> list[int]:
        """The 0-based indices of the whys that explain `whys[index]`, or the problem for None."""
        return [other for other in range(len(self.whys)) if self.parent_of(other) == index]

    def standing(self) -> list[int]:
        """The 0-based indices of the whys that are followed: neither put aside nor below one that is."""
        found: list[int] = []
        kept: set[int | None] = {None}
        for index, why in enumerate(self.whys):
            parent = self.parent_of(index)
            # A list that was edited in place is not validated: such a parent counts as the problem.
            if why.set_aside is None and (parent in kept or (parent is not None and parent >= index)):
                kept.add(index)
                found.append(index)
        return found

    def ends(self) -> list[int]:
        """The 0-based indices of the standing whys that none explains further: where the asking stopped."""
        standing = self.standing()
        explained = {self.parent_of(index) for index in standing}
        return [index for index in standing if index not in explained]

    def path_to(self, index: int) -> list[int]:
        """The 0-based indices from the first why to `whys[index]`, both included."""
        return [*reversed(list(self._upwards(index)))]

    def chains(self) -> list[list[int]]:
        """Every path from the problem to an end: several for a tree; none through what is put aside."""
        return [self.path_to(end) for end in self.ends()]

    def _upwards(self, index: int | None) -> Iterator[int]:
        while index is not None:
            yield index
            index = self.parent_of(index)
