"""Two teams with the same systems, drawn: what went wrong in each and what of it was reported, and a table under it."""

from collections.abc import Iterator

from pmkit.metrics.reporting import MONTH_HOURS, MONTHS, PAIRS, VERDICTS, Incident, Pair, Team
from pmkit.render.scene.palette import Theme
from pmkit.render.scene.shapes import LINE, NORMAL, SMALL, Scene, Shape, Stroke, Thing, Words, room_in
from pmkit.render.scene.svg import to_svg

NAMES = ("Team A", "Team B")
HEAD = ("", *NAMES)
HIGH, LOW, DOT = 40, 20, 7
"""Pixels: an incident that users saw, a near miss that was reported, one that was not."""
APART = 18
LEGEND = (
    ("users saw it", "root-cause", HIGH * 0.4),
    ("near miss, reported", "problem", HIGH * 0.25),
    ("near miss, not reported", "muted", DOT),
)
QUESTION = "Which of these two teams would you rather be on call with, and which row of the table tells you so?"


def svg(pair: Pair, *, width: int = 900, theme: Theme = "auto") -> str:
    """A strip a team: a line for whatever went wrong, high where users saw it, low where only a report tells."""
    room = room_in(width)
    scene = Scene(width=room, says=" ".join(_said(name, team) for name, team in zip(NAMES, pair.teams, strict=True)))
    scene.things += _legend(room)
    top = SMALL * LINE * (1 if room > 420 else 3) + 14
    for name, team in zip(NAMES, pair.teams, strict=True):
        scene.things += _strip(name, team, top, room)
        top += NORMAL * LINE + HIGH + DOT + APART
    scene.things += _axis(top - APART + 4, room)
    scene.height = top - APART + 4 + SMALL * LINE
    return to_svg(scene, theme)


def rows(pair: Pair) -> list[list[str]]:
    """What is told of each team, in columns of HEAD; a row with one cell is a heading."""
    first, second = pair.teams

    def row(name: str, *cells: str) -> list[str]:
        return [name, *cells]

    return [
        ["What the target sees"],
        row("Incidents reported", *(str(one.reported) for one in pair.teams)),
        row("MTBF, first year", *(_mtbf(one.first_half) for one in pair.teams)),
        row("MTBF, second year", *(_mtbf(one.second_half) for one in pair.teams)),
        row("Target “increasing MTBF”", first.target, second.target),
        row(f"… in {PAIRS} other such pairs", *map(_verdicts, pair.verdicts)),
        ["What one could count instead"],
        row("Minutes that users saw", *(f"{one.minutes:,.0f} min" for one in pair.teams)),
        row("Incidents that users saw", *(str(one.seen) for one in pair.teams)),
        row("… of them repeats", *(str(one.repeats) for one in pair.teams)),
        row("Near misses caught", *(_caught(one) for one in pair.teams)),
    ]


def lines() -> list[str]:
    """What the picture stands for."""
    return [
        f"The same things go wrong in both teams, at the same minutes, for {MONTHS} months.",
        "What users see is always reported. The share of near misses that is reported moves evenly to each team’s own.",
    ]


def outline(pair: Pair) -> str:
    """The same as text: a line a row of the table."""
    told = [
        f"{row[0]}: {NAMES[0]} {row[1]}, {NAMES[1]} {row[2]}" if len(row) > 1 else f"{row[0]}:" for row in rows(pair)
    ]
    return "\n".join([*lines(), *told, QUESTION]) + "\n"


def _verdicts(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS.values())


def _mtbf(hours: float | None) -> str:
    return "no gap" if hours is None else f"{hours / 24:.1f} d"


def _caught(team: Team) -> str:
    if not team.near_misses:
        return "none to catch"
    return f"{team.caught} of {team.near_misses} ({round(100 * team.caught / team.near_misses)} %)"


def _said(name: str, team: Team) -> str:
    return (
        f"{name}: {team.reported} reported, MTBF {_mtbf(team.first_half)} in the first year and "
        f"{_mtbf(team.second_half)} in the second, so the target is {team.target}; {_caught(team)} near misses caught."
    )


def _legend(room: float) -> Iterator[Thing]:
    """Its three entries, in a row or below each other."""
    line, in_row = SMALL * LINE, room > 420
    for number, (words, role, high) in enumerate(LEGEND):
        left, top = (number * room / 3, 0.0) if in_row else (0.0, number * line)
        foot = top + line
        yield Stroke(((left + 3, foot - high), (left + 3, foot)), 3, role=role)
        yield Words(words, left + 12, top, room / 3, SMALL, "muted")


def _strip(name: str, team: Team, top: float, room: float) -> Iterator[Thing]:
    yield Words(f"{name}: {team.reported} reported", 0, top, room, NORMAL, bold=True)
    foot = top + NORMAL * LINE + HIGH
    yield Shape(0, foot - HIGH, room, HIGH, "why-fill")
    # What users saw is painted last, so that nothing lies over it.
    for one in sorted(team.incidents, key=lambda one: (one.minutes > 0, one.reported)):
        yield _line(one, foot, room)
    yield Stroke(((0, foot), (room, foot)), 1)


def _line(one: Incident, foot: float, room: float) -> Stroke:
    at = room * one.hours / (MONTHS * MONTH_HOURS)
    if one.minutes:
        return Stroke(((at, foot - HIGH), (at, foot)), 2, role="root-cause")
    if one.reported:
        return Stroke(((at, foot - LOW), (at, foot)), 1.4, role="problem")
    return Stroke(((at, foot + 1), (at, foot + DOT)), 1, role="muted")


def _axis(top: float, room: float) -> Iterator[Thing]:
    for month, anchor in ((0, "start"), (MONTHS // 2, "middle"), (MONTHS, "end")):
        text = f"month {month}" if month else "month 1"
        yield Words(text, room * month / MONTHS, top, 90, SMALL, "muted", anchor=anchor)  # type: ignore[arg-type]
