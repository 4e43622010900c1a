"""Which true events a trainee's timeline tells: by time, by words, and by the evidence that it cites."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from statistics import median

from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.checks.text.wording import says
from pmkit.checks.timeline.flaws import denies_all
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.grading.readings.reading import Reading
from pmkit.grading.timeline.choices import RECORD
from pmkit.grading.timeline.event_reader import SLACK
from pmkit.grading.timeline.lines import TimelineLines
from pmkit.grading.verified import Verified
from pmkit.incidents.incident import Incident, KeyEvent
from pmkit.models.story.incident import Silence
from pmkit.models.timeline import LONG_GAP, Gap, Timeline, TimelineEvent, in_utc

ENOUGH = 0.6
"""From this share of the true events on, the rules that a short timeline cannot break count in full."""
SAME_SHIFT = timedelta(minutes=15)
"""Zones lie whole quarters of an hour apart."""
NEARBY = timedelta(minutes=10)
"""So far off, an event was noted in a hurry; farther off it is another."""
WIDEST_SHIFT = timedelta(hours=14)
ENOUGH_ALIKE = 3
AROUND = timedelta(minutes=1)
"""What an event may be off the beginning or the end of a silence."""
CHOSEN = 0.75
"""From this share of lines on that say something of their own, finding events earns all its points."""
MOST_BESIDE = 3
"""So many recorded facts for each true event count as part of the telling."""
HERRINGS = frozenset({"red-herring", "wrong-belief"})
"""Kinds of distractors that are no facts of the incident; a belief that is told as one is part of what happened."""


@dataclass(frozen=True)
class Matching:
    """An answer beside the truth, which is the trainee's own incident."""

    reading: TimelineReading
    lines: TimelineLines

    @property
    def incident(self) -> Incident:
        """The trainee's own incident."""
        return self.lines.events.incident

    @property
    def readings(self) -> dict[int, Reading]:
        """What each line was read as."""
        return self.lines.readings

    @cached_property
    def waiting(self) -> list[int]:
        """The lines that a person has still to read."""
        return [index for index, reading in self.readings.items() if reading.waits]

    @cached_property
    def found(self) -> dict[str, int]:
        """The true events that are told at their time: id to the 0-based index of the event that tells it."""
        pairs = sorted(
            (abs((in_utc(self._written(index).at) - event.at).total_seconds()), order, index, event.id)
            for order, event in enumerate(self.incident.key)
            for index, reading in self.readings.items()
            if reading.counts and event.id in reading.means and self.lines.is_at(index, event)
        )
        found: dict[str, int] = {}
        for _, _, index, event_id in pairs:
            if event_id not in found and index not in found.values():
                found[event_id] = index
        return found

    @cached_property
    def recognised(self) -> dict[str, int]:
        """The true events that are told at their time, near it, or all off alike, as a zone that was missed makes them.

        The same words at quite another time tell of another incident.
        """
        times = self.incident.story.times
        return {
            event_id: index
            for event_id, index in self._anywhere.items()
            if event_id in self.found or self.shift or abs(in_utc(self._written(index).at) - times[event_id]) <= NEARBY
        }

    @cached_property
    def _anywhere(self) -> dict[str, int]:
        """The true events that are told at any time, by their words or by what they cite."""
        found = dict(self.found)
        for event in self.incident.key:
            free = (
                index
                for index, reading in self.readings.items()
                if reading.counts and event.id in reading.means and index not in found.values()
            )
            if event.id not in found and (index := next(free, None)) is not None:
                found[event.id] = index
        return found

    @property
    def chosen(self) -> float:
        """1 where most of what is told says something of its own; less where copies and strange lines prevail."""
        said = sum(reading.counts or reading.waits for reading in self.readings.values())
        return min(1.0, said / max(1, len(self.readings)) / CHOSEN)

    @cached_property
    def hoped(self) -> int:
        """How many true events that are not found yet a waiting line may tell, by its time."""
        left = [event for event in self.incident.key if event.id not in self.found]
        return min(len(self.waiting), sum(any(self.lines.is_at(one, event) for one in self.waiting) for event in left))

    @cached_property
    def verified(self) -> Verified:
        """How much of the timeline is read as what happened, at its time."""
        counted = ((index, reading) for index, reading in self.readings.items() if reading.counts)
        recorded = [index for index, reading in counted if reading.meaning.partition(":")[0] == RECORD]
        fewest = round(ENOUGH * len(self.incident.key))
        found, elsewhere = len(self.found), len(self.recognised) - len(self.found)
        # Records that are true but tell nothing of the incident carry a timeline no further than its own events do.
        good = found + min(MOST_BESIDE * found, len(recorded)) + elsewhere // 2
        return Verified(len(self.readings), good, len(self.waiting), fewest=fewest)

    @property
    def share_found(self) -> float:
        """The share of the true events that are told at their time."""
        return len(self.found) / len(self.incident.key)

    @property
    def share_recognised(self) -> float:
        """The share of the true events that are told at any time."""
        return len(self.recognised) / len(self.incident.key)

    @cached_property
    def shift(self) -> timedelta | None:
        """By how much all times are off where a zone was missed; None where they are not, or not alike."""
        times = self.incident.story.times
        late = [
            in_utc(self._written(index).at) - times[event_id]
            for event_id, index in self._anywhere.items()
            if event_id not in self.found
        ]
        if len(late) < ENOUGH_ALIKE:
            return None
        shift = SAME_SHIFT * round(median(one.total_seconds() for one in late) / SAME_SHIFT.total_seconds())
        alike = sum(abs(one - shift) <= SLACK for one in late)
        return shift if SAME_SHIFT <= abs(shift) <= WIDEST_SHIFT and 3 * alike >= 2 * len(late) else None

    @cached_property
    def invented(self) -> list[int]:
        """Events that no record of the evidence stands behind, and that are none of the incident's."""
        return [index for index, reading in self.readings.items() if reading.doubt == "unread"]

    @cached_property
    def distracting(self) -> list[int]:
        """Events that tell of something which is no part of the incident, as a plain fact.

        A first wrong idea and the decision to drop it are part of what happened.
        """
        told = (one for one in self.incident.distractors if one.kind in HERRINGS)
        wordings = [wording for one in told for wording in one.said_as]
        known = set(self.found.values())
        return [
            index
            for index in self.reading.told
            if index not in known
            and not self._written(index).interpretation
            and self._written(index).kind == "fact"
            and not self._rules_out(index)
            and not self._tells_a_belief(index)
            and any(says(self._text(index), wording) for wording in wordings)
        ]

    def _tells_a_belief(self, index: int) -> bool:
        text = self._text(index)
        return "?" in text.text or any(token.word in lexicon.timeline.beliefs for token in text.tokens)

    def _rules_out(self, index: int) -> bool:
        """Whether an event tells that something was found not to be the reason."""
        text = self._text(index)
        return any(is_absence(token.word) for token in text.tokens) or says(text, "ruled out / excluded / cleared")

    @property
    def silences(self) -> list[Silence]:
        """The true silences that are long enough to be asked for; times differ between trainees."""
        times = self.incident.story.times
        return [one for one in self.incident.gaps if times[one.before] - times[one.after] > LONG_GAP]

    @cached_property
    def standing(self) -> list[int]:
        """The events but those that nothing shows, and the gaps but those that deny what the evidence holds."""
        left_out = {*self.invented, *self.denying}
        return [index for index in range(len(self.reading.answer.events)) if index not in left_out]

    @cached_property
    def shown(self) -> Timeline:
        """The answer with no other events than those that stand."""
        return self.reading.answer.model_copy(update={"events": [self._written(index) for index in self.standing]})

    @cached_property
    def denying(self) -> dict[int, list[str]]:
        """Gaps that say that nothing is recorded, with the tools that recorded something of the incident then."""
        gaps = (index for index, event in enumerate(self.reading.answer.events) if event.kind == "gap")
        found = {index: self._telling(self._written(index)) for index in gaps if denies_all(self._written(index).what)}
        return {index: tools for index, tools in found.items() if tools}

    def _telling(self, gap: TimelineEvent) -> list[str]:
        return self.incident.telling.tools_telling(in_utc(gap.at), max(gap.end, in_utc(gap.at) + SLACK))

    @cached_property
    def untold(self) -> list[Gap]:
        """What is neither told nor noted of each true silence: the answer's own stretch, or the silence itself."""
        times = self.incident.story.times
        gaps = self.shown.gaps()
        told = [in_utc(event.at) for event in self.shown.events if event.kind != "gap"]
        found = []
        for silence in self.silences:
            start, end = times[silence.after], times[silence.before]
            within = (gap for gap in gaps if min(gap.end, end) - max(gap.start, start) > AROUND)
            is_framed = told and min(told) <= start + AROUND and max(told) >= end - AROUND
            stretch = next(within, None) if is_framed else Gap(start, end, -1, -1)
            found += [stretch] if stretch else []
        return found

    @cached_property
    def offset(self) -> timedelta:
        """How far the events that are told at other times are off, in the middle."""
        times = self.incident.story.times
        off = [
            abs((in_utc(self._written(index).at) - times[event_id]).total_seconds())
            for event_id, index in self.recognised.items()
            if event_id not in self.found
        ]
        return timedelta(seconds=median(off) if off else 0)

    def sourced(self, event_id: str) -> bool:
        """Whether the event that tells a true one names a source, or a file, that recorded it."""
        return self.lines.names_source(self.recognised[event_id], self._key[event_id])

    def _written(self, index: int) -> TimelineEvent:
        return self.reading.answer.events[index]

    def _text(self, index: int) -> Text:
        return read(self._written(index).what)

    @cached_property
    def _key(self) -> dict[str, KeyEvent]:
        return {event.id: event for event in self.incident.key}
