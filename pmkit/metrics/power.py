"""How many incidents it takes until a figure tells of a change: two periods drawn many times, and the closed form.

Durations are drawn log-normal with the same spread before and after; after, each is shorter by the true improvement.
The observed change of a figure is what it is after, divided by what it was before. Of it is said, with `half` of
the true improvement (and 10 % where nothing has changed):

- it shows it: the figure fell by half of the true improvement or more;
- it shows the reverse: it rose by half of it or more;
- it shows nothing to speak of: it lies between.

Whoever asks for the whole improvement instead sees it in half of all draws at any size, which tells nothing. Davidovic
("Incident Metrics in SRE", 2021) drew from three companies' own durations: after a true cut of 10 % the mean showed
no gain in 38, 40 and 20 % of draws. Those are other data; they are cited, not reproduced.

Real durations have longer tails than log-normal ones. Of 381 real ones with a spread of 1.22, drawn again and again,
the mean looks better by 10 % or more, with no change at all, in 43 % of draws at 20 incidents a period and in 26 % at
400; log-normal ones of that spread give 42 and 20 %, log-normal ones of a spread of 1.4 give 43 and 26 %.
"""

import math
import numbers
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from pmkit.metrics.intervals import FEWEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

Figure = Literal["mean", "median", "geometric mean"]
FIGURES: tuple[Figure, ...] = get_args(Figure)


class Limits(NamedTuple):
    """The least and the most that a setting may be."""

    low: float
    high: float


INCIDENTS = Limits(5, 5_000)
IMPROVEMENT = Limits(0.0, 0.8)
SPREAD = Limits(0.6, 1.8)
A_MONTH = Limits(0.1, 1_000)
SEEDS = Limits(0, 1_000_000)
LEAST_CHANGE = 0.001
NO_CHANGE = 0.1
"""An improvement that people speak of: how often it is seen where nothing has changed."""
MOST_RUNS = 20_000
DRAWS = 3_000_000
"""At most so many durations are drawn for one answer."""
BARS = 24
EDGES = (1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0)
"""How many times longer or shorter the ends of the picture are; the first that holds nearly all is taken."""
BEYOND = 0.01
POWER, LEVEL = 0.8, 0.05


@dataclass(frozen=True, slots=True)
class Setting:
    """So many incidents a period; durations truly shorter by `improvement` of one; `spread` is sigma of their logs.

    `a_month` incidents turn a size into months. Raises ValueError that says what to write.
    """

    incidents: int = 20
    improvement: float = 0.1
    spread: float = 1.2
    a_month: float = 7.0

    def __post_init__(self) -> None:
        """Refuse what is no number, or lies out of bounds."""
        for name, limits, unit in (
            ("incidents", INCIDENTS, "incidents a period"),
            ("improvement", IMPROVEMENT, "as a share of one, 0.1 for 10 %"),
            ("spread", SPREAD, "the standard deviation of the logarithms of durations"),
            ("a_month", A_MONTH, "incidents a month"),
        ):
            object.__setattr__(self, name, checked(name, getattr(self, name), limits, unit))
        if self.incidents != int(self.incidents):
            raise ValueError(f"incidents is {self.incidents}; write a whole number")
        object.__setattr__(self, "incidents", int(self.incidents))

    @property
    def has_change(self) -> bool:
        """Whether there is an improvement of a thousandth or more; less counts as none."""
        return self.improvement >= LEAST_CHANGE

    @property
    def half(self) -> float:
        """The change from which on a figure shows it, or the reverse, as a share of one."""
        return self.improvement / 2 if self.has_change else NO_CHANGE


@dataclass(frozen=True, eq=False)
class Tails:
    """Durations of one's own to draw from instead of log-normal ones: their logarithms, with mean 0 and spread 1."""

    logs: "NDArray[Any]"


