"""Where a text writes out its whys one below the other: the answer of the last one names a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmkit.checks.document.blocks import Block
from pmkit.checks.text.folding import spelt

LAST_WHY = "last why: the cause"
"""The heading under which the answer of the last why is read."""
FARTHEST = 3
"""So many blocks apart two whys may stand; the answers are between them."""
LONGEST_LEAD = 40
_ANY = re.compile(rf"\b(?:{spelt('why')}|{spelt('whys')})\b", re.IGNORECASE)
# Marks of lists, headings and emphasis, and numbers: what stands before a line's first word.
_LEAD = re.compile(rf"[\s>#*_+\-\d.)(]{{0,{LONGEST_LEAD}}}")
_WHYS = re.compile(r"\bwhys\b")
_WHY = re.compile(rf"{spelt('why')}\b", re.IGNORECASE)
_LABEL = re.compile(rf"{spelt('why')}\W{{0,4}}\d{{0,2}}\W{{0,4}}[:–—-]", re.IGNORECASE)
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]")


def with_last_whys(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks; those that hold the answer of a last why stand below LAST_WHY."""
    if not _ANY.search(text):
        return blocks
    ends = {*_of_questions(text, blocks), *_of_lists(text, blocks)}
    return [block._replace(heading=LAST_WHY) if index in ends else block for index, block in enumerate(blocks)]


def _of_questions(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The answers of the last of two or more whys that stand near each other."""
    row: list[int] = []
    for index in [index for index, block in enumerate(blocks) if _asks_why(text, block)]:
        if row and (index - row[-1] > FARTHEST or _parted(text, blocks[row[-1]], blocks[index])):
            yield from _answer_of(text, blocks, row)
            row = []
        row.append(index)
    yield from _answer_of(text, blocks, row)


def _parted(text: str, one: Block, other: Block) -> bool:
    """Whether two whys stand in different sections; a why that is a heading opens none."""
    headings = any(text[block.start : block.start + 4].lstrip().startswith("#") for block in (one, other))
    return one.heading != other.heading and not headings


def _asks_why(text: str, block: Block) -> bool:
    return bool(_WHY.match(text, _words_begin(text, block), block.end))


def _words_begin(text: str, block: Block) -> int:
    lead = _LEAD.match(text, block.start, block.end)
    return lead.end() if lead else block.start


def _answer_of(text: str, blocks: Sequence[Block], row: list[int]) -> Iterator[int]:
    """The block with the answer of the last why of a row: its own, or the next where it only asks."""
    if len(row) < 2:
        return
    last = blocks[row[-1]]
    question = text.find("?", last.start, last.end)
    answered = question >= 0 and any(map(str.isalnum, text[question + 1 : last.end]))
    if answered or (question < 0 and _LABEL.match(text, _words_begin(text, last), last.end)):
        yield row[-1]
    elif row[-1] + 1 < len(blocks):
        yield row[-1] + 1


def _of_lists(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The last item of a list below a heading such as "5 whys"."""
    items: list[int] = []
    for index, block in enumerate(blocks):
        below = bool(_WHYS.search(block.heading))
        if items and (not below or block.heading != blocks[items[-1]].heading):
            yield from items[-1:] if len(items) > 1 else ()
            items = []
        if below and _ITEM.match(text, block.start, block.end) and not _asks_why(text, block):
            items.append(index)
    yield from items[-1:] if len(items) > 1 else ()
