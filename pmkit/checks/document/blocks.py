"""The blocks of a Markdown text that hold its author's own prose, by place; CommonMark with tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pmkit.checks.text.folding import fold_each
from pmkit.checks.text.lexicon import lexicon

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_LINES = 10_000
"""Above this the line-by-line reader takes over: the full parser needs 7 to 25 µs a line."""
MOST_PIPES = 20_000
MOST_PIPES_A_LINE = 200
DEEPEST = 40

_LINE_END = re.compile(r"\r\n?|\n")
# What can open anything but a paragraph, at the beginning of a line; prose without it needs no parser.
_MARKUP = re.compile(r"(?m)^[ \t]*(?:[#>\-*+=~`<|\[]|\d+[.)]|_)|^(?: {4}|\t)|\||\r")


class Block(NamedTuple):
    """Characters `start` to `end`: one paragraph, heading, list item or table cell, below `heading`."""

    start: int
    end: int
    heading: str = ""


def split_lines(text: str) -> list[int]:
    """The offset at which each line begins; lines end as Markdown's do (LF, CR LF, CR)."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def blocks_of(text: str, lines: list[int]) -> Iterator[Block]:
    """The blocks of prose in order."""
    first = front_matter(text, lines)
    starts = [*(start for start in lines if start <= len(text)), len(text)]
    rest = text[starts[first] :]
    if not _MARKUP.search(rest):
        yield from _paragraphs(text, starts, first)
    elif len(lines) > MOST_LINES or _pipes(rest) > MOST_PIPES:
        yield from _line_by_line(text, starts, first)
    else:
        yield from _parsed(rest, text, starts, first)


def front_matter(text: str, lines: list[int]) -> int:
    """How many lines the metadata at the beginning takes: "---" to "---", or "+++" to "+++"."""
    fence = text[:3]
    if fence not in {"---", "+++"} or len(lines) < 3 or text[: lines[1]].strip() != fence:
        return 0
    for number in range(1, min(len(lines), 200)):
        end = lines[number + 1] if number + 1 < len(lines) else len(text)
        if text[lines[number] : end].strip() == fence:
            return min(number + 1, len(lines) - 1)
    return 0


def _pipes(text: str) -> int:
    """How many bars there are; a line that holds a great many counts as too many for the whole."""
    most = max((line.count("|") for line in text.split("\n")), default=0) if "|" in text else 0
    return MOST_PIPES + 1 if most > MOST_PIPES_A_LINE else text.count("|")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 30 ms, and only for texts with markup

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _parsed(rest: str, text: str, starts: list[int], first: int) -> Iterator[Block]:
    """Blocks as CommonMark has them, without block quotes and code."""
    walk = _Walk()
    for token in _parser().parse(rest):
        walk.step(token)
        if walk.quoted or not token.map or token.type not in {"inline", "html_block"}:
            continue
        start, end = starts[first + token.map[0]], starts[min(first + token.map[1], len(starts) - 1)]
        if walk.in_table:
            if walk.is_prose:
                yield _cell(text, start, end, walk.column, walk.heading)
        elif not _is_code(token):
            yield Block(start, end, walk.heading)


@dataclass(slots=True)
class _Walk:
    """What is known of the place that a walk through the tokens has reached."""

    quoted: int = 0
    heading: str = ""
    in_heading: bool = False
    in_table: bool = False
    in_head: bool = False
    column: int = 0
    sources: set[int] = field(default_factory=set)

    def step(self, token: Token) -> None:
        """Take one token in."""
        kind = token.type
        if kind == "inline":
            self._name(token.content)
        elif kind.startswith("blockquote"):
            self.quoted += token.nesting
        elif kind.startswith("heading"):
            self.in_heading = token.nesting > 0
        elif kind.startswith("table"):
            self.in_table, self.sources = token.nesting > 0, set()
        elif kind.startswith("thead"):
            self.in_head = token.nesting > 0
        elif kind == "tr_open":
            self.column = -1
        elif kind in {"th_open", "td_open"}:
            self.column += 1

    @property
    def is_prose(self) -> bool:
        """Whether this cell holds the author's own words."""
        return not self.in_head and self.column not in self.sources

    def _name(self, content: str) -> None:
        if self.in_heading:
            self.heading = fold_each(content)[:80]
        elif self.in_head and fold_each(content.strip(" *_`")) in lexicon.documents.source_columns:
            self.sources.add(self.column)


def _is_code(token: Token) -> bool:
    opening = token.content.lstrip()[:8].casefold() if token.type == "html_block" else ""
    return opening.startswith(("<!--", "<pre", "<code", "<script", "<style"))


def _cell(text: str, start: int, end: int, column: int, heading: str) -> Block:
    """One cell of the table row at `start`, by counting the bars that are not escaped."""
    bars = [index for index in range(start, end) if text[index] == "|" and text[index - 1] != "\\"]
    edges = bars if text[start:end].lstrip(" \t>-*+").startswith("|") else [start - 1, *bars]
    if column >= len(edges):
        return Block(start, start, heading)
    # A row's first cell names what the second is about: "| Root cause | human error |".
    label = fold_each(text[edges[0] + 1 : edges[1]].strip(" *_`"))[:80] if 0 < column < len(edges) else ""
    after = edges[column + 1] if column + 1 < len(edges) else end
    return Block(edges[column] + 1, after, label if "cause" in label else heading)


def _paragraphs(text: str, starts: list[int], first: int) -> Iterator[Block]:
    """Blocks of a text without markup: what blank lines part."""
    begin = None
    for start, end in zip(starts[first:], starts[first + 1 :], strict=False):
        blank = text[start:end].isspace() or start == end
        if begin is None and not blank:
            begin = start
        elif begin is not None and blank:
            yield Block(begin, start)
            begin = None
    if begin is not None:
        yield Block(begin, len(text))


def _line_by_line(text: str, starts: list[int], first: int) -> Iterator[Block]:
    """Blocks of a text that is too long for the parser: each line one, without quotations and fenced code."""
    fenced = False
    for start, end in zip(starts[first:], starts[first + 1 :], strict=False):
        line = text[start : min(end, start + 8)].lstrip()
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        elif line and not fenced and not line.startswith(">"):
            yield Block(start, end)
