"""What lines of a timeline can mean: the true events of an incident, and every record of its evidence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, read
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.reading import Reading
from pmkit.grading.readings.similarity import Vocabulary
from pmkit.grading.timeline.sources import files_named
from pmkit.incidents.incident import Incident, scenario_of
from pmkit.incidents.records import Recorded
from pmkit.models.story.scenario import Scenario

SLACK = timedelta(seconds=5)
"""What an event may be off the record behind it."""
MOST_TEXT = 2000
LONGEST_SOURCE, MOST_REMEMBERED = 200, 4096
_CHECKABLE = re.compile(r"\b(?:[a-z]+-\d+|v\d+(?:\.\d+)+)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;] )([A-Z][a-zA-Z]{3,})\b(?! *:)")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class EventReader:
    """An incident as lines of timelines are read against it; worked out once for all answers to it."""

    incident: Incident

    @cached_property
    def remembered(self) -> dict[tuple[Hashable, ...], Reading]:
        """Lines that were read already, without their place: a keystroke changes one of them."""
        return {}

    @cached_property
    def _files(self) -> dict[str, frozenset[str]]:
        return {}

    def files_of(self, source: str) -> frozenset[str]:
        """The files that a source may mean; remembered, for few are named often."""
        named = source[:LONGEST_SOURCE]
        if named not in self._files:
            if len(self._files) >= MOST_REMEMBERED:
                self._files.clear()
            self._files[named] = frozenset(files_named(named, self.incident))
        return self._files[named]

    @cached_property
    def story(self) -> Scenario:
        """What the exercise shows of the incident."""
        return scenario_of(self.incident)

    @cached_property
    def by_ref(self) -> dict[str, Recorded]:
        """The records by their place."""
        return {record.ref: record for record in self.incident.records}

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """The true events as meanings, by id, each with what its records say."""
        return {
            event.id: Meaning(
                event.id,
                event.what,
                event.said_as,
                shown_by=frozenset(proof.ref for proof in event.proofs),
                shown_text=" ".join(self.by_ref[proof.ref].text[:MOST_TEXT] for proof in event.proofs),
            )
            for event in self.incident.key
        }

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all true events."""
        return Vocabulary(tuple(self.meanings.values()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the evidence, lower case."""
        texts = [self.story.brief, *self.story.systems, *(sheet.text for sheet in self.incident.sheets)]
        return frozenset(word for text in texts for word in _TOKEN.findall(text.casefold()))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of the evidence and of the true events."""
        told = (read(f"{event.what} {' '.join(event.said_as)}").content for event in self.incident.key)
        return frozenset(map(stem, self.words)).union(*told)

    def near(self, at: datetime) -> list[Recorded]:
        """The records at an instant, give or take SLACK."""
        records = self.incident.records
        low = bisect_left(records, at - SLACK, key=lambda record: record.at)
        high = bisect_right(records, at + SLACK, key=lambda record: record.at)
        return records[low:high]

    def strange(self, line: Text) -> list[str]:
        """Products, machines and versions in a line that the evidence does not know."""
        products = lexicon.products.names
        named = [token.word for token in line.tokens if token.word in products and token.word not in self.words]
        checkable = (match[0] for match in _CHECKABLE.finditer(line.text))
        unknown = [one for one in checkable if not set(_TOKEN.findall(one.casefold())) <= self.words]
        return list(dict.fromkeys([*named, *unknown, *self._names(line)]))

    def _names(self, line: Text) -> Iterator[str]:
        """Words written as names that stand nowhere in the evidence."""
        for match in _NAME.finditer(line.text):
            word = match[1].casefold()
            if word not in self.words and word not in lexicon.products.tools | lexicon.products.calendar:
                yield match[1]
