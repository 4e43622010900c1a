"""An answer beside the truth of its history: which version each figure is of, and what its interval bears out."""

import math
from dataclasses import dataclass, field
from functools import cached_property

from pmkit.checks.metrics.checks import MetricsReading
from pmkit.grading.metrics.key import MetricsKey, Version
from pmkit.grading.metrics.own_history import TIMED
from pmkit.grading.metrics.sound import Judgement, judged, sound_ones
from pmkit.grading.readings.reading import Reading
from pmkit.metrics.figures import Estimate, verdict_of
from pmkit.metrics.intervals import Interval
from pmkit.models.incident_history.answer import (
    LABELS,
    POLICIES,
    FigureLabel,
    FoundFault,
    GivenFigure,
    Judged,
    MetricsAnswer,
    PolicyName,
    Statistic,
)
from pmkit.models.incident_history.faults import SHOWN_IN

NEAR, NEAR_GAPS, HALF_WAY = 0.02, 0.04, 0.1
"""How far off a value may be: to be right, to be right for gaps, which people count in two ways, and to be near."""
ROUNDED = 0.5
OVERLOOKED, CLOSE = 0.5, 0.4
"""What a figure earns at most with records overlooked in it, and when it is only near."""
ALARM = 0.5
"""What a sound record that is called wrong costs, beside one that is found."""
BORDER = (0.02, 0.1)
"""Chances of a trend between which two verdicts are honest."""


