"""What a trainee spotted in given statements: the words, and the kind of language that they are."""

from typing import Literal, Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part

MOST_MARKS = 100
Spotted = Literal[
    "",
    "nothing",
    "language/blame",
    "language/accusation",
    "language/loaded",
    "language/counterfactual",
    "language/hindsight",
    "language/person-as-cause",
    "language/single-cause",
    "language/vague",
]
"""The id of a check; "nothing" where the statement is fine as it is, "" as long as no kind is chosen."""


class Mark(Part):
    """The words of one statement that were marked.

    `statement` is its 1-based number; `start` says where the words begin, in characters from 0, and is only
    needed where the same words stand earlier too.
    """

    statement: int = Field(ge=1, examples=["1"])
    quote: str = Field("", examples=['"broke"'])
    check: Spotted = Field("", examples=['"language/blame" or "nothing"'])
    start: int | None = Field(None, ge=0, examples=["6"])


class SpottedWords(Answer):
    """The content of an answer such as `spot_it.toml`: at most one mark a statement.

    >>> answer = SpottedWords(marks=[Mark(statement=1, quote="broke", check="language/blame")])
    >>> SpottedWords.parse(answer.dump()) == answer
    True
    """

    marks: list[Mark] = Field(default_factory=list, max_length=MOST_MARKS, examples=[f"at most {MOST_MARKS} [[marks]]"])

    @model_validator(mode="after")
    def _one_mark_a_statement(self) -> Self:
        seen: set[int] = set()
        for number, mark in enumerate(self.marks, start=1):
            if mark.statement in seen:
                message = f"mark {number}, statement: {mark.statement} has a mark already; write one mark a statement"
                raise ValueError(message)
            seen.add(mark.statement)
        return self

    def of(self, statement: int) -> Mark | None:
        """The mark of the statement with this 1-based number."""
        return next((mark for mark in self.marks if mark.statement == statement), None)
