"""What two periods tell of a change, drawn: the observed change of three figures side by side, and its shares in words.

Nothing heavy is imported: what is drawn was counted before.
"""

from collections.abc import Iterator
from math import ceil, log

from pmkit.metrics.power import BARS, NO_CHANGE, Figure, Outcome, Setting, Shares
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.shapes import LINE, NORMAL, SMALL, Scene, Shape, Stroke, Thing, Words, room_in
from pmkit.render.scene.svg import to_svg

NAMES: dict[Figure, str] = {"mean": "Mean (MTTR)", "median": "Median", "geometric mean": "Geometric mean"}
ROLES = ("action", "why", "root-cause")
TALL, APART, SIDE_BY_SIDE = 96, 24, 500
"""Pixels: the tallest bar, between two figures, and the room from which on they stand side by side."""
CAPTION = "Change seen between periods; left is shorter"
MINUS = "\N{MINUS SIGN}"
HEAD = (
    "Figure",
    f"No change at all looks {100 * NO_CHANGE:.0f} % better or more",
    "Four in five observed changes lie",
    "Incidents a period to tell it from chance",
    "That is, at your rate",
)


def svg(outcome: Outcome, *, width: int = 900, theme: Theme = "auto") -> str:
    """The three figures over the same axis, shorter to the left, with the true change marked."""
    room = room_in(width)
    scene = Scene(width=room, says=" ".join(_said(one, outcome.setting) for one in outcome.shares))
    is_wide = room >= SIDE_BY_SIDE
    panel = (room - 2 * APART) / 3 if is_wide else room
    scene.things.append(Words(CAPTION, 0, 0, room, SMALL, "muted"))
    left, top = 0.0, SMALL * LINE + 10
    for one in outcome.shares:
        things, height = _panel(one, outcome, left, top, panel)
        scene.things += things
        scene.height = top + height
        left, top = (left + panel + APART, top) if is_wide else (left, top + height + APART)
    return to_svg(scene, theme)


def words_of(setting: Setting) -> tuple[str, str, str]:
    """The three kinds of outcome in words, shorter than before first."""
    if setting.has_change:
        return "shows it", "nothing to speak of", "the reverse"
    return "looks better", "about the same", "looks worse"


def rows(outcome: Outcome) -> list[list[str]]:
    """The rest of what is told of each figure, in columns of HEAD."""
    found = []
    for one in outcome.shares:
        about = "" if one.figure == "geometric mean" else "about "
        needed = f"{about}{one.needed:,}" if one.needed else "-"
        months = f"{_months(one.needed / outcome.setting.a_month)}" if one.needed else "-"
        spread = f"{change(one.low)} to {change(one.high)}"
        found.append([NAMES[one.figure], _percent(one.false_gain), spread, needed, months])
    return found


def lines(outcome: Outcome) -> list[str]:
    """What the words mean, and what it takes, in sentences."""
    setting, mean, last = outcome.setting, outcome.shares[0], outcome.shares[-1]
    half, drawn = _percent(setting.half), f"{outcome.runs:,} simulated pairs of periods"
    if last.needed is None:
        return [
            f"Nothing has changed, and in {_percent(mean.shows)} of {drawn} MTTR looks {half} better or more.",
            f"In {_percent(mean.reverse)} it looks {half} worse or more; “about the same” lies between.",
        ]
    return [
        (
            f"Durations are truly {_percent(setting.improvement)} shorter. In {_percent(mean.shows)} of {drawn} MTTR "
            f"shows it, in {_percent(mean.reverse)} it shows the reverse."
        ),
        (
            f"“Shows it” means: the figure falls by half of the true change ({half}) or more; “the reverse”: it rises "
            "by as much; “nothing to speak of” lies between."
        ),
        (
            f"To tell it from chance in 80 of 100 cases takes {last.needed:,} incidents before it and as many after, "
            f"by the geometric mean: at {setting.a_month:g} a month {_months(last.needed / setting.a_month)} before "
            "and as long after."
        ),
    ]


