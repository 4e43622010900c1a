"""Values of a postmortem, each with its place: fields such as **Status**: Draft, and the points of a section."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pmkit.models.markdown_tables import RULE, Cell, cells_of, tables_of
from pmkit.models.postmortem.headings import field_of
from pmkit.models.postmortem.sections import Line, Section, lines_of

MOST_POINTS = 1_000
LONGEST_LABEL = 60


class Value(NamedTuple):
    """A text as it stands: characters `start` to `end` of the document, the first of them on `line` (from 1)."""

    text: str
    start: int
    end: int
    line: int


_MARK = re.compile(r"[ \t]*(?:[-*+•–]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_LABEL = re.compile(
    r"(?:\*\*|__|_|\*)?([^\W\d_][^:*|=\n]{0,58}?)[ \t]*(?:\*\*|__|_|\*)?[ \t]*[:=][ \t]*(?:\*\*|__)?[ \t]*"
)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_ASIDE = re.compile(r"#|<!--|\[[^\]]{1,80}\]:[ \t]")
"""Headings, comments and the addresses of links are no points."""
_ENDS = " \t*_"


def fields_of(text: str, begin: int, first_line: int) -> dict[str, Value]:
    """The fields that lines such as "**Status**: Draft", "- Users affected: 40" or "| Date | … |" give.

    Of two that are called alike the first counts. `begin` is where `text` begins in the document, on `first_line`.
    """
    found: dict[str, Value] = {}
    for line in lines_of(text):
        for key, value in _fields(line, begin, first_line):
            found.setdefault(key, value)
    return found


def _fields(line: Line, begin: int, first_line: int) -> Iterator[tuple[str, Value]]:
    start, number = begin + line.start, first_line + line.number - 1
    if "|" in line.text:
        cells = cells_of(Cell(line.text.rstrip(), start, start + len(line.text.rstrip())))
        key = field_of(cells[0].text) if len(cells) == 2 else ""
        if key:
            yield key, Value(cells[1].text, cells[1].start, cells[1].end, number)
        return
    mark = _MARK.match(line.text)
    label = _LABEL.match(line.text, mark.end() if mark else len(line.text) - len(line.text.lstrip()))
    key = field_of(label[1]) if label else ""
    if label and key:
        yield key, trimmed(line.text[label.end() :], start + label.end(), number)


def trimmed(text: str, start: int, line: int) -> Value:
    """A text without blanks and emphasis around it."""
    inner = text.strip(_ENDS + "\r\n")
    begin = start + (text.find(inner) if inner else 0)
    return Value(inner, begin, begin + len(inner), line)


def points_of(section: Section) -> list[Value]:
    """What a section says, point by point: items of lists, paragraphs, and the longest cell of each row of a table."""
    points = [*_rows(section), *_blocks(section)]
    return sorted(points, key=lambda one: one.start)[:MOST_POINTS]


def _rows(section: Section) -> Iterator[Value]:
    for rows in tables_of(section.text, section.start):
        for row in rows[1:]:
            cell = max(row, key=lambda one: len(one.text), default=None)
            if cell and cell.text:
                yield Value(cell.text, cell.start, cell.end, section.line_of(cell.start))


def _blocks(section: Section) -> Iterator[Value]:
    """Items and paragraphs; what is set in below an item belongs to it."""
    block: list[Line] = []
    fenced = False
    for line in lines_of(section.text):
        fence = bool(_FENCE.match(line.text))
        fenced ^= fence
        bare = line.text.strip()
        mark = _MARK.match(line.text)
        outer = mark is not None and not (block and line.text[:1] in " \t" and _MARK.match(block[0].text))
        if fenced or fence or outer or "|" in bare or RULE.issuperset(bare) or _ASIDE.match(bare):
            yield from _joined(block, section)
            block = [line] if outer and not fenced else []
        else:
            block.append(line)
    yield from _joined(block, section)


def _joined(block: list[Line], section: Section) -> Iterator[Value]:
    if not block:
        return
    mark = _MARK.match(block[0].text)
    begin = block[0].start + (mark.end() if mark else 0)
    text = section.text[begin : block[-1].start + len(block[-1].text)]
    value = trimmed(text, section.start + begin, section.first_line + block[0].number - 1)
    if value.text:
        yield value
