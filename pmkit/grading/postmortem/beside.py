"""A postmortem beside the trainee's own incident: what its sections tell, and what of that is so."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, read
from pmkit.grading.postmortem.actions import Actions
from pmkit.grading.postmortem.causes import Causes
from pmkit.grading.postmortem.incident_reader import IncidentReader, without_figures
from pmkit.grading.postmortem.rows import Rows
from pmkit.grading.postmortem.statements import statements
from pmkit.grading.postmortem.strangers import Strangers
from pmkit.grading.postmortem.template import TEXT
from pmkit.grading.postmortem.truth import Truth, is_taken_back
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.reader import Line, is_heap
from pmkit.grading.readings.reading import Reading
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.story.scenario import PROBLEM

if TYPE_CHECKING:
    from pmkit.grading.instructed import Pairs

TEMPLATE = (
    "summary",
    "impact",
    "timeline",
    "root_cause",
    "factors",
    "resolution",
    "went_well",
    "improve",
    "actions",
    "lessons",
)
"""The sections that are asked for; references may be none."""
_CLAUSE = re.compile(r"[,;:–—()]|\b(?:because|since|as|so|and|which)\b")
MOST_CLAUSES = 24
SHORTEST = 4
"""So many words make a sentence by which a section is told."""
AT_HOME, FEWEST_AT_HOME = 1 / 2, 2
"""So large a share of what a sentence says beside names of people is of incidents, and so many words of this one."""


@dataclass(frozen=True)
class Review:
    """An answer beside one incident."""

    reading: PostmortemReading
    reader: IncidentReader
    instructed: "Pairs" = ()

    @property
    def answer(self) -> Postmortem:
        """The document as it is seen."""
        return self.reading.answer

    @property
    def truth(self) -> Truth:
        """What is true of the incident."""
        return self.reader.truth

    @cached_property
    def rows(self) -> Rows:
        """Its timeline."""
        return Rows(self.reading.timeline, self.reader)

    @cached_property
    def strangers(self) -> Strangers:
        """What in it belongs to some other incident."""
        return Strangers(self.answer, self.rows)

    @cached_property
    def causes(self) -> Causes:
        """Its causes."""
        return Causes(self.answer, self.reader, self.instructed, self.strangers.at_home)

    @cached_property
    def actions(self) -> Actions:
        """Its action items."""
        told = frozenset(self.causes.found())
        return Actions(tuple(self.answer.actions), self.reader.story, told, self.truth.at["cause"].date())

    @property
    def readings(self) -> dict[int, Reading]:
        """What its sentences on causes were read as."""
        return self.causes.readings

    def tells_a_cause(self, said: list[str]) -> bool:
        """Whether a clause of what is said is read as what was behind the problem, be it without an exhibit."""
        causes = self.reader.story.causes
        failed = [cause for cause in causes if not cause.systemic and PROBLEM not in cause.leads_to]
        evidence = [", ".join(cause.shown_by[:2]) for cause in failed]
        parts = (clause for one in said for clause in _CLAUSE.split(one))
        clauses = [one for one in parts if one.strip() and not is_taken_back(read(one))][:MOST_CLAUSES]
        lines = tuple(Line("summary", clause, cites) for clause in clauses for cites in dict.fromkeys(evidence))
        known = {cause.id for cause in failed}
        return any(one.counts and one.meaning in known for one in self.reader.read_each(lines))

    def said(self, key: str) -> list[str]:
        """What the sections of a key say in words of their own: no heaps of words, nothing pasted."""
        told = [one for section in self.answer.called(key) for one in statements(section)]
        return [one for one in told if not self._is_borrowed(read(one))]

    def _is_borrowed(self, text: Text) -> bool:
        if len(text.tokens) > SHORTEST and is_heap(text, parted=True):
            return True
        return is_pasted(read(without_figures(text.text)), self.reader.given)

    @cached_property
    def told(self) -> list[str]:
        """The sections of the template that say something of this incident, each in words that no other has."""
        known: set[tuple[str, ...]] = set()
        found = []
        for key in TEMPLATE:
            here = [read(one) for section in self.answer.called(key) for one in statements(section)]
            if any(one.stems not in known and self._is_about_it(one) for one in here):
                found.append(key)
            known |= {one.stems for one in here}
        return found

    def _is_about_it(self, text: Text) -> bool:
        said = text.content - self.reader.people
        if len(text.tokens) < SHORTEST or len(said & self.reader.own) < FEWEST_AT_HOME:
            return False
        return len(said & self.reader.known) >= AT_HOME * len(said)

    @property
    def untold(self) -> list[str]:
        """The sections of the template that do not."""
        return [key for key in TEMPLATE if key not in self.told]


def says_something(answer: Postmortem) -> bool:
    """Whether any section of the template holds words of somebody's own."""
    return any(
        not is_left_over(one) for key in TEMPLATE for section in answer.called(key) for one in statements(section)
    )


def is_left_over(statement: str) -> bool:
    """Whether a statement has no other words than the template, and such as hold a place."""
    said = {token.word for token in read(statement).tokens if not token.word.isdigit()}
    return said <= _holding_places()


@cache
def _holding_places() -> frozenset[str]:
    held = (TEXT, *lexicon.postmortem.notes, *lexicon.postmortem.nothing)
    return frozenset(token.word for text in held for token in read(text).tokens)
