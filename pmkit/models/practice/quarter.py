"""What a trainee chooses for a simulated quarter: which items, whose they are, how urgent, under which assumptions."""

from typing import Self

from pydantic import Field, model_validator

from pmkit.models.action_item import Priority
from pmkit.models.answer import Answer, Part

MOST_ITEMS = 40
MOST_DIALS = 40
MOST_SEED = 2**31
LONGEST_ID = 60


class ChosenItem(Part):
    """One item that is to be done, by its id; without an owner or a priority as long as none is given."""

    id: str = Field(max_length=LONGEST_ID, examples=['"broker-cap"'])
    owner: str = Field("", max_length=LONGEST_ID, examples=['"ines"'])
    priority: Priority | None = Field(None, examples=['"P1", "P2" or "P3"'])


class QuarterChoice(Answer):
    """The content of an answer such as `quarter.toml`: each item at most once.

    `seed` numbers the quarter whose chance it meets, 0 as long as none was run; `assumptions` holds the values that
    were changed, by the id of their dial.

    >>> choice = QuarterChoice(items=[ChosenItem(id="broker-cap", owner="ines", priority="P1")])
    >>> QuarterChoice.parse(choice.dump()) == choice
    True
    """

    seed: int = Field(0, ge=0, le=MOST_SEED, examples=["1"])
    assumptions: dict[str, float] = Field(default_factory=dict, max_length=MOST_DIALS, examples=["{ pace = 3.0 }"])
    items: list[ChosenItem] = Field(
        default_factory=list, max_length=MOST_ITEMS, examples=[f"at most {MOST_ITEMS} [[items]]"]
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen: set[str] = set()
        for number, one in enumerate(self.items, start=1):
            if one.id in seen:
                raise ValueError(f"item {number}, id: {one.id!r} is chosen already; write each item once")
            seen.add(one.id)
        return self

    def of(self, item: str) -> ChosenItem | None:
        """What was chosen for the item with this id; None where it is left."""
        return next((one for one in self.items if one.id == item), None)
