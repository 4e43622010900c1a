"""How a reviewer scored documents of known quality, and the rubric, the documents and the key that belong to it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part

LEVELS = 4
MOST_SCORES = 200
MOST_DOCUMENTS = 20
Level = Annotated[int, Field(ge=1, le=LEVELS)]


class Score(Part):
    """The level that one item of the rubric was given in one document."""

    document: str = Field(max_length=20, examples=['"01"'])
    item: str = Field(max_length=20, examples=['"timeline"'])
    level: int = Field(ge=1, le=LEVELS, examples=[f"1 to {LEVELS}"])


class Calibration(Answer):
    """The content of an answer such as `calibration.toml`: one score an item and document.

    `compared` names the documents whose key was shown; their scores stay as they were then.

    >>> answer = Calibration(scores=[Score(document="01", item="timeline", level=4)])
    >>> Calibration.parse(answer.dump()) == answer
    True
    """

    compared: list[str] = Field(default_factory=list, max_length=MOST_DOCUMENTS, examples=['["01"]'])
    scores: list[Score] = Field(
        default_factory=list, max_length=MOST_SCORES, examples=[f"at most {MOST_SCORES} [[scores]]"]
    )

    @model_validator(mode="after")
    def _one_score_an_item(self) -> Self:
        seen: set[tuple[str, str]] = set()
        for number, one in enumerate(self.scores, start=1):
            if (one.document, one.item) in seen:
                place = f"{one.item} of {one.document}"
                raise ValueError(f"score {number}: {place} has one already; write one score an item")
            seen.add((one.document, one.item))
        return self

    def of(self, document: str) -> dict[str, int]:
        """The level of each item that was scored in a document."""
        return {one.item: one.level for one in self.scores if one.document == document}


class RubricItem(Part):
    """One thing that a reviewer looks at, with what each level looks like, from the least on."""

    id: str
    title: str
    levels: list[str] = Field(min_length=LEVELS, max_length=LEVELS)


class ReviewRubric(Answer):
    """The rubric of `pmkit/grading/calibration/rubric.toml`."""

    items: list[RubricItem] = Field(min_length=1)


class KeyedDocument(Part):
    """A document of known quality: how the authors score each item, and why."""

    id: str
    quality: Literal["good", "middling", "poor"]
    levels: dict[str, Level]
    reasons: dict[str, str]


class CalibrationKey(Answer):
    """The key of `pmkit/grading/calibration/key.toml`."""

    documents: list[KeyedDocument] = Field(min_length=1)
