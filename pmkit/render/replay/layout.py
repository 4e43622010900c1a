"""The picture of a replay: two lanes over one axis, the clocks of both in pairs, and each event with both times."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from pmkit.models.clocks import IN_WORDS
from pmkit.models.story.replay import Replay, Told
from pmkit.models.timeline import in_utc
from pmkit.render.replay.outline import THEN, WAS, gist, gist_of, length
from pmkit.render.replay.rows import Row, clock_of, day_of, figures_of, rows_of
from pmkit.render.scene.shapes import LINE, NORMAL, SMALL, Scene, Shape, Stroke, Words
from pmkit.render.scene.wrapping import clean, wrap
from pmkit.render.timeline.lanes import MARKS, TICK_LABEL, Scale, axis, one_line

LANE, MARK, BETWEEN, GAP = 22, 9, 26, 8
"""Pixels: the height of a lane, an event's mark, from one lane to the other, between parts."""
BEFORE = 0.12
"""The share of the axis that is kept for what came before the impact."""
BAR = 8
TIME, NARROW_TIME, VALUE = 104.0, 120.0, 78.0
"""Pixels of a column of times, and of a figure."""
NARROW = 440
"""Pixels below which words stand under what they would else stand beside."""
MOST_LINES = 4


def lay_out(told: Replay, width: float) -> Scene:
    """The whole picture, `width` pixels wide without its margins."""
    scene = Scene(width, says=gist(told))
    top = _sentences(scene, told, 0.0)
    top = _lanes(scene, told, top + GAP)
    top = _clocks(scene, told, top + GAP)
    scene.height = _table(scene, told, top + GAP)
    return scene


def _sentences(scene: Scene, told: Replay, top: float) -> float:
    for sentence in told.says:
        top = _text(scene, sentence, 0, top)
    return top


def _text(scene: Scene, text: str, left: float, top: float, role: str = "ink") -> float:
    """Lines of a text from `left` and `top` on, as wide as the scene; returns where they end."""
    for line in wrap(text, scene.width - left, NORMAL, MOST_LINES):
        scene.things.append(Words(line, left, top, scene.width - left, NORMAL, role))
        top += NORMAL * LINE
    return top


def scale_of(told: Replay, width: float) -> Scale:
    """The axis of both lanes: the impact and what followed, with a little before it."""
    start = day_of(told)
    ends = [in_utc(event.at) for one in (told.before, told.after) for event in one.timeline.events]
    span = max(max(ends) - start, timedelta(minutes=1))
    return Scale(start - span * BEFORE, start + span, MARK, width - MARK - TICK_LABEL / 2)


def _lanes(scene: Scene, told: Replay, top: float) -> float:
    scale, height = scale_of(told, scene.width), SMALL * LINE
    tops = [top + height, top + 2 * height + LANE + BETWEEN]
    for name, one, at in ((WAS, told.before, tops[0]), (THEN, told.after, tops[1])):
        (line,) = wrap(f"{name}: {gist_of(one)}{_earlier(one, scale)}", scene.width, SMALL, 1, bold=True)
        scene.things.append(Words(line, 0, at - height, scene.width, SMALL, bold=True))
        scene.things += _impact(one, scale, at)
    scene.things += _moved(told, scale, tops[0] + LANE, tops[1] - height)
    for one, at in ((told.before, tops[0]), (told.after, tops[1])):
        scene.things += _marks(one, scale, at)
    bottom = tops[1] + LANE + 2
    scene.things += axis(scale, bottom)
    return bottom + GAP + SMALL * LINE


def _earlier(told: Told, scale: Scale) -> str:
    """How many events lie before the axis."""
    number = sum(in_utc(event.at) < scale.start for event in told.timeline.events)
    return f" (and {number} earlier {'event' if number == 1 else 'events'})" if number else ""


def _impact(told: Told, scale: Scale, top: float) -> Iterator[Shape]:
    yield Shape(scale.left, top + LANE / 2, scale.width, 1, "why")
    given = told.timeline.anchors.given()
    if told.minutes and "impact_start" in given and "impact_end" in given:
        left, right = scale.at(given["impact_start"]), scale.at(given["impact_end"])
        yield Shape(left, top, max(2.0, right - left), LANE, "root-cause-fill", "root-cause", tip=gist_of(told))


