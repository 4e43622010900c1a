"""What is true of one trainee's history: each figure as it comes of the records set right, left out, or as they stand.

To set a record right or to leave it out, both are sound; where it stays as it is, the figure is another one.
So each figure has as many values as there are ways to treat five faulty records, and an answer is held against all.
Nothing here needs pandas or numpy: a history has at most 120 rows, and a trainee's page may have neither.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from itertools import pairwise, product
from typing import Literal

from pmkit.grading.metrics.own_history import MEAN_OF, OwnHistory, Record, minutes_between
from pmkit.metrics import intervals
from pmkit.metrics.trend import Trend, trend
from pmkit.models.clocks import load_policy
from pmkit.models.incident_history.answer import FigureLabel, PolicyName, Statistic
from pmkit.models.timeline import AnchorName

Treated = Literal["corrected", "left out", "as it stands"]
TREATED: tuple[Treated, ...] = ("corrected", "left out", "as it stands")
Times = list[tuple[float, bool]]
"""Minutes of incidents, each with whether it has ended."""


@dataclass(frozen=True)
class Version:
    """One figure over one way to treat the faulty records; `overlooked` are the ids that stand as they are, wrongly.

    `touched` is how many of the faulty records would change the figure.
    """

    values: list[float] = field(repr=False)
    mean: float
    overlooked: tuple[str, ...]
    touched: int

    @property
    def count(self) -> int:
        """Over how many incidents, or gaps, it is."""
        return len(self.values)

    @cached_property
    def ordered(self) -> list[float]:
        """The values by size."""
        return sorted(self.values)

    def of(self, statistic: Statistic) -> float:
        """The figure itself."""
        return self.mean if statistic == "mean" else intervals.quantile(self.ordered, 0.5)


class MetricsKey:
    """Answers are read against this; made once for an exercise, with what was asked of it kept."""

    meanings: dict[str, object] = {}  # noqa: RUF012  # no line of such an answer is read as anything

    def __init__(self, history: OwnHistory) -> None:
        self.history = history
        self.versions = cache(self._versions)
        self.open_medians = cache(self._open_medians)
        self.closed_medians = cache(self._closed_medians)

    @cached_property
    def faulty(self) -> dict[str, str]:
        """The ids of the records gone wrong, each with its kind; of twins, the second one."""
        return {self.history.made.rows[fault.row - 1]["id"]: fault.kind for fault in self.history.made.faults}

    @cached_property
    def open_ids(self) -> frozenset[str]:
        """The incidents without an end."""
        return frozenset(id_ for id_, record in self.history.true_records.items() if "resolved" not in record)

    @cached_property
    def trend(self) -> Trend:
        """Which way the gaps go, of the history set right."""
        return trend(next(iter(self.versions("module", "MTBF"))).values)

    @cached_property
    def gaps_shrink(self) -> bool:
        """Whether more incidents began in the later half of the time than in the earlier one."""
        starts = sorted(record["impact_start"] for record in self.history.true_records.values())
        middle = starts[0] + (starts[-1] - starts[0]) / 2
        return 2 * sum(start > middle for start in starts) > len(starts)

    @cached_property
    def repeats(self) -> range:
        """How many incidents repeat an earlier one, with wrong records or without; a second row is no incident."""
        found = [row["id"] for row in self.history.made.truth if row["repeat_of"]]
        return range(sum(id_ not in self.faulty for id_ in found), len(found) + 1)

    @cached_property
    def groups(self) -> Counter[tuple[str, str]]:
        """How many incidents each service has of each cause."""
        return Counter((row["service"], row["cause_class"]) for row in self.history.made.truth)

    def right(self, policy: PolicyName, label: FigureLabel) -> Version:
        """The figure of the history set right."""
        return self.versions(policy, label)[0]

    def _versions(self, policy: PolicyName, label: FigureLabel) -> list[Version]:
        """The figure in all versions, those first in which nothing is overlooked."""
        if label == "MTBF":
            found = [*self._of_gaps()]
        else:
            span = load_policy(policy).figures[MEAN_OF[label]]
            found = [*self._of_times(span.starts, span.ends)]
        return sorted(found, key=lambda one: len(one.overlooked))

    def _of_times(self, starts: Sequence[AnchorName], ends: Sequence[AnchorName]) -> Iterator[Version]:
        true = self._each(self.history.true_records, starts, ends)
        given = self._each(self.history.given_records, starts, ends)
        touched = [id_ for id_ in self.faulty if given.get(id_) != true.get(id_)]
        sound = [minutes for id_, minutes in true.items() if id_ not in self.faulty]
        total = math.fsum(sound)
        for treated in self._ways(touched):
            extra = list(_treated(treated, true, given))
            values = [*sound, *extra]
            yield Version(values, (total + math.fsum(extra)) / len(values), _overlooked(treated, touched), len(touched))

    def _of_gaps(self) -> Iterator[Version]:
        true = {id_: _hours(record) for id_, record in self.history.true_records.items()}
        given = {id_: _hours(record) for id_, record in self.history.given_records.items()}
        touched = [id_ for id_ in self.faulty if given.get(id_) != true.get(id_)]
        sound = [at for id_, at in true.items() if id_ not in self.faulty]
        for treated in self._ways(touched):
            starts = sorted((*sound, *_treated(treated, true, given)))
            gaps = [after - before for before, after in pairwise(starts)]
            mean = (starts[-1] - starts[0]) / len(gaps)
            yield Version(gaps, mean, _overlooked(treated, touched), len(touched))

    def _each(
        self, records: dict[str, Record], starts: Sequence[AnchorName], ends: Sequence[AnchorName]
    ) -> dict[str, float]:
        found = {id_: minutes_between(record, starts, ends) for id_, record in records.items()}
        return {id_: minutes for id_, minutes in found.items() if minutes is not None}

    def _ways(self, touched: Sequence[str]) -> Iterator[dict[str, Treated]]:
        """Every way to treat the faulty records; one that does not touch the figure is right as it stands."""
        choices = [TREATED if id_ in touched else TREATED[:2] for id_ in self.faulty]
        for way in product(*choices):
            yield dict(zip(self.faulty, way, strict=True))

    def _open_medians(self, policy: PolicyName) -> list[tuple[float, float]]:
        """The least and the greatest median that counts open incidents in, however faulty records are treated.

        Of the clocks' duration and of their time to resolve: both say how long incidents last.
        """
        return [_ends(map(_median_of, some)) for some in self._lasting(policy)]

    def _closed_medians(self, policy: PolicyName) -> list[tuple[float, float]]:
        """The same of closed incidents alone."""
        return [_ends(map(_closed_median, some)) for some in self._lasting(policy)]

    def _lasting(self, policy: PolicyName) -> Iterator[list[Times]]:
        """How long incidents last, by the clocks' duration and their time to resolve, each in all sound ways."""
        clocks = load_policy(policy)
        for span in (clocks.figures["duration"], clocks.figures["TTR"]):
            records = self.history.true_records.items()
            lasting = {id_: self._lasts(record, span.starts, span.ends) for id_, record in records}
            sound = [one for id_, one in lasting.items() if one and id_ not in self.faulty]
            ways = product((True, False), repeat=len(self.faulty))
            chosen = ([lasting.get(id_) for id_, kept in zip(self.faulty, way, strict=True) if kept] for way in ways)
            yield [[*sound, *(one for one in some if one)] for some in chosen]

    def _lasts(
        self, record: Record, starts: Sequence[AnchorName], ends: Sequence[AnchorName]
    ) -> tuple[float, bool] | None:
        minutes = minutes_between(record, starts, ends)
        if minutes is not None:
            return minutes, True
        so_far = minutes_between({**record, ends[0]: self.history.until}, (*starts, "impact_start"), ends)
        return None if so_far is None else (so_far, False)


