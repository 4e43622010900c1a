"""A Markdown text as its checks read it: blocks of prose, with places in the text exactly as it was given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pmkit.checks.document.blocks import Block, blocks_of, split_lines
from pmkit.checks.document.code_elements import without_code
from pmkit.checks.document.masks import mask
from pmkit.checks.document.waivers import Waiver, waivers_of
from pmkit.checks.document.whys import with_last_whys
from pmkit.checks.text.folding import fold
from pmkit.checks.text.machines import machines_in
from pmkit.checks.text.people import name_words
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of
from pmkit.checks.text.team import NOBODY_KNOWN, Team, neutral

if TYPE_CHECKING:  # the models need pydantic, and prose is read without it
    from pmkit.models.story.scenario import Scenario

LONGEST = 2_000_000
MOST_SENTENCES = 30_000
"""Characters and sentences that are read (a book has 10,000); nobody waits for what follows."""


@dataclass(frozen=True)
class Document:
    """A text read once. `roster` holds lower-case names of people, `systems` of machines, as an exercise knows them."""

    text: str
    roster: frozenset[str] = frozenset()
    systems: frozenset[str] = frozenset()
    unjudged: frozenset[str] = frozenset()
    """Names and words that no check is to judge."""

    @cached_property
    def lines(self) -> list[int]:
        """The offset at which each line begins."""
        return split_lines(self.text)

    @cached_property
    def blocks(self) -> list[Block]:
        """Paragraphs, headings, list items and table cells; no code, quotation or table column of sources."""
        found = list(islice(blocks_of(self._prose, self.lines), MOST_SENTENCES))
        return with_last_whys(self.text, found)

    @cached_property
    def _prose(self) -> str:
        """What is read of the text, with code in elements made blank; every place as in the text."""
        return without_code(self.text[:LONGEST])

    def read(self) -> Iterator[Sentence]:
        """Every sentence of every block, one by one: a reader may stop early."""
        return islice((sentence for block in self.blocks for sentence in self._read(block)), MOST_SENTENCES)

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence of every block."""
        return list(self.read())

    @cached_property
    def waivers(self) -> list[Waiver]:
        """The comments that silence a check, each with the characters for which it speaks."""
        return sorted(waivers_of(self.text, self.blocks)) if "<!--" in self.text else []

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def waived(self, check: str, offset: int) -> str:
        """The reason for which a check is silenced at an offset; empty where it is not."""
        if not self.waivers:
            return ""
        index = bisect_right(self.waivers, (check, offset, len(self.text) + 1, ""))
        before = self.waivers[index - 1] if index else None
        return before.reason if before and before.check == check and before.start <= offset < before.end else ""

    def _read(self, block: Block) -> Iterator[Sentence]:
        source = neutral(mask(self._prose[block.start : block.end]), self.unjudged)
        systems = self.systems | self._drivers
        return sentences_of(Frame(source, block.start, block.heading, self.roster, systems, mend=True))

    @cached_property
    def _drivers(self) -> frozenset[str]:
        """The word driver, where the text speaks of one that is a program; an operator may be either in one text."""
        return machines_in(self.text[:LONGEST]) & {"driver", "drivers"}


def read_document(
    text: str, scenario: Scenario | None = None, roster: frozenset[str] = frozenset(), team: Team = NOBODY_KNOWN
) -> Document:
    """The Document of a text, with the people and systems that a scenario, a team or the caller knows."""
    people = [person.name for person in scenario.people] if scenario else []
    systems = (frozenset(map(fold, scenario.systems)) if scenario else frozenset()) | team.folded_systems
    return _remembered(text, name_words([*people, *roster, *team.people]) - systems, systems, team.unjudged)


@lru_cache(maxsize=4)
def _remembered(text: str, roster: frozenset[str], systems: frozenset[str], unjudged: frozenset[str]) -> Document:
    """One text is read by several: the checks of a document, and those of its prose."""
    return Document(text, roster, systems, unjudged)
