"""The clocks of an incident: each figure is a pair of anchors, and which pair is a policy that somebody chose."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, get_args

from pydantic import Field

from pmkit.models.answer import Answer, Part
from pmkit.models.data_file import data_file, data_files
from pmkit.models.timeline import AnchorName, Anchors, in_utc

FigureName = Literal["TTD", "TTA", "TTM", "TTR", "duration"]
FIGURES: tuple[FigureName, ...] = get_args(FigureName)
IN_WORDS: dict[FigureName, str] = {
    "TTD": "time to detect",
    "TTA": "time to acknowledge",
    "TTM": "time to mitigate",
    "TTR": "time to resolve",
    "duration": "duration",
}
DEFAULT = "module"


class Span(Part):
    """Between which anchors a figure runs; of several, the first that a timeline gives."""

    starts: list[AnchorName] = Field(alias="from")
    ends: list[AnchorName] = Field(alias="to")


class Policy(Answer):
    """One way to define the five figures, with who defines them so."""

    name: str
    title: str
    says: str
    source: str
    figures: dict[FigureName, Span]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: whole `seconds` from anchor `start` to anchor `end`; None where one of the two is missing.

    Negative seconds say that the anchors stand in the wrong order; they are shown, never hidden.
    """

    name: FigureName
    seconds: int | None
    start: AnchorName
    end: AnchorName
    missing: tuple[AnchorName, ...] = ()

    @property
    def minutes(self) -> int | None:
        """Whole minutes, half a minute counting up: 239 s are 4."""
        return None if self.seconds is None else (self.seconds + 30) // 60


@cache
def load_policy(name: str = DEFAULT) -> Policy:
    """The policy called `name`. Raises LookupError naming the policies there are."""
    if name not in policy_names():
        raise LookupError(f"no policy is called {name!r}; write one of: {', '.join(policy_names())}")
    return Policy.from_data(data_file(f"models/policies/{name}.toml"), f"policies/{name}.toml")


@cache
def policy_names() -> tuple[str, ...]:
    """The policies there are, the default one first."""
    return tuple(sorted(data_files("models/policies"), key=lambda name: (name != DEFAULT, name)))


def read_clocks(anchors: Anchors, policy: Policy) -> list[Figure]:
    """The five figures of an incident under a policy, in the order of FIGURES.

    >>> anchors = Anchors(cause="2026-01-31T14:23:01Z", alerted="2026-01-31T14:27:00Z")
    >>> read_clocks(anchors, load_policy("module"))[0]
    Figure(name='TTD', seconds=239, start='cause', end='alerted', missing=())
    """
    given = anchors.given()
    return [_figure(name, policy.figures[name], given) for name in FIGURES]


def _figure(name: FigureName, span: Span, given: dict[AnchorName, datetime]) -> Figure:
    start, end = _chosen(span.starts, given), _chosen(span.ends, given)
    missing = tuple(dict.fromkeys(anchor for anchor in (start, end) if anchor not in given))
    seconds = None if missing else round((in_utc(given[end]) - in_utc(given[start])).total_seconds())
    return Figure(name, seconds, start, end, missing)


def _chosen(among: list[AnchorName], given: dict[AnchorName, datetime]) -> AnchorName:
    """The first anchor that is given; where none is, the last, the plainest name."""
    return next((anchor for anchor in among if anchor in given), among[-1])