def _treated(treated: dict[str, Treated], true: dict[str, float], given: dict[str, float]) -> Iterator[float]:
    """The values of the faulty records; the second of twins has none of its own once it is set right."""
    for id_, way in treated.items():
        values = {"corrected": true, "left out": {}, "as it stands": given}[way]
        if id_ in values:
            yield values[id_]


def _overlooked(treated: dict[str, Treated], touched: Sequence[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in touched if treated[id_] == "as it stands")


def _hours(record: Record) -> float:
    at: datetime = record["impact_start"]
    return at.timestamp() / 3600


def _ends(values: Iterable[float]) -> tuple[float, float]:
    found = [*values]
    return min(found), max(found)


def _closed_median(times: Times) -> float:
    return intervals.quantile(sorted(minutes for minutes, ended in times if ended), 0.5)


def _median_of(times: Times) -> float:
    """The time after which no more than half are still going (Kaplan and Meier 1958)."""
    ordered = sorted(minutes for minutes, _ in times)
    ends = Counter(minutes for minutes, ended in times if ended)
    going = 1.0
    for minutes in sorted(ends):
        going *= 1 - ends[minutes] / (len(ordered) - bisect_left(ordered, minutes))
        if going <= 0.5:  # a half
            return minutes
    return ordered[-1]
