"""A 5 Whys analysis: a problem, the whys that explain it (a chain, or a tree), the root cause, the actions."""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from pmkit.models.action_item import ActionItem
from pmkit.models.answer import Answer, Part

MOST_WHYS = 200


class Why(Part):
    """One answer to one "why?", with what shows it.

    `parent` is the 1-based number of the why that this one explains, 0 for the problem itself; without it,
    the why before (so whys without parents are a chain).
    """

    answer: str = Field(examples=['"The node was offline"'])
    evidence: str | None = Field(None, examples=['"up == 0 from 03:12 UTC"'])
    parent: int | None = Field(None, ge=0, examples=["1"])


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

    def ends(self) -> list[int]:
        """The 0-based indices of the whys that nothing explains further: where the asking stopped."""
        explained = {self.parent_of(index) for index in range(len(self.whys))}
        return [index for index in range(len(self.whys)) if index not in explained]

    def path_to(self, index: int) -> list[int]:
        """The 0-based indices from the first why to `whys[index]`, both included."""
        return [*reversed(list(self._upwards(index)))]

    def chains(self) -> list[list[int]]:
        """Every path from the problem to an end: one for a chain, several for a tree."""
        return [self.path_to(end) for end in self.ends()]

    def _upwards(self, index: int | None) -> Iterator[int]:
        while index is not None:
            yield index
            index = self.parent_of(index)
