"""Root cause and contributing factors as they were read: which causes they tell, and what waits for a person."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, starmap
from typing import NamedTuple

from pmkit.checks.text.citations import MOST_NUMBERS
from pmkit.checks.text.text import read
from pmkit.grading.postmortem.incident_reader import IncidentReader
from pmkit.grading.postmortem.statements import Point, Statement, is_pile, points
from pmkit.grading.postmortem.strangers import MOSTLY
from pmkit.grading.readings.reader import Line, doubted
from pmkit.grading.readings.reading import CONTRADICTING, Reading
from pmkit.grading.verified import Verified
from pmkit.models.postmortem.postmortem import Postmortem

FEWEST, MOST_LINES = 4, 8
"""A document of fewer statements counts as one of so many, and one of more likewise."""
MOST_POINTS, MOST_STATEMENTS = 60, 200
MOST_AT_ONCE = 3
"""Causes that one sentence is taken to tell."""
MOST_AGAIN = 2
ALMOST_ALL = 0.95
"""When this share of what can be looked up is so, rules and form count in full."""
STOPS_EARLY = 0.6
"""What they count where the root cause says nothing about how work is set up."""
SECTIONS = ("root_cause", "factors")


class Told(NamedTuple):
    """A statement under a heading: its point (0-based, over both sections) and what it was read as."""

    section: str
    point: int
    reading: Reading
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Causes:
    """The causes that a document tells, beside their story; `at_home` is the share of its values that are of it."""

    answer: Postmortem
    reader: IncidentReader
    instructed: tuple[tuple[str, str], ...] = ()
    at_home: float = 1.0

    @cached_property
    def _points(self) -> list[tuple[str, Point]]:
        found = [(key, point) for key in SECTIONS for section in self.answer.called(key) for point in points(section)]
        return found[:MOST_POINTS]

    @cached_property
    def told(self) -> list[Told]:
        """Every statement that was read or is asked about; what only goes with one that counts is left out."""
        rows = list(starmap(self._row, self._statements()))
        lines = [line for _, _, line, _ in rows]
        readings = self.reader.read(tuple(lines), self.instructed)
        readings = [doubted(one, "several") if one.counts and is_pile(read(one.line)) else one for one in readings]
        if self.at_home < MOSTLY:
            readings = [doubted(one, "in-doubt") if one.counts else one for one in readings]
        told = [Told(key, at, one, cites) for (key, at, _, cites), one in zip(rows, readings, strict=True)]
        known = {one.point for one in told if one.reading.counts}
        kept = [one for one in told if one.point not in known or not _goes_along(one.reading)]
        once = [one for place, one in enumerate(kept) if not _is_one_more(one, kept[:place])]
        return [
            one._replace(reading=replace(one.reading, where=f"cause {number}, {one.reading.where}"))
            for number, one in enumerate(once, start=1)
        ]

    def _statements(self) -> Iterator[tuple[str, int, Point, Statement]]:
        numbered = enumerate(self._points)
        every = ((key, at, point, said) for at, (key, point) in numbered for said in point.statements)
        yield from islice(every, MOST_STATEMENTS)

    @staticmethod
    def _row(key: str, at: int, point: Point, said: Statement) -> tuple[str, int, Line, tuple[str, ...]]:
        cites = said.cites or (point.cites if len(point.cites) <= MOST_NUMBERS else ())
        evidence = ", ".join(cites) or said.aside
        return key, at, Line(f"line {said.line}", said.text, evidence, said.reads_as), cites

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """What each statement was read as."""
        return {index: one.reading for index, one in enumerate(self.told)}

    @cached_property
    def true(self) -> list[Told]:
        """The statements that are read as something that the exhibits show."""
        return [one for one in self.told if one.reading.counts]

    @cached_property
    def waiting(self) -> list[Told]:
        """The statements that a person has still to read."""
        return [one for one in self.told if one.reading.waits]

    def means(self, one: Told) -> list[str]:
        """The causes that a statement tells: its meaning first, a few of what stands beside."""
        beside = sorted(one.reading.also - {one.reading.meaning})
        return [one.reading.meaning, *beside][:MOST_AT_ONCE]

    def found(self, *sections: str) -> dict[str, Told]:
        """The causes that sections tell, each with the statement that tells it first, best as its meaning."""
        inside = [one for one in self.true if one.section in (sections or SECTIONS)]
        found = {cause: one for one in reversed(inside) for cause in reversed(self.means(one))}
        return found | {one.reading.meaning: one for one in reversed(inside)}

    def waits_in(self, section: str) -> bool:
        """Whether a person has still to read something in a section."""
        return any(one.section == section for one in self.waiting)

    def is_shown(self, one: Told) -> bool:
        """Whether a statement cites an exhibit that shows what it tells."""
        shown = frozenset().union(*(self.reader.meanings[cause].shown_by for cause in self.means(one)))
        return bool(shown & set(one.cites))

    @cached_property
    def verified(self) -> Verified:
        """How much of what is told as a cause is read as one that the exhibits show."""
        own = self.found()
        again = min(MOST_AGAIN, sum(own[one.reading.meaning] is not one for one in self.true))
        bare = sum(not one.cites for one in own.values())
        limit = min(1.0, self.at_home / ALMOST_ALL) * (1 if self.reaches_a_system else STOPS_EARLY)
        return Verified(self.lines, len(own) + again, len(self.waiting), bare, fewest=FEWEST, limit=limit)

    @property
    def reaches_a_system(self) -> bool:
        """Whether the root cause tells something about how work is set up."""
        return any(self.reader.story.cause_by_id[cause].systemic for cause in self.found("root_cause"))

    @property
    def lines(self) -> int:
        """How many statements are asked to be right: what goes beyond MOST_LINES cannot spoil the others.

        Where a section is left out, as many as that: to delete one is no way to have fewer.
        """
        is_whole = all(any(section == key for section, _ in self._points) for key in SECTIONS)
        return min(MOST_LINES, max(FEWEST, len(self.told))) if is_whole else MOST_LINES


def _goes_along(reading: Reading) -> bool:
    """Whether a statement beside one that counts needs no reading: it tells nothing else, and denies nothing."""
    return not reading.counts and reading.doubt not in CONTRADICTING | {"close", "near-miss"}


def _is_one_more(one: Told, before: list[Told]) -> bool:
    """Whether a point that is not read is asked about already: once is enough for all of its sentences."""
    if one.reading.counts or one.reading.doubt != "unread":
        return False
    return (
        any(other.point == one.point and other.reading.doubt == "unread" for other in before)
        or not read(one.reading.line).tokens
    )
