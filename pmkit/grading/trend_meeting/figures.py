"""The figures of two quarters that a sentence may speak of, and what the interval of each change carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import fmean, median

from pmkit.checks.trend.claims import Metric, Name, Scope
from pmkit.metrics import comparison, intervals
from pmkit.metrics.figures import Estimate
from pmkit.metrics.intervals import Interval
from pmkit.models.incident_history.two_quarters import Period, QuarterIncident, TwoQuarters, minutes_of

PERIODS: tuple[Period, Period] = ("this", "before")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure now and before, how many incidents each rests on, and its ratio; None where there is nothing to divide.

    A share is compared by its difference, from -1 to 1, which `ratio` holds then.
    """

    metric: Metric
    now: float
    before: float
    counts: tuple[int, int]
    ratio: Estimate | None

    @property
    def is_share(self) -> bool:
        """Whether `ratio` is a difference of shares."""
        return self.metric == "share"

    @property
    def carried(self) -> str:
        """The way that the whole interval goes: "up", "down", or "" where one cannot tell."""
        interval = self.ratio.interval if self.ratio else None
        still = 0.0 if self.is_share else 1.0
        if interval is None:
            return ""
        return "up" if interval.low > still else "down" if interval.high < still else ""

    @property
    def percent(self) -> float | None:
        """By how many percent the figure changed, or percentage points of a share."""
        if self.ratio is None:
            return None
        return 100 * (self.ratio.value if self.is_share else self.ratio.value - 1)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The interval of `percent`."""
        interval = self.ratio.interval if self.ratio else None
        if interval is None:
            return None
        still = 0.0 if self.is_share else 1.0
        return 100 * (interval.low - still), 100 * (interval.high - still)


class Figures:
    """Counts, shares, means and medians of two quarters."""

    def __init__(self, quarters: TwoQuarters) -> None:
        self.quarters = quarters

    def incidents(self, scope: Scope) -> list[QuarterIncident]:
        """The incidents that a scope means."""
        return [one for one in self.quarters.of(scope.period) if _is_in(one, scope)]

    def count(self, scope: Scope) -> int:
        """How many there are."""
        return len(self.incidents(scope))

    def value(self, metric: Metric, scope: Scope) -> float | None:
        """A mean or a median of minutes over those that are closed; None where there are none."""
        minutes = minutes_of(self.incidents(scope))
        if not minutes:
            return None
        return median(minutes) if metric == "median" else fmean(minutes)

    def interval(self, metric: Metric, scope: Scope) -> Interval | None:
        """The interval of a mean or a median of minutes."""
        minutes = minutes_of(self.incidents(scope))
        if not minutes:
            return None
        return intervals.of_quantile(minutes, 0.5) if metric == "median" else intervals.of_mean(minutes)

    @cached_property
    def uneven(self) -> float:
        """How uneven the gaps between incidents are, of both quarters together."""
        gaps: list[float] = []
        for period in PERIODS:
            starts = [one.start for one in self.quarters.of(period)]
            gaps += [(after - one).total_seconds() for one, after in pairwise(starts)]
        return comparison.unevenness(gaps)

    def compare(self, metric: Metric, names: Sequence[Name] = ()) -> Comparison:
        """A figure of this quarter beside that of the quarter before; "duration" is the mean."""
        now, before = (self.incidents(Scope(period, tuple(names))) for period in PERIODS)
        if metric == "count":
            return self._counts(len(now), len(before))
        if metric == "share":
            all_now, all_before = (len(self.quarters.of(period)) for period in PERIODS)
            found = comparison.of_shares(len(now), all_now, len(before), all_before)
            return Comparison("share", len(now) / all_now, len(before) / all_before, (all_now, all_before), found)
        mine, theirs = minutes_of(now), minutes_of(before)
        middle = median if metric == "median" else fmean
        ratio = comparison.of_medians(mine, theirs) if metric == "median" else comparison.of_means(mine, theirs)
        values = [float(middle(one)) if one else 0.0 for one in (mine, theirs)]
        return Comparison(metric, values[0], values[1], (len(mine), len(theirs)), ratio)

    def _counts(self, now: int, before: int) -> Comparison:
        whole = len(self.quarters.incidents)
        uneven = comparison.of_part(self.uneven, (now + before) / whole)
        time = self.quarters.days("this") / self.quarters.days("before")
        ratio = comparison.of_counts(now, before, time=time, uneven=uneven)
        # People divide the counts as they stand; the interval allows for the longer quarter.
        if ratio is not None:
            ratio = Estimate(now / before, ratio.interval.holding(now / before) if ratio.interval else None)
        return Comparison("count", now, before, (now, before), ratio)

    def beside(self, name: Name, other: Name, period: Period) -> Comparison:
        """The counts of two names in one quarter."""
        mine, theirs = (self.count(Scope(period, (one,))) for one in (name, other))
        return Comparison("count", mine, theirs, (mine, theirs), comparison.of_counts(mine, theirs))

    def ranked(self, name: Name, period: Period) -> list[tuple[int, str]]:
        """Services, causes or severities by their count in a quarter, the most first."""
        kind = name[0]
        counts = [(self.count(Scope(period, ((kind, one),))), one) for one in self.quarters.names(kind)]
        return sorted(counts, key=lambda one: (-one[0], one[1]))


def _is_in(one: QuarterIncident, scope: Scope) -> bool:
    kinds = {kind for kind, _ in scope.names}
    if any((kind, one.of(kind)) not in scope.names for kind in kinds):
        return False
    if scope.days and not scope.days[0] <= one.day <= scope.days[1]:
        return False
    if scope.only == "repeats":
        return bool(one.repeats)
    return not scope.only or (one.minutes is None) == (scope.only == "open")
