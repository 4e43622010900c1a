"""How well sentences about a quarter are read: against the labels of a corpus, as `tests/corpus/README.md` says.

A label names a check and the words that it should point at, or words that stand in the data; it is met where what is
said overlaps these words. Counted are right, false and missed remarks, and those that stand in the data.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmkit.checks.trend.reading import read_sentence
from pmkit.grading.trend_meeting.judging import Judged, judge
from pmkit.grading.trend_meeting.meeting import figures_of, tell

CORPUS = Path(__file__).with_name("corpus") / "trend_sentences"
PARTS = ("development", "validation", "validation_second", "reporting")


@dataclass
class Counts:
    """Of remarks, and of what stands in the data: found rightly, found falsely, missed."""

    wrong: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    slips: list[str] = field(default_factory=list)

    def f1(self) -> float:
        """Of the remarks."""
        hits = self.wrong["hit"]
        return 2 * hits / max(1, 2 * hits + self.wrong["false"] + self.wrong["missed"])


def cases(part: str) -> Iterator[dict[str, Any]]:
    path = CORPUS / f"{part}.jsonl"
    if path.exists():
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def counted(part: str) -> Counts:
    """The counts of one part of the corpus."""
    counts = Counts()
    for case in cases(part):
        _count(case, counts)
    return counts


def _count(case: dict[str, Any], counts: Counts) -> None:
    text, figures = case["sentence"], figures_of(case["seed"])
    judged = judge(read_sentence(text, figures.quarters), figures)
    remarks = [one for one in judged if one.state not in ("met", "not checked")]
    left = list(case["wrong"])
    for one in remarks:
        label = next(
            (label for label in left if _check(one) == label["check"] and _meets(one, label["words"], text)), None
        )
        counts.wrong["hit" if label else "false"] += 1
        if label:
            left.remove(label)
        else:
            counts.slips.append(f"false  {_check(one)} “{text[one.claim.start : one.claim.end]}”: {text}")
    counts.wrong["missed"] += len(left)
    counts.slips += [f"missed {label['check']} “{label['words']}”: {text}" for label in left]
    met = [one for one in judged if one.state == "met"]
    for words in case["right"]:
        is_met = any(_meets(one, words, text) for one in met)
        counts.right["hit" if is_met else "missed"] += 1
        if not is_met:
            counts.slips.append(f"unmet  “{words}”: {text}")
    whole = tell(text, figures).is_whole
    counts.whole["same" if whole == case["whole"] else "other"] += 1
    if whole != case["whole"]:
        counts.slips.append(f"whole  {whole}: {text}")


def _check(one: Judged) -> str:
    return one.text.removesuffix("-same")


def _meets(one: Judged, words: str, text: str) -> bool:
    start = text.find(words)
    return one.claim.start < start + len(words) and one.claim.end > start


def main() -> None:
    """Print the counts, of one part where one is named; with `slips`, those that are read one by one."""
    for part in [one for one in PARTS if one in sys.argv] or PARTS:
        counts = counted(part)
        if not counts.wrong:
            continue
        says, held, whole = counts.wrong, counts.right, counts.whole
        sys.stdout.write(
            f"trend sentences, {part}: remarks F1 {counts.f1():.2f} ({says['hit']} right, {says['false']} false, "
            f"{says['missed']} missed), {held['hit']} of {held.total()} right figures affirmed, "
            f"{whole['same']} of {whole.total()} sentences judged whole or not alike\n"
        )
        if "slips" in sys.argv and part != "reporting":
            sys.stdout.write("\n".join(counts.slips) + "\n")


if __name__ == "__main__":
    main()
