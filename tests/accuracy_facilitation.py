"""How well what a facilitator says is read: helpful or harmful, and which moves; a part of `make accuracy`."""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from accuracy_five_whys import Scores

from pmkit.checks.facilitation.moves import read
from pmkit.models.meeting.moves import HARMFUL, HarmfulName, HelpfulName

CORPUS = Path(__file__).parent / "corpus" / "facilitation"
MOVES: tuple[str, ...] = (*get_args(HelpfulName), *get_args(HarmfulName))
PLAIN = {
    "open-question": ("what ", "how "),
    "we-language": ("we ", "our ", "us "),
    "fact-seeking": ("log", "dashboard", "when ", "time", "see", "saw"),
    "thanks": ("thank", "appreciate"),
    "invites": ("haven't heard", "anyone else", "would you like"),
    "redirects-blame": ("system", "process", "rather than"),
    "parks-fix": ("park", "later"),
    "summarises": ("so far", "recap", "summar", "hearing"),
    "sets-frame": ("blameless", "learn", "here to"),
    "keeps-time": ("minutes", "agenda"),
    "asks-owner": ("owner", "by when", "who will"),
    "why-you": ("why did you", "why didn't you", "why you", "thinking"),
    "assigns-blame": ("fault", "blame", "who did", "responsible"),
    "loaded": ("careless", "stupid", "sloppy", "mistake", "failure"),
    "dismisses": ("irrelevant", "not relevant", "doesn't matter", "calm down"),
    "rushes": ("no time", "hurry", "quickly", "move on", "just "),
    "leading": ("isn't it", "didn't you", "right?", "don't you"),
    "hindsight": ("should have", "could have", "obvious"),
    "two-questions": (),
}
"""What somebody would write who had ten minutes: a list of words a move; two questions are two question marks."""
SEED = 15
DRAWS = 1_000


@dataclass(frozen=True)
class Row:
    """What an author says of an utterance, or a reader: its moves, and whether it harms."""

    moves: frozenset[str]
    harmful: bool
    hard: bool = False


def parts() -> list[str]:
    """The parts of the corpus."""
    return sorted(path.stem for path in CORPUS.glob("*.jsonl"))


def rows_of(part: str) -> list[dict[str, Any]]:
    """The utterances of a part, with their labels."""
    return [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def truth_of(row: dict[str, Any]) -> Row:
    """What the author says of a row."""
    return Row(frozenset(row["moves"]), row["harmful"], row["hard"])


def told_of(text: str) -> Row:
    """What the checks say of an utterance."""
    moves = frozenset(move.name for move in read(text).moves)
    return Row(frozenset(moves), not moves.isdisjoint(HARMFUL))


def plain_of(text: str) -> Row:
    """What lists of words say of an utterance."""
    words = f"{text.lower()} "
    moves = {move for move, said in PLAIN.items() if any(one in words for one in said)}
    if words.count("?") > 1:
        moves.add("two-questions")
    return Row(frozenset(moves), not moves.isdisjoint(HARMFUL))


def scores_of(pairs: Iterable[tuple[bool, bool]]) -> Scores:
    """From pairs of what is and what is told the counts."""
    listed = list(pairs)
    return Scores(listed.count((True, True)), listed.count((False, True)), listed.count((True, False)))


def harm_of(truths: Sequence[Row], told: Sequence[Row]) -> Scores:
    """The counts of harmful utterances."""
    return scores_of((one.harmful, other.harmful) for one, other in zip(truths, told, strict=True))


def move_of(move: str, truths: Sequence[Row], told: Sequence[Row]) -> Scores:
    """The counts of one move."""
    return scores_of((move in one.moves, move in other.moves) for one, other in zip(truths, told, strict=True))


def macro_of(truths: Sequence[Row], told: Sequence[Row]) -> float:
    """The mean F1 of the moves that are there."""
    there = [move for move in MOVES if any(move in one.moves for one in truths)]
    return sum(move_of(move, truths, told).f1 for move in there) / max(len(there), 1)


def interval(
    figure: Callable[[Sequence[Row], Sequence[Row]], float], truths: Sequence[Row], told: Sequence[Row]
) -> tuple[float, float]:
    """Between which values a figure lies 95 times in 100 when the utterances are drawn anew (bootstrap)."""
    draw = random.Random(SEED)  # noqa: S311  # no secret
    values = []
    for _ in range(DRAWS):
        drawn = draw.choices(range(len(truths)), k=len(truths))
        values.append(figure([truths[one] for one in drawn], [told[one] for one in drawn]))
    values.sort()
    return values[DRAWS // 40], values[-1 - DRAWS // 40]


def harm_f1(truths: Sequence[Row], told: Sequence[Row]) -> float:
    """F1 of harmful utterances."""
    return harm_of(truths, told).f1


@dataclass(frozen=True)
class Measured:
    """What authors say of a part, and the checks, and lists of words."""

    truths: list[Row]
    told: list[Row]
    plain: list[Row]
    milliseconds: float


def measured(part: str) -> Measured:
    """The readings of a part; what is compiled once is not counted as time."""
    rows = rows_of(part)
    truths, texts = [truth_of(row) for row in rows], [row["text"] for row in rows]
    list(map(told_of, texts))
    began = time.process_time()
    told = [told_of(text) for text in texts]
    took = time.process_time() - began
    return Measured(truths, told, [plain_of(text) for text in texts], 1000 * took / max(len(rows), 1))


def shown(scores: Scores) -> str:
    """Precision, recall and F1 of some counts, in a line."""
    precision = scores.right / max(scores.right + scores.wrong, 1)
    recall = scores.right / max(scores.right + scores.missed, 1)
    counts = f"{scores.right:>3} right {scores.wrong:>3} wrong {scores.missed:>3} missed"
    return f"P {precision:.3f} R {recall:.3f} F1 {scores.f1:.3f}  {counts}"


def lines_of(part: str) -> Iterator[str]:
    """The figures of a part, as lines."""
    found = measured(part)
    truths, told, plain = found.truths, found.told, found.plain
    yield f"facilitation, {part} ({len(truths)}): {found.milliseconds:.2f} ms an utterance"
    low, high = interval(harm_f1, truths, told)
    beside = f"95 %: {low:.3f} to {high:.3f}; word lists: F1 {harm_f1(truths, plain):.3f}"
    yield f"  harmful          {shown(harm_of(truths, told))}   ({beside})"
    hard = [index for index, one in enumerate(truths) if one.hard]
    yield f"  of the hard ones {shown(harm_of([truths[one] for one in hard], [told[one] for one in hard]))}"
    low, high = interval(macro_of, truths, told)
    yield (
        f"  moves            macro-F1 {macro_of(truths, told):.3f}   "
        f"(95 %: {low:.3f} to {high:.3f}; word lists: {macro_of(truths, plain):.3f})"
    )
    for move in MOVES:
        lists = move_of(move, truths, plain).f1
        yield f"    {move:<16} {shown(move_of(move, truths, told))}   (word lists: {lists:.3f})"


def main(wanted: Iterable[str]) -> None:
    """Print the figures of each part."""
    for part in wanted:
        if part in parts():
            sys.stdout.write("\n".join(lines_of(part)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:] or parts())
