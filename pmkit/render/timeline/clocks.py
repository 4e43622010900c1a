"""The clocks of an incident in words: each figure with the two anchors that it runs between."""

from collections.abc import Iterable
from itertools import chain

from pmkit.models.clocks import FIGURES, IN_WORDS, Figure, Policy
from pmkit.models.timeline import EXAMPLE, Anchors, Stamp, in_utc

NONE = "-"
MINUS = "\N{MINUS SIGN}"

Reading = tuple[Policy, list[Figure]]


def length(seconds: int) -> str:
    """Seconds as minutes and seconds: 342 is 5:42."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{MINUS if seconds < 0 else ''}{minutes}:{rest:02}"


def one_policy(reading: Reading, anchors: Anchors) -> str:
    """The five figures under one policy, a line each, with what to write where an anchor is missing."""
    policy, figures = reading
    lines = [f"{policy.title} (policy {policy.name})", policy.says, f"Source: {policy.source}", ""]
    lines += [_line(figure, anchors) for figure in figures]
    return "\n".join([*lines, *_notes(figures, anchors)]) + "\n"


def several_policies(readings: list[Reading], anchors: Anchors) -> str:
    """A table: a line for each policy, a column for each figure, in minutes and seconds."""
    rows = [["policy", *FIGURES]]
    for policy, figures in readings:
        rows.append([policy.name, *(NONE if one.seconds is None else length(one.seconds) for one in figures)])
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join([row[0].ljust(wide[0]), *map(str.rjust, row[1:], wide[1:])]) for row in rows]
    figures = list(chain.from_iterable(figures for _, figures in readings))
    says = chain.from_iterable(_spelt_out(reading) for reading in readings)
    return "\n".join([*lines, *says, *_notes(figures, anchors)]) + "\n"


def _spelt_out(reading: Reading) -> list[str]:
    policy, figures = reading
    pairs = (f"  {one.name:<8}  from {one.start} to {one.end}" for one in figures)
    return ["", f"{policy.name}: {policy.says}", *pairs]


def _line(figure: Figure, anchors: Anchors) -> str:
    name = f"{figure.name:<8}  {IN_WORDS[figure.name]:<19}"
    if figure.seconds is None or figure.minutes is None:
        return f"{name}  {NONE:>7}  {'':>8}  from {figure.start} to {figure.end}: {_lacks(figure)}"
    given = anchors.given()
    ends = (f"{name} ({Stamp.of(given[name])})" for name in (figure.start, figure.end))
    minutes = f"{figure.minutes} min".replace("-", MINUS)
    return f"{name}  {minutes:>7}  {length(figure.seconds):>8}  from {' to '.join(ends)}"


def _lacks(figure: Figure) -> str:
    return f"{' and '.join(figure.missing)} missing"


def _notes(figures: Iterable[Figure], anchors: Anchors) -> list[str]:
    """What a reader must know before taking a figure for true; each thing once."""
    figures, given = list(figures), anchors.given()
    missing = dict.fromkeys(name for one in figures for name in one.missing)
    turned = dict.fromkeys((one.end, one.start) for one in figures if one.seconds is not None and one.seconds < 0)
    naive = [name for name, at in given.items() if at.tzinfo is None]
    notes = [f"{name} is missing: write {name} = {EXAMPLE} (its own time) under [anchors]." for name in missing]
    notes += [
        f"{end} ({Stamp.of(given[end])}) lies before {start} ({Stamp.of(given[start])}): correct one of them."
        for end, start in turned
    ]
    notes += [f"{name} has no offset and is taken as UTC: write {Stamp.of(in_utc(given[name]))}." for name in naive]
    return ["", *notes] if notes else []
