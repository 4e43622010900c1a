"""Two quarters of incidents drawn: each a dot in time by service, counts by service and cause, durations with medians.

The quarter before is pale, the later one strong, everywhere.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean, median

from pmkit.metrics import intervals
from pmkit.metrics.intervals import Interval
from pmkit.models.data_file import data_file
from pmkit.models.incident_history.two_quarters import Kind, Period, QuarterIncident, TwoQuarters, minutes_of
from pmkit.render.metrics.words import length
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.shapes import LINE, NORMAL, SMALL, Scene, Shape, Stroke, Thing, Words, room_in
from pmkit.render.scene.svg import to_svg

TITLES: Mapping[Period, str] = {"before": "the quarter before", "this": "this quarter"}
PERIODS: tuple[Period, Period] = ("this", "before")
ROLES: Mapping[Period, str] = {"before": "aside", "this": "problem"}
ROW, DOT, BAR, TALL = 20, 7, 7, 64
"""Pixels: a service's row, a dot, a bar, and the row of all services."""
NAMES = 122
"""Pixels that names at the left take."""
WIDE = 620
"""Pixels from which two charts of counts stand side by side."""
APART = 22
MONTHS = [month[:3].capitalize() for month in data_file("checks/words/trend.toml")["months"]["names"]]
Place = Callable[[float], float]
"""Where so many minutes lie from the left."""
MINUTES = (1, 2, 5, 10, 20, 60, 120, 300, 720, 1440, 2880, 7200)


def svg(
    quarters: TwoQuarters, *, cluster: tuple[date, date] | None = None, width: int = 640, theme: Theme = "auto"
) -> str:
    """The charts below each other; `cluster` is a stretch of days to shade."""
    room = room_in(width)
    scene = Scene(width=room, says=outline(quarters).replace("\n", " "))
    top = 0.0
    for things, height in _charts(quarters, cluster, room):
        scene.things += [_moved(one, 0, top) for one in things]
        top += height + APART
    scene.height = top - APART
    return to_svg(scene, theme)


def _charts(
    quarters: TwoQuarters, cluster: tuple[date, date] | None, room: float
) -> Iterator[tuple[list[Thing], float]]:
    yield _legend(room)
    yield _starts(quarters, cluster, room)
    if room >= WIDE:
        half = (room - 24) / 2
        (left, high), (right, higher) = _counts(quarters, "service", half), _counts(quarters, "cause", half)
        yield [*left, *(_moved(one, half + 24, 0) for one in right)], max(high, higher)
    else:
        yield _counts(quarters, "service", room)
        yield _counts(quarters, "cause", room)
    yield _durations(quarters, room)


def _moved(thing: Thing, right: float, down: float) -> Thing:
    match thing:
        case Shape():
            return replace(thing, left=thing.left + right, top=thing.top + down)
        case Words():
            return replace(thing, left=thing.left + right, top=thing.top + down)
        case Stroke():
            return replace(thing, points=tuple((x + right, y + down) for x, y in thing.points))
    return thing


def _legend(room: float) -> tuple[list[Thing], float]:
    """Which quarter has which colour."""
    things: list[Thing] = []
    left = 0.0
    for period in PERIODS:
        things.append(Shape(left, 4, 9, 9, ROLES[period], form="circle"))
        things.append(Words(TITLES[period], left + 14, 0, room, SMALL, "muted"))
        left += 110
    return things, SMALL * LINE


def _heading(text: str, room: float) -> tuple[list[Thing], float]:
    return [Words(text, 0, 0, room, NORMAL, bold=True)], NORMAL * LINE + 4


