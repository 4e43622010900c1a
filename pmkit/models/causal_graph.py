"""A graph of what led to what: nodes, links from cause to effect, its cycles and the nodes that lead nowhere."""

from dataclasses import dataclass, field
from typing import Literal

from pmkit.models.words.plain import plain

NodeKind = Literal["problem", "why", "factor", "cause"]


@dataclass(slots=True)
class Node:
    """One thing that happened or was there; `names` are those of the parts of an analysis that say it."""

    kind: NodeKind
    text: str
    evidence: str = ""
    note: str = ""
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CausalGraph:
    """Nodes, the problem first; `links` are pairs of their indices, from a cause to what it led to."""

    nodes: list[Node]
    links: list[tuple[int, int]] = field(default_factory=list)
    _place: dict[str, int] = field(default_factory=lambda: {"problem": 0})
    _said: dict[str, int] = field(default_factory=dict)

    def add(self, node: Node, name: str) -> None:
        """Add a part called `name`; one that says what an earlier one says becomes part of its node."""
        said = plain(node.text)
        known = self._said.get(said) if said else None
        if known is None:
            known = len(self.nodes)
            self.nodes.append(node)
            self._said |= {said: known} if said else {}
        else:
            merged = self.nodes[known]
            merged.evidence = merged.evidence or node.evidence
            merged.note = merged.note or node.note
        self.nodes[known].names.append(name)
        self._place[name] = known

    def link(self, name: str, effect: str) -> None:
        """Say that the part called `name` led to the one called `effect`; one that is not there is passed over."""
        ends = (self._place.get(name), self._place.get(effect))
        if ends[0] is not None and ends[1] is not None and ends not in self.links:
            self.links.append((ends[0], ends[1]))

    def leading_to_problem(self) -> set[int]:
        """The indices of the nodes from which a way leads to the problem, itself included."""
        causes: dict[int, list[int]] = {}
        for cause, effect in self.links:
            causes.setdefault(effect, []).append(cause)
        return _reached(0, causes)

    def orphans(self) -> list[int]:
        """The indices of the nodes from which no way leads to the problem."""
        found = self.leading_to_problem()
        return [index for index in range(len(self.nodes)) if index not in found]

    def cycles(self) -> list[list[int]]:
        """Each group of nodes that all lead to each other, as their indices; a node that leads to itself too."""
        effects: dict[int, list[int]] = {}
        for cause, effect in self.links:
            effects.setdefault(cause, []).append(effect)
        reached = {index: _reached(index, effects, later=True) for index in range(len(self.nodes))}
        groups = {
            tuple(other for other in sorted(reached[index]) if index in reached[other])
            for index in reached
            if index in reached[index]
        }
        return sorted(list(group) for group in groups)


def _reached(start: int, ways: dict[int, list[int]], *, later: bool = False) -> set[int]:
    """What can be reached from `start`; itself counts at once, or with `later` only where a way leads back."""
    found = set() if later else {start}
    waiting = [start]
    while waiting:
        for following in ways.get(waiting.pop(), []):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found
