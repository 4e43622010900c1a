"""How well the checks of a 5 Whys chain find the flaw that its author gave it; a part of `make accuracy`."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmkit.checks import examine
from pmkit.models.action_item import ActionItem
from pmkit.models.five_whys import FiveWhys, Why

CORPUS = Path(__file__).parent / "corpus" / "five_whys_chains"
FLAWS = (
    "person-as-cause",
    "not-actionable",
    "counterfactual",
    "restated",
    "non-sequitur",
    "too-shallow",
    "action-misses-cause",
)
"""Of several flaws that are found, the first in this order names the chain: the plainest to see come first."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one label: found where it is, found where it is not, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def chains(part: str) -> list[dict[str, Any]]:
    """The chains of a part: development or reporting."""
    return [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


def answer_of(chain: dict[str, Any]) -> FiveWhys:
    """A chain as an answer."""
    whys = [Why(answer=text) for text in chain["whys"]]
    actions = [ActionItem(text=text) for text in chain["actions"]]
    return FiveWhys(problem=chain["problem"], root_cause=chain["root_cause"], whys=whys, actions=actions)


def flaw_of(answer: FiveWhys) -> str:
    """The flaw that the checks see, or none."""
    found = {finding.check.removeprefix("five-whys/") for finding in examine(answer, "five-whys")}
    return next((flaw for flaw in FLAWS if flaw in found), "none")


def scores_of(pairs: Iterable[tuple[str, str]]) -> dict[str, Scores]:
    """From pairs of label and found flaw the counts of each label."""
    pairs = list(pairs)
    return {
        label: Scores(
            right=sum(given == found == label for given, found in pairs),
            wrong=sum(found == label != given for given, found in pairs),
            missed=sum(given == label != found for given, found in pairs),
        )
        for label in (*FLAWS, "none")
    }


def measured(part: str) -> tuple[float, int, dict[str, Scores]]:
    """Macro-F1 over all labels, how many good chains are called flawed, and the counts of each label."""
    pairs = [(chain["label"], flaw_of(answer_of(chain))) for chain in chains(part)]
    scores = scores_of(pairs)
    failed = sum(given == "none" != found for given, found in pairs)
    return sum(one.f1 for one in scores.values()) / len(scores), failed, scores


def main(parts: Iterable[str] = ("development", "reporting")) -> None:
    """Print the figures of each part."""
    for part in parts:
        if not (CORPUS / f"{part}.jsonl").exists():
            continue  # "validation" is a part of the language corpus only
        macro, failed, scores = measured(part)
        good = sum(chain["label"] == "none" for chain in chains(part))
        sys.stdout.write(f"5 Whys chains, {part}: macro-F1 {macro:.2f}; {failed} of {good} good chains called flawed\n")
        for label, one in scores.items():
            counts = f"{one.right:>3} right {one.wrong:>3} wrong {one.missed:>3} missed"
            sys.stdout.write(f"  {label:<20} F1 {one.f1:.2f}  {counts}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or ("development", "reporting"))
