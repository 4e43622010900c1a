"""How much findings take from a postmortem: by what they are about, and the less the more often one is told."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from pmkit.checks.check import Finding
from pmkit.models.data_file import data_file

OTHERS = 1.0
"""What a finding of a check takes that is not listed."""
EACH = frozenset(("postmortem/missing-section", "postmortem/placeholder"))
"""Each of these is another part that is not there."""


def weight_of(findings: Iterable[Finding]) -> float:
    """Points of a hundred, 100 at most: the first finding of a check counts in full, the n-th one n-th of that."""
    told = Counter(one.check for one in findings if not one.waived)
    return min(100.0, sum(weight_of_check(check) * _times(check, number) for check, number in told.items()))


def weight_of_check(check: str) -> float:
    """What one finding of a check takes."""
    return _weights().get(check, OTHERS)


def _times(check: str, number: int) -> float:
    return number if check in EACH else sum(1 / turn for turn in range(1, number + 1))


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = data_file("checks/postmortem/weights.toml")["most"]
    return weights
