"""How often the intervals of metrics hold the truth, at the sizes that teams have; beside them intervals not used.

Values are drawn with a known truth: log-normal durations (median 70 minutes) and Weibull gaps. "too few" stands
where no interval is printed. What is printed should hold between 93 and 97 times in 100; a figure of 2,000 drawn
histories is uncertain by one. Not used: the percentile bootstrap of the mean, and the modified Cox interval.
"""

import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from statistics import NormalDist

from pmkit.metrics.intervals import Interval, of_mean, of_mean_gap, of_quantile, of_share
from pmkit.metrics.survival import survival

RUNS = 2_000
SIZES = (10, 20, 50, 100, 400)
SIGMAS = (0.8, 1.2, 1.6)
SHAPES = (0.63, 0.77, 1.0)
MEDIAN = 70.0
TARGETS = (30.0, 120.0)
BOOTSTRAPS = 200
Ordered = Sequence[float]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def coverage(drawn: Sequence[Ordered], interval: Callable[[Ordered], Interval | None], truth: float) -> float | None:
    """The share of drawn histories whose interval holds the truth; None where none is printed."""
    found = [interval(one) for one in drawn]
    if None in found:
        return None
    return sum(one is not None and one.low <= truth <= one.high for one in found) / len(found)


def bootstrap(ordered: Ordered) -> Interval:
    """The percentile bootstrap of the mean: what pmkit does not use."""
    dice = random.Random(0)  # noqa: S311 -- repeatable, not secret
    means = sorted(math.fsum(dice.choices(ordered, k=len(ordered))) / len(ordered) for _ in range(BOOTSTRAPS))
    return Interval(means[int(0.025 * BOOTSTRAPS)], means[int(0.975 * BOOTSTRAPS) - 1])


def modified_cox(ordered: Ordered) -> Interval:
    """The modified Cox interval of a log-normal mean (Olsson 2005)."""
    logs = [math.log(one) for one in ordered]
    count = len(logs)
    middle = math.fsum(logs) / count
    spread = math.fsum((one - middle) ** 2 for one in logs) / (count - 1)
    half = (1.96 + 2.4 / (count - 1)) * math.sqrt(spread / count + spread * spread / (2 * (count - 1)))
    return Interval(math.exp(middle + spread / 2 - half), math.exp(middle + spread / 2 + half))


def durations(count: int, sigma: float, runs: int) -> list[list[float]]:
    """So many histories of durations, each in order."""
    dice = random.Random(f"{count} {sigma}")  # noqa: S311 -- repeatable, not secret
    return [sorted(MEDIAN * dice.lognormvariate(0, sigma) for _ in range(count)) for _ in range(runs)]


def measured(count: int, sigma: float, runs: int = RUNS) -> Iterator[tuple[str, float | None]]:
    """The coverage of each interval that is printed, then of those that are not."""
    drawn = durations(count, sigma, runs)
    mean = MEDIAN * math.exp(sigma * sigma / 2)
    yield "mean", coverage(drawn, of_mean, mean)
    for name, share in (("median", 0.5), ("90th", 0.9), ("95th", 0.95)):
        truth = MEDIAN * math.exp(sigma * NormalDist().inv_cdf(share))
        yield name, coverage(drawn, lambda ordered, share=share: of_quantile(ordered, share), truth)  # type: ignore[misc]
    for target in TARGETS:
        truth = NormalDist().cdf(math.log(target / MEDIAN) / sigma)
        yield f"share<{target:.0f}", coverage(drawn, lambda ordered, target=target: _within(ordered, target), truth)  # type: ignore[misc]
    yield "(Cox)", coverage(drawn, modified_cox, mean)
    few = drawn[: runs // 5]
    yield "(bootstrap)", coverage(few, bootstrap, mean) if count <= 100 else None


def _within(ordered: Ordered, target: float) -> Interval | None:
    return of_share(sum(one <= target for one in ordered), len(ordered))


def gaps(count: int, shape: float, runs: int = RUNS) -> float | None:
    """The coverage of the interval of the mean time between failures."""
    dice = random.Random(f"gaps {count} {shape}")  # noqa: S311 -- repeatable, not secret
    drawn = [[dice.weibullvariate(1, shape) for _ in range(count)] for _ in range(runs)]
    return coverage(drawn, of_mean_gap, math.gamma(1 + 1 / shape))


def with_open(count: int, sigma: float, runs: int = RUNS // 4) -> tuple[float, float]:
    """Of the median with about 7 in 100 still open: the coverage where an interval is printed, and how often one is."""
    dice = random.Random(f"open {count} {sigma}")  # noqa: S311 -- repeatable, not secret
    seen_for, found = MEDIAN * 14 * math.exp(sigma * sigma / 2), []
    for _ in range(runs):
        lives = [(MEDIAN * dice.lognormvariate(0, sigma), dice.expovariate(1 / seen_for)) for _ in range(count)]
        median = survival([min(one) for one in lives], [ended < seen for ended, seen in lives]).median
        if median and median.interval:
            found.append(median.interval.low <= MEDIAN <= median.interval.high)
    return sum(found) / max(1, len(found)), len(found) / runs


def shown(found: float | None) -> str:
    return "too few" if found is None else f"{100 * found:.1f}"


def main() -> None:
    """Print the coverages, in percent."""
    say(f"Intervals of metrics: how often of 100 they hold the truth ({RUNS:,} drawn histories each)")
    names: list[str] = []
    for sigma in SIGMAS:
        for count in SIZES:
            rows = dict(measured(count, sigma))
            if not names:
                names = list(rows)
                say("  " + "".join(name.rjust(12) for name in ("sigma", "incidents", *names)))
            say("  " + "".join(cell.rjust(12) for cell in (f"{sigma}", f"{count}", *map(shown, rows.values()))))
    say(f"Median with open incidents counted in ({RUNS // 4} drawn histories each)")
    for sigma in SIGMAS:
        cells = []
        for count in SIZES:
            held, told = with_open(count, sigma)
            cells.append(
                f"{count} incidents {shown(held)}" + (f" ({100 * (1 - told):.0f} too few)" if told < 1 else "")
            )
        say(f"  sigma {sigma}: " + ", ".join(cells))
    say("Mean time between failures, gaps with a Weibull shape of")
    for shape in SHAPES:
        cells = [f"{count} gaps {shown(gaps(count, shape))}" for count in SIZES]
        say(f"  {shape}: " + ", ".join(cells))


if __name__ == "__main__":
    main()
