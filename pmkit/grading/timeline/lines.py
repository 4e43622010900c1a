"""Reads the lines of a timeline: time and source place one, its words must say what was there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.folding import seen
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import says
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.grading.grounding import denies
from pmkit.grading.readings.commitment import uncommitted
from pmkit.grading.readings.doubts import is_denied, says_both
from pmkit.grading.readings.meaning import Meaning
from pmkit.grading.readings.pasting import is_pasted
from pmkit.grading.readings.polarity import denies_meaning, opens_with_denial
from pmkit.grading.readings.questions import OF_EVENTS
from pmkit.grading.readings.reader import (
    FEWEST_SHARED,
    is_heap,
    is_repeated,
    is_word,
    left_to_a_person,
    plain_words,
    trusted,
)
from pmkit.grading.readings.reader import doubted as doubted_by
from pmkit.grading.readings.reading import SOMETHING_ELSE, Choice, Doubt, How, Reading
from pmkit.grading.timeline.choices import RECORD, RECORDED, choices_for, near_misses
from pmkit.grading.timeline.event_reader import MOST_REMEMBERED, MOST_TEXT, EventReader
from pmkit.incidents.incident import KeyEvent
from pmkit.incidents.records import Recorded
from pmkit.models.answer import where
from pmkit.models.timeline import TimelineEvent, in_utc

FEWEST_COPIED, MOST_COPIED = 3, 0.5
"""Where more than this share of the lines, of so many words or more, are records as they stand, nothing is told."""
LONG = 12
"""A line of so many words that stands in a record is a copy; a short one may well be its name."""
ENOUGH_PLACED, ENOUGH_BARE = 1.8, 3.6
"""What shared concepts must weigh where time and source place a line, and where the time alone does."""
FIGURES_ALONE = "prometheus/query_range"
"""Records of these files hold no words that a line could share."""
AT_HOME = 1 / 3
"""At least this share of a line's words of meaning is known to the evidence, or it is about something else."""


