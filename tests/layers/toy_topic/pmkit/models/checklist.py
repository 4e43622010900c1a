"""A checklist: a Markdown text whose items, such as "- [ ] Page the owner", are steps."""

import re
from typing import Self

from pydantic import Field

from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError

ITEM = re.compile(r"^- \[[ x]\][ \t]*(.*)$", re.MULTILINE)


class Checklist(Answer):
    """The content of a checklist.md.

    >>> Checklist.parse("- [ ] Page the owner").steps
    ['Page the owner']
    """

    text: str = Field("", examples=['"- [ ] Page the owner"'])

    @classmethod
    def parse(cls, text: str, path: str = "the answer") -> Self:
        """Read Markdown. Raises AnswerError for more than the cap, and where there is no item."""
        if len(text) > answer_file.MAX_BYTES:
            raise AnswerError(path, [answer_file.too_large(len(text))])
        if text.strip() and not ITEM.search(text):
            raise AnswerError(path, ["steps: none found; write lines such as - [ ] Page the owner"])
        return cls(text=text)

    def dump(self) -> str:
        """The text as it is."""
        return self.text

    @property
    def steps(self) -> list[str]:
        """What each item says."""
        return [match[1].strip() for match in ITEM.finditer(self.text)]
