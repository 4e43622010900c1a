"""A simulated quarter drawn: for each measure how other choices fared in it, and how this one fares in others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from pmkit.render.scene.palette import Theme
from pmkit.render.scene.shapes import LINE, NORMAL, SMALL, Scene, Shape, Stroke, Thing, Words, room_in
from pmkit.render.scene.svg import to_svg

BARS = 24
"""At most so many bars a row."""
TALL, AXIS, APART = 32, 18, 16
"""Pixels: the tallest bar, the line with the numbers, and what lies between two measures."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)
LAST = 0.98
"""The axis ends where this share of all values does; what is beyond stands in the last bar."""
OTHERS, AGAIN = "{} other choices in this quarter", "this choice in {} other quarters"


@dataclass(frozen=True, slots=True)
class Spread:
    """One measure in whole numbers: this choice's, that of nothing done, the other choices', and other quarters'."""

    title: str
    mine: int
    nothing: int
    others: Sequence[int]
    again: Sequence[int]


def svg(spreads: Sequence[Spread], *, width: int = 560, theme: Theme = "auto") -> str:
    """The measures below each other, each with two rows of bars over one axis, and a line where this choice lies."""
    room = room_in(width)
    scene = Scene(width=room, says=" ".join(_said(one) for one in spreads))
    top = 0.0
    for one in spreads:
        things, height = _measure(one, top, room)
        scene.things += things
        top += height + APART
    scene.height = max(0.0, top - APART)
    return to_svg(scene, theme)


def _said(one: Spread) -> str:
    (few, many), (least, most) = middle(one.others), middle(one.again)
    return (
        f"{one.title}: {one.mine}, and {one.nothing} if nothing is done. Four in five of "
        f"{OTHERS.format(len(one.others))} had {few} to {many}; {AGAIN.format(len(one.again))}: {least} to {most}."
    )


def middle(values: Sequence[int]) -> tuple[int, int]:
    """Between which numbers four in five lie; 0 and 0 where there are none.

    >>> middle(list(range(101)))
    (10, 90)
    """
    ordered = sorted(values)
    last = len(ordered) - 1
    return (ordered[round(last * 0.1)], ordered[round(last * 0.9)]) if ordered else (0, 0)


def _measure(one: Spread, top: float, room: float) -> tuple[list[Thing], float]:
    """What is drawn of a measure, and how high that is."""
    line = SMALL * LINE
    things: list[Thing] = [Words(one.title, 0, top, room, NORMAL, bold=True)]
    scale = _Scale.of(one, room)
    at = top + NORMAL * LINE + 2
    rows = ((OTHERS, one.others, "why"), (AGAIN, one.again, "problem"))
    mine = scale.place(one.mine)
    for label, values, role in rows:
        things.append(Words(label.format(len(values)), 0, at, room, SMALL, "muted"))
        at += line + 3
        things += _bars(values, scale, at, role)
        things.append(Stroke(((mine, at - 2), (mine, at + TALL)), 2.4, role="root-cause"))
        at += TALL
        things.append(Stroke(((0, at), (room, at)), 1))
        at += 4
    things += _axis(scale, at)
    text = f"│ this choice, this quarter: {one.mine} · if nothing is done: {one.nothing}"
    things.append(Words(text, 0, at + AXIS, room, SMALL, "root-cause", bold=True))
    return things, at + AXIS + line - top


@dataclass(frozen=True, slots=True)
class _Scale:
    """Bars of `step` whole numbers each, `count` of them over `room` pixels."""

    step: int
    count: int
    room: float

    @classmethod
    def of(cls, one: Spread, room: float) -> "_Scale":
        everything = sorted([*one.others, *one.again])
        far = everything[round((len(everything) - 1) * LAST)] if everything else 0
        last = max(far, one.mine, one.nothing, 1)
        step = next((step for step in STEPS if last < step * BARS), ceil((last + 1) / BARS))
        return cls(step, last // step + 1, room)

    def bar(self, value: int) -> int:
        return min(value // self.step, self.count - 1)

    def left(self, bar: int) -> float:
        return self.room * bar / self.count

    def place(self, value: int) -> float:
        """Where a number lies: in the middle of its own bar, or along a bar that holds several."""
        along = 0.5 if self.step == 1 else min(1.0, value / self.step - self.bar(value))
        return self.left(self.bar(value)) + along * self.room / self.count


def _bars(values: Sequence[int], scale: _Scale, top: float, role: str) -> Iterator[Thing]:
    counts = [0] * scale.count
    for value in values:
        counts[scale.bar(value)] += 1
    wide, most = scale.room / scale.count, max(counts, default=0) or 1
    for bar, count in enumerate(counts):
        high = TALL * count / most
        if count:
            tip = f"{_range(bar, scale)}: {count}"
            yield Shape(scale.left(bar) + 1, top + TALL - high, wide - 2, high, f"{role}-fill", role, tip=tip)


def _range(bar: int, scale: _Scale) -> str:
    first = bar * scale.step
    beyond = " or more" if bar == scale.count - 1 else ""
    return f"{first}{beyond}" if scale.step == 1 or beyond else f"{first} to {first + scale.step - 1}"


def _axis(scale: _Scale, top: float) -> Iterator[Thing]:
    """Numbers under the bars, so many that they do not touch."""
    every = max(1, ceil(scale.count * 44 / scale.room))
    for bar in range(0, scale.count, every):
        text = f"{bar * scale.step}{'+' if bar == scale.count - 1 else ''}"
        if scale.step == 1:
            yield Words(text, scale.place(bar), top, 44, SMALL, "muted", anchor="middle")
        else:
            yield Words(text, scale.left(bar), top, 44, SMALL, "muted")


def outline(spreads: Sequence[Spread]) -> str:
    """The same in sentences, a line a measure."""
    return "\n".join(map(_said, spreads)) + "\n" if spreads else ""
