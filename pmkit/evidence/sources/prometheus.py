"""Reads what Prometheus answers to a range query: the samples where a series changes its state.

A series of zeros and ones (`up`, an alert) changes state with its value. Any other changes state where it
crosses its threshold; without one, where it leaves or regains its usual band: the median of its values, plus
and minus six times their median absolute deviation or a tenth of the median, whichever is more. There two
samples in a row must agree, so that a lone odd sample is no event.

The sample that first shows a change comes up to a step after the change, and a rate smears it over its window
besides: the event's precision is both together. The window is told, or read from a name that ends as recording
rules do (`job:http_errors:rate5m`).

Some series are there only while something is true, as `ALERTS` is: see `presence`.
"""

import math
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from pmkit.evidence.json_records import Document, Record, read_records
from pmkit.evidence.parts.presence import Presence, Sample, Span, is_alert, seconds_between, step_of
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading
from pmkit.models.event import Evidence

SOURCE = "Prometheus"
_ADVICE = "save the whole answer of /api/v1/query_range"
DEVIATIONS = 6
SHARE = 0.1
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_WINDOW = re.compile(r"(?:rate|increase|delta)_?(\d{1,5})([smh])(?![a-z0-9])", re.ASCII)


class State(NamedTuple):
    """What a value means for its series: `key` tells states apart, `says` tells people."""

    key: str
    says: str


