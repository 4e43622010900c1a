"""A statement that trainees mark or rewrite, with what an author knows about it."""

from pydantic import Field

from pmkit.models.answer import Answer, Part


class Mark(Part):
    """Words of a statement, and the check (such as "language/blame") that speaks about them."""

    quote: str
    check: str


class Statement(Part):
    """One statement.

    `facts` and `actors` are wordings (see pmkit.checks.text.wording): what a rewrite must still say, and who or
    what may be named as acting. `sample` is one rewrite that is shown; `marks` is how the authors read it.
    """

    id: str
    text: str
    facts: list[str] = Field(default_factory=list)
    actors: list[str] = Field(default_factory=list)
    sample: str = ""
    marks: list[Mark] = Field(default_factory=list)


class Statements(Answer):
    """A file of statements for a practice."""

    statements: list[Statement]
