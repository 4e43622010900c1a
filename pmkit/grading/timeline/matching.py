"""Which true events a trainee's timeline tells: by time, by words, and by the evidence that it cites."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from statistics import median

from pmkit.checks.text.text import Text, is_absence, is_statement, read
from pmkit.checks.text.wording import says
from pmkit.checks.timeline.flaws import denies_all
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.grading.grounding import denies
from pmkit.incidents.incident import Incident, KeyEvent
from pmkit.incidents.timeline import source_of
from pmkit.models.incident import Silence
from pmkit.models.source_names import names_of
from pmkit.models.timeline import LONG_GAP, Gap, Timeline, TimelineEvent, in_utc

SAME_SHIFT = timedelta(minutes=15)
"""Zones lie whole quarters of an hour apart."""
WIDEST_SHIFT = timedelta(hours=14)
ALSO_CITED_AS = {"logs": "kibana elasticsearch log", "prometheus": "alert"}
"""By folder, other tools that people name where these recorded it: the same records can be read there."""
ENOUGH_ALIKE = 3
MOST_TEXT = 2000
MOST_SOURCES = 3
"""Tools named as one event's source; more name none."""
SLACK = timedelta(seconds=5)
"""What an event may be off the record behind it."""
AROUND = timedelta(minutes=1)
"""What an event may be off the beginning or the end of a silence."""


@dataclass(frozen=True)
class Matching:
    """An answer beside the truth, which is the trainee's own incident."""

    reading: TimelineReading
    incident: Incident

    @cached_property
    def found(self) -> dict[str, int]:
        """The true events that are told at their time: id to the 0-based index of the event that tells it."""
        pairs = sorted(
            (distance, order, index, event.id)
            for order, event in enumerate(self.incident.key)
            for index in self.distinct
            for distance in (abs((in_utc(self._written(index).at) - event.at).total_seconds()),)
            if distance <= event.tolerance
            and (self._means(index, event) or self._cites(index, event) or self._names_source(index, event))
        )
        found: dict[str, int] = {}
        for _, _, index, event_id in pairs:
            if event_id not in found and index not in found.values():
                found[event_id] = index
        return found

    @cached_property
    def distinct(self) -> list[int]:
        """The events that tell something, and not to deny it, which no earlier one tells in the same words."""
        first: dict[tuple[str, ...], int] = {}
        told = [index for index in self.reading.told if not denies(self._text(index))]
        for index in told:
            first.setdefault(self._text(index).stems, index)
        return [index for index in told if first[self._text(index).stems] == index]

    @cached_property
    def recognised(self) -> dict[str, int]:
        """The true events that are told at any time, by their words or by what they cite."""
        found = dict(self.found)
        for event in self.incident.key:
            free = (index for index in self.distinct if index not in found.values())
            index = next((one for one in free if self._cites(one, event) or self._means(one, event)), None)
            if event.id not in found and index is not None:
                found[event.id] = index
        return found

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
            for event_id, index in self.recognised.items()
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
        known = set(self.found.values())
        return [index for index in self.reading.told if index not in known and not self._recorded(index)]

    @cached_property
    def distracting(self) -> list[int]:
        """Events that tell of something which is no part of the incident, as a plain fact."""
        told = (one for one in self.incident.distractors if one.kind != "duplicate-alert")
        wordings = [wording for one in told for wording in one.said_as]
        known = set(self.found.values())
        return [
            index
            for index in self.reading.told
            if index not in known
            and not self._written(index).interpretation
            and not self._rules_out(index)
            and any(says(self._text(index), wording) for wording in wordings)
        ]

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
        return self._names_source(self.recognised[event_id], self._key[event_id])

    def _names_source(self, index: int, event: KeyEvent) -> bool:
        written = self._written(index)
        files = {proof.ref.rpartition(":")[0] for proof in event.proofs}
        if written.ref and written.ref.rpartition(":")[0] in files:
            return True
        return any(file in files for file in self._files_named(written.source[:200]))

    def _files_named(self, source: str) -> list[str]:
        """The files of the evidence that a source may mean; none where it names more than MOST_SOURCES."""
        words = set(read(source).stems)
        files = [sheet.path for sheet in self.incident.sheets]
        by_title = [file for file in files if set(read(source_of(file)).stems) <= words]
        named = by_title or [file for file in files if words & called(file)]
        return named if len({source_of(file).split()[0] for file in named}) <= MOST_SOURCES else []

    def _written(self, index: int) -> TimelineEvent:
        return self.reading.answer.events[index]

    @cached_property
    def _texts(self) -> list[Text]:
        return [read(event.what) for event in self.reading.answer.events]

    def _text(self, index: int) -> Text:
        return self._texts[index]

    def _means(self, index: int, event: KeyEvent) -> bool:
        text = self._text(index)
        return any(says(text, wording) for wording in event.said_as)

    def _cites(self, index: int, event: KeyEvent) -> bool:
        """Whether it cites a record of the event, line and all, in words of its own."""
        ref = self._written(index).ref
        return bool(ref) and is_statement(self._text(index)) and any(proof.ref == ref for proof in event.proofs)

    @cached_property
    def _key(self) -> dict[str, KeyEvent]:
        return {event.id: event for event in self.incident.key}

    def _recorded(self, index: int) -> bool:
        """Whether a record has the event's time and source; of a busy log, or without a source, a word of it too."""
        written = self._written(index)
        at = in_utc(written.at)
        records = self.incident.records
        low = bisect_left(records, at - SLACK, key=lambda record: record.at)
        high = bisect_right(records, at + SLACK, key=lambda record: record.at)
        near = records[low:high]
        if any(record.ref == written.ref for record in near):
            return True
        named, words = set(self._files_named(written.source[:200])), self._text(index).content
        unnamed = not written.source.strip()
        return any(
            (unnamed or record.file in named)
            and (not (unnamed or record.file.startswith("logs/")) or words & read(record.text[:MOST_TEXT]).content)
            for record in near
        )


@cache
def called(file: str) -> frozenset[str]:
    """The stems of the words by which people call the source of a file in an evidence folder.

    >>> sorted(called("pagerduty/log_entries.json"))
    ['duti', 'pager', 'pagerduti']
    """
    folder = file.partition("/")[0]
    return frozenset(read(f"{folder} {names_of(source_of(file))} {ALSO_CITED_AS.get(folder, '')}").stems)
