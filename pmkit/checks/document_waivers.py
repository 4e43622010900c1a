"""Waivers: comments such as `<!-- pmkit: language/loaded quoting the customer -->`, which silence one check nearby."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmkit.checks.document_blocks import Block

OPENING = "<!--"
CLOSING = "-->"
KEY = "pmkit:"


class Waiver(NamedTuple):
    """`check` is silent from `start` to `end`, for a reason; without a reason nothing is waived."""

    check: str
    start: int
    end: int
    reason: str


def waivers_of(text: str, blocks: Sequence[Block]) -> Iterator[Waiver]:
    """A comment inside a block speaks for that block, one that stands alone for the next block."""
    blocks = sorted(blocks)
    position, index = 0, 0
    while (start := text.find(OPENING, position)) >= 0 and (end := text.find(CLOSING, start)) >= 0:
        position = end + len(CLOSING)
        words = text[start + len(OPENING) : end].split()
        while index < len(blocks) and blocks[index].end <= start:
            index += 1
        if len(words) >= 3 and words[0] == KEY and index < len(blocks):
            yield Waiver(words[1], *blocks[index][:2], " ".join(words[2:]))
