"""Waivers: comments such as `<!-- pmkit: language/loaded quoting the customer -->`, which silence one check nearby."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmkit.checks.document.blocks import Block

OPENING = "<!--"
CLOSING = "-->"
KEY = "pmkit:"
FENCES = ("\n```", "\n~~~")


class Waiver(NamedTuple):
    """`check` is silent from `start` to `end`, for a reason; without a reason nothing is waived."""

    check: str
    start: int
    end: int
    reason: str


class Comment(NamedTuple):
    """A comment addressed to pmkit: where it stands, and its words behind the address."""

    start: int
    end: int
    words: list[str]
    in_code: bool


def comments_of(text: str) -> Iterator[Comment]:
    """The comments that are addressed to pmkit, in order."""
    position, fences = 0, int(text.startswith(("```", "~~~")))
    while (start := text.find(OPENING, position)) >= 0 and (end := text.find(CLOSING, start)) >= 0:
        fences += sum(text.count(fence, max(0, position - 1), start) for fence in FENCES)
        position = end + len(CLOSING)
        words = text[start + len(OPENING) : end].split()
        if words[:1] == [KEY]:
            yield Comment(start, position, words[1:], fences % 2 == 1)


def waivers_of(text: str, blocks: Sequence[Block]) -> Iterator[Waiver]:
    """A comment inside a block speaks for that block, one that stands alone for the next block."""
    blocks = sorted(blocks)
    index = 0
    for comment in comments_of(text):
        while index < len(blocks) and blocks[index].end <= comment.start:
            index += 1
        if len(comment.words) >= 2 and index < len(blocks):
            yield Waiver(comment.words[0], *blocks[index][:2], " ".join(comment.words[1:]))
