"""Series of Prometheus that are there only while something is true: their begin and end are what they tell.

`ALERTS` has a sample for each step at which an alert is pending or firing, and none before and after; so has
what a query such as `up == 0` selects. Another series that begins late or ends early may be a thing that came or
went, or a part of the data that is missing: it is said, and is no event.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant

GAP = 1.5
"""So many steps without a sample are a gap."""
_ALERTS = frozenset({"ALERTS", "ALERTS_FOR_STATE"})


class Sample(NamedTuple):
    """One sample: its instant, its value, and the line it stands in."""

    instant: Instant
    value: float
    line: int


def seconds_between(first: Sample, second: Sample) -> float:
    """From one sample to another."""
    return (second.instant.at - first.instant.at).total_seconds()


def step_of(samples: list[Sample]) -> float:
    """The usual time between two samples, in seconds; 0 where there are none."""
    return median(seconds_between(a, b) for a, b in pairwise(samples)) if len(samples) > 1 else 0.0


class Span(NamedTuple):
    """What all series of a file cover, and the shortest usual step of those with three samples or more."""

    begin: datetime | None
    end: datetime | None
    step: float
    is_whole: bool = True

    @classmethod
    def of(cls, series: list[list[Sample]], *, is_whole: bool = True) -> "Span":
        """The span of several series, each by time; `is_whole` where one is there however things stand."""
        some = [samples for samples in series if samples]
        steps = [step for samples in some if len(samples) > 2 and (step := step_of(samples)) > 0]
        if not some:
            return cls(None, None, 0.0)
        begin = min(samples[0].instant.at for samples in some)
        end = max(samples[-1].instant.at for samples in some)
        return cls(begin, end, min(steps, default=0.0), is_whole)


def is_alert(metric: Mapping[str, Any]) -> bool:
    """Whether a series says of an alert that it is pending or firing."""
    return metric.get("__name__") in _ALERTS or "alertstate" in metric


@dataclass(frozen=True)
class Presence:
    """When a series is there, beside the span of all series of its file."""

    metric: Mapping[str, Any]
    name: str
    samples: list[Sample]
    span: Span

    @property
    def tells(self) -> bool:
        """Whether its begin and end are events: of an alert, or of what is always 0 or always 1 and comes or goes."""
        # Answers to instant queries have a sample each, and no step.
        if not self.samples or not self._step:
            return False
        constant = {sample.value for sample in self.samples}
        return is_alert(self.metric) or (constant in ({0.0}, {1.0}) and (self._late or self._early))

    @property
    def _step(self) -> float:
        own = step_of(self.samples)
        return min(own, self.span.step) if own and self.span.step else own or self.span.step

    @property
    def _late(self) -> bool:
        at = self.samples[0].instant.at
        return self.span.begin is not None and (at - self.span.begin).total_seconds() > self._step / 2

    @property
    def _early(self) -> bool:
        at = self.samples[-1].instant.at
        return self.span.end is not None and (self.span.end - at).total_seconds() > self._step / 2

    def add_to(self, reading: Reading) -> None:
        """Add when it begins and when it ends, each time that it does."""
        stretches = list(self._stretches())
        for number, (first, last) in enumerate(stretches):
            began_before = number == 0 and not self._late
            goes_on = number + 1 == len(stretches) and not self._early
            self._add(reading, first, "is there already" if began_before else "begins")
            if not goes_on:
                self._add(reading, last, "ends")
            elif self.span.is_whole:
                reading.warn(last.line, f"{self.name} is still there at the end of the file ({_clock(last)})")
            else:
                self._add(reading, last, "is there for the last time in the file")

    def _add(self, reading: Reading, sample: Sample, says: str) -> None:
        named, state = words(self.metric.get("alertname")), words(self.metric.get("alertstate"))
        of_alert = f": {named or 'an alert'} is {'no longer ' if says == 'ends' else ''}{state or 'active'}"
        instant = sample.instant._replace(precision=max(sample.instant.precision, self._step))
        means = of_alert if is_alert(self.metric) else f" (always {sample.value:g})"
        reading.add(sample.line, instant, "", f"{self.name} {says}{means}")

    def _stretches(self) -> Iterator[tuple[Sample, Sample]]:
        """The first and the last sample of each stretch without a gap."""
        first = before = self.samples[0]
        for sample in self.samples[1:]:
            if seconds_between(before, sample) > GAP * self._step:
                yield first, before
                first = sample
            before = sample
        yield first, before

    def warn(self, reading: Reading) -> None:
        """Say where a series that tells no event begins late or ends early."""
        if not self.samples or not self._step or not (self._late or self._early):
            return
        first, last = self.samples[0], self.samples[-1]
        parts = []
        if self._late:
            parts.append(f"begins at {_clock(first)}")
        if self._early:
            parts.append(f"ends at {_clock(last)}")
        says = f"{self.name} {' and '.join(parts)}, and others in the file are there longer: it came or went, or is cut"
        reading.warn(first.line, says)


def _clock(sample: Sample) -> str:
    return f"{sample.instant.at:%Y-%m-%dT%H:%M:%SZ}"
