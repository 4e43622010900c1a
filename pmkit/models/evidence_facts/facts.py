"""What an evidence folder states, ready to be looked up: records with their times, series, figures and names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from pmkit.models.evidence_facts.figures import Figure


class Record(NamedTuple):
    """One thing that the evidence says: `ref` is its file and line, `text` its words.

    `at` is its time in UTC, None where it has none; the instant lies up to `precision` seconds before. `others` are
    more times that the record names: when the store took it in, when it was written. `turns` says whether a length of
    time may begin or end with it: an alert, a deployment, a change of a series, the first of a line that repeats.
    """

    ref: str
    source: str
    text: str
    at: datetime | None = None
    precision: float = 0.0
    others: tuple[datetime, ...] = ()
    turns: bool = False


class Series(NamedTuple):
    """A measured series: its name with its labels, where it stands, and (seconds since 1970, value) of each sample."""

    name: str
    ref: str
    samples: tuple[tuple[float, float], ...]


class Stated(NamedTuple):
    """A figure that a record states: its index in the records, and the words right behind the figure."""

    figure: Figure
    record: int
    behind: str = ""


@dataclass(frozen=True, eq=False)
class EvidenceFacts:
    """All that a folder states; `stated` and `names` point into `records`.

    `people` are full names, `names` hosts, services, alerts, metrics and addresses in lower case, as written the
    first time, each with the record that names it. `questions` is what the readers asked or noticed.
    """

    records: tuple[Record, ...] = ()
    series: tuple[Series, ...] = ()
    stated: tuple[Stated, ...] = ()
    people: tuple[str, ...] = ()
    names: Mapping[str, int] = field(default_factory=dict)
    spelt: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    zones: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
