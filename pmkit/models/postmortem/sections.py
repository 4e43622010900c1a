"""A Markdown text cut into the sections of a postmortem: line by line, nothing lost, every part with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pmkit.models.markdown_tables import tables_of
from pmkit.models.postmortem.headings import LONGEST, column_of, plain, section_of

MOST_SECTIONS = 2_000
MOSTLY = 0.1
"""Bars for each word of a section that is a table, more or less."""
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$")
_BOLD = re.compile(r" {0,3}(?:\*\*|__)([^*_|]{2,60}?)(?:\*\*|__)[ \t]*:?[ \t]*$")
_LABEL = re.compile(
    r" {0,3}(?:(?:\*\*|__)(?P<bold>[^*_|\n]{2,60}?)[.:?]?(?:\*\*|__)[.:?]?|(?P<plain>[A-Z][A-Za-z' ]{2,30}):)"
    r"(?=[ \t]|$)[ \t]*"
)
FEWEST_KNOWN = 3
"""Headings that are known, with fewer of which a document is taken to have labels in their place."""
_CLOCKED = re.compile(r"\d{1,2}:\d\d")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LINE_END = re.compile(r"\r\n?|\n")
_FRONT = ("---", "+++")
MOST_FRONT_LINES = 200
BOLD_LEVEL = 7
"""The level of a heading that is one bold line: below all others."""


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next section; places are those of the whole text.

    `key` names the section of the template, or is empty. `text` begins at `start`, which is on `first_line`; `line` is
    the heading's, both from 1.
    """

    key: str
    heading: str
    level: int
    text: str
    start: int
    line: int
    first_line: int

    @cached_property
    def _ends(self) -> list[int]:
        return line_ends(self.text)

    def line_of(self, place: int) -> int:
        """The line, from 1, of a place in the whole text that lies in this section."""
        return self.first_line + bisect_right(self._ends, place - self.start)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but blanks, comments and rules stands in it."""
        return not without_comments(self.text).strip(" \t\r\n-*_|")


def without_comments(text: str) -> str:
    """A text without its HTML comments; one that is not closed hides all that follows, as in a browser."""
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


class Cut(NamedTuple):
    """A text in parts: metadata, what stands before the first section, the title, the sections."""

    front: str
    title: str
    title_start: int
    opening: str
    opening_start: int
    sections: tuple[Section, ...]


class Line(NamedTuple):
    """One line without its end: `number` from 1, `start` and `end` in the text, `end` behind its line end."""

    text: str
    number: int
    start: int
    end: int


class Heading(NamedTuple):
    """A heading: where it begins, and where what it heads begins."""

    words: str
    level: int
    start: int
    below: int
    line: int
    first_line: int


def cut(text: str) -> Cut:
    """The parts of a text. Any text has them; a text without headings is all opening."""
    front = _front_matter(text)
    headings = list(_headings(text, front))
    if sum(bool(section_of(one.words)) for one in headings) < FEWEST_KNOWN:
        headings = sorted([*headings, *_labels(text, front)], key=lambda one: one.start)
    title = _title(headings)
    marks = _beginning([one for one in headings if one is not title])[:MOST_SECTIONS]
    first = marks[0].start if marks else len(text)
    opening = title.below if title else front
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    sections = tuple(_section(mark, text[mark.below : end]) for mark, end in zip(marks, ends, strict=False))
    begin = min(opening, first)
    return Cut(
        text[:front],
        title.words if title else "",
        title.start if title else 0,
        text[begin:first],
        begin,
        sections,
    )


def _section(mark: Heading, text: str) -> Section:
    key = _held(text) or section_of(mark.words)
    return Section(key, mark.words, mark.level, text, mark.below, mark.line, mark.first_line)


def _held(text: str) -> str:
    """What a section is by its table, whatever its heading says: "What happened" may head a timeline; else empty."""
    table = next(tables_of(text), None) if "|" in text and "--" in text else None
    if table is None or text.count("|") < MOSTLY * len(text.split()):
        return ""
    heads = {column_of(cell.text) for cell in table[0]}
    times = sum(bool(_CLOCKED.search(row[0].text)) for row in table[1:] if row)
    if len(table) > 1 and len(table[0]) > 1 and 2 * times >= len(table) - 1:
        return "timeline"
    if {"action", "owner"} <= heads or {"action", "due"} <= heads:
        return "actions"
    return "timeline" if plain(table[0][0].text).startswith("time") and len(table[0]) > 1 else ""


def line_ends(text: str) -> list[int]:
    """Where each line ends, behind its line end."""
    return [match.end() for match in _LINE_END.finditer(text)]


def lines_of(text: str, begin: int = 0) -> Iterator[Line]:
    """Every line, with lines ended as Markdown ends them."""
    start = begin
    for number, end in enumerate((*_LINE_END.finditer(text, begin), None), start=1):
        if end is None:
            if start < len(text):
                yield Line(text[start:], number, start, len(text))
            return
        yield Line(text[start : end.start()], number, start, end.end())
        start = end.end()


def _front_matter(text: str) -> int:
    """Where the metadata at the beginning ends: "---" to "---", or "+++" to "+++"; 0 where there is none."""
    fence = text[:3]
    if fence not in _FRONT:
        return 0
    for line in lines_of(text):
        if line.number == 1 and line.text.strip() != fence:
            return 0
        if line.number > 1 and line.text.strip() == fence:
            return line.end
        if line.number > MOST_FRONT_LINES:
            return 0
    return 0


def _headings(text: str, front: int) -> Iterator[Heading]:
    fence, above = "", None
    for line in lines_of(text):
        if line.start < front:
            continue
        mark = _FENCE.match(line.text)
        if mark and (not fence or (mark[1][0] == fence[0] and len(mark[1]) >= len(fence))):
            fence, above = ("" if fence else mark[1]), None
        elif not fence:
            found = _heading(line, above)
            if found:
                yield found
            above = None if found or not line.text.strip() else line


def _labels(text: str, front: int) -> Iterator[Heading]:
    """Labels that head what follows on their line, where there are no other headings: "**Cause.** A full disk"."""
    for line in lines_of(text):
        label = _LABEL.match(line.text) if line.start >= front else None
        if label and section_of(label["bold"] or label["plain"]):
            below = line.start + label.end()
            yield Heading(
                _bare(label["bold"] or label["plain"]), BOLD_LEVEL, line.start, below, line.number, line.number
            )


def _heading(line: Line, above: Line | None) -> Heading | None:
    if match := _ATX.match(line.text):
        return Heading(_bare(match[2] or ""), len(match[1]), line.start, line.end, line.number, line.number + 1)
    under = _UNDERLINE.match(line.text)
    if (
        under
        and above
        and len(above.text) <= LONGEST
        and "|" not in above.text
        and not above.text.lstrip().startswith(("-", "*", ">"))
    ):
        return Heading(
            _bare(above.text), 1 if under[1][0] == "=" else 2, above.start, line.end, above.number, line.number + 1
        )
    bold = _BOLD.match(line.text)
    if bold and above is None and section_of(bold[1]):
        return Heading(_bare(bold[1]), BOLD_LEVEL, line.start, line.end, line.number, line.number + 1)
    return None


def _bare(words: str) -> str:
    return words.strip().strip("*_` \t")


def _title(headings: list[Heading]) -> Heading | None:
    """The first heading, where it heads the whole and is no section."""
    first = headings[0] if headings else None
    if first is None or first.level > 2 or section_of(first.words):
        return None
    return first if first.level == 1 or all(one.level >= first.level for one in headings) else None


def _beginning(headings: list[Heading]) -> list[Heading]:
    """The headings that begin sections: those that are known, and of the others those that stand below none of them."""
    kept: list[Heading] = []
    for heading in headings:
        if section_of(heading.words) or not kept or heading.level <= kept[-1].level:
            kept.append(heading)
    return kept