@dataclass(frozen=True, slots=True)
class _Time:
    """Both quarters from `left` to `right`."""

    begins: datetime
    ends: datetime
    left: float
    right: float

    def place(self, at: datetime) -> float:
        share = (at - self.begins) / (self.ends - self.begins)
        return self.left + share * (self.right - self.left)

    def of_day(self, day: date) -> float:
        return self.place(_midnight(day))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _starts(quarters: TwoQuarters, cluster: tuple[date, date] | None, room: float) -> tuple[list[Thing], float]:
    """A row of dots for each service, one for all of them above, over the days of both quarters."""
    things, top = _heading("When they began, by service", room)
    scale = _Time(_midnight(quarters.before), _midnight(quarters.ends), NAMES, room - 6)
    services = quarters.names("service")
    bottom = top + TALL + ROW * len(services)
    if cluster:
        first, after = max(cluster[0], quarters.before), min(cluster[1] + timedelta(days=1), quarters.ends)
        if first < after:
            left = scale.of_day(first)
            things.append(Shape(left, top, scale.of_day(after) - left, bottom - top, "gap-fill", "gap", dash="dashed"))
    things += _months(quarters, scale, top, bottom)
    things.append(Words("all services", NAMES - 8, top + TALL - ROW + 1, NAMES, SMALL, "muted", anchor="end"))
    things += _stacked(quarters, scale, top + TALL - 9)
    for number, name in enumerate(services):
        y = top + TALL + ROW * number
        things.append(Words(name, NAMES - 8, y + 3, NAMES, SMALL, anchor="end"))
        things.append(Stroke(((NAMES, y + ROW / 2), (room, y + ROW / 2)), 0.6, role="why-fill"))
        for one in _of(quarters, "service", name):
            things.append(_dot(one, quarters, scale.place(one.start), y + ROW / 2))
    return things, bottom + SMALL * LINE + 2


def _stacked(quarters: TwoQuarters, scale: _Time, foot: float) -> Iterator[Shape]:
    """All incidents, those that would touch above each other."""
    heights: dict[int, int] = {}
    for one in quarters.incidents:
        x = scale.place(one.start)
        level = heights[round(x / DOT)] = heights.get(round(x / DOT), -1) + 1
        yield _dot(one, quarters, round(x / DOT) * DOT, foot - min(level * (DOT - 1), TALL - DOT - 6))


def _of(quarters: TwoQuarters, kind: Kind, name: str) -> Sequence[QuarterIncident]:
    return [one for one in quarters.incidents if one.of(kind) == name]


def _dot(one: QuarterIncident, quarters: TwoQuarters, x: float, y: float) -> Shape:
    role = ROLES["this" if one.day >= quarters.begins else "before"]
    tip = f"{one.id}, {one.start:%Y-%m-%d %H:%M}, {one.service}, {one.cause}"
    return Shape(x - DOT / 2, y - DOT / 2, DOT, DOT, role, "background", "circle", tip=tip)


def _months(quarters: TwoQuarters, scale: _Time, top: float, bottom: float) -> Iterator[Thing]:
    """A line where each month begins, stronger between the quarters, and its name below."""
    day = quarters.before
    while day < quarters.ends:
        x = scale.of_day(day)
        after = (day + timedelta(days=32)).replace(day=1)
        is_edge = day in (quarters.begins, quarters.before)
        yield Stroke(((x, top), (x, bottom)), 1.4 if is_edge else 0.8, dash="" if is_edge else "dotted")
        yield Words(
            MONTHS[day.month - 1], (x + scale.of_day(after)) / 2, bottom + 2, 40, SMALL, "muted", anchor="middle"
        )
        day = after
    yield Stroke(((scale.left, bottom), (scale.right, bottom)), 1)


def _counts(quarters: TwoQuarters, kind: Kind, room: float) -> tuple[list[Thing], float]:
    """Two bars a name."""
    title = "How many, by service" if kind == "service" else "How many, by class of cause"
    things, top = _heading(title, room)
    names = quarters.names(kind)
    counts = {name: {period: _count(quarters, period, kind, name) for period in ROLES} for name in names}
    most = max((count for both in counts.values() for count in both.values()), default=1)
    scale = (room - NAMES - 54) / max(1, most)
    for number, name in enumerate(names):
        y = top + number * (2 * BAR + 8)
        things.append(Words(name, NAMES - 8, y, NAMES, SMALL, anchor="end"))
        for place, period in enumerate(PERIODS):
            count = counts[name][period]
            if count:
                things.append(Shape(NAMES, y + place * BAR, count * scale, BAR - 1, ROLES[period]))
        now, before = counts[name]["this"], counts[name]["before"]
        end = NAMES + max(now, before) * scale + 6
        things.append(Words(f"{now} ({before})", end, y - 1, 60, SMALL))
    return things, top + len(names) * (2 * BAR + 8)


def _count(quarters: TwoQuarters, period: Period, kind: Kind, name: str) -> int:
    return sum(one.of(kind) == name for one in quarters.of(period))


