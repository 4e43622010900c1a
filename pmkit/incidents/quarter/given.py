"""What a quarter is played with: its story, and the assumptions with what somebody set otherwise."""

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pmkit.models.data_file import data_file, data_files
from pmkit.models.story.quarter import Dial, Dials, QuarterStory

DEFAULT = "parcel-lockers"
FOLDER = "incidents/quarters"


class Assumptions(NamedTuple):
    """A value for each dial of `dials.toml`, which says what they mean and between which they lie."""

    forgotten_owned: float
    forgotten_unowned: float
    juggling: float
    pace: float
    overrun: float
    switching: float
    spread: float
    frequency: float


@cache
def dials() -> tuple[Dial, ...]:
    """Every assumption as it is shown, in order."""
    return tuple(Dials.from_data(data_file("incidents/quarter/dials.toml"), "dials.toml").dials)


def assume(changed: Mapping[str, float] | None = None) -> Assumptions:
    """The assumptions, some of them changed; what is out of its range is taken to the end of the range.

    >>> assume({"pace": 3.0}).pace
    3.0
    """
    asked = changed or {}
    return Assumptions(**{one.id: _within(one, asked.get(one.id, one.value)) for one in dials()})


def _within(dial: Dial, value: float) -> float:
    return dial.value if math.isnan(value) else min(dial.high, max(dial.low, value))


@cache
def load_quarter(name: str = DEFAULT) -> QuarterStory:
    """The quarter called `name`. Raises LookupError naming those that there are."""
    if name not in data_files(FOLDER):
        raise LookupError(f"no quarter is called {name!r}; write one of: {', '.join(data_files(FOLDER))}")
    return QuarterStory.from_data(data_file(f"{FOLDER}/{name}.toml"), f"quarters/{name}.toml")
