"""The lower part of a timeline's picture: its events one below the other, each with its evidence."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pmkit.models.timeline import Timeline
from pmkit.render.scene.shapes import LARGE, LINE, NORMAL, SMALL, Dash, Scene, Shape, Words
from pmkit.render.scene.wrapping import excerpt, right_to_left, wrap
from pmkit.render.timeline.lanes import draw_lanes
from pmkit.render.timeline.outline import Row, clock, evidence, gist, rows_of, summary, unnoted, what

MOST_ROWS = 500
"""Rows that a picture holds; the outline and the tables hold all."""

WIDE = 620
"""Pixels from which on the evidence stands beside the event, not below it."""

TIME, SPINE = 66, 26
"""Pixels for the time of day, and for the line with the marks."""

BETWEEN = 7
MARK = 10
MOST_LINES = 4


def lay_out(timeline: Timeline, width: float) -> Scene:
    """The whole picture of a timeline, `width` pixels wide without its margins."""
    scene = Scene(width, says=gist(timeline))
    top = 0.0
    for line in wrap(excerpt(timeline.title), width, LARGE, 2, bold=True) if excerpt(timeline.title) else []:
        scene.things.append(Words(line, 0, top, width, LARGE, bold=True, rightwards=right_to_left(line)))
        top += LARGE * LINE
    for line in wrap(summary(timeline), width, SMALL, 2):
        scene.things.append(Words(line, 0, top, width, SMALL, "muted"))
        top += SMALL * LINE
    scene.things += _legend(top + 2, width)
    top = draw_lanes(scene, timeline, top + SMALL * LINE + 2 * BETWEEN) + 2 * BETWEEN
    scene.height = _draw_rows(scene, rows_of(timeline), top)
    return scene


def _legend(top: float, width: float) -> Iterator[Shape | Words]:
    """What each sign means, as far as a line holds it."""
    signs = [
        (mark("fact", 0, top + 3), "event", 62),
        (mark("decision", 0, top + 3), "decision", 76),
        (Shape(0, top + 3, MARK, MARK, "background", "root-cause", "diamond"), "anchor", 66),
        (Shape(0, top + 3, MARK + 2, MARK, "root-cause-fill", "root-cause"), "impact", 66),
        (Shape(0, top + 3, MARK + 2, MARK, "gap-fill", "gap"), "gap", 50),
        (Shape(0, top + 3, MARK + 2, MARK, "gap-fill", "gap", dash="dashed"), "gap that no line notes", 150),
    ]
    left = 0.0
    for sign, word, room in signs:
        if left + room <= width:
            yield replace(sign, left=left)
            yield Words(word, left + MARK + 6, top, room - MARK - 6, SMALL, "muted")
            left += room


def mark(kind: str, left: float, top: float) -> Shape:
    """The sign of an event: a diamond for a decision, else a circle."""
    if kind == "decision":
        return Shape(left - 2, top - 2, MARK + 4, MARK + 4, "action", "background", "diamond")
    return Shape(left, top, MARK, MARK, "problem", "background", "circle")


def _draw_rows(scene: Scene, rows: list[Row], top: float) -> float:
    day = None
    for row in islice(rows, MOST_ROWS):
        if row.at.date() != day:
            day = row.at.date()
            scene.things.append(Words(f"{day}", 0, top, scene.width, SMALL, "muted", bold=True))
            top += SMALL * LINE + BETWEEN
        drawn = _Drawn(row, scene.width)
        bottom = top + drawn.height
        scene.things += _spine(row, top, bottom)
        scene.things += drawn.at(top)
        top = bottom
    left = len(rows) - MOST_ROWS
    if left > 0 or not rows:
        says = f"… and {left} more rows; a table holds them all" if rows else "? events still to be found"
        scene.things.append(Words(wrap(says, scene.width, NORMAL, 1)[0], 0, top, scene.width, NORMAL, "gap", bold=True))
        top += NORMAL * LINE
    return top


def _spine(row: Row, top: float, bottom: float) -> Iterator[Shape]:
    middle = TIME + SPINE / 2
    wide, role = (5, "root-cause") if row.in_impact else (1, "line")
    yield Shape(middle - wide / 2, top, wide, bottom - top, role)


class _Drawn:
    """One row, broken into lines for a width."""

    def __init__(self, row: Row, width: float) -> None:
        self.row = row
        self.left = TIME + SPINE
        room = width - self.left
        self.aside = room * 0.36 if width >= WIDE and row.event else 0.0
        self.room = room - self.aside - (BETWEEN if self.aside else 0)
        self.width = room
        self.lines = [(line, "muted" if not row.event else "ink") for line in self._wrapped(self._main())]
        if row.gap or (row.event and row.event.kind == "gap"):
            self.lines = [(line, "gap") for line, _ in self.lines]
        self.named = wrap(", ".join(row.anchors), self.room - MARK - 4, SMALL, 3) if row.anchors else []
        shown = excerpt(evidence(row.event)) if row.event else ""
        self.evidence = wrap(shown, self.aside or self.room, SMALL, 2) if shown else []

    def _main(self) -> str:
        if self.row.gap:
            return f"? {unnoted(self.row.gap)}"
        return excerpt(what(self.row.event)) if self.row.event else ""

    def _wrapped(self, text: str) -> list[str]:
        return wrap(text, self.room, NORMAL, MOST_LINES) if text else []

    @property
    def height(self) -> float:
        """Pixels that the row takes, with the space below it."""
        main = len(self.lines) * NORMAL * LINE + len(self.named) * SMALL * LINE
        evidence_height = len(self.evidence) * SMALL * LINE
        return (max(main, evidence_height) if self.aside else main + evidence_height) + BETWEEN

    def at(self, top: float) -> Iterator[Shape | Words]:
        """The shapes and words of the row, whose upper edge is at `top`."""
        is_gap = bool(self.row.gap or (self.row.event and self.row.event.kind == "gap"))
        if is_gap:
            dash: Dash = "dashed" if self.row.gap else ""
            box = (self.left - 4, top - 3, self.width + 4, self.height - 1)
            yield Shape(*box, "gap-fill", "gap", dash=dash)
        yield Words(clock(self.row.at)[:12], TIME - 4, top + 2, TIME - 4, SMALL, "muted", bold=True, anchor="end")
        if not is_gap:
            yield self._mark(top)
        if self.named:
            below = top + len(self.lines) * NORMAL * LINE + (SMALL * LINE - MARK) / 2
            yield Shape(self.left, below, MARK, MARK, "background", "root-cause", "diamond")
        yield from self._words(top)

    def _mark(self, top: float) -> Shape:
        place = (TIME + SPINE / 2 - MARK / 2, top + (NORMAL * LINE - MARK) / 2, MARK, MARK)
        if self.row.event is None:
            return Shape(*place, "line", "background", "circle")
        return mark(self.row.event.kind, *place[:2])

    def _words(self, top: float) -> Iterator[Words]:
        beside = (self.left + self.room + BETWEEN, top + 2)
        for line, role in self.lines:
            yield Words(line, self.left, top, self.room, NORMAL, role, rightwards=right_to_left(line))
            top += NORMAL * LINE
        for line in self.named:
            yield Words(line, self.left + MARK + 4, top, self.room - MARK - 4, SMALL, "root-cause", bold=True)
            top += SMALL * LINE
        left, top = beside if self.aside else (self.left, top)
        for line in self.evidence:
            yield Words(line, left, top, self.aside or self.room, SMALL, "muted", rightwards=right_to_left(line))
            top += SMALL * LINE
