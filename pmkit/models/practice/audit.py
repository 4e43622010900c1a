"""What a trainee found wrong in a draft: the words, the record that shows it, and what is so instead."""

from typing import Literal, Self

from pydantic import Field, model_validator

from pmkit.models.answer import Answer, Part

MOST_MARKS = 100
Asked = Literal["", "compare", "missed"]
"""How much of the key a trainee has asked for: nothing yet, what it says of the marks, or all of it."""


class AuditMark(Part):
    """The words of one line that were marked.

    `line` is its 1-based number; `start` says where the words begin, in characters from 0, and is only needed where
    the same words stand earlier too.
    """

    line: int = Field(ge=1, examples=["1"])
    quote: str = Field("", examples=['"06:27:00"'])
    start: int | None = Field(None, ge=0, examples=["6"])
    record: str = Field("", examples=['"pagerduty/log_entries.json:48" or "PagerDuty, 10:27:00 UTC"'])
    mend: str = Field("", examples=['"10:27:00"'])


class Audit(Answer):
    """The content of an answer such as `audit.toml`: at most one mark a line.

    >>> answer = Audit(marks=[AuditMark(line=7, quote="06:27:00", record="PagerDuty, 10:27", mend="10:27:00")])
    >>> Audit.parse(answer.dump()) == answer
    True
    """

    asked: Asked = Field("", examples=['"compare" or "missed"'])
    marks: list[AuditMark] = Field(
        default_factory=list, max_length=MOST_MARKS, examples=[f"at most {MOST_MARKS} [[marks]]"]
    )

    @model_validator(mode="after")
    def _one_mark_a_line(self) -> Self:
        seen: set[int] = set()
        for number, mark in enumerate(self.marks, start=1):
            if mark.line in seen:
                raise ValueError(f"mark {number}, line: {mark.line} has a mark already; write one mark a line")
            seen.add(mark.line)
        return self

    def of(self, line: int) -> AuditMark:
        """The mark of the line with this 1-based number; a blank one where there is none."""
        return next((mark for mark in self.marks if mark.line == line), AuditMark(line=line))