def read(
    path: Path,
    *,
    zone: str | None = None,
    name: str = "",
    thresholds: Mapping[str, float] | None = None,
    rate_window: float = 0,
) -> Evidence:
    """Events of the answer to a range query, or to an instant one.

    `thresholds` names series by their metric name, by the whole series or by the slug of the file's name
    (query_range.<slug>.json); `rate_window` is what the query's `rate(…[1m])` averages over, in seconds.
    Raises UnreadableError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    slug = path.name.removeprefix("query_range.").removesuffix(".json")
    every = _measured(reading, reading.text(path))
    span = Span.of([one.samples for one in every], is_whole=not all(is_alert(one.metric) for one in every))
    for one in every:
        series = _series(one.metric)
        window = rate_window or _window_of(series) or _window_of(slug)
        names = (series, series.partition("{")[0], slug)
        threshold = next((thresholds[one] for one in names if one in thresholds), None) if thresholds else None
        presence = Presence(one.metric, series or slug, one.samples, span)
        if presence.tells:
            presence.add_to(reading)
        else:
            _changes(reading, one.samples, series or slug, threshold, window)
            presence.warn(reading)
    if every and not reading.events:
        reading.warn(1, "no series changes its state; name a threshold where you know one")
    return reading.evidence()


class _Measured(NamedTuple):
    """A series of an answer: its labels, and its samples by time."""

    metric: dict[str, Any]
    samples: list[Sample]


def _measured(reading: Reading, text: str) -> list[_Measured]:
    """All series of all answers in a file; says what they are where they are none."""
    result, others = read_records(text, "data.result"), Others(reading)
    if damage := result.damage("series", _ADVICE):
        reading.warn(0, damage)
    for document in result.documents:
        _notice(reading, document)
    measured, odd = [], []
    for record in result.records:
        if not isinstance(record.value, dict):
            odd.append(record.line)
        elif not isinstance(metric := record.value.get("metric"), dict):
            others.add(record.line, record.value)
        else:
            measured.append(_Measured(metric, _samples(reading, text, record, _series(metric))))
    for document in result.documents:
        is_other = document.whole and not document.found and bool(document.around)
        if is_other and document.around.get("status") != "error":
            others.add(document.line, document.around)
    if odd:
        reading.warn(
            odd[0], f"{'no series, so it is' if len(odd) == 1 else f'{len(odd)} are no series, so they are'} left out"
        )
    if not measured:
        others.tell("data.result", _ADVICE, is_empty=result.found)
    return measured


def _notice(reading: Reading, answer: Document) -> None:
    if answer.around.get("status") == "error":
        reading.warn(answer.line, f"Prometheus answered with an error: {answer.around.get('error')}")
    warnings = answer.around.get("warnings")
    for warning in warnings if isinstance(warnings, list) else ():
        reading.warn(answer.line, f"Prometheus warned: {warning}")


def _series(metric: Any) -> str:
    """The labels of a series as Prometheus writes them: up{job="api"}.

    >>> _series({"__name__": "up", "job": "api"})
    'up{job="api"}'
    """
    labels = metric if isinstance(metric, dict) else {}
    inside = ",".join(f'{key}="{value}"' for key, value in labels.items() if key != "__name__")
    return f"{labels.get('__name__', '')}" + (f"{{{inside}}}" if inside else "")


def _window_of(name: str) -> float:
    found = _WINDOW.search(name.partition("{")[0])
    return float(int(found[1]) * _SECONDS[found[2]]) if found else 0.0


def _samples(reading: Reading, text: str, record: Record, series: str) -> list[Sample]:
    single = record.value.get("value")
    values = [Record(record.line, record.start, single)] if single is not None else []
    if "values" in record.value:
        values = read_records(text, "values", start=record.start, line=record.line).records
    if "histogram" in record.value or "histograms" in record.value:
        reading.warn(record.line, f"{series}: native histograms are not read; query a quantile or a rate of them")
    samples, nothing, odd = [], 0, []
    for place in values:
        match place.value:
            case [at, str(written)] if (value := _number(written)) is not None:
                instant = reading.instant(at, place.line, unit="s")
                if instant is not None and math.isnan(value):
                    nothing += 1
                elif instant is not None:
                    samples.append(Sample(instant, value, place.line))
            case _:
                odd.append(place)
    if odd:
        more = f"; {len(odd) - 1:,} more like it" if len(odd) > 1 else ""
        reading.warn(odd[0].line, f'{str(odd[0].value)[:60]} is no sample such as [1768487130, "0.15"]{more}')
    if nothing:
        reading.warn(record.line, f"{series}: {nothing} samples are NaN: there was nothing to measure")
    return sorted(samples, key=lambda sample: sample.instant.at)


def _number(written: str) -> float | None:
    try:
        return float(written) if len(written) <= 400 else None
    except ValueError:
        return None


def _changes(reading: Reading, samples: list[Sample], series: str, threshold: float | None, window: float) -> None:
    """Add an event for the first sample, where there is but one, and for each that shows another state."""
    if not samples:
        return
    step = step_of(samples)
    _gaps(reading, samples, series, step)
    values = [sample.value for sample in samples]
    band = _band(values) if threshold is None and not set(values) <= {0.0, 1.0} else None
    states = [_state(value, threshold, band) for value in values]
    if band:
        states = _settled(states)
    for index, (before, now) in enumerate(pairwise(states), 1):
        if before.key != now.key:
            _add(reading, samples[index], f"{series} {now.says}", step + window)
    if len(samples) == 1:
        _add(reading, samples[0], f"{series} is {_shown(values[0])}", window)


def _add(reading: Reading, sample: Sample, text: str, precision: float) -> None:
    instant = sample.instant._replace(precision=max(sample.instant.precision, precision))
    reading.add(sample.line, instant, "", text)


def _gaps(reading: Reading, samples: list[Sample], series: str, step: float) -> None:
    for before, after in pairwise(samples):
        if seconds_between(before, after) > 1.5 * step:
            until = f"{after.instant.at:%Y-%m-%dT%H:%M:%SZ}"
            reading.warn(before.line, f"{series}: no samples from {before.instant.at:%Y-%m-%dT%H:%M:%SZ} to {until}")


def _band(values: list[float]) -> tuple[float, float]:
    """The usual band of a series; infinite values lie outside any."""
    finite = [value for value in values if math.isfinite(value)] or [0.0]
    middle = median(finite)
    spread = max(DEVIATIONS * median(abs(value - middle) for value in finite), SHARE * abs(middle))
    low = middle - spread
    # What has never been negative has no usual value below zero.
    return (max(low, 0.0) if min(finite) >= 0 else low), middle + spread


def _state(value: float, threshold: float | None, band: tuple[float, float] | None) -> State:
    shown = _shown(value)
    if threshold is not None:
        above = value > threshold
        return State(str(above), f"{'rises above' if above else 'is back at or under'} {_shown(threshold)}: {shown}")
    if band is None:
        return State(shown, f"becomes {shown}")
    low, high = band
    usual = f"its usual {_shown(low)} to {_shown(high)}"
    if value > high:
        return State("above", f"rises above {usual}: {shown}")
    if value < low:
        return State("below", f"falls under {usual}: {shown}")
    return State("usual", f"is back within {usual}: {shown}")


def _settled(states: list[State]) -> list[State]:
    """The states with those of lone samples replaced by the one before."""
    settled = states[:1]
    for index, state in enumerate(states[1:], 1):
        stays = index + 1 == len(states) or states[index + 1].key == state.key
        settled.append(state if stays else settled[-1])
    return settled


def _shown(value: float) -> str:
    """A value as people read it.

    >>> _shown(0.03801900950475237), _shown(1.0)
    ('0.038', '1')
    """
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}" if math.isfinite(value) else f"{value}"


def series_of(path: Path, *, name: str = "") -> list[tuple[str, int, list[Sample]]]:
    """Every series of an answer: its labels, its line and its samples by time. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, None, name)
    text = reading.text(path)
    tables = (record for record in read_records(text, "data.result").records if isinstance(record.value, dict))
    named = ((record, _series(record.value.get("metric"))) for record in tables)
    return [(series, record.line, _samples(reading, text, record, series)) for record, series in named]
