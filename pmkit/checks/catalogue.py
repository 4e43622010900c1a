"""All checks by kind of answer, in teaching order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pmkit.checks.causal_map import checks as factors_map
from pmkit.checks.check import Check, Field
from pmkit.checks.document.document import read_document
from pmkit.checks.examination import examine
from pmkit.checks.factors import checks as factors
from pmkit.checks.fishbone import checks as fishbone
from pmkit.checks.fishbone.reading import FishboneReading, texts_of
from pmkit.checks.five_whys import checks as five_whys
from pmkit.checks.five_whys.reading import WhyReading
from pmkit.checks.language import checks as language
from pmkit.checks.rewrites.reading import RewritesReading, prose_of
from pmkit.checks.timeline import checks as timeline
from pmkit.checks.timeline.reading import TimelineReading
from pmkit.models.answer import Answer
from pmkit.models.causal_map import CausalMap
from pmkit.models.factor import Factors
from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import FiveWhys
from pmkit.models.rewrites import Rewrites
from pmkit.models.scenario import Scenario
from pmkit.models.timeline import Timeline

__all__ = ["CHECKS", "TOPICS", "Topic", "examine", "kind_of", "topic_of"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of answer: its model (None for prose), how its checks read it, and the checks.

    `prose_of` gives the fields whose texts the language checks read too.
    """

    model: type[Answer] | None
    read: Callable[[Any, Scenario | None], Any]
    checks: tuple[Check, ...]
    prose_of: Callable[[Any], Iterable[tuple[Field, str]]] = lambda _: ()


TOPICS: dict[str, Topic] = {
    "prose": Topic(None, read_document, language.CHECKS),
    "five-whys": Topic(FiveWhys, WhyReading, five_whys.CHECKS),
    "timeline": Topic(Timeline, TimelineReading, timeline.CHECKS),
    "fishbone": Topic(Fishbone, FishboneReading, fishbone.CHECKS, texts_of),
    "factors": Topic(Factors, factors.FactorsReading, factors.CHECKS, factors.prose_of),
    "causal-map": Topic(CausalMap, factors_map.MapReading, factors_map.CHECKS),
    "rewrites": Topic(Rewrites, RewritesReading, (), prose_of),
}
CHECKS: tuple[Check, ...] = tuple(check for topic in TOPICS.values() for check in topic.checks)


def topic_of(kind: str) -> Topic:
    """The topic called `kind`. Raises LookupError naming the kinds there are."""
    if kind not in TOPICS:
        raise LookupError(f"no kind of answer is called {kind!r}; write one of: {', '.join(TOPICS)}")
    return TOPICS[kind]


def kind_of(check: Check) -> str:
    """The kind of answer that a check reads: "prose" for language/blame."""
    return next(kind for kind, topic in TOPICS.items() if check in topic.checks)
