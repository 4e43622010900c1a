"""Shapes and words with their places, and how they become SVG text or the DOT source of a PNG."""

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from pmkit.render.scene.palette import COLOURS, FOLLOWS, Theme, colour, stylesheet
from pmkit.render.scene.picture import FONTS, MARGIN, SMALLEST_TEXT

Form = Literal["box", "circle", "diamond"]
Anchor = Literal["start", "middle", "end"]

SMALL, NORMAL, LARGE = 12, 14, 16
"""Font sizes in pixels."""

LINE = 1.25
"""Height of a line of text, for one of its size."""

BASELINE = 0.95
SPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled form in a box of pixels; roles are those of the palette, an empty one paints nothing."""

    left: float
    top: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    form: Form = "box"
    dashed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of cleaned text: `left` is where it starts, ends or has its middle, `room` what it may take."""

    text: str
    left: float
    top: float
    room: float
    size: int = NORMAL
    role: str = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    rightwards: bool = False


@dataclass(slots=True)
class Scene:
    """What a picture holds, in the order in which it is painted; `says` is its gist for a screen reader."""

    width: float
    height: float = 0
    says: str = ""
    things: list[Shape | Words] = field(default_factory=list)


def to_svg(scene: Scene, theme: Theme) -> str:
    """SVG text that starts at `<svg`, at most the scene's width and two margins wide."""
    width, height = scene.width + 2 * MARGIN, scene.height + 2 * MARGIN
    follows = f" {FOLLOWS}" if theme == "auto" else ""
    style = f"max-width:100%;min-width:{round(width * SMALLEST_TEXT / SMALL)}px;height:auto"
    page = Shape(-MARGIN, -MARGIN, width, height, fill="background")
    drawn = "\n".join(_drawn(thing, theme) for thing in [page, *scene.things])
    return (
        f'<svg xmlns="{SPACE}" class="pmkit-drawing{follows}" role="img" aria-label="{escape(scene.says)}"'
        f' width="{width:g}" height="{height:g}" viewBox="{-MARGIN} {-MARGIN} {width:g} {height:g}"'
        f' font-family="{FONTS}" direction="ltr" style="{style}">\n'
        f"{f'<style>{stylesheet()}{_light_on_paper()}</style>' if theme == 'auto' else ''}{drawn}\n</svg>"
    )


def _light_on_paper() -> str:
    """A dark page is printed with the light colours, which take less ink."""
    unset = ";".join(f"--pmkit-{role}:initial" for role in COLOURS)
    pages = ('body[data-jp-theme-light="false"] ', "body:not([data-jp-theme-light]) ", "svg:root")
    return f"@media print{{{','.join(f'{page}.{FOLLOWS}' for page in pages)}{{{unset}}}}}"


def _drawn(thing: Shape | Words, theme: Theme) -> str:
    if isinstance(thing, Words):
        return _text(thing, theme)
    fill = colour(thing.fill, theme) if thing.fill else "none"
    paint = f'fill="{fill}"' + (f' stroke="{colour(thing.line, theme)}"' if thing.line else "")
    paint += ' stroke-dasharray="5,3"' if thing.dashed else ""
    tip = f"<title>{escape(thing.tip)}</title>" if thing.tip else ""
    x, y = thing.left + thing.width / 2, thing.top + thing.height / 2
    match thing.form:
        case "circle":
            return f'<circle cx="{x:g}" cy="{y:g}" r="{thing.width / 2:g}" {paint}>{tip}</circle>'
        case "diamond":
            corners = [(x, thing.top), (thing.left + thing.width, y), (x, thing.top + thing.height), (thing.left, y)]
            points = " ".join(f"{across:g},{down:g}" for across, down in corners)
            return f'<polygon points="{points}" {paint}>{tip}</polygon>'
    place = f'x="{thing.left:g}" y="{thing.top:g}" width="{thing.width:g}" height="{thing.height:g}"'
    return f"<rect {place} {paint}>{tip}</rect>"


def _text(words: Words, theme: Theme) -> str:
    left, anchor = words.left, words.anchor
    extra = ' font-weight="bold"' if words.bold else ""
    if words.rightwards and anchor == "start":
        left, extra = words.left + words.room, f'{extra} direction="rtl"'
    if anchor != "start":
        extra += f' text-anchor="{anchor}"'
    place = f'x="{left:g}" y="{words.top + words.size * BASELINE:g}" font-size="{words.size}"'
    return f'<text {place} fill="{colour(words.role, theme)}"{extra}>{escape(words.text)}</text>'


def to_dot(scene: Scene, theme: Theme) -> str:
    """The scene as DOT source in which everything has its place; painted by `nop2`."""
    head = (
        f'graph {{\ngraph [bgcolor="{colour("background", theme)}" pad={MARGIN / 72:.4f} splines=false]\n'
        'node [fixedsize=true margin=0 fontname="Arial" label="" penwidth=1]\n'
    )
    page = Shape(0, 0, scene.width, scene.height, fill="background")
    nodes = [_node(f"n{index}", thing, theme) for index, thing in enumerate([page, *scene.things])]
    return head + "\n".join([*nodes, "}\n"])


def _node(name: str, thing: Shape | Words, theme: Theme) -> str:
    if isinstance(thing, Words):
        return _label(name, thing, theme)
    style = ",".join([*(["filled"] if thing.fill else []), *(["dashed"] if thing.dashed else [])])
    line = colour(thing.line or thing.fill, theme)
    width = 1 if thing.line else 0
    return (
        f'{name} [shape={thing.form} style="{style}" fillcolor="{colour(thing.fill or "background", theme)}"'
        f' color="{line}" penwidth={width} {_place(thing.left, thing.top, thing.width, thing.height)}]'
    )


def _label(name: str, words: Words, theme: Theme) -> str:
    sides = {"start": 0.0, "middle": words.room / 2, "end": words.room}
    align = {"start": "LEFT", "middle": "CENTER", "end": "RIGHT"}[words.anchor]
    height = words.size * LINE
    # Graphviz replaces \N, \G and others by names even in an HTML-like label; two backslashes stand for one.
    text = escape(words.text).replace("\\", "\\\\") or "&#160;"
    text = f"<B>{text}</B>" if words.bold else text
    font = f'<FONT POINT-SIZE="{words.size}" COLOR="{colour(words.role, theme)}">{text}</FONT>'
    cell = f'<TD ALIGN="{align}" FIXEDSIZE="TRUE" WIDTH="{words.room:.0f}" HEIGHT="{height:.0f}">{font}</TD>'
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cell}</TR></TABLE>'
    place = _place(words.left - sides[words.anchor], words.top, words.room, height)
    return f"{name} [shape=plaintext {place} label=<{table}>]"


def _place(left: float, top: float, width: float, height: float) -> str:
    middle = f"{left + width / 2:.2f},{-top - height / 2:.2f}"
    return f'width={width / 72:.4f} height={height / 72:.4f} pos="{middle}"'
