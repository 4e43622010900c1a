"""The action items of a review: what will be done about an incident, as a list in one file."""

from typing import Self

from pydantic import Field, model_validator

from pmkit.models.action_item import LETTERS, ActionItem, Letter
from pmkit.models.answer import Answer, Part

MOST_ACTIONS = 200


class CritiqueLine(Part):
    """What a reader says of one letter of an item of others: whether it is met, and what is wanting."""

    letter: Letter = Field(examples=[" or ".join(f'"{one}"' for one in LETTERS)])
    met: bool = Field(examples=["false"])
    says: str = Field("", examples=['"it does not say which service"'])


class ActionItems(Answer):
    """The content of `action_items.toml`; `critique` is what the trainee says of an item that an exercise gives.

    >>> answer = ActionItems(actions=[ActionItem(text="Add a memory test", owner="Mina Okafor", priority="P1")])
    >>> ActionItems.parse(answer.dump()) == answer
    True
    """

    actions: list[ActionItem] = Field(
        default_factory=list, max_length=MOST_ACTIONS, examples=[f"at most {MOST_ACTIONS} [[actions]]"]
    )

    critique: list[CritiqueLine] = Field(
        default_factory=list, max_length=len(LETTERS), examples=["one [[critique]] for each letter"]
    )

    @model_validator(mode="after")
    def _competitors_are_there(self) -> Self:
        for number, item in enumerate(self.actions, start=1):
            for other in item.competes_with or ():
                if other == number or not 1 <= other <= len(self.actions):
                    # "; " parts what we got from what to write.
                    got = f"action {number}, competes_with: {other} is no other action of this list"
                    raise ValueError(f"{got}; write the numbers of those of which one will do")
        return self

    def competing(self, one: int, other: int) -> bool:
        """Whether either of two items, by their 0-based indices, is said to do for both."""
        return other + 1 in (self.actions[one].competes_with or ()) or one + 1 in (
            self.actions[other].competes_with or ()
        )
