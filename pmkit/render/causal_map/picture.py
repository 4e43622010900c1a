"""Draws a causal map: what led to what, the problem on top, with what goes in circles or leads nowhere marked."""

import re
from html import escape
from math import ceil

from pmkit.models.causal_graph import CausalGraph
from pmkit.models.causal_map import CausalMap
from pmkit.render.causal_map.outline import TO_DESCRIBE, gist, headings, outline
from pmkit.render.scene import graphviz, picture
from pmkit.render.scene.boxes import Content, Kind, Paragraph, fill_box, node, quoted
from pmkit.render.scene.graphviz import DrawingError, NoDotError
from pmkit.render.scene.layout import Layout, Place
from pmkit.render.scene.palette import Theme, colour
from pmkit.render.scene.wrapping import excerpt

__all__ = ["gist", "html", "outline", "png", "svg"]

NARROWEST_BOX, WIDEST_BOX = 190, 300
TIGHTEST_BOX = 136
"""Pixels; boxes are narrower than NARROWEST_BOX only where the map then fits. A map that is wider still is scrolled."""
BESIDE, BETWEEN = 20, 30
MOST_LINES = 6


def svg(causal_map: CausalMap, *, width: int = 800, theme: Theme = "auto") -> str:
    """SVG text that starts at `<svg`, laid out for `width` pixels. Raises NoDotError and DrawingError."""
    graph = causal_map.graph()
    layout = _fitting(graph, width)
    return picture.svg_of(_dot(graph, layout, theme), layout, theme, gist(graph), engine="dot")


def png(causal_map: CausalMap, *, width: int = 800, theme: Theme = "light") -> bytes:
    """A PNG with two pixels for one of the page. Raises NoDotError and DrawingError."""
    graph = causal_map.graph()
    layout = _fitting(graph, width)
    return picture.png_of(_dot(graph, layout, theme), layout, engine="dot")


def html(causal_map: CausalMap, *, width: int = 800, theme: Theme = "auto") -> str:
    """The picture as HTML; the outline where nothing can draw it. Never raises."""
    try:
        return svg(causal_map, width=width, theme=theme)
    except (NoDotError, DrawingError):
        style = "white-space:pre-wrap;overflow-wrap:anywhere"
        return f'<pre class="pmkit-outline" style="{style}">{escape(outline(causal_map))}</pre>'


def _fitting(graph: CausalGraph, width: int) -> Layout:
    """The boxes, narrower where branches that lie apart made the map wider than `width`."""
    room = max(1, width - 2 * picture.MARGIN)
    most = max(len(rank) for rank in _ranks(graph))
    box_width = max(NARROWEST_BOX, min(WIDEST_BOX, (room + BESIDE) / most - BESIDE))
    layout = _boxes(graph, box_width)
    taken = _width(graph, layout)
    if taken <= room:
        return layout
    columns = ceil((taken + BESIDE) / (box_width + BESIDE) - 0.01)
    narrower = (room + BESIDE) / columns - BESIDE
    return _boxes(graph, narrower) if TIGHTEST_BOX <= narrower < box_width else layout


def _width(graph: CausalGraph, layout: Layout) -> float:
    """The pixels that Graphviz needs for the boxes side by side, without the margins."""
    drawn = graphviz.render(_dot(graph, layout, "light"), "svg", "dot").decode()
    found = re.search(r'viewBox="\S+ \S+ (\S+) ', drawn)
    return float(found[1]) - 2 * picture.MARGIN if found else 0.0


def _boxes(graph: CausalGraph, box_width: float) -> Layout:
    """A box a node, one below the other; Graphviz moves them."""
    layout, top, lost, called = Layout(), 0.0, set(graph.orphans()), headings(graph)
    for index, one in enumerate(graph.nodes):
        shown, evidence = excerpt(one.text), excerpt(one.evidence)
        details = [Paragraph(evidence, 3, "Evidence: ", small=True)] if evidence else []
        first = Paragraph(shown or TO_DESCRIBE, MOST_LINES, small=not shown)
        kind: Kind = "problem" if index == 0 else "why"
        content = Content(kind, called[index], (first, *details), gap=index in lost or not shown)
        place = layout.places[index] = Place(fill_box(content, box_width), 0, top)
        top = place.bottom + BETWEEN
    return layout


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


def _dot(graph: CausalGraph, layout: Layout, theme: Theme) -> str:
    page, line, odd = (quoted(colour(role, theme)) for role in ("background", "line", "gap"))
    head = (
        f"digraph {{\ngraph [bgcolor={page} pad={picture.MARGIN / 72:.4f} rankdir=BT"
        f" nodesep={BESIDE / 72:.4f} ranksep={BETWEEN / 72:.4f}]\n"
        'node [fixedsize=true margin=0 fontname="Arial"]\n'
        f"edge [color={line} penwidth=1.4 arrowsize={picture.ARROW / 10}]\n"
    )
    nodes = [node(f"n{index}", place.box, 0, place.top, theme) for index, place in layout.places.items()]
    circles = [set(group) for group in graph.cycles()]
    circling = {link for link in graph.links if any(set(link) <= one for one in circles)}
    links = [
        f"n{cause} -> n{effect}" + f" [color={odd} style=dashed]" * ((cause, effect) in circling)
        for cause, effect in graph.links
    ]
    return head + "\n".join([*nodes, *links, *_stacked(graph, layout), "}\n"])


def _stacked(graph: CausalGraph, layout: Layout) -> list[str]:
    """Unseen links that put what leads nowhere under the problem, a few side by side."""
    beside = max(2, *(len(rank) for rank in _ranks(graph)))
    linked = {end for link in graph.links for end in link}
    alone = [index for index in layout.places if index and index not in linked]
    above = [0] * beside + alone
    return [f"n{index} -> n{above[place]} [style=invis]" for place, index in enumerate(alone)]
