"""A review of a postmortem: what a second person found, question by question, in a file beside the document."""

import datetime as dt
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from pmkit.models.answer import Answer, Part
from pmkit.models.data_file import data_file

MOST_ITEMS = 100
Verdict = Literal["yes", "no", "unsure"]


class Question(NamedTuple):
    """One question of the checklist: `key` names it in the file."""

    key: str
    group: str
    asks: str


class ReviewItem(Part):
    """What the reviewer says to one question; what is not answered yet has no verdict."""

    key: str = Field(examples=['"impact-complete"'])
    verdict: Verdict | None = Field(None, examples=['"yes", "no" or "unsure"'])
    note: str = Field("", examples=['"The number of users is missing"'])


class Review(Answer):
    """The content of `postmortem.review.toml`.

    >>> review = Review(reviewer="Ada", items=[ReviewItem(key="calm", verdict="no", note="Line 4")])
    >>> Review.parse(review.dump()) == review
    True
    """

    reviewer: str = Field("", examples=['"Mina"'])
    date: dt.date | None = Field(None, examples=["2026-11-27"])
    items: list[ReviewItem] = Field(default_factory=list, max_length=MOST_ITEMS, examples=["at most 100 [[items]]"])

    def verdict_on(self, key: str) -> Verdict | None:
        """What is said to a question; None while nothing is."""
        return next((one.verdict for one in self.items if one.key == key), None)

    def note_on(self, key: str) -> str:
        """The note to a question."""
        return next((one.note for one in self.items if one.key == key), "")

    def standing(self) -> dict[str, list[Question]]:
        """The questions of the checklist by what was said: yes, no, unsure, and open."""
        found: dict[str, list[Question]] = {"yes": [], "no": [], "unsure": [], "open": []}
        for question in questions():
            found[self.verdict_on(question.key) or "open"].append(question)
        return found


def questions() -> list[Question]:
    """The checklist, in its order."""
    return [Question(**one) for one in data_file("models/postmortem/review_questions.toml")["items"]]


def review_beside(document: Path) -> Path:
    """Where the review of a document is kept: `postmortem.review.toml` beside `postmortem.md`."""
    return document.with_suffix(".review.toml")
