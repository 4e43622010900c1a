"""Where a finding stands in the text of its file: the exact words, their lines and columns."""

import re
from bisect import bisect_right
from typing import NamedTuple

from pmkit.render.findings.shown import Found

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """Characters `start` to `end` of a file's text."""

    start: int
    end: int


class Lines:
    """A text's lines as editors count them: ended by LF, CRLF or CR, and by nothing else."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_LINE_END.finditer(text))
        self.starts = [0, *(end.end() for end in ends)]
        self.ends = [*(end.start() for end in ends), len(text)]

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds a character."""
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both 1-based and counted in code points."""
        line = self.line_of(offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The character at a line and column; the nearest one there is when the line is shorter."""
        index = min(max(line, 1), len(self.starts)) - 1
        return min(self.starts[index] + max(column - 1, 0), self.ends[index])

    def span(self, finding: Found) -> Span:
        """The words that a finding is about; the rest of its line where they are not as quoted."""
        quote = finding.quote
        if self._is_of_prose(finding):
            return Span(finding.start, max(finding.start, min(finding.end, len(self.text))))
        # A field of an answer: its value begins here, and holds the words unless they are written with escapes.
        place = self.offset(finding.line, finding.column)
        limit = max(self.ends[self.line_of(place) - 1], place + finding.end + len(quote))
        at = self.text.find(quote, place, limit) if quote else -1
        if at >= 0:
            return Span(at, at + len(quote))
        return Span(place, self.ends[self.line_of(place) - 1] if quote else place)

    def _is_of_prose(self, finding: Found) -> bool:
        """Whether the offsets are of the whole text; those of an answer are of the field that `where` names."""
        place = (finding.line, finding.column)
        return finding.where == f"line {finding.line}" and self.place(finding.start) == place
