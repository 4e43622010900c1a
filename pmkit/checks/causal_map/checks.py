"""What good causal maps do: everything leads to the problem, and nothing goes in circles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pmkit.checks.check import Check, Field, Match
from pmkit.checks.factors.checks import UNKNOWN, UNKNOWN_INSTEAD, UNKNOWN_WHY, unknown_parts
from pmkit.models.causal_graph import CausalGraph
from pmkit.models.causal_map import CausalMap
from pmkit.models.factor import ContributingFactor
from pmkit.models.five_whys import Why
from pmkit.models.story.scenario import Scenario
from pmkit.models.words.shortened import shortened

PLACES = {"why": ("whys", "answer"), "factor": ("factors", "statement"), "cause": ("causes", "text")}


@dataclass(frozen=True)
class MapReading:
    """A causal map and its graph."""

    answer: CausalMap
    scenario: Scenario | None = None

    @cached_property
    def graph(self) -> CausalGraph:
        """What led to what."""
        return self.answer.graph()


def _at(reading: MapReading, index: int) -> Match:
    """A match of a whole node: of the first part that says it."""
    kind, _, number = reading.graph.nodes[index].names[0].partition(" ")
    field: Field = (PLACES[kind][0], int(number) - 1, PLACES[kind][1]) if kind in PLACES else ("problem",)
    text = reading.graph.nodes[index].text
    return Match(field, 0, len(text), shortened(text, 80))


def cycle(reading: MapReading) -> Iterator[Match]:
    """The first node of each circle."""
    for group in reading.graph.cycles():
        yield _at(reading, group[0])


def orphan(reading: MapReading) -> Iterator[Match]:
    """Nodes from which no way leads to the problem."""
    for index in reading.graph.orphans():
        if reading.graph.nodes[index].text.strip():
            yield _at(reading, index)


def unknown_part(reading: MapReading) -> Iterator[Match]:
    """What factors are said to lead to and the map does not have."""
    answer = reading.answer
    known = {"why": len(answer.whys), "factor": len(answer.factors), "cause": len(answer.causes)}
    yield from unknown_parts(answer.factors, known)


def _map(*leads_to: str | None) -> CausalMap:
    """Two whys, and a factor for each of `leads_to`."""
    whys = [Why(answer="The daemon was down"), Why(answer="Its certificate had expired")]
    factors = [
        ContributingFactor(statement=f"Reminder {number} goes to a list nobody reads", leads_to=effect)
        for number, effect in enumerate(leads_to, start=1)
    ]
    return CausalMap(problem="Bids stopped", whys=whys, factors=factors)


CHECKS = (
    Check(
        id="causal-map/cycle",
        says="“{quote}” leads back to itself.",
        why="What goes in a circle has no beginning, so nothing on it can be changed first.",
        instead="Which came first that night? Take out the link that runs backwards in time.",
        source="pmkit",
        find=cycle,
        bad=(_map("factor 2", "factor 1"), _map("factor 2", "factor 3", "factor 1")),
        good=(_map("why 2", "factor 1"), _map("problem", "why 1", "why 1")),
    ),
    Check(
        id="causal-map/orphan",
        says="“{quote}” does not lead to the problem yet.",
        why="A factor that led to nothing is background; one that led to something shows where to change it.",
        instead="What was different because of it? Name the why or the factor that it led to.",
        source="pmkit",
        find=orphan,
        bad=(_map(None), _map("why 2", "why 9")),
        good=(_map(), _map("why 2", "problem")),
    ),
    Check(
        id="causal-map/unknown-part",
        says=UNKNOWN,
        why=UNKNOWN_WHY,
        instead=UNKNOWN_INSTEAD,
        source="pmkit",
        find=unknown_part,
        bad=(_map("why 9"), _map("why 2", "cause 1")),
        good=(_map("why 2"), _map("factor 2", "problem")),
    ),
)
