"""The timeline of a document beside the true events: which rows tell one at its time, which tell one at another."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from pmkit.checks.text.text import Text, read
from pmkit.checks.text.wording import says
from pmkit.grading.postmortem.incident_reader import FEWEST_SHARED, IncidentReader
from pmkit.grading.postmortem.truth import NEAR
from pmkit.grading.timeline.event_reader import MOST_TEXT, EventReader
from pmkit.incidents.incident import KeyEvent
from pmkit.models.timeline import in_utc
from pmkit.tables.timeline_document import DocumentTimeline

MOST_ROWS = 150
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FEWEST_COPIED = 5
"""A row of so many words that stands in a record of its time is a copy."""


@dataclass(frozen=True)
class Rows:
    """The rows of a timeline, by 0-based index, read against one incident."""

    table: DocumentTimeline | None
    reader: IncidentReader

    @property
    def events(self) -> EventReader:
        """The incident's events and records."""
        return self.reader.events

    @cached_property
    def _texts(self) -> list[Text]:
        written = self.table.timeline.events[:MOST_ROWS] if self.table else []
        return [read(event.what) for event in written]

    @cached_property
    def _times(self) -> list[datetime]:
        """The time of each row; one that names no day is of the incident's."""
        if self.table is None:
            return []
        told = zip(self.table.timeline.events[:MOST_ROWS], self.table.times, strict=False)
        return [in_utc(event.at) if _DAY.search(cell.text) else self._on_the_day(event.at) for event, cell in told]

    def _on_the_day(self, at: datetime) -> datetime:
        """A time of day at its place nearest to the beginning of the impact."""
        begins = self.reader.truth.at["impact_start"]
        first = datetime.combine(begins.date(), in_utc(at).timetz())
        return min((first + timedelta(days=number) for number in (-1, 0, 1)), key=lambda one: abs(one - begins))

    @cached_property
    def _timed(self) -> list[int]:
        untimed = self.table.untimed if self.table else frozenset[int]()
        return [index for index in range(len(self._times)) if index not in untimed]

    @cached_property
    def found(self) -> dict[str, int]:
        """The true events that are told at their time, each with the row that tells it."""
        pairs = sorted(
            (abs((self._times[index] - event.at).total_seconds()), index, event.id)
            for index in self._timed
            for event in self.events.incident.key
            if self._is_at(index, event.at, event.tolerance)
            and self.reader.tells(self._texts[index], event)
            and not self._is_copied(index)
        )
        found: dict[str, int] = {}
        for _, index, event in pairs:
            if event not in found and index not in found.values():
                found[event] = index
        return found

    @cached_property
    def gaps(self) -> list[int]:
        """Rows that say that nothing is known."""
        written = self.table.timeline.events[:MOST_ROWS] if self.table else []
        return [index for index, event in enumerate(written) if event.kind == "gap"]

    @cached_property
    def elsewhere(self) -> list[int]:
        """Rows that name a true event at a time that is none of its."""
        told = set(self.found.values())
        return [
            index
            for index in self._timed
            if index not in told
            and index not in self.gaps
            and (named := [event for event in self.events.incident.key if self._names(index, event)])
            and not any(self._is_at(index, event.at, NEAR) for event in named)
            and not self._is_recorded(index)
        ]

    def written(self) -> list[tuple[int, str]]:
        """Each row that has a time, with that time as it is written."""
        told = [index for index in self._timed if index not in self.gaps]
        return [(index, self.table.times[index].text) for index in told] if self.table else []

    def is_of_the_evidence(self, index: int) -> bool:
        """Whether a true event or a record that speaks of what the row does has its time."""
        times = self.events.incident.story.times.values()
        if any(self._is_at(index, at, 5) for at in times) or self._is_recorded(index):
            return True
        return any(self._is_at(index, at, 2) for at in self.reader.instants(told=True))

    def _is_at(self, index: int, at: datetime, tolerance: float) -> bool:
        apart = abs((self._times[index] - at).total_seconds())
        return apart <= (max(tolerance, NEAR) if not self._times[index].second else tolerance)

    def _names(self, index: int, event: KeyEvent) -> bool:
        return any(says(self._texts[index], wording) for wording in event.said_as)

    def _is_copied(self, index: int) -> bool:
        words = [token.word for token in self._texts[index].tokens]
        if len(words) < FEWEST_COPIED:
            return False
        said = " ".join(words)
        near = self.events.near(self._times[index])
        return any(said in " ".join(token.word for token in read(one.text[:MOST_TEXT]).tokens) for one in near)

    def _is_recorded(self, index: int) -> bool:
        """Whether any record of the row's time speaks of what it does."""
        said = self._texts[index].content
        near = self.events.near(self._times[index])
        return any(len(said & read(one.text[:MOST_TEXT]).content) >= FEWEST_SHARED for one in near)
