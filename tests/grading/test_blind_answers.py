"""Answers by an author who never saw the rules: good ones earn well, flawed ones lose what they lack."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pmkit.grading.assess import assess
from pmkit.grading.assessment import Assessment
from pmkit.models.five_whys import FiveWhys

CORPUS = Path(__file__).parent.parent / "corpus" / "five_whys_answers"
GOOD = 85
LOST = {
    "person": "ends-in-a-system",
    "shallow": "depth",
    "restated": "each-why-new",
    "misses": "action-touches-cause",
    "counterfactual": "what-happened",
}


def assessed(part: str, *labels: str) -> list[tuple[str, Assessment]]:
    paths = sorted(path for path in (CORPUS / part).glob("*.toml") if path.stem.partition("-")[2] in labels)
    return [(path.stem.partition("-")[2], assess("five-whys", FiveWhys.load(path))) for path in paths]


@pytest.mark.parametrize("part", ["development", "reporting"])
def test_good_answers_earn_well(part: str, measured: Callable[[str], None]) -> None:
    points = [result.points for _, result in assessed(part, "good")]
    well = sum(one >= GOOD for one in points)
    measured(f"blind answers, {part}: {well} of {len(points)} good ones earn {GOOD} or more")
    assert well >= 0.8 * len(points)


@pytest.mark.parametrize("part", ["development", "reporting"])
def test_flawed_answers_lose_the_criterion_of_their_flaw(part: str, measured: Callable[[str], None]) -> None:
    results = assessed(part, *LOST)
    lost = [
        next(criterion.outcome for criterion in result.criteria if criterion.id == LOST[label]) != "met"
        for label, result in results
    ]
    measured(f"blind answers, {part}: {sum(lost)} of {len(lost)} flawed ones lose what they lack")
    assert sum(lost) >= 0.75 * len(lost)


@pytest.mark.parametrize("part", ["development", "reporting"])
def test_keywords_and_talk_of_something_else_earn_under_a_fifth(part: str) -> None:
    points = {label: result.points for label, result in assessed(part, "stuffed", "offtopic")}
    assert {label: one < 20 for label, one in points.items()} == {"stuffed": True, "offtopic": True}
