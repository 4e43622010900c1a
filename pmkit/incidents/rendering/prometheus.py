"""Writes what Prometheus answers: samples of each series at its step, and the alerts that were active at one instant.

A level that is averaged over a window reaches its new value only when the window has passed; one that has a ramp
goes there in steps.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from pmkit.incidents.dice import Dice
from pmkit.incidents.rendering.sheet import Sheet, Told, pretty
from pmkit.incidents.rendering.stamps import nanoseconds, whole_epoch
from pmkit.incidents.rollout import Step, level_after, share_at, stepped
from pmkit.incidents.telling import Firing, Telling
from pmkit.models.story.incident import Series

MOST_SAMPLES = 400
CLEAR_OF_CHANGES = 5
Levels = list[tuple[datetime, float, str]]


def render(telling: Telling) -> Iterator[Sheet]:
    """One answer to query_range a series, and one list of active alerts."""
    lost = telling.dice("scrapes").below(max(len(telling.story.series), 1))
    for number, series in enumerate(telling.story.series):
        yield _query(telling, series, gap=number == lost)
    if telling.firings:
        yield _alerts(telling)


def _query(telling: Telling, series: Series, *, gap: bool) -> Sheet:
    dice = telling.dice(f"series {series.slug}")
    turns = _levels(telling, series)
    samples = _samples(telling, series, turns)
    if gap:
        samples = _with_a_gap(samples, turns, series.step, dice)
    levels = _on_ramps(telling, series, turns)
    sheet = Sheet(f"prometheus/query_range.{series.slug}.json")
    sheet.write('{\n  "status": "success",\n  "data": {\n    "resultType": "matrix",\n    "result": [\n      {\n')
    sheet.write(f'        "metric": {pretty(series.labels, "        ")},\n        "values": [\n')
    levelled = {at: _grown(levels, at, series) for at in samples}
    # What has stopped is at zero exactly.
    values = {at: level and level + series.spread * dice.share() for at, level in levelled.items()}
    shown = _first_shown(values, levels, series)
    for index, (at, value) in enumerate(values.items()):
        event, since = shown.get(at, ("", at))
        sheet.write("          ")
        text = f'[{whole_epoch(at)}, "{_written(value, series)}"]'
        sheet.record(text, at, event=event, lag=(at - since).total_seconds())
        sheet.write(",\n" if index + 1 < len(samples) else "\n")
    sheet.write("        ]\n      }\n    ]\n  }\n}\n")
    return sheet


def _levels(telling: Telling, series: Series) -> Levels:
    story = telling.story
    levels: Levels = [(telling.starts - timedelta(days=1), series.base, "")]
    levels += [(story.times[one.event], level_after(story, series, one), one.event) for one in series.changes]
    return sorted(levels, key=lambda level: level[0])


def _on_ramps(telling: Telling, series: Series, turns: Levels) -> Levels:
    """The levels with those on the way to each; its event stays with the one that begins at the event's own time."""
    found = turns[:1]
    bursts = {ramp.event: timedelta(seconds=ramp.burst) for ramp in telling.story.ramps if series.window}
    for (_, before, _), (at, to, event) in pairwise(turns):
        steps = telling.ramps.get(event, [Step(at, 1.0)])
        if burst := bursts.get(event):
            after = at + burst
            steps = [Step(at, 1.0), Step(after, share_at(steps, after)), *(step for step in steps if step.at > after)]
        found += [(since, value, event if since == at else "") for since, value in stepped(before, to, steps)]
    return found


