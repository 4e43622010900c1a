"""What a measured series says in words: its lowest, usual and highest value, whole and between its changes."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pmkit.models.evidence_facts.facts import Record

SOURCE = "Prometheus"
Samples = Sequence[tuple[float, float]]


def series_records(name: str, ref: str, samples: Samples, turns: Sequence[float]) -> Iterator[Record]:
    """A record for each stretch between two changes, `turns` in seconds since 1970, and one for all."""
    edges = [-math.inf, *sorted(turns), math.inf]
    stretches = [[value for at, value in samples if begin <= at < end] for begin, end in pairwise(edges)]
    every = [value for _, value in samples]
    is_share = all(0 <= value <= 1 for value in every) and not set(every) <= {0.0, 1.0}
    for values in (every, *(stretches if len(stretches) > 1 else ())):
        finite = [value for value in values if math.isfinite(value)]
        if finite:
            yield Record(ref, SOURCE, f"{name}: {_told(finite, is_share=is_share)}")


def _told(values: list[float], *, is_share: bool) -> str:
    named = (("lowest", min(values)), ("usual", median(values)), ("highest", max(values)))
    return ", ".join(f"{word} {value:.4g}" + (f" ({100 * value:.3g} %)" if is_share else "") for word, value in named)