def tails_of(minutes: Sequence[float]) -> Tails:
    """The tails of durations, whatever their spread. Raises ValueError for fewer than ten, or with durations of 0."""
    import numpy as np

    given = np.asarray(minutes, dtype=float)
    if given.ndim != 1 or len(given) < FEWEST or not np.isfinite(given).all() or given.min() <= 0 or np.ptp(given) == 0:
        raise ValueError(
            f"too few durations ({given.size}) to draw from; give {FEWEST} or more above 0, not all the same"
        )
    logs = np.log(given)
    return Tails(((logs - logs.mean()) / logs.std()).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Shares:
    """Of a figure: in which share of draws it shows the change, nothing to speak of, or the reverse.

    `false_gain` is the share of draws with no change at all in which it looks better by 10 % or more. Four in five
    observed changes lie from `low` to `high`, as after divided by before. `bars` counts draws by these three kinds
    from left (shorter) to right (longer), the outermost with all that lies beyond. `needed` incidents a period show
    the change with a power of 80 % at a level of 5 % (two-sided); None where there is none.
    """

    figure: Figure
    shows: float
    nothing: float
    reverse: float
    false_gain: float
    low: float
    high: float
    bars: tuple[tuple[int, int, int], ...]
    needed: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a setting in `runs` draws of two periods; the picture goes from 1/`edge` to `edge` times as long."""

    setting: Setting
    runs: int
    edge: float
    shares: tuple[Shares, ...]


def checked(name: str, value: Any, limits: Limits, unit: str) -> float:
    """A number within limits. Raises ValueError that says what to write."""
    is_number = isinstance(value, numbers.Real) and not isinstance(value, bool)
    if not is_number or not limits.low <= value <= limits.high:  # NaN is within no limits
        # Python refuses to write whole numbers of thousands of digits.
        got = "too large or too small" if isinstance(value, int) and abs(value) > 1e18 else repr(value)[:40]
        raise ValueError(f"{name} is {got}; write a number from {limits.low:,g} to {limits.high:,g} ({unit})")
    return float(value)


def simulate(setting: Setting, seed: int = 1, tails: Tails | None = None) -> Outcome:
    """Draw two periods many times; the same seed gives the same draws, whatever the improvement.

    With `tails` durations are drawn again and again from one's own, stretched to the spread of the setting.

    >>> first = simulate(Setting(incidents=20)).shares[0]
    >>> first.figure, first.reverse > 0.3
    ('mean', True)
    """
    import numpy as np

    seed = int(checked("seed", seed, SEEDS, "any whole number"))
    unchanged = _log_ratios(setting, seed, tails)
    shift = math.log1p(-setting.improvement)
    observed = {figure: logs + shift for figure, logs in unchanged.items()}
    everything = np.abs(np.concatenate(list(observed.values())))
    far = float(np.quantile(everything, 1 - BEYOND))
    edge = next((edge for edge in EDGES if math.log(edge) >= max(far, -shift)), EDGES[-1])
    return Outcome(
        setting,
        len(observed["mean"]),
        edge,
        tuple(_shares(figure, observed[figure], unchanged[figure], setting, edge) for figure in FIGURES),
    )


def incidents_needed(improvement: float, spread: float = 1.2, figure: Figure = "geometric mean") -> int:
    """So many incidents a period show a true improvement in 80 of 100 cases, at a level of 5 % (two-sided).

    For the geometric mean the closed form of two means of logarithms; for mean and median the same with the spread
    that they have in large samples, so that these two are "about". Raises ValueError that says what to write.

    >>> [incidents_needed(one) for one in (0.1, 0.2, 0.5)]
    [2037, 454, 48]
    """
    checked("improvement", improvement, Limits(LEAST_CHANGE, 0.99), "as a share of one, 0.1 for 10 %")
    checked("spread", spread, Limits(0.01, 5), "the standard deviation of the logarithms of durations")
    normal = NormalDist()
    reach = normal.inv_cdf(1 - LEVEL / 2) + normal.inv_cdf(POWER)
    return math.ceil(2 * _variance(spread, figure) * (reach / math.log1p(-improvement)) ** 2)


def _variance(spread: float, figure: Figure) -> float:
    """Of the logarithm of a figure, times the number of durations, in large samples."""
    square = spread * spread
    if figure == "mean":
        return math.expm1(square)
    if figure == "median":
        return math.pi / 2 * square
    if figure == "geometric mean":
        return square
    raise ValueError(f"figure is {figure!r}; write one of: {', '.join(FIGURES)}")


def _shares(
    figure: Figure, observed: "NDArray[Any]", unchanged: "NDArray[Any]", setting: Setting, edge: float
) -> Shares:
    import numpy as np

    kinds = (observed <= math.log1p(-setting.half), observed >= math.log1p(setting.half))
    apart = [observed[kinds[0]], observed[~(kinds[0] | kinds[1])], observed[kinds[1]]]
    end = math.log(edge)
    counts = [np.histogram(np.clip(one, -end, end), BARS, (-end, end))[0].tolist() for one in apart]
    low, high = np.exp(np.quantile(observed, (0.1, 0.9))).tolist()
    shows, nothing, reverse = (len(one) / len(observed) for one in apart)
    return Shares(
        figure,
        shows,
        nothing,
        reverse,
        float((unchanged <= math.log1p(-NO_CHANGE)).mean()),
        low,
        high,
        tuple(zip(*counts, strict=True)),
        incidents_needed(setting.improvement, setting.spread, figure) if setting.has_change else None,
    )


def _log_ratios(setting: Setting, seed: int, tails: Tails | None) -> "dict[Figure, NDArray[Any]]":
    """For each figure the logarithm of after divided by before, in each run, where nothing has changed."""
    import numpy as np

    spread = setting.spread
    drawn, means, middles = _drawn(setting.incidents, seed, tails)
    lasting = np.exp(np.float32(spread) * drawn)  # of a median of one
    figures = {
        "mean": np.log(lasting.mean(axis=-1)),
        "median": np.log(np.exp(spread * middles).mean(axis=-1)),
        "geometric mean": spread * means,
    }
    return {figure: figures[figure][1] - figures[figure][0] for figure in FIGURES}


@lru_cache(maxsize=2)
def _drawn(incidents: int, seed: int, tails: Tails | None) -> "tuple[NDArray[Any], NDArray[Any], NDArray[Any]]":
    """Normal values of (period, run, incident), their means and the one or two in the middle, of each period."""
    import numpy as np

    runs = min(MOST_RUNS, DRAWS // (2 * incidents))
    dice, size = np.random.default_rng(seed), (2, runs, incidents)
    if tails is None:
        drawn = dice.standard_normal(size, dtype=np.float32)
    else:
        drawn = tails.logs[dice.integers(0, len(tails.logs), size, dtype=np.int32)]
    first, last = (incidents - 1) // 2, incidents // 2
    middles = np.partition(drawn, (first, last), axis=-1)[..., first : last + 1].astype(float)
    return drawn, drawn.mean(axis=-1, dtype=float), middles
