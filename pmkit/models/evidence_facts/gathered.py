"""Facts of an evidence folder on their way: what each record states and names is taken from it as it is added."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from pmkit.models.evidence_facts.facts import EvidenceFacts, Record, Series, Stated
from pmkit.models.evidence_facts.figures import figures_of

BEHIND = 40
"""Characters behind a figure that tell what it counts."""
MOST_RAW = 4000
_LABEL = re.compile(r'\b[a-z_]\w{0,60}="([\w.-]{1,80})"')


@dataclass
class Gathered:
    """Records with their figures, names, versions and people, in the order in which they were read."""

    records: list[Record] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    people: dict[str, None] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    spelt: dict[str, str] = field(default_factory=dict)
    versions: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    zones: dict[str, None] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)

    def add(self, record: Record, raw: str = "") -> None:
        """Keep a record; `raw` is what the file has of it, which may name hosts and versions besides."""
        index = len(self.records)
        self.records.append(record)
        for figure in figures_of(record.text):
            self.stated.append(Stated(figure, index, record.text[figure.end : figure.end + BEHIND]))
            self._name(index, figure.kind, figure.word, record.text[figure.start : figure.end])
        for figure in figures_of(raw[:MOST_RAW]):
            self._name(index, figure.kind, figure.word, raw[figure.start : figure.end])
        for label in _LABEL.finditer(record.text):
            self._name(index, "name", label[1].casefold(), label[1])

    def _name(self, index: int, kind: str, word: str, written: str) -> None:
        if kind == "name":
            self.names.setdefault(word, index)
            self.spelt.setdefault(word, written)
        elif kind == "version" and index not in self.versions[word][-1:]:
            self.versions[word].append(index)

    def measured(self, name: str, ref: str, samples: tuple[tuple[float, float], ...]) -> None:
        """Keep a series."""
        self.series.append(Series(name, ref, samples))

    def done(self) -> EvidenceFacts:
        """The facts."""
        return EvidenceFacts(
            tuple(self.records),
            tuple(self.series),
            tuple(self.stated),
            tuple(self.people),
            self.names,
            self.spelt,
            {version: tuple(indices) for version, indices in self.versions.items()},
            tuple(self.zones),
            tuple(self.questions),
        )
