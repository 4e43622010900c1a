"""How far two raters agree on an ordered scale, with chance taken out: weighted kappa (Cohen 1968)."""

from collections.abc import Sequence
from itertools import product


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 where all pairs agree, 0 where they do as often as by chance.

    None where nothing can be told: without pairs, and where all levels are the same one.

    >>> weighted_kappa([(1, 1), (2, 2), (3, 2), (4, 4)])
    0.9
    """
    apart = sum((one - other) ** 2 for one, other in pairs)
    ones, others = zip(*pairs, strict=True) if pairs else ((), ())
    by_chance = sum((one - other) ** 2 for one, other in product(ones, others))
    return 1 - apart * len(pairs) / by_chance if by_chance else None
