"""A causal map in plain text, and the words that its picture shares with it."""

from pmkit.models.causal_graph import CausalGraph
from pmkit.models.causal_map import CausalMap
from pmkit.render.scene.wrapping import clean

TO_DESCRIBE = "still to be described"
NOTES = {"needed": "needed", "made-worse": "made worse", "hid": "hid"}


def outline(causal_map: CausalMap) -> str:
    """Every node with its effects, then what goes in circles and what leads nowhere."""
    graph = causal_map.graph()
    lines = [f"Problem: {clean(graph.nodes[0].text) or f'? ({TO_DESCRIBE})'}"]
    called = headings(graph)
    for index, one in enumerate(graph.nodes[1:], start=1):
        lines.append(f"{called[index]}: {clean(one.text) or f'? ({TO_DESCRIBE})'}")
        lines += [f"  Evidence: {clean(one.evidence)}"] if clean(one.evidence) else []
        effects = [_name(graph, effect) for cause, effect in graph.links if cause == index]
        lines += [f"  → {', '.join(effects)}"] if effects else []
    return "\n".join([*lines, *pointed_at(graph)]) + "\n"


def pointed_at(graph: CausalGraph) -> list[str]:
    """A line on each circle, and one on all that leads nowhere."""
    circles = [" → ".join(_name(graph, index) for index in [*group, group[0]]) for group in graph.cycles()]
    lost = [_name(graph, index) for index in graph.orphans()]
    lines = [f"In a circle: {circle}. Which came first?" for circle in circles]
    return lines + ([f"Does not lead to the problem yet: {', '.join(lost)}. What did it lead to?"] if lost else [])


def gist(graph: CausalGraph) -> str:
    """The map in a few sentences, for a screen reader."""
    problem = clean(graph.nodes[0].text)[:200] or TO_DESCRIBE
    count = len(graph.nodes) - 1
    causes = "1 cause" if count == 1 else f"{count} causes"
    return " ".join([f"Causal map. Problem: {problem.rstrip('.')}. {causes}.", *pointed_at(graph)])


def headings(graph: CausalGraph) -> list[str]:
    """Of each node: what it is called in each analysis, how it contributed, and what is odd about it."""
    lost, circling = set(graph.orphans()), {index for group in graph.cycles() for index in group}
    found = []
    for index, one in enumerate(graph.nodes):
        names = " = ".join(name.capitalize() for name in one.names)
        note = NOTES.get(one.note, clean(one.note))
        odd = ["leads where?" if index in lost else "", "in a circle" if index in circling else ""]
        found.append(" · ".join(filter(None, [names, note, *odd])))
    return found


def _name(graph: CausalGraph, index: int) -> str:
    return graph.nodes[index].names[0]
