"""How well the letters and the kinds of action items of strangers are told; a part of `make accuracy`."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from accuracy_five_whys import Scores

from pmkit.checks.action_items.reading import ItemReading
from pmkit.checks.text.text import read
from pmkit.models.action_item import ActionItem, Kind, Letter
from pmkit.models.dates.due import read_due
from pmkit.models.postmortem.actions import priority_of

CORPUS = Path(__file__).parent / "corpus" / "action_items"
LETTERS: tuple[Letter, ...] = ("specific", "measurable", "assigned", "time-bound", "prioritized")
KINDS: tuple[Kind, ...] = get_args(Kind)
VAGUE = ("improve", "better", "more", "ensure", "enhance", "monitor", "review", "robust", "careful", "investigate")
NOBODY = ("", "tbd", "team", "the team", "everyone", "all", "unassigned")
KEYWORDS: tuple[tuple[str, Kind], ...] = (
    ("investigate", "investigate"),
    ("find out", "investigate"),
    ("restore", "repair"),
    ("refund", "repair"),
    ("restart", "mitigate"),
    ("alert", "detect-future"),
    ("monitor", "detect-future"),
    ("dashboard", "detect-future"),
    ("runbook", "mitigate-future"),
    ("failover", "mitigate-future"),
    ("rollback", "mitigate-future"),
)
"""What somebody would write who had ten minutes: a list of words a letter, the first word found a kind."""
FITTING = {"P1": ("prevent-future",), "P2": ("mitigate-future",), "P3": ("detect-future", "mitigate-future")}


@dataclass(frozen=True)
class Told:
    """What is said of one item: the letters it misses, and its kind."""

    missed: frozenset[str]
    kind: str


def shown(scores: Scores) -> str:
    """The scores of a letter, in a line."""
    return f"F1 {scores.f1:.3f}  {scores.right:>3} right {scores.wrong:>3} wrong {scores.missed:>3} missed"


def parts() -> list[str]:
    """The parts of the corpus."""
    return sorted(path.stem for path in CORPUS.glob("*.jsonl"))


def rows_of(part: str) -> list[dict[str, Any]]:
    """The items of a part, with their labels."""
    return [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def item_of(row: dict[str, Any]) -> ActionItem:
    """A row as an item; its dates are read as those of a table are, without lengths of time."""
    created = read_due(row["created"] or "").on
    due = read_due(row["due"] or "").on
    return ActionItem(
        text=row["text"],
        owner=row["owner"] or "",
        due=due,
        created=created,
        priority=priority_of(row["priority"] or ""),
    )


def truth_of(row: dict[str, Any]) -> Told:
    """What the author says of a row."""
    return Told(frozenset(letter for letter in LETTERS if not row["labels"][letter]), row["kind"])


def told_of(row: dict[str, Any]) -> Told:
    """What the checks say of a row."""
    reading = ItemReading(item_of(row))
    return Told(
        frozenset(letter for letter in LETTERS if reading.letters[letter] is False), reading.guess.kind or "unknown"
    )


def plain_of(row: dict[str, Any]) -> Told:
    """What lists of words and the bare presence of a value say of a row."""
    text, item = row["text"].lower(), item_of(row)
    vague = any(word in text for word in VAGUE)
    kind = next((kind for word, kind in KEYWORDS if word in text), "prevent-future")
    missed = {
        "specific": vague,
        "measurable": vague,
        "assigned": item.owner.lower() in NOBODY,
        "time-bound": item.due is None,
        "prioritized": item.priority is None or kind not in FITTING[item.priority],
    }
    return Told(frozenset(letter for letter, is_missed in missed.items() if is_missed), kind)


def scores_of(pairs: Iterable[tuple[bool, bool]]) -> Scores:
    """From pairs of what is and what is told the counts."""
    counts = Counter(pairs)
    return Scores(counts[True, True], counts[False, True], counts[True, False])


def letters_of(truths: list[Told], told: list[Told]) -> dict[str, Scores]:
    """The counts of each letter: that it is not met is what is looked for."""
    return {
        letter: scores_of(
            (letter in one.missed, letter in other.missed) for one, other in zip(truths, told, strict=True)
        )
        for letter in LETTERS
    }


def macro_of(truths: list[Told], told: list[Told]) -> float:
    """The mean F1 of the kinds that are there."""
    there = [kind for kind in KINDS if any(one.kind == kind for one in truths)]
    return sum(
        scores_of((one.kind == kind, other.kind == kind) for one, other in zip(truths, told, strict=True)).f1
        for kind in there
    ) / len(there)


@dataclass(frozen=True)
class Measured:
    """The figures of a part, with those of the plain alternative beside them."""

    letters: dict[str, Scores]
    macro: float
    plain_letters: dict[str, Scores]
    plain_macro: float
    confused: Counter[tuple[str, str]]
    milliseconds: float


def measured(part: str) -> Measured:
    """The figures of a part; an item is read anew for the time it takes."""
    rows = rows_of(part)
    truths, plain = [truth_of(row) for row in rows], [plain_of(row) for row in rows]
    told_of(rows[0])
    read.cache_clear()
    began = time.process_time()
    told = [told_of(row) for row in rows]
    took = time.process_time() - began
    return Measured(
        letters_of(truths, told),
        macro_of(truths, told),
        letters_of(truths, plain),
        macro_of(truths, plain),
        Counter((one.kind, other.kind) for one, other in zip(truths, told, strict=True)),
        1000 * took / len(rows),
    )


def lines_of(part: str) -> Iterator[str]:
    """The figures of a part, as lines."""
    found = measured(part)
    yield f"action items, {part} ({len(rows_of(part))}): {found.milliseconds:.2f} ms an item"
    for letter, scores in found.letters.items():
        yield f"  {letter:<14} {shown(scores)}   (word lists: F1 {found.plain_letters[letter].f1:.3f})"
    yield f"  kinds          macro-F1 {found.macro:.3f}   (word lists: {found.plain_macro:.3f})"
    columns = [*KINDS, "unknown"]
    yield f"  {'is, told as':<16}" + "".join(f"{kind[:12]:>13}" for kind in columns)
    for kind in KINDS:
        yield f"  {kind:<16}" + "".join(f"{found.confused[kind, other]:>13}" for other in columns)


def main(wanted: Iterable[str]) -> None:
    """Print the figures of each part."""
    for part in wanted:
        if part in parts():
            sys.stdout.write("\n".join(lines_of(part)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:] or parts())