@dataclass(frozen=True)
class TimelineLines:
    """The lines of an answer that tell something, read against one incident; indices are those of its events."""

    reading: TimelineReading
    events: EventReader
    instructed: tuple[tuple[str, str], ...] = ()
    """What an instructor read lines as: pairs of a line's plain words and an event."""

    @cached_property
    def readings(self) -> dict[int, Reading]:
        """What each line was read as; the same line again counts once."""
        read_lines: list[Reading] = []
        for index in self.reading.told:
            reading = self._read(index)
            if reading.counts and is_repeated(reading, read_lines):
                reading = doubted(reading, "repeated")
            read_lines.append(reading)
        told = dict(zip(self.reading.told, read_lines, strict=True))
        guessed = [index for index, reading in told.items() if reading.counts and reading.how != "instructor"]
        copied = [index for index in guessed if self._is_copied(index)]
        if len(copied) > MOST_COPIED * len(told):
            told |= {index: doubted(told[index], "pasted") for index in copied}
        return dict(zip(told, trusted(list(told.values()), OF_EVENTS), strict=True))

    def _is_copied(self, index: int) -> bool:
        """Whether a line stands in a record of its time as it is; a few such lines are names and quotations."""
        written = self._written(index)
        words = plain_words(written.what)
        return len(words.split()) >= FEWEST_COPIED and any(
            words in plain_words(record.text[:MOST_TEXT]) for record in self.events.near(in_utc(written.at))
        )

    def _read(self, index: int) -> Reading:
        """A line as it was read, in this or in an earlier answer: by nothing but its own words, time and source."""
        written = self._written(index)
        by_hand = dict(self.instructed).get(plain_words(written.what), "") if self.instructed else ""
        key = (written.at, written.what, written.source, written.ref, written.reads_as, by_hand)
        known = self.events.remembered
        if key not in known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[key] = self._read_anew(index, by_hand)
        found = known[key]
        # Two records that stand behind two lines are two, though nothing tells them apart.
        meaning = f"{RECORD}:{index}" if found.meaning == RECORD else found.meaning
        return replace(found, where=where(("events", index, "what")), meaning=meaning)

    def _read_anew(self, index: int, by_hand: str) -> Reading:
        written = self._written(index)
        text = read(seen(written.what))
        blank = Reading("", written.what)
        if by_hand:
            return self._settled(blank, by_hand, "instructor", "near-miss")
        near = self.events.near(in_utc(written.at))
        if len(text.tokens) >= LONG and is_pasted(text, (record.text[:MOST_TEXT] for record in near)):
            return doubted(blank, "pasted")
        told = self._told(index, text)
        reading = replace(blank, choices=self._choices(index, told))
        if written.reads_as:
            return self._chosen(reading, index, text, written.reads_as)
        if told.named:
            best = told.named[0]
            also = frozenset(event.id for event in told.named)
            reading = replace(reading, meaning=best.id, also=also, says=best.what, how="wording")
        elif self._recorded(index, text):
            reading = replace(reading, meaning=RECORD, says=RECORDED.says, how="record")
        if is_heap(text, parted=True):
            return doubted(reading, "several")
        doubt, words = self._doubt(text, told, reading.meaning)
        if doubt:
            return doubted(reading, doubt, words)
        return reading if reading.meaning else doubted(reading, "unread")

    def _told(self, index: int, text: Text) -> "_Told":
        """The true events of a line's time, and those of them, or of any time, that it names, the nearest first."""
        at_time = [event for event in self.events.incident.key if self.is_at(index, event)]
        named = [event for event in at_time if self._agrees(index, text, event)]
        named = named or [event for event in self.events.incident.key if self._means(text, event)]
        best = self._nearest(text, named) if named else None
        return _Told(at_time, sorted(named, key=lambda event: event is not best))

    def _choices(self, index: int, told: "_Told") -> tuple[Choice, ...]:
        """What may be chosen: the event that it is read as, others of its time that its source shows, near misses."""
        others = (event for event in told.at_time if event not in told.named and self._shows(index, event))
        events = [*told.named[:1], *(event for event in told.at_time if event in told.named[1:]), *others]
        return choices_for(events, self.events.story, is_recorded=bool(self._standing(index)))

    def _shows(self, index: int, event: KeyEvent) -> bool:
        """Whether what a line names as its source shows a true event; a line without one may tell any."""
        written = self._written(index)
        is_bare = not written.source.strip() and not written.ref
        return is_bare or self._cites(index, event) or self.names_source(index, event)

    def _settled(self, reading: Reading, event_id: str, how: How, otherwise: Doubt) -> Reading:
        """A line that somebody has read: as a true event, or as something that earns nothing."""
        known = self.events.meanings.get(event_id)
        if known is None:
            return doubted(replace(reading, how=how), otherwise)
        return replace(reading, meaning=known.id, also=frozenset({known.id}), says=known.statement, how=how)

    def _chosen(self, reading: Reading, index: int, text: Text, chosen: str) -> Reading:
        """What the trainee chose; a choice that the words do not bear out at all waits for a person."""
        reading = replace(reading, how="chosen")
        if chosen == SOMETHING_ELSE:
            return left_to_a_person(reading)
        if chosen == RECORD:
            read_as = replace(reading, says=RECORDED.says, meaning=RECORD)
            return read_as if self._recorded(index, text) else doubted(reading, "unread")
        missed = self._missed(chosen)
        if missed:
            return doubted(replace(reading, says=missed), "near-miss")
        settled = self._settled(reading, chosen, "chosen", "unread")
        if settled.doubt:
            return settled
        known = self.events.meanings[chosen]
        shared = _words(self.events.vocabulary.known(text) & (known.said | known.shown))
        worded = any(says(text, wording) for wording in known.wordings)
        return settled if worded or len(shared) >= FEWEST_SHARED else doubted(settled, "unread")

    def _missed(self, chosen: str) -> str:
        """What a near miss says; "" for what is none."""
        events = (event for event in self.events.incident.key if event.id == chosen.rpartition("~")[0])
        return next(
            (one.says for event in events for one in near_misses(event, self.events.story) if one.id == chosen), ""
        )

    def _doubt(self, text: Text, told: "_Told", read_as: str) -> tuple[Doubt, str]:
        open_ended = uncommitted(text)
        if open_ended:
            return open_ended, text.text
        meanings = [self.events.meanings[event.id] for event in told.at_time]
        if denies(text, tells_of_absence=True) or any(is_denied(text, meaning) for meaning in meanings):
            return "denied", text.text
        known = self.events.meanings.get(read_as)
        if known and (denies_meaning(text, known) or (opens_with_denial(text) and not _tells_of_absence(known))):
            return "denied", text.text
        both = says_both(text)
        if both:
            return "both", both
        strange = self.events.strange(text)
        return ("strange", ", ".join(strange)) if strange else ("", "")

    def is_at(self, index: int, event: KeyEvent) -> bool:
        """Whether a line has the time of a true event."""
        return abs((in_utc(self._written(index).at) - event.at).total_seconds()) <= event.tolerance

    def names_source(self, index: int, event: KeyEvent) -> bool:
        """Whether a line names a source, or a file, that recorded a true event."""
        written = self._written(index)
        files = {proof.ref.rpartition(":")[0] for proof in event.proofs}
        if written.ref and written.ref.rpartition(":")[0] in files:
            return True
        return not files.isdisjoint(self.events.files_of(written.source))

    def _agrees(self, index: int, text: Text, event: KeyEvent) -> bool:
        """Whether the words say what a true event was: by a wording, or by words that it or its records hold."""
        meaning = self.events.meanings[event.id]
        told = self.events.vocabulary.known(text)
        if self._means(text, event):
            return bool(_words(told & (meaning.shown | concepts(read(event.what)))))
        weigh = self.events.vocabulary.weight
        shared = weigh(_words(told & meaning.said)) + weigh(_words(told & meaning.shown - meaning.said)) / 2
        placed = self._cites(index, event) or self.names_source(index, event)
        return shared >= (ENOUGH_PLACED if placed else ENOUGH_BARE)

    @staticmethod
    def _means(text: Text, event: KeyEvent) -> bool:
        return any(says(text, wording) for wording in event.said_as)

    def _cites(self, index: int, event: KeyEvent) -> bool:
        ref = self._written(index).ref
        return bool(ref) and any(proof.ref == ref for proof in event.proofs)

    def _nearest(self, text: Text, events: list[KeyEvent]) -> KeyEvent:
        near = self.events.vocabulary.nearest(text, [self.events.meanings[event.id] for event in events])
        by_id = {event.id: event for event in events}
        return by_id[near[0].meaning.id] if near else events[0]

    def _recorded(self, index: int, text: Text) -> bool:
        """Whether a record has the line's time and source, and the line speaks of what the evidence holds."""
        known = text.content & self.events.stems
        if len(known) < max(1, AT_HOME * len(text.content)):
            return False
        stands = self._standing(index)
        if any(one.file.startswith(FIGURES_ALONE) for one in stands):
            return True
        said = frozenset().union(*(read(one.text[:MOST_TEXT]).content for one in stands))
        return bool(text.content & said)

    def _standing(self, index: int) -> list[Recorded]:
        """The records of a line's time in what it names as its source; all of that time where it names none."""
        written = self._written(index)
        named = self.events.files_of(written.source)
        unnamed = not written.source.strip()
        near = self.events.near(in_utc(written.at))
        return [one for one in near if unnamed or one.file in named or one.ref == written.ref]

    def _written(self, index: int) -> TimelineEvent:
        return self.reading.answer.events[index]


class _Told(NamedTuple):
    """True events of the time of a line, and those that it names, the nearest first; of another time if none of its."""

    at_time: list[KeyEvent]
    named: list[KeyEvent]


def doubted(reading: Reading, doubt: Doubt, words: str = "") -> Reading:
    """A reading with what speaks against it, and the question that this raises about a line of a timeline."""
    return doubted_by(reading, doubt, words, OF_EVENTS)


@lru_cache(maxsize=4096)
def _tells_of_absence(event: Meaning) -> bool:
    """Whether what happened, or a record of it, has itself a word of absence."""
    told = read(f"{event.statement} {event.shown_text}")
    return event.is_absence or any(is_absence(token.word) for token in told.tokens)


def _words(shared: Iterable[str]) -> list[str]:
    return [concept for concept in shared if is_word(concept)]
