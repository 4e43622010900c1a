"""A document that is written as text, such as a Markdown summary: text in, the same text out."""

from typing import Self

from pydantic import Field

from pmkit.models import answer_file
from pmkit.models.answer import Answer, AnswerError


class Document(Answer):
    """The content of an answer such as `summary.md`; its file holds the text alone.

    >>> Document.parse("# Summary").dump()
    '# Summary'
    """

    text: str = Field("", examples=['"# Summary"'])

    @classmethod
    def parse(cls, text: str, path: str = "the answer") -> Self:
        """Any text is a document. Raises AnswerError for one above the cap."""
        if len(text) > answer_file.MAX_BYTES:
            raise AnswerError(path, [answer_file.too_large(len(text))])
        return cls(text=text)

    def dump(self) -> str:
        """The text as it is."""
        return self.text

    @property
    def words(self) -> int:
        """How many words it holds, as blanks part them."""
        return len(self.text.split())
