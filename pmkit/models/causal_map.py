"""A causal map: whys, contributing factors and the causes of a fishbone as one graph of what led to what."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from pmkit.models.action_item import ActionItem
from pmkit.models.answer import Answer
from pmkit.models.causal_graph import CausalGraph, Node
from pmkit.models.factor import MOST_FACTORS, ContributingFactor, Factors
from pmkit.models.fishbone import MOST_CAUSES, Fishbone, FishboneCause
from pmkit.models.five_whys import MOST_WHYS, FiveWhys, Why

PARTS = ("whys", "factors", "causes")
"""What others refer to by number, so that there can be one list of each."""


class CausalMap(Answer):
    """What five_whys.toml, factors.toml and fishbone.toml hold, in one file or any one of them.

    >>> whys = FiveWhys(problem="Bids stopped", whys=[Why(answer="The daemon was down")])
    >>> CausalMap.of(whys).graph().links
    [(1, 0)]
    """

    problem: str = Field("", examples=['"Bids stopped"'])
    root_cause: str = Field("", examples=['"No test measures memory over hours"'])
    categories: list[str] | None = Field(None, examples=['["People", "Process", "Technology"]'])
    empty: dict[str, str] | None = Field(None, examples=['a table: [empty], below it Tools = "No tool had changed"'])
    whys: list[Why] = Field(default_factory=list, max_length=MOST_WHYS, examples=["at most 200 [[whys]]"])
    factors: list[ContributingFactor] = Field(default_factory=list, max_length=MOST_FACTORS, examples=["[[factors]]"])
    causes: list[FishboneCause] = Field(default_factory=list, max_length=MOST_CAUSES, examples=["[[causes]]"])
    actions: list[ActionItem] = Field(default_factory=list, max_length=200, examples=["at most 200 [[actions]]"])

    @model_validator(mode="after")
    def _whys_are_a_tree(self) -> Self:
        FiveWhys(whys=self.whys)
        return self

    @classmethod
    def of(cls, *answers: "FiveWhys | Factors | Fishbone | CausalMap") -> Self:
        """One map of several answers, at most one of each kind; the first problem that is written counts.

        Raises ValueError for two answers that hold parts of one kind.
        """
        merged: dict[str, Any] = {}
        for answer in answers:
            for key in cls.model_fields.keys() & type(answer).model_fields.keys():
                value = getattr(answer, key)
                if key in PARTS and value and merged.get(key):
                    raise ValueError(f"two answers hold {key}; give one of them")
                merged[key] = merged.get(key) or value
        return cls(**merged)

    def graph(self) -> CausalGraph:
        """The graph, in which parts that say the same are one node; what was put aside is left out."""
        graph = CausalGraph([Node("problem", self.problem, names=["problem"])])
        for node, place in self._parts():
            graph.add(node, place)
        for name, effect in self._links():
            graph.link(name, effect)
        return graph

    def _tree(self) -> FiveWhys:
        return FiveWhys(whys=self.whys)

    def _contributing(self) -> list[int]:
        """The causes judged to have contributed, with those that they are sub-causes of."""
        found = {index for index, cause in enumerate(self.causes) if cause.contributed}
        return sorted(found | {parent - 1 for index in found if (parent := self.causes[index].parent)})

    def _parts(self) -> Iterator[tuple[Node, str]]:
        """Every part with the name by which others call it."""
        for index in self._tree().standing():
            yield Node("why", self.whys[index].answer, self.whys[index].evidence or ""), f"why {index + 1}"
        for index, factor in enumerate(self.factors):
            note = factor.contributed_as or ""
            yield Node("factor", factor.statement, factor.evidence or "", note), f"factor {index + 1}"
        for index in self._contributing():
            cause = self.causes[index]
            yield Node("cause", cause.text, cause.evidence or "", cause.category), f"cause {index + 1}"

    def _links(self) -> Iterator[tuple[str, str]]:
        """Which name leads to which; a factor leads nowhere until it says so."""
        tree = self._tree()
        for index in tree.standing():
            parent = tree.parent_of(index)
            yield f"why {index + 1}", "problem" if parent is None else f"why {parent + 1}"
        for index, factor in enumerate(self.factors):
            if factor.leads_to:
                yield f"factor {index + 1}", factor.leads_to
        for index in self._contributing():
            parent = self.causes[index].parent
            yield f"cause {index + 1}", f"cause {parent}" if parent else "problem"


def causal_map(*paths: str | Path) -> CausalMap:
    """The map of the answers in these files; one that is not there yet adds nothing.

    Raises AnswerError for a file that cannot be read, ValueError for two that hold parts of one kind.
    """
    return CausalMap.of(*(CausalMap.load(path) for path in paths if Path(path).exists()))
