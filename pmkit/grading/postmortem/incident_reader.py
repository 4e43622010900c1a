"""One trainee's incident as postmortems are read against it: its causes, its events, its figures."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, read
from pmkit.checks.text.wording import says
from pmkit.grading.grounding import denies
from pmkit.grading.postmortem.strange_names import names_in
from pmkit.grading.postmortem.truth import Truth
from pmkit.grading.readings.commitment import uncommitted
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.polarity import denies_meaning
from pmkit.grading.readings.reader import Line, StoryReader, is_heap, is_word
from pmkit.grading.readings.reading import Reading
from pmkit.grading.timeline.event_reader import EventReader
from pmkit.incidents.incident import Incident, KeyEvent, scenario_of
from pmkit.models.story.scenario import Scenario

if TYPE_CHECKING:
    from pmkit.grading.instructed import Pairs

STREAMS = ("logs/", "prometheus/")
"""Where records stand of nearly every minute, so that one of them stands behind any time."""
MOST_REMEMBERED, MOST_ROWS_REMEMBERED = 1024, 4096
FEWEST_SHARED = 2
"""Words that a row shares with an event that it tells in other words."""


def without_figures(text: str) -> str:
    """A text without what has digits: times and figures are the same in whose words ever."""
    return " ".join(word for word in text.split() if not any(sign.isdigit() for sign in word))


@dataclass(frozen=True)
class IncidentReader:
    """One trainee's incident as postmortems are read against it; worked out once for all answers to it."""

    incident: Incident

    @cached_property
    def causes(self) -> StoryReader:
        """Reads sentences as causes."""
        return StoryReader(scenario_of(self.incident))

    @cached_property
    def events(self) -> EventReader:
        """Knows the true events and all records."""
        return EventReader(self.incident)

    @cached_property
    def truth(self) -> Truth:
        """Knows how long, how many, how much."""
        return Truth(self.incident)

    @cached_property
    def _remembered(self) -> dict[Hashable, list[Reading]]:
        return {}

    def read(self, lines: tuple[Line, ...], instructed: "Pairs") -> list[Reading]:
        """Sentences read as causes; remembered, for most keystrokes change none of them."""
        known = self._remembered
        if (lines, instructed) not in known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[lines, instructed] = self.causes.read(lines, dict(instructed))
        return known[lines, instructed]

    def read_each(self, lines: tuple[Line, ...]) -> list[Reading]:
        """Lines read each by itself: none is asked about for what stands beside it."""
        return [self.read((line,), ())[0] for line in lines]

    @cached_property
    def _told(self) -> dict[tuple[str, str], bool]:
        return {}

    def tells(self, text: Text, event: KeyEvent) -> bool:
        """Whether a row says that an event happened: in its wordings, or by words that it or its records hold."""
        known, key = self._told, (text.text, event.id)
        if key not in known:
            if len(known) >= MOST_ROWS_REMEMBERED:
                known.clear()
            known[key] = self._tells(text, event)
        return known[key]

    def _tells(self, text: Text, event: KeyEvent) -> bool:
        meaning = self.events.meanings[event.id]
        if denies(text, tells_of_absence=True) or uncommitted(text) or is_heap(text, parted=True):
            return False
        if denies_meaning(text, meaning):
            return False
        told = self.events.vocabulary.known(text)
        shared = [one for one in told & (meaning.said | meaning.shown | concepts(read(event.what))) if is_word(one)]
        return len(shared) >= FEWEST_SHARED or any(says(text, wording) for wording in event.said_as)

    @property
    def story(self) -> Scenario:
        """What the exercise shows of the incident."""
        return self.causes.story

    @property
    def meanings(self) -> dict[str, Meaning]:
        """What sentences can be read as, for an instructor."""
        return self.causes.meanings

    @cached_property
    def names(self) -> frozenset[str]:
        """Machines, versions and addresses of the evidence."""
        sheets = (sheet.text for sheet in self.incident.sheets)
        return names_in([self.story.brief, *self.story.systems, *sheets])

    @cached_property
    def known(self) -> frozenset[str]:
        """The stems of the evidence, and of what every incident has."""
        lists = ("generic", "alerted", "noticed", "acknowledged", "mitigated", "ended", "resolved")
        common = (stem(word) for name in lists for word in words_called("postmortem", name))
        return self.events.stems.union(common)

    @cached_property
    def own(self) -> frozenset[str]:
        """The stems of the evidence that tell this incident from others."""
        return self.events.stems - set(map(stem, lexicon.incident_facts.hollow))

    @cached_property
    def people(self) -> frozenset[str]:
        """The stems of names and roles."""
        return frozenset(one for person in self.story.people for one in read(f"{person.name} {person.role}").stems)

    @cached_property
    def _instants(self) -> dict[bool, tuple[datetime, ...]]:
        every = {one.at.replace(microsecond=0): None for one in self.incident.records}
        turns = (one for one in self.incident.records if not one.file.startswith(STREAMS))
        return {False: tuple(every), True: tuple({one.at.replace(microsecond=0): None for one in turns})}

    def instants(self, *, told: bool) -> tuple[datetime, ...]:
        """When anything was recorded, once a second; with `told` only what people and tools of turns recorded."""
        return self._instants[told]

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The texts that the exercise shows."""
        return tuple(map(without_figures, (self.story.brief, *(exhibit.text for exhibit in self.story.exhibits))))
