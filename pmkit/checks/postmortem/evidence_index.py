"""Facts of an evidence folder made ready for words: what each record means, and how near it lies to a claim."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pmkit.checks.postmortem.passages import meaning
from pmkit.checks.text.folding import fold, words_of
from pmkit.models.evidence_facts import EvidenceFacts, Record, Stated
from pmkit.models.figures import Figure, figures_of

ELSEWHERE = 0.3
"""What a word counts that stands in the same passage, but nearer to another claim."""
SOURCE = 0.6
"""What it counts when the passage names the record's source."""
FILLED = re.compile(r"\d+")


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

    def nearness(self, near: frozenset[str], around: frozenset[str] = frozenset()) -> Counter[int]:
        """How near each record lies that shares a word: rare words count more, those of `around` less."""
        found: Counter[int] = Counter()
        for words, share in ((near, 1.0), (around - near, ELSEWHERE)):
            for word in words:
                weight = share * self.weights.get(word, 0.0)
                for index in self.by_word.get(word, ()):
                    found[index] += weight
        return found

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
    def days(self) -> frozenset[int]:
        """The ordinals of the days of which a record tells, in UTC or as it was written."""
        times = [at for one in self.facts.records for at in (one.at, *one.others) if at is not None]
        told = {int(one.figure.value) for one in self.stated.get("date", ())}
        return frozenset({at.date().toordinal() for at in times} | told)


def _is_share(part: Stated, whole: Stated) -> bool:
    counts = part.figure.kind == whole.figure.kind == "number"
    return counts and 0 < part.figure.value <= whole.figure.value and part.behind.startswith(" of ")


def _meaning(record: Record) -> frozenset[str]:
    return meaning(word for word, _, _ in words_of(f"{record.text} {record.source}"))


def as_line(text: str) -> str:
    """A text as folded words with a space around each; its numbers are left open."""
    return f" {' '.join(FILLED.sub('#', word) for word, _, _ in words_of(text))} "


@lru_cache(maxsize=8)
def index_of(facts: EvidenceFacts) -> Index:
    """The index of facts, made once for each."""
    return Index(facts)
