"""The trap that a trainee names in each of the given statements, and how the statement is said again."""

from typing import Literal, Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part

MOST_TRAPS = 100
Trap = Literal["", "stopping-early", "counterfactual", "hindsight", "single-cause", "none"]
"""The module's four; "none" where the statement is fine as it is, "" as long as nothing is chosen."""

TITLES: dict[Trap, str] = {
    "stopping-early": "Stopping early",
    "counterfactual": "Counterfactual",
    "hindsight": "Hindsight",
    "single-cause": "Single cause",
    "none": "No trap",
}
"""The choices in teaching order (module: Avoid These Mistakes)."""


class NamedTrap(Part):
    """The answer to one statement, which `statement` names by its 1-based number."""

    statement: int = Field(ge=1, examples=["1"])
    trap: Trap = Field("", examples=[" or ".join(f'"{one}"' for one in TITLES)])
    rewrite: str = Field("", examples=['"The console shows both replicas under one name"'])


class Traps(Answer):
    """The content of an answer such as `traps.toml`: at most one entry a statement.

    >>> answer = Traps(traps=[NamedTrap(statement=1, trap="hindsight", rewrite="The graph showed 71 %")])
    >>> Traps.parse(answer.dump()) == answer
    True
    """

    traps: list[NamedTrap] = Field(
        default_factory=list, max_length=MOST_TRAPS, examples=[f"at most {MOST_TRAPS} [[traps]]"]
    )

    @model_validator(mode="after")
    def _one_a_statement(self) -> Self:
        seen: set[int] = set()
        for number, one in enumerate(self.traps, start=1):
            if one.statement in seen:
                message = f"trap {number}, statement: {one.statement} is named already; write one trap a statement"
                raise ValueError(message)
            seen.add(one.statement)
        return self

    def of(self, statement: int) -> NamedTrap:
        """The answer to the statement with this 1-based number; a blank one where there is none."""
        blank = NamedTrap(statement=statement)
        return next((one for one in self.traps if one.statement == statement), blank)
