"""What of a document can be looked up and is not of the trainee's incident: times, machines, versions, figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from pmkit.checks.text.text import read
from pmkit.checks.text.wording import says
from pmkit.grading.postmortem.rows import Rows
from pmkit.grading.postmortem.statements import plain, statements
from pmkit.grading.postmortem.strange_names import NAME
from pmkit.grading.postmortem.truth import NEAR, RIVALS, Clock, Truth, clocks, figures, is_near
from pmkit.grading.timeline.event_reader import EventReader
from pmkit.models.postmortem.postmortem import Postmortem

PROSE = ("summary", "impact", "root_cause", "factors", "resolution", "went_well", "improve", "lessons")
FEWEST = 5
MOSTLY = 0.6
"""Of FEWEST values or more that can be looked up such a share belongs to the incident, or it is about another."""
MOST = 400


class Value(NamedTuple):
    """Something that can be looked up, as it is written, and whether the incident knows it."""

    written: str
    is_known: bool


@dataclass(frozen=True)
class Strangers:
    """The values of a document, each held against one incident."""

    answer: Postmortem
    rows: Rows

    @property
    def events(self) -> EventReader:
        """The incident's events and records."""
        return self.rows.reader.events

    @property
    def truth(self) -> Truth:
        """What is true of the incident."""
        return self.rows.reader.truth

    @cached_property
    def _said(self) -> list[str]:
        found = (one for key in PROSE for section in self.answer.called(key) for one in statements(section))
        return [one for _, one in zip(range(MOST), found, strict=False)]

    @cached_property
    def values(self) -> list[Value]:
        """Everything that can be looked up, each once."""
        every = [*self._days(), *self._times(), *self._row_times(), *self._names(), *self._figures()]
        return list(dict.fromkeys(every))

    @cached_property
    def strange(self) -> list[str]:
        """What the incident does not know, as it is written."""
        return list(dict.fromkeys(one.written for one in self.values if not one.is_known))

    @cached_property
    def at_home(self) -> float:
        """The share of it that is of this incident; 1 where there is too little to tell."""
        known = sum(one.is_known for one in self.values)
        return known / len(self.values) if len(self.values) >= FEWEST else 1.0

    @property
    def is_foreign(self) -> bool:
        """Whether most of it belongs to some other incident."""
        return self.at_home < MOSTLY

    def _days(self) -> Iterator[Value]:
        """The day of the incident in the head."""
        day = self.answer.date
        if day is not None:
            yield Value(day.isoformat(), self.is_its_day(day))

    def is_its_day(self, day: date) -> bool:
        """Whether the incident was on a day, by some clock of the world."""
        start, end = self.truth.at["cause"], self.truth.at["resolved"]
        return (start - timedelta(hours=14)).date() <= day <= (end + timedelta(hours=14)).date()

    def _times(self) -> Iterator[Value]:
        for text in self._said:
            named = [event for event in self.events.incident.key if any(says(read(text), one) for one in event.said_as)]
            told = list(clocks(text))
            for clock in told:
                others = len(named) == len(told) == 1 and not clock.is_at(named[0].at) and self._is_of_event(clock)
                yield Value(clock.written, self._is_known(clock) and not others)

    def _is_of_event(self, clock: Clock) -> bool:
        return any(clock.is_at(event.at, 5 if clock.to_the_second else NEAR) for event in self.events.incident.key)

    def _is_known(self, clock: Clock) -> bool:
        if any(clock.is_at(event.at) for event in self.events.incident.key):
            return True
        within = 2 if clock.to_the_second else NEAR
        return any(clock.is_at(at, within) for at in self.rows.reader.instants(told=not clock.to_the_second))

    def _row_times(self) -> Iterator[Value]:
        """The times of rows: of those that tell a true event at its time, at another, and of the others."""
        told, elsewhere = set(self.rows.found.values()), set(self.rows.elsewhere)
        for index, written in self.rows.written():
            if index in told or index in elsewhere:
                yield Value(written, index in told)
            else:
                yield Value(written, self.rows.is_of_the_evidence(index))

    def _names(self) -> Iterator[Value]:
        known = self.rows.reader.names
        for text in (self.answer.title.text, *self._said):
            for match in NAME.finditer(plain(text)):
                yield Value(match[0], match[0].casefold() in known)

    def _figures(self) -> Iterator[Value]:
        """Users and money that rival the true ones."""
        impact = self.truth.impact
        low, high = RIVALS
        for text in self._said:
            for one in figures(text):
                if text[one.start : one.end].startswith(f"{self.truth.begun.at:%Y}"):
                    continue
                true = {"money": impact.money, "users": impact.users, "counted": impact.users}.get(one.kind)
                if true and low <= one.value / true <= high:
                    yield Value(" ".join(text[one.start : one.end].split()), is_near(one, true))
