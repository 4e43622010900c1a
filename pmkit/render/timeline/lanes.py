"""The upper part of a timeline's picture: a lane for each source, true to scale, with impact, gaps and anchors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pmkit.models.timeline import Timeline, TimelineEvent, in_utc
from pmkit.render.scene.shapes import LINE, SMALL, Scene, Shape, Words
from pmkit.render.scene.wrapping import excerpt, wrap
from pmkit.render.timeline.outline import clock, evidence, unnoted, what

MOST_LANES = 12
OTHERS = "other sources"
UNSOURCED = "no source"
LANE, MARK = 22, 9
"""Pixels: the height of a lane, the size of an event's mark."""

NO_BREAK = "\N{NO-BREAK SPACE}"
TICK_LABEL, TICK_ROOM = 64, 74
"""Pixels: a label of the axis, and from one to the next."""

STEPS = [timedelta(seconds=one) for one in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)]
STEPS += [timedelta(hours=one) for one in (1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760, 87600, 876000)]
MARKS = {"fact": ("circle", "problem"), "decision": ("diamond", "action")}


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a time lies: `start` at `left`, `end` at `left` + `width` pixels."""

    start: datetime
    end: datetime
    left: float
    width: float

    def at(self, time: datetime) -> float:
        """The pixels from the left at a time, kept within the scale."""
        share = (in_utc(time) - self.start) / (self.end - self.start)
        return self.left + self.width * min(1.0, max(0.0, share))


def lanes_of(timeline: Timeline) -> dict[str, list[TimelineEvent]]:
    """Events by their source in the order of its first event; the rarest share a lane where there are too many."""
    lanes: dict[str, list[TimelineEvent]] = {}
    names: dict[str, str] = {}
    for event in timeline.sorted().events:
        if event.kind != "gap":
            source = excerpt(event.source) or UNSOURCED
            lanes.setdefault(names.setdefault(source.casefold(), source), []).append(event)
    if len(lanes) <= MOST_LANES:
        return lanes
    kept = sorted(lanes, key=lambda name: -len(lanes[name]))[: MOST_LANES - 1]
    shown = {name: events for name, events in lanes.items() if name in kept}
    return shown | {OTHERS: [event for name, events in lanes.items() if name not in kept for event in events]}


def bounds_of(timeline: Timeline) -> tuple[datetime, datetime] | None:
    """From the first to the last time there is, anchors included; None where they are fewer than two."""
    times = [in_utc(at) for at in timeline.anchors.given().values()]
    times += [in_utc(event.at) for event in timeline.events] + [event.end for event in timeline.events]
    return (min(times), max(times)) if times and min(times) < max(times) else None


def draw_lanes(scene: Scene, timeline: Timeline, top: float) -> float:
    """Paint the lanes from `top` on; returns where they end. Nothing is painted where there is no stretch of time."""
    bounds, lanes = bounds_of(timeline), lanes_of(timeline)
    if bounds is None or not lanes:
        return top
    names = min(170.0, 0.3 * scene.width, 7.5 * max(len("anchors"), *map(len, lanes)))
    scale = Scale(*bounds, names + MARK, scene.width - names - MARK - TICK_LABEL / 2)
    bottom = top + LANE * (len(lanes) + 1)
    scene.things += _ground(timeline, scale, top, bottom)
    scene.things += _anchors(timeline, scale, top, names)
    for number, (name, events) in enumerate(lanes.items(), start=1):
        scene.things += _lane(name, events, scale, top + LANE * number, names)
    scene.things += axis(scale, bottom)
    return bottom + 8 + SMALL * LINE


def _ground(timeline: Timeline, scale: Scale, top: float, bottom: float) -> Iterator[Shape]:
    """The impact and the gaps, behind all lanes."""
    height, given = bottom - top, timeline.anchors.given()
    if "impact_start" in given and "impact_end" in given:
        left, right = scale.at(given["impact_start"]), scale.at(given["impact_end"])
        tip = f"impact, {clock(given['impact_start'])} to {clock(given['impact_end'])}"
        yield Shape(min(left, right), top, abs(right - left), height, "root-cause-fill", tip=tip)
    for event in timeline.events:
        if event.kind == "gap":
            left, right = scale.at(event.at), scale.at(event.end)
            tip = f"{clock(event.at)} {what(event)}"
            yield Shape(left, top + LANE, max(3.0, right - left), height - LANE, "gap-fill", "gap", tip=tip)
    for gap in timeline.gaps():
        left, right = scale.at(gap.start), scale.at(gap.end)
        width = max(3.0, right - left)
        yield Shape(left, top + LANE, width, height - LANE, "gap-fill", "gap", dash="dashed", tip=unnoted(gap))


def _anchors(timeline: Timeline, scale: Scale, top: float, names: float) -> Iterator[Shape | Words]:
    yield _name("anchors", top, names)
    for name, at in timeline.anchors.given().items():
        left = scale.at(at)
        tip = f"{name}, {clock(at)}"
        yield Shape(
            left - MARK / 2, top + (LANE - MARK) / 2, MARK, MARK, "background", "root-cause", "diamond", tip=tip
        )


def _lane(name: str, events: list[TimelineEvent], scale: Scale, top: float, names: float) -> Iterator[Shape | Words]:
    yield _name(name, top, names)
    yield Shape(scale.left, top + LANE / 2, scale.width, 1, "why")
    for event in events:
        form, role = MARKS.get(event.kind, MARKS["fact"])
        tip = f"{clock(event.at)} {what(event)} ({evidence(event)})"
        size = MARK + 3 * (form == "diamond")
        place = (scale.at(event.at) - size / 2, top + (LANE - size) / 2 + 0.5, size, size)
        # The rim keeps marks apart that lie over each other.
        yield Shape(*place, role, "background", "diamond" if form == "diamond" else "circle", tip=tip)


def _name(name: str, top: float, room: float) -> Words:
    return Words(one_line(name, room, SMALL), 0, top + (LANE - SMALL * LINE) / 2, room, SMALL, "muted")


def one_line(text: str, room: float, size: float) -> str:
    """As much of a text as fits a line, cut within a word where that is needed."""
    return wrap(text.replace(" ", NO_BREAK), room, size, 1)[0].replace(NO_BREAK, " ")


def axis(scale: Scale, top: float) -> Iterator[Shape | Words]:
    """A line with a mark and a time at every step."""
    yield Shape(scale.left, top, scale.width, 1, "line")
    step = step_for(scale.end - scale.start, scale.width / TICK_ROOM)
    for at in ticks(scale.start, scale.end, step):
        left = scale.at(at)
        yield Shape(left, top, 1, 5, "line")
        yield Words(tick(at, step), left, top + 6, TICK_LABEL, SMALL, "muted", anchor="middle")


def step_for(length: timedelta, most: float) -> timedelta:
    """The shortest of STEPS that makes at most `most` ticks."""
    return next((step for step in STEPS if length / step <= max(1.0, most)), STEPS[-1])


def ticks(start: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    """Round times from `start` to `end`: multiples of `step` since the midnight before `start`."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    number = -((midnight - start) // step)
    count = (end - midnight) // step
    for index in range(number, count + 1):
        yield midnight + index * step


def tick(at: datetime, step: timedelta) -> str:
    """A tick's label: as much of its date and time as `step` needs."""
    if step >= timedelta(days=1):
        return f"{at:%Y-%m-%d}"
    if step < timedelta(minutes=1):
        return f"{at:%H:%M:%S}"
    return f"{at:%m-%d}" if (at.hour, at.minute) == (0, 0) else f"{at:%H:%M}"