def _marks(told: Told, scale: Scale, top: float) -> Iterator[Shape]:
    for event in told.timeline.events:
        if in_utc(event.at) < scale.start:
            continue
        form, role = MARKS.get(event.kind, MARKS["fact"])
        size = MARK + 3 * (form == "diamond")
        role = "action" if event.interpretation else role
        place = (scale.at(event.at) - size / 2, top + (LANE - size) / 2 + 0.5, size, size)
        tip = f"{in_utc(event.at):%H:%M:%S} {clean(event.what)}"
        yield Shape(*place, role, "background", "diamond" if form == "diamond" else "circle", tip=tip)


def _moved(told: Replay, scale: Scale, top: float, bottom: float) -> Iterator[Stroke]:
    """From where an event was to where it is then."""
    for row in rows_of(told):
        if row.was and row.then and row.has_moved and in_utc(row.was.at) >= scale.start:
            yield Stroke(((scale.at(row.was.at), top), (scale.at(row.then.at), bottom)), 1, role="aside")


def _clocks(scene: Scene, told: Replay, top: float) -> float:
    """A pair of bars for each figure, as it was above and with the items below."""
    figures = list(figures_of(told))
    longest = max([1, *(seconds for _, *both in figures for seconds in both if seconds)])
    is_narrow = scene.width < NARROW
    names, values = (0.0 if is_narrow else 150.0), 2.0 * VALUE
    for name, was, then in figures:
        scene.things.append(Words(IN_WORDS[name].capitalize(), 0, top + 2, 150, SMALL, "muted"))
        top += SMALL * LINE + 2 if is_narrow else 0
        for seconds, at, role in ((was, top + 1, "root-cause"), (then, top + 2 + BAR, "action")):
            if seconds:
                long = (scene.width - names - values) * max(0, seconds) / longest
                tip = f"{IN_WORDS[name]}, {length(seconds)}"
                scene.things.append(Shape(names, at, max(2.0, long), BAR, role, tip=tip))
        left = scene.width - values + GAP
        scene.things.append(Words(length(was), left, top + 2, VALUE - GAP, SMALL))
        scene.things.append(Words(length(then), left + VALUE, top + 2, VALUE - GAP, SMALL, "action", bold=True))
        top += 2 * BAR + GAP
    return top


def _table(scene: Scene, told: Replay, top: float) -> float:
    """Every event with both its times; narrow, its words stand under them."""
    time = NARROW_TIME if scene.width < NARROW else TIME
    for head, role, left in ((WAS, "root-cause", 0.0), (THEN, "action", time)):
        scene.things.append(Words(head, left, top, time, SMALL, role, bold=True))
    what = f"What happens (UTC, {day_of(told):%Y-%m-%d})"
    if scene.width < NARROW:
        top += SMALL * LINE
    left = 0.0 if scene.width < NARROW else 2 * time
    scene.things.append(Words(one_line(what, scene.width - left, SMALL), left, top, scene.width - left, SMALL, "muted"))
    top += SMALL * LINE + 4
    for row in rows_of(told):
        top = _row(scene, row, day_of(told), top, time)
    return top


def _row(scene: Scene, row: Row, day: datetime, top: float, time: float) -> float:
    is_narrow = scene.width < NARROW
    left = 0.0 if is_narrow else 2 * time
    was, then = clock_of(row.was, day), clock_of(row.then, day)
    changed = row.has_moved or not (row.was and row.then)
    scene.things.append(Shape(0, top, scene.width, 1, "aside-fill"))
    scene.things.append(Words(was, 0, top + 4, time - 4, SMALL, "ink" if row.was else "muted"))
    scene.things.append(Words(then, time, top + 4, time - 4, SMALL, "action" if changed else "muted", bold=changed))
    top += 3 + (SMALL * LINE if is_narrow else 0)
    end = _text(scene, row.words, left, top, "ink" if row.then else "muted")
    if row.other_words:
        end = _text(scene, row.other_words, left, end, "action")
    return end + 5