def outline(outcome: Outcome) -> str:
    """The same as text: the setting, a line a figure, then the sentences."""
    setting = outcome.setting
    head = (
        f"{setting.incidents:,} incidents a period, truly {_percent(setting.improvement)} shorter, "
        f"spread {setting.spread:g}, {setting.a_month:g} incidents a month"
    )
    table = [
        f"{_said(one, setting)} {HEAD[1]}: {row[1]}. {HEAD[2]} {row[2]}. {HEAD[3]}: {row[3]} ({row[4]})."
        for one, row in zip(outcome.shares, rows(outcome), strict=True)
    ]
    return "\n".join([head, *table, *lines(outcome)]) + "\n"


def change(times: float) -> str:
    """After divided by before, as people say it.

    >>> change(1.25), change(12.0), change(1.0)
    ('+25 %', '12 times', '0 %')
    """
    if times >= 10:
        return f"{times:.0f} times"
    percent = round(100 * (times - 1))
    return f"{percent:+d} %".replace("-", MINUS) if percent else "0 %"


def _percent(share: float) -> str:
    """A share of one in whole percent, half a percent where it is one; little is never none."""
    percent = 100 * share
    if 0 < percent < 1 and percent != 0.5:
        return "under 1 %"
    return f"{percent:g} %" if round(percent, 6) % 1 == 0.5 else f"{percent:.0f} %"


def _months(months: float) -> str:
    if months > 12_000:
        return "over 1,000 years"
    years = f" ({months / 12:.0f} years)" if months > 36 else ""
    return f"{ceil(months):,} months{years}" if months > 1 else "1 month"


def _said(one: Shares, setting: Setting) -> str:
    shown = ", ".join(f"{words} {_percent(share)}" for words, share in _kinds(one, setting))
    return f"{NAMES[one.figure]}: {shown}."


def _kinds(one: Shares, setting: Setting) -> Iterator[tuple[str, float]]:
    return zip(words_of(setting), (one.shows, one.nothing, one.reverse), strict=True)


def _panel(one: Shares, outcome: Outcome, left: float, top: float, room: float) -> tuple[list[Thing], float]:
    """What is drawn of a figure, and how high that is."""
    line, end = SMALL * LINE, log(outcome.edge)

    def place(times: float) -> float:
        return left + room * (log(times) + end) / (2 * end)

    things: list[Thing] = [Words(NAMES[one.figure], left, top, room, NORMAL, bold=True)]
    mark = top + NORMAL * LINE + 4
    bars = mark + line + 2
    foot = bars + TALL
    things += _bars(one, left, foot, room, outcome.runs)
    things.append(Stroke(((left, foot), (left + room, foot)), 1))
    things.append(Stroke(((place(1), bars), (place(1), foot)), 1, role="muted", dash="dashed"))
    true = place(1 - outcome.setting.improvement)
    things.append(Stroke(((true, mark), (true, foot)), 2.4, role="ink"))
    things.append(Words(f"true: {change(1 - outcome.setting.improvement)}", true + 6, mark, room / 2, SMALL, bold=True))
    for times, anchor in ((1 / outcome.edge, "start"), (1.0, "middle"), (outcome.edge, "end")):
        at = place(times)
        things.append(Words(change(times), at, foot + 3, 90, SMALL, "muted", anchor=anchor))  # type: ignore[arg-type]
    at = foot + line + 10
    for (words, share), role in zip(_kinds(one, outcome.setting), ROLES, strict=True):
        things.append(Shape(left, at + 2, 10, 10, f"{role}-fill", role))
        things.append(Words(f"{words} {_percent(share)}", left + 17, at, room - 17, SMALL, bold=role != "why"))
        at += line + 3
    return things, at - top


def _bars(one: Shares, left: float, foot: float, room: float, runs: int) -> Iterator[Thing]:
    """A bar a range of changes, from its three kinds one on top of the other."""
    wide, most = room / BARS, max(map(sum, one.bars)) or 1
    for bar, kinds in enumerate(one.bars):
        top = foot
        for count, role in zip(kinds, ROLES, strict=True):
            high = TALL * count / most
            if high > 0.2:
                top -= high
                tip = f"{_percent(count / runs)} of the pairs"
                yield Shape(left + bar * wide + 0.5, top, wide - 1, high, f"{role}-fill", role, tip=tip)
