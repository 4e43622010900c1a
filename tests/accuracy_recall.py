"""How much the language checks find of what readers found in documents read whole, for accuracy_real.py.

labels.csv holds a row of part, document, line, check and sure (yes, borderline) for each fault that a reader saw, and
read_whole.csv the part and name of each document, those without a fault too; neither holds any text. A label is found
where the same check speaks in the same document at most one line away.
"""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from accuracy import CHECKS, show, wilson

NEAR = 1
"""Lines between a label and a flag that are still the same place: a paragraph may be broken in between."""
VAGUE = "vague"
SURE = ("yes", "borderline")


class Label(NamedTuple):
    """A fault that a reader saw; `check` without its topic."""

    part: str
    document: str
    line: int
    check: str
    sure: bool


Flagged = dict[tuple[str, str], list[int]]
"""The lines that a check flags, by document and check (without its topic)."""


def labels(folder: Path) -> list[Label]:
    """What readers saw; ValueError for a row that names no check or does not say how sure its reader was."""
    seen = []
    for number, row in enumerate(_rows(folder / "labels.csv"), start=2):
        check = row["check"].removeprefix("language/")
        if check not in CHECKS or row["sure"] not in SURE:
            raise ValueError(
                f"labels.csv, line {number}: check {row['check']!r}, sure {row['sure']!r}; "
                f"write one of {', '.join(CHECKS)}, and {' or '.join(SURE)}"
            )
        seen.append(Label(row["part"], row["document"], int(row["line"]), check, row["sure"] == "yes"))
    return seen


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def flagged(places: Iterable[tuple[str, int, str]]) -> Flagged:
    """Flags as document, line and check, by document and check."""
    lines: Flagged = {}
    for document, line, check in places:
        lines.setdefault((document, check.removeprefix("language/")), []).append(line)
    return lines


def by_same(label: Label, lines: Flagged) -> bool:
    """Whether the label's own check speaks there."""
    return any(abs(line - label.line) <= NEAR for line in lines.get((label.document, label.check), ()))


def by_any(label: Label, lines: Flagged) -> bool:
    """Whether any check but `vague` speaks there."""
    return any(by_same(label._replace(check=check), lines) for check in CHECKS if check != VAGUE)


def row(name: str, seen: list[Label], found: Callable[[Label], bool]) -> str:
    """One line of the table: all labels, then those of which the reader was sure."""
    sure = [one for one in seen if one.sure]
    cells = (f"{len(some):>8}   {wilson(sum(map(found, some)), len(some)):<18}" for some in (seen, sure))
    return f"  {name:<28}{''.join(cells)}".rstrip()


def show_recall(places: list[tuple[str, int, str]], folder: Path) -> None:
    """Print recall on the documents that were read whole: part by part, and where there are several, together."""
    lines, seen, whole = flagged(places), labels(folder), _rows(folder / "read_whole.csv")
    parts = sorted({one["part"] for one in whole})
    for part in parts:
        count = sum(one["part"] == part for one in whole)
        show_part(f"{part}: {count}", [one for one in seen if one.part == part], lines)
    if len(parts) > 1:
        show_part(f"all parts: {len(whole)}", seen, lines)


def show_part(title: str, seen: list[Label], lines: Flagged) -> None:
    """One table of recall."""
    rest = [one for one in seen if one.check != VAGUE]
    show(
        f"recall, {title} documents read whole\n"
        "  check                         labels   recall               sure   recall"
    )
    for check in CHECKS:
        show(row(check, [one for one in seen if one.check == check], lambda one: by_same(one, lines)))
    show(row("all but vague, same check", rest, lambda one: by_same(one, lines)))
    show(row("all but vague, any of them", rest, lambda one: by_any(one, lines)))
    show("")
