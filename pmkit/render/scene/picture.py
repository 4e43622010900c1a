"""Draws a layout with Graphviz: to a PNG, or to an SVG that may stand in any page beside others."""

from collections.abc import Mapping
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from pmkit.render.scene import graphviz
from pmkit.render.scene.boxes import SIDE, SMALL_SIZE, node, quoted
from pmkit.render.scene.layout import Layout, Point
from pmkit.render.scene.palette import FOLLOWS, Theme, colour, stylesheet

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MARGIN = 8
"""Pixels around the drawing."""

SMALLEST_TEXT = 11
"""Pixels below which no page may shrink the text."""

ARROW = 8
SHARPNESS = 2
"""Pixels of a PNG for one of the page."""

TALLEST = 24_000
"""Pixels; above about 32,000 drawing libraries give up."""

FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
SPACE = "{http://www.w3.org/2000/svg}"


def to_dot(layout: Layout, theme: Theme) -> str:
    """The layout as DOT source in which every box and line has its place."""
    page, line = quoted(colour("background", theme)), quoted(colour("line", theme))
    # Lines first, so that the boxes' words follow each other in reading order.
    head = (
        f"digraph {{\ngraph [bgcolor={page} pad={MARGIN / 72:.4f} outputorder=edgesfirst]\n"
        'node [fixedsize=true margin=0 fontname="Arial"]\n'
        f"edge [color={line} penwidth=1.4 arrowsize={ARROW / 10}]\n"
    )
    nodes = [node(f"n{index}", place.box, place.left, place.top, theme) for index, place in layout.places.items()]
    names = [f"n{index}" for index in layout.places]
    edges = [f"{names[0]} -> {names[-1]} [{_way(points)}]" for points in layout.links]
    return head + "\n".join([*nodes, *edges, "}\n"])


def _way(points: list[Point]) -> str:
    """A line's corners as the Bézier curves that Graphviz wants, and the tip where an arrow has room."""
    (before_x, before_y), (x, y) = points[-2:]
    sideways = before_y == y
    room = (x - before_x if sideways else y - before_y) >= ARROW
    base = (x - ARROW, y) if sideways else (x, y - ARROW)
    corners = [*points[:-1], base] if room else points
    curve = [corners[0]]
    for start, end in pairwise(corners):
        curve += [start, end, end]
    tip = f"e,{_at((x, y))} " if room else ""
    return f'pos="{tip}{" ".join(map(_at, curve))}"'


def _at(point: Point) -> str:
    return f"{point[0]:.2f},{-point[1]:.2f}"


def to_svg(layout: Layout, theme: Theme, says: str) -> str:
    """SVG text that starts at `<svg`; `says` is what a screen reader reads out.

    Raises NoDotError and DrawingError.
    """
    return svg_of(to_dot(layout, theme), layout, theme, says)


def svg_of(
    source: str,
    layout: Layout,
    theme: Theme,
    says: str,
    tips: Mapping[int, str] | None = None,
    *,
    engine: graphviz.Engine = "nop2",
) -> str:
    """As `to_svg`, of a DOT source whose node `n3` is the layout's place 3; `tips` are tooltips of places.

    The engine `dot` chooses other places than the layout's.
    """
    from xml.etree import ElementTree as ET  # a lesson that draws nothing need not load it

    drawn = graphviz.render(source, "svg", engine)
    try:
        root = ET.fromstring(drawn)  # noqa: S314  # Graphviz wrote it, of text that `clean` went over
    except ET.ParseError as error:
        raise graphviz.DrawingError(f"dot wrote no XML: {error}") from None
    _turn_right_to_left(root, layout)
    nodes = {group.findtext(f"{SPACE}title"): group for group in root.iter(f"{SPACE}g")} if tips else {}
    _forget_names(root)
    for index, tip in (tips or {}).items():
        title = root.makeelement("title", {})
        title.text = tip
        nodes[f"n{index}"].insert(0, title)
    _present(root, theme, says)
    return ET.tostring(root, encoding="unicode")


def _turn_right_to_left(root: "Element", layout: Layout) -> None:
    """Start the lines of Arabic, Hebrew and their like at the right; `dot` knows no direction of text."""
    for group in root.iter(f"{SPACE}g"):
        name = group.findtext(f"{SPACE}title", "")
        if group.get("class") != "node" or not name.startswith("n"):
            continue
        box = layout.places[int(name[1:])].box
        rightwards = [block.rightwards for block in box.blocks for _ in block.lines]
        texts = group.findall(f"{SPACE}text")
        if any(rightwards) and len(texts) == len(rightwards):
            right = float(texts[0].attrib["x"]) + box.width - 2 * SIDE  # the heading starts at the left
            for text in compress(texts, rightwards):
                text.attrib.update({"x": f"{right:g}", "direction": "rtl"})


def _forget_names(root: "Element") -> None:
    """Take out ids, which would clash with another picture's, and titles, which pop up as tooltips."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SPACE)
        for name in [name for name in element.attrib if name in {"id", "font-family"} or name.startswith("{")]:
            del element.attrib[name]
        if element.get("stroke") == "transparent":  # older releases of dot write the page's own edge so
            element.set("stroke", "none")
        for title in [child for child in element if child.tag == f"{SPACE}title"]:
            element.remove(title)
        element.text = element.text if element.tag == "text" else None
        element.tail = "\n" if element.tag in {"g", "text"} else None


def _present(root: "Element", theme: Theme, says: str) -> None:
    width, height = (float(figure) for figure in root.attrib["viewBox"].split()[2:])
    least = round(width * SMALLEST_TEXT / SMALL_SIZE)
    root.attrib.update(
        {
            "xmlns": SPACE.strip("{}"),
            "class": f"pmkit-drawing {FOLLOWS}" if theme == "auto" else "pmkit-drawing",
            "role": "img",
            "aria-label": says,
            "width": f"{width:g}",
            "height": f"{height:g}",
            "font-family": FONTS,
            "direction": "ltr",
            "style": f"max-width:100%;min-width:{least}px;height:auto",
        }
    )
    if theme == "auto":
        style = root.makeelement("style", {})
        style.text = stylesheet()
        root.insert(0, style)


def to_png(layout: Layout, theme: Theme) -> bytes:
    """A PNG with SHARPNESS pixels for one of the layout. Raises NoDotError and DrawingError."""
    return png_of(to_dot(layout, theme), layout)


def png_of(source: str, layout: Layout, *, engine: graphviz.Engine = "nop2") -> bytes:
    """As `to_png`, of a DOT source that draws the layout's places."""
    sharpness = min(SHARPNESS, TALLEST / (layout.bottom + 2 * MARGIN))
    return graphviz.render(source, "png", engine, dpi=72 * sharpness)
