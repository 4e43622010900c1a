"""Lays out a causal map: its boxes are measured here, Graphviz gives them and the links their places."""

from collections.abc import Iterator
from math import ceil

from pmkit.models.causal_graph import CausalGraph
from pmkit.render.causal_map.outline import TO_DESCRIBE, headings
from pmkit.render.scene.boxes import Box, Content, Kind, Paragraph, drawn, fill_box
from pmkit.render.scene.graphviz import INCH, Plan
from pmkit.render.scene.graphviz import lay_out as planned
from pmkit.render.scene.layout import ARROW
from pmkit.render.scene.shapes import Scene, Stroke, Thing
from pmkit.render.scene.wrapping import excerpt

NARROWEST_BOX, WIDEST_BOX = 190, 300
TIGHTEST_BOX = 136
"""Pixels; boxes are narrower than NARROWEST_BOX only where the map then fits. A map that is wider still is scrolled."""
BESIDE, BETWEEN = 20, 30
MOST_LINES = 6


def lay_out(graph: CausalGraph, room: float) -> Scene:
    """The map, with boxes that are narrower where branches that lie apart made it wider than `room` pixels.

    Raises NoDotError and DrawingError.
    """
    most = max(len(rank) for rank in _ranks(graph))
    box_width = max(NARROWEST_BOX, min(WIDEST_BOX, (room + BESIDE) / most - BESIDE))
    scene = _scene(graph, box_width)
    columns = ceil((scene.width + BESIDE) / (box_width + BESIDE) - 0.01)
    narrower = (room + BESIDE) / columns - BESIDE
    fits = scene.width <= room or not TIGHTEST_BOX <= narrower < box_width
    return scene if fits else _scene(graph, narrower)


def _scene(graph: CausalGraph, box_width: float) -> Scene:
    boxes = list(_boxes(graph, box_width))
    plan = planned(_source(graph, boxes))
    things: list[Thing] = [*_links(graph, plan)]
    for index, box in enumerate(boxes):
        x, y = plan.nodes[f"{index}"]
        things.append(drawn(box, x - box.width / 2, y - box.height / 2))
    return Scene(plan.width, plan.height, things=things)


def _links(graph: CausalGraph, plan: Plan) -> Iterator[Stroke]:
    """What led to what; what goes in a circle stands out."""
    circles = [set(group) for group in graph.cycles()]
    for cause, effect, curve in plan.edges:
        link = int(cause), int(effect)
        if any(circle.issuperset(link) for circle in circles):
            yield Stroke(curve, arrow=ARROW, role="gap", dash="dashed", curved=True)
        elif link in graph.links:
            yield Stroke(curve, arrow=ARROW, curved=True)


def _boxes(graph: CausalGraph, box_width: float) -> Iterator[Box]:
    """A box a node."""
    lost, called = set(graph.orphans()), headings(graph)
    for index, one in enumerate(graph.nodes):
        shown, evidence = excerpt(one.text), excerpt(one.evidence)
        details = [Paragraph(evidence, 3, "Evidence: ", small=True)] if evidence else []
        first = Paragraph(shown or TO_DESCRIBE, MOST_LINES, small=not shown)
        kind: Kind = "problem" if index == 0 else "why"
        content = Content(kind, called[index], (first, *details), gap=index in lost or not shown)
        yield fill_box(content, box_width)


def _ranks(graph: CausalGraph) -> list[list[int]]:
    """The nodes by their distance from the problem; those that do not lead there are the last rank."""
    causes: dict[int, list[int]] = {}
    for cause, effect in graph.links:
        causes.setdefault(effect, []).append(cause)
    ranks, seen = [[0]], {0}
    while ranks[-1]:
        following = dict.fromkeys(cause for effect in ranks[-1] for cause in causes.get(effect, []))
        ranks.append([index for index in following if index not in seen])
        seen.update(ranks[-1])
    return ranks[:-1]


def _source(graph: CausalGraph, boxes: list[Box]) -> str:
    """What Graphviz must know: how large each box is and what leads to what. No word of anybody's is in it."""
    head = (
        f"digraph {{\ngraph [rankdir=BT nodesep={BESIDE / INCH:.4f} ranksep={BETWEEN / INCH:.4f}]\n"
        'node [shape=box fixedsize=true label=""]\nedge [dir=none]\n'
    )
    nodes = [
        f"{index} [width={box.width / INCH:.4f} height={box.height / INCH:.4f}]" for index, box in enumerate(boxes)
    ]
    links = [f"{cause} -> {effect}" for cause, effect in graph.links]
    return head + "\n".join([*nodes, *links, *_stacked(graph), "}\n"])


def _stacked(graph: CausalGraph) -> list[str]:
    """Unseen links that put what leads nowhere under the problem, a few side by side."""
    beside = max(2, *(len(rank) for rank in _ranks(graph)))
    linked = {end for link in graph.links for end in link}
    alone = [index for index in range(1, len(graph.nodes)) if index not in linked]
    above = [0] * beside + alone
    return [f"{index} -> {above[place]} [style=invis]" for place, index in enumerate(alone)]
