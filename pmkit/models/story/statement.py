"""A statement that trainees mark or rewrite, with what an author knows about it."""

from typing import Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part


class Mark(Part):
    """Words of a statement, and the check (such as "language/blame") that speaks about them.

    `quote` is the most that a reader would underline, `core` the words in it that no reader would leave out; all of it
    where there is none. Of several marks each is a way to read the statement.
    """

    quote: str
    check: str
    core: str = ""


class Fact(Part):
    """One thing that a rewrite must still say; `says` tells it to people.

    `wordings` are ways to word it (see pmkit.checks.text.wording), `examples` clauses that say it in several voices,
    `denials` wordings of its opposite, `figures` the times and figures of the statement that belong to it. A fact
    that is a figure and nothing more ("it was at 14:05") needs no wordings.
    """

    id: str
    says: str
    wordings: list[str] = Field(default_factory=list)
    denials: list[str] = Field(default_factory=list)
    examples: list[str] = Field(default_factory=list)
    figures: list[str] = Field(default_factory=list)


class Statement(Part):
    """One statement.

    `facts` is what a rewrite must still say, `actors` wordings of who or what may be named as acting. `sample` is
    one rewrite that is shown; `marks` is how the authors read it: the words in it that judge.
    """

    id: str
    text: str
    facts: list[Fact] = Field(default_factory=list)
    actors: list[str] = Field(default_factory=list)
    sample: str = ""
    marks: list[Mark] = Field(default_factory=list)

    def __hash__(self) -> int:
        """By what tells it apart, so that what was read about it can be remembered."""
        return hash((self.id, self.text))

    @model_validator(mode="after")
    def _facts_stand_in_it(self) -> Self:
        ids = [fact.id for fact in self.facts]
        twice = next((one for one in ids if ids.count(one) > 1), "")
        if twice:
            raise ValueError(f"facts: {twice!r} stands twice; write another id for one of the two")
        for fact in self.facts:
            if not fact.wordings and not fact.figures:
                raise ValueError(f"facts, {fact.id}: it has no wordings; write one, or the figures that it is")
            absent = [figure for figure in fact.figures if figure not in self.text]
            if absent:
                raise ValueError(f"facts, {fact.id}: the statement has no {absent[0]!r}; write a figure of its text")
        return self


class Statements(Answer):
    """A file of statements for a practice."""

    statements: list[Statement]