@dataclass(frozen=True)
class Matched:
    """A figure of an answer: the share that it earns, the version it is of (else the right one), and why not all."""

    label: FigureLabel
    given: GivenFigure
    share: float
    version: Version
    why: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether it is the figure of a history set right."""
        return self.share >= 1


@dataclass(frozen=True)
class Beside:
    """The answer beside its key; what is asked of it is worked out once."""

    reading: MetricsReading
    key: MetricsKey
    readings: dict[int, Reading] = field(default_factory=dict)
    """No line of such an answer is read by its meaning."""

    @property
    def answer(self) -> MetricsAnswer:
        """The answer itself."""
        return self.reading.answer

    @cached_property
    def policy(self) -> PolicyName:
        """The clocks that are named; where none are, those under which most figures are right."""
        for name in POLICIES:
            if name == self.answer.policy:
                return name
        shares = {name: sum(self._matched(one, name).share for one in TIMED) for name in POLICIES}
        return max(POLICIES, key=lambda name: shares[name])

    @cached_property
    def figures(self) -> dict[FigureLabel, Matched]:
        """Each figure beside the key."""
        return {label: self._matched(label, self.policy) for label in LABELS}

    @cached_property
    def intervals(self) -> dict[FigureLabel, Judgement]:
        """Each interval beside those that hold."""
        return {label: self._interval(one) for label, one in self.figures.items()}

    @cached_property
    def found(self) -> dict[str, FoundFault]:
        """The records gone wrong that are listed, by the id in the key; of twins, either row will do."""
        first, second = self.key.history.twins
        listed: dict[str, FoundFault] = {}
        for fault in self.answer.faults:
            id_ = second if fault.id == first else fault.id
            if id_ in self.key.faulty and (id_ not in listed or listed[id_].kind != self.key.faulty[id_]):
                listed[id_] = fault
        return listed

    @cached_property
    def false_alarms(self) -> int:
        """How many sound records are called wrong."""
        first = self.key.history.twins[0]
        return len({fault.id for fault in self.answer.faults} - self.key.faulty.keys() - {first})

    @property
    def precision(self) -> float:
        """What of the records that are found still counts, with sound ones called wrong beside them."""
        return max(0.0, 1 - ALARM * self.false_alarms / max(1, len(self.found)))

    def is_named(self, id_: str) -> tuple[bool, bool]:
        """Whether a record gone wrong has its kind, and a column that shows it."""
        kind, fault = self.key.faulty[id_], self.found.get(id_)
        if fault is None:
            return False, False
        columns = SHOWN_IN[kind]  # type: ignore[index]  # the key has no other kinds
        return fault.kind == kind, any(column in fault.column.lower().replace(" ", "_") for column in columns)

    def may_say(self, label: FigureLabel) -> set[Judged]:
        """The verdicts that are honest for a figure as it was given."""
        if label == "MTBF":
            return self._of_trend()
        matched = self.figures[label]
        target = float(self.key.history.targets[self.policy][label])
        right = self.key.right(self.policy, label)
        sound = sound_ones(right.values, label, matched.given.statistic)
        own = _interval_of(matched.given)
        if own is not None and matched.is_clean and self.intervals[label].share >= 1:
            sound.append(own)
        if matched.given.statistic == "median":
            sound += sound_ones(right.values, label, "mean")  # the target is one for the mean
        value = right.of(matched.given.statistic)
        return {said for one in sound if (said := verdict_of(Estimate(value, one), target))}

    def _of_trend(self) -> set[Judged]:
        trend = self.key.trend
        told: Judged = {"rarer": "met", "more frequent": "not met"}.get(trend.direction, "cannot tell yet")  # type: ignore[assignment]
        if trend.chance is None or not BORDER[0] <= trend.chance <= BORDER[1]:
            return {told}
        shorter = self.key.gaps_shrink
        return {told, "cannot tell yet", "not met" if shorter else "met"}

    def _matched(self, label: FigureLabel, policy: PolicyName) -> Matched:
        given, right = getattr(self.answer.figures, label), self.key.right(policy, label)
        if given.value is None:
            return Matched(label, given, 0.0, right, "not given yet")
        fits = [one for one in self.key.versions(policy, label) if _is(given, one, label)]
        if fits:
            best = min(fits, key=lambda one: (len(one.overlooked), one.count != given.incidents, _off(given, one)))
            if not best.overlooked:
                return Matched(label, given, 1.0, best)
            left = len(best.overlooked)
            share = OVERLOOKED * (best.touched - left) / best.touched
            return Matched(label, given, share, best, f"still holds {_records(left)} gone wrong")
        if _off(given, right) <= HALF_WAY:
            return Matched(label, given, CLOSE, right, "is near, and not the same")
        return Matched(label, given, 0.0, right, self._why(label, policy, given))

    def _why(self, label: FigureLabel, policy: PolicyName, given: GivenFigure) -> str:
        """What a value that is no version of its figure may be instead."""
        for factor in (60.0, 1 / 60, 24.0, 1 / 24):
            scaled = given.model_copy(update={"value": (given.value or 0) * factor})
            if _is(scaled, self.key.right(policy, label), label):
                return "is in another unit; write minutes, for MTBF hours"
        statistic: Statistic = "median" if given.statistic == "mean" else "mean"
        if _is(given.model_copy(update={"statistic": statistic}), self.key.right(policy, label), label):
            return f"is the {statistic}; if that is what you give, write statistic = “{statistic}”"
        if label != "MTBF":
            for other in POLICIES:
                if other != policy and _is(given, self.key.right(other, label), label):
                    return f"is that of other clocks, {other}"
        return "is another number"

    def _interval(self, matched: Matched) -> Judgement:
        given, own = matched.given, _interval_of(matched.given)
        if given.too_few:
            return Judgement(0.0, f"has {matched.version.count}, which are enough for an interval")
        if own is None or given.value is None:
            return Judgement(0.0, "has none yet")
        if not own.low <= given.value <= own.high:
            return Judgement(0.0, "does not hold its own value")
        if not matched.share:
            return Judgement(0.0, "is of another figure")
        told = judged(own, given.value, matched.version.values, matched.label, given.statistic)
        if matched.is_clean or not told.share:
            return told
        return Judgement(told.share / 2, told.why or "is of a figure that is not right yet")


def _interval_of(given: GivenFigure) -> Interval | None:
    if given.low is None or given.high is None:
        return None
    return Interval(given.low, given.high)


def _off(given: GivenFigure, version: Version) -> float:
    """How far off a value is, as a share of what it should be."""
    value = version.of(given.statistic)
    return abs((given.value or 0.0) - value) / max(abs(value), 1e-9)


def _is(given: GivenFigure, version: Version, label: FigureLabel) -> bool:
    """Whether a value is that of a version, rounded as people do."""
    value = given.value or 0.0
    is_whole = value == math.floor(value) and abs(value - version.of(given.statistic)) <= ROUNDED
    return is_whole or _off(given, version) <= (NEAR_GAPS if label == "MTBF" else NEAR)


def _records(count: int) -> str:
    return "a record" if count == 1 else f"{count} records"
