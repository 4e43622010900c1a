"""A statement that trainees mark or rewrite, with what an author knows about it."""

from typing import Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part


class Mark(Part):
    """Words of a statement, and the check (such as "language/blame") that speaks about them."""

    quote: str
    check: str


class Statement(Part):
    """One statement.

    `facts` and `actors` are wordings (see pmkit.checks.text.wording): what a rewrite must still say, and who or
    what may be named as acting; `facts_in_words` says the same facts for people, one each. `sample` is one rewrite
    that is shown; `marks` is how the authors read it.
    """

    id: str
    text: str
    facts: list[str] = Field(default_factory=list)
    facts_in_words: list[str] = Field(default_factory=list)
    actors: list[str] = Field(default_factory=list)
    sample: str = ""
    marks: list[Mark] = Field(default_factory=list)

    @model_validator(mode="after")
    def _every_fact_in_words(self) -> Self:
        if self.facts_in_words and len(self.facts_in_words) != len(self.facts):
            raise ValueError(f"facts_in_words has {len(self.facts_in_words)} facts; write {len(self.facts)}")
        return self


class Statements(Answer):
    """A file of statements for a practice."""

    statements: list[Statement]