def _samples(telling: Telling, series: Series, levels: Levels) -> list[datetime]:
    step = timedelta(seconds=series.step)
    aligned = telling.story.times[series.aligned] if series.aligned else levels[-1][0]
    phase = (whole_epoch(aligned) if aligned else 0) % series.step
    first = telling.starts.replace(microsecond=0)
    first += timedelta(seconds=(phase - whole_epoch(first)) % series.step)
    count = min((telling.ends - first) // step + 1, MOST_SAMPLES)
    return [first + step * index for index in range(count)]


def _with_a_gap(samples: list[datetime], levels: Levels, step: int, dice: Dice) -> list[datetime]:
    """Without a few samples, away from every change: a scrape that got no answer."""
    clear = timedelta(seconds=CLEAR_OF_CHANGES * step)
    length = dice.between(3, 6)
    for _ in range(10):
        begin = dice.below(max(len(samples) - length, 1))
        inside = samples[begin : begin + length]
        if not any(inside[0] - clear < at < inside[-1] + clear for at, _, _ in levels):
            return samples[:begin] + samples[begin + length :]
    return samples


def _first_shown(values: dict[datetime, float], levels: Levels, series: Series) -> dict[datetime, tuple[str, datetime]]:
    """The first sample that shows each change, with its event: one that leaves the usual band, or is back in it.

    The band is the one that readers find who know nothing of the story (see pmkit.evidence.sources.prometheus).
    """
    written = {at: float(_written(value, series)) for at, value in values.items()}
    middle = median(written.values())
    band = max(6 * median(abs(value - middle) for value in written.values()), 0.1 * abs(middle))

    def side(value: float) -> int:
        return (value > middle + band) - (value < middle - band)

    shown: dict[datetime, tuple[str, datetime]] = {}
    for (_, before, _), (since, level, event) in pairwise(levels):
        first = next((at for at, value in written.items() if at >= since and side(value) == side(level)), None)
        if first is not None and event and side(before) != side(level):
            shown[first] = event, since
    return shown


def _written(value: float, series: Series) -> str:
    return f"{value:.{series.digits}f}"


def _grown(levels: Levels, at: datetime, series: Series) -> float:
    """The level at an instant with what has grown since it began; the first is told as it is when it ends."""
    level = _value(levels, at, series.window)
    if not series.growth or not level:
        return level
    since = max((begins for begins, _, _ in levels[1:] if begins <= at), default=levels[min(1, len(levels) - 1)][0])
    return max(level + series.growth * (at - since) / timedelta(hours=1), 0.0)


def _value(levels: Levels, at: datetime, window: int) -> float:
    """The level at an instant; with a window, the mean of the levels within it."""
    if not window:
        return next(level for since, level, _ in reversed(levels) if since <= at)
    start, total = at - timedelta(seconds=window), 0.0
    ends = [since for since, _, _ in levels[1:]] + [at]
    for (since, level, _), end in zip(levels, ends, strict=True):
        inside = min(end, at) - max(since, start)
        total += level * max(inside.total_seconds(), 0.0)
    return total / window


def _alerts(telling: Telling) -> Sheet:
    """The list as it was saved half-way through the first alert."""
    dice = telling.dice("alerts")
    first = telling.firings[0]
    looked = first.at + (first.ends - first.at) / 2
    sheet = Sheet("prometheus/alerts.json")
    sheet.write('{\n  "status": "success",\n  "data": {\n    "alerts": [\n')
    active = [firing for firing in telling.firings if firing.at <= looked < firing.ends]
    sheet.rows((_alert(telling, firing, looked, dice) for firing in active), "      ")
    sheet.write("    ]\n  }\n}\n")
    return sheet


def _alert(telling: Telling, firing: Firing, looked: datetime, dice: Dice) -> tuple[dict[str, object], Told]:
    rule = firing.rule
    active = firing.at - timedelta(seconds=rule.pending)
    labels = {"alertname": rule.name, "service": rule.about, "severity": rule.severity}
    row: dict[str, object] = {
        "labels": labels,
        "annotations": {"summary": rule.summary},
        "state": "firing",
        "activeAt": nanoseconds(active, dice.below(1000)),
        "value": _measured(telling, rule.series, looked, dice.between(10, 99)),
    }
    return row, Told((active,), firing.event, -float(rule.pending) + firing.at.microsecond / 1e6)


def _measured(telling: Telling, slug: str, at: datetime, thrown: int) -> str:
    """What an alert's query gave at an instant, by its series; of one without a series any figure from 1.0 to 9.9."""
    for series in telling.story.series:
        if series.slug == slug:
            levels = _on_ramps(telling, series, _levels(telling, series))
            return f"{_grown(levels, at, series) + series.spread * thrown / 100:.3e}"
    return f"{thrown / 10:.1f}e+00"
