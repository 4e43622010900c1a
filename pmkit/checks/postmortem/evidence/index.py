"""Facts of an evidence folder made ready for words: what each record means, and how near it lies to a claim."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pmkit.checks.postmortem.evidence.passages import meaning
from pmkit.checks.text.folding import fold, words_of
from pmkit.models.evidence_facts.facts import EvidenceFacts, Record, Stated
from pmkit.models.evidence_facts.figures import DAY, HOUR, MINUTE, Figure

ELSEWHERE = 0.3
"""What a word counts that stands in the same passage, but nearer to another claim."""
SOURCE = 0.6
"""What it counts when the passage names the tool that a record is from."""
SERIES = re.compile(r"prometheus/query_range\.([\w-]{1,80})\.json")
"""The file of a series is named after what was asked for."""
FILLED = re.compile(r"\d+")


class Instant(NamedTuple):
    """A time of a record: its second of the day in UTC, and by how many seconds it may have been earlier."""

    second: float
    at: datetime
    precision: float
    record: int


def second_of(at: datetime) -> float:
    """The second of the day."""
    return at.hour * HOUR + at.minute * MINUTE + at.second + at.microsecond / 1e6


@dataclass(frozen=True, eq=False)
class Index:
    """The records of `facts` by what they mean."""

    facts: EvidenceFacts
    meanings: tuple[frozenset[str], ...] = field(init=False)
    by_word: dict[str, list[int]] = field(init=False)
    weights: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        """Read every record once."""
        meanings = tuple(_meaning(record) for record in self.facts.records)
        by_word: dict[str, list[int]] = defaultdict(list)
        for index, found in enumerate(meanings):
            for word in found:
                by_word[word].append(index)
        most = math.log(1 + len(meanings)) or 1.0
        weights = {word: math.log(1 + len(meanings) / len(found)) / most for word, found in by_word.items()}
        object.__setattr__(self, "meanings", meanings)
        object.__setattr__(self, "by_word", dict(by_word))
        object.__setattr__(self, "weights", weights)

    def record(self, index: int) -> Record:
        """A record by its index."""
        return self.facts.records[index]

    def nearness(self, near: frozenset[str], around: frozenset[str] = frozenset()) -> dict[int, float]:
        """How near each record lies that shares a word: rare words count more, those of `around` less."""
        found: dict[int, float] = defaultdict(float)
        for words, share in ((near, 1.0), (around - near, ELSEWHERE)):
            for word in words:
                weight = share * self.weights.get(word, 0.0)
                for index in self.by_word.get(word, ()):
                    found[index] += weight
        return found

    @cached_property
    def instants(self) -> tuple[list[float], list[Instant]]:
        """Every time of the records by its second of the day, in UTC, and those seconds alone."""
        found = [
            Instant(second_of(at), at, record.precision if at is record.at else 1.0, index)
            for index, record in enumerate(self.facts.records)
            for at in (record.at, *record.others)
            if at is not None
        ]
        found.sort(key=lambda one: one.second)
        return [one.second for one in found], found

    def between(self, early: float, late: float) -> Iterator[Instant]:
        """The times from one second of the day to another, over midnight too."""
        seconds, found = self.instants
        for shift in (-DAY, 0, DAY):
            yield from found[bisect_left(seconds, early + shift) : bisect_right(seconds, late + shift)]

    @cached_property
    def timed(self) -> frozenset[int]:
        """The records that have a time."""
        return frozenset(index for index, record in enumerate(self.facts.records) if record.at is not None)

    @cached_property
    def by_source(self) -> dict[str, frozenset[int]]:
        """The records of each tool by the first word of its name: "slack", "deploy"."""
        found: dict[str, set[int]] = defaultdict(set)
        for index, record in enumerate(self.facts.records):
            found[record.source.partition(" ")[0].casefold()].add(index)
        return {source: frozenset(indices) for source, indices in found.items()}

    def nearest(self, near: Mapping[int, float]) -> int | None:
        """The record with a time that lies nearest."""
        return max(self.timed.intersection(near), key=near.__getitem__, default=None)

    @cached_property
    def stated(self) -> dict[str, list[Stated]]:
        """The figures of each kind; shares that records tell as "11 of 36" are among the percentages."""
        found: dict[str, list[Stated]] = defaultdict(list)
        before: Stated | None = None
        for one in self.facts.stated:
            found[one.figure.kind].append(one)
            if before is not None and before.record == one.record and _is_share(before, one):
                share = 100 * before.figure.value / one.figure.value
                found["percentage"].append(Stated(Figure("percentage", share, 0.0, 0, 0), one.record, one.behind))
            before = one
        return found

    @cached_property
    def parts(self) -> list[tuple[float, float, int]]:
        """What records tell as "11 of 36", each with the record."""
        pairs = zip(self.facts.stated, self.facts.stated[1:], strict=False)
        same = ((one, other) for one, other in pairs if one.record == other.record and _is_share(one, other))
        return [(one.figure.value, other.figure.value, one.record) for one, other in same]

    @cached_property
    def _by_value(self) -> dict[str, tuple[list[float], list[Stated]]]:
        found = {kind: sorted(stated, key=lambda one: one.figure.value) for kind, stated in self.stated.items()}
        return {kind: ([one.figure.value for one in stated], stated) for kind, stated in found.items()}

    def about(self, kind: str, value: float, slack: float) -> list[Stated]:
        """The stated figures of a kind whose value is within `slack` of another."""
        values, stated = self._by_value.get(kind, ([], []))
        return stated[bisect_left(values, value - slack) : bisect_right(values, value + slack)]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the records, folded, and what names are joined of."""
        found: set[str] = set()
        for record in self.facts.records:
            for word, _, _ in words_of(record.text):
                found.add(word)
                found.update(re.split(r"[^a-z0-9]+", word))
        for name in self.facts.names:
            found.update(re.split(r"[^a-z0-9]+", fold(name)))
        return frozenset(found)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Each record as a line of folded words, numbers left open, for quotations to be found in."""
        return tuple(as_line(record.text) for record in self.facts.records)

    @cached_property
    def people(self) -> dict[str, list[str]]:
        """Full names by their parts, folded."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.facts.people:
            for part in name.split():
                found[fold(part)].append(name)
        return found

    @cached_property
    def days(self) -> dict[date, list[int]]:
        """The days of which records tell, in UTC, in the zones that the folder names, or in words."""
        zones = [ZoneInfo(zone) for zone in self.facts.zones]
        found: dict[date, list[int]] = defaultdict(list)
        for index, record in enumerate(self.facts.records):
            times = [at for at in (record.at, *record.others) if at is not None]
            for day in {at.date() for at in times} | {at.astimezone(zone).date() for at in times for zone in zones}:
                found[day].append(index)
        for one in self.stated.get("date", ()):
            found[date.fromordinal(int(one.figure.value))].append(one.record)
        return dict(found)


def _is_share(part: Stated, whole: Stated) -> bool:
    counts = part.figure.kind == whole.figure.kind == "number"
    return counts and 0 < part.figure.value <= whole.figure.value and part.behind.startswith(" of ")


def _meaning(record: Record) -> frozenset[str]:
    measured = SERIES.match(record.ref)
    return meaning(word for word, _, _ in words_of(f"{record.text} {record.source} {measured[1] if measured else ''}"))


def as_line(text: str) -> str:
    """A text as folded words with a space around each; its numbers are left open."""
    return f" {' '.join(FILLED.sub('#', word) for word, _, _ in words_of(text))} "


@lru_cache(maxsize=8)
def index_of(facts: EvidenceFacts) -> Index:
    """The index of facts, made once for each."""
    return Index(facts)