def _durations(quarters: TwoQuarters, room: float) -> tuple[list[Thing], float]:
    """Each closed incident on a scale of logarithms, and of both quarters the median and the mean with intervals."""
    things, top = _heading("How long until resolved, on a scale of multiples", room)
    values = minutes_of(list(quarters.incidents))
    low, high = math.log(max(1.0, min(values))), math.log(max(values) * 1.1)

    def place(minutes: float) -> float:
        share = (math.log(max(minutes, 1.0)) - low) / (high - low)
        return NAMES + min(1.0, max(0.0, share)) * (room - NAMES - 8)

    bottom = top + 2 * 74
    ticks = [one for one in MINUTES if math.exp(low) <= one <= math.exp(high)]
    last = -60.0
    for one in ticks:
        if place(one) - last < 44:
            continue
        last = place(one)
        things.append(Stroke(((place(one), top), (place(one), bottom)), 0.8, dash="dotted"))
        things.append(Words(_tick(one), place(one), bottom + 2, 60, SMALL, "muted", anchor="middle"))
    for number, period in enumerate(PERIODS[::-1]):
        things += _strip(quarters, period, top + number * 74, place)
    things.append(Stroke(((NAMES, bottom), (room, bottom)), 1))
    return things, bottom + SMALL * LINE + 2


def _tick(minutes: float) -> str:
    return f"{minutes / 60:g} h" if minutes >= 60 else f"{minutes:g} min"


def _strip(quarters: TwoQuarters, period: Period, top: float, place: Place) -> Iterator[Thing]:
    """One quarter's dots, stacked where they would touch, and below them median and mean."""
    yield Words(TITLES[period], NAMES - 8, top + 14, NAMES, SMALL, anchor="end")
    heights: dict[int, int] = {}
    for one in quarters.of(period):
        if one.minutes is None:
            continue
        x = place(one.minutes)
        level = heights[round(x / DOT)] = heights.get(round(x / DOT), -1) + 1
        y = top + 22 + (-1) ** level * ((level + 1) // 2) * (DOT - 1)
        tip = f"{one.id}, {length(one.minutes)}, {one.service}"
        yield Shape(x - DOT / 2, y, DOT, DOT, ROLES[period], "background", "circle", tip=tip)
    values = minutes_of(quarters.of(period))
    yield from _middle("median", median(values), intervals.of_quantile(values, 0.5), top + 46, place)
    yield from _middle("mean", fmean(values), intervals.of_mean(values), top + 60, place)


def _middle(name: str, value: float, interval: Interval | None, y: float, place: Place) -> Iterator[Thing]:
    """A value as a diamond on the line of its interval, told at the left."""
    yield Words(f"{name} {length(value)}", NAMES - 8, y - 8, NAMES, SMALL, "muted", anchor="end")
    if interval:
        yield Stroke(((place(interval.low), y), (place(interval.high), y)), 2, role="gap")
        for end in interval:
            yield Stroke(((place(end), y - 4), (place(end), y + 4)), 2, role="gap")
    tip = f"{name} {length(value)}" + (f", {length(interval.low)} to {length(interval.high)}" if interval else "")
    yield Shape(place(value) - 5, y - 5, 10, 10, "gap", "background", "diamond", tip=tip)


def outline(quarters: TwoQuarters) -> str:
    """The same in lines: counts by service and cause in both quarters, median and mean with their intervals."""
    lines = []
    for period in PERIODS:
        values = minutes_of(quarters.of(period))
        count, opened = len(quarters.of(period)), len(quarters.of(period)) - len(values)
        middle, mean = intervals.of_quantile(values, 0.5), intervals.of_mean(values)
        lines.append(
            f"{TITLES[period].capitalize()}: {count} incidents, {opened} still open; until resolved median "
            f"{length(median(values))}{_range(middle)}, mean {length(fmean(values))}{_range(mean)}."
        )
    titles: Mapping[Kind, str] = {"service": "By service", "cause": "By class of cause"}
    for kind, title in titles.items():
        counts = (
            f"{name} {_count(quarters, 'this', kind, name)} ({_count(quarters, 'before', kind, name)})"
            for name in quarters.names(kind)
        )
        lines.append(f"{title}, in brackets the quarter before: {', '.join(counts)}.")
    return "\n".join(lines)


def _range(interval: Interval | None) -> str:
    return f" ({length(interval.low)} to {length(interval.high)})" if interval else ""
