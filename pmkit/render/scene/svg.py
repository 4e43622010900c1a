"""Writes a scene as SVG text that may stand in any page beside others."""

from collections.abc import Iterable, Sequence
from html import escape
from math import hypot

from pmkit.render.scene.letters import runs
from pmkit.render.scene.palette import COLOURS, FOLLOWS, Theme, colour, stylesheet
from pmkit.render.scene.shapes import MARGIN, SMALL, Group, Point, Scene, Shape, Stroke, Thing, Words

SMALLEST_TEXT = 11
"""Pixels below which no page may shrink the text."""

FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
SPACE = "http://www.w3.org/2000/svg"
BASELINE = 0.95
"""From the top of a line to its letters' feet, for one of their size."""

DASHES = {"": "", "dashed": ' stroke-dasharray="5,3"', "dotted": ' stroke-dasharray="1,5"'}
CORNER, FOLD = 12, 6
"""Pixels that a corner is rounded by, and that of a note is folded."""

ARROW, ARROW_HALF, TIP_OF_LINE = 10, 3.6, 1.6
"""Pixels of an arrow of size 1: its length and half of its width; the length that one of a line's weight adds."""


def to_svg(scene: Scene, theme: Theme) -> str:
    """SVG text that starts at `<svg`, the scene's width and two margins wide.

    With the theme `auto` it follows JupyterLab's theme inside of it, and the reader's system elsewhere; on paper
    it is light.
    """
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


def _drawn(thing: Thing, theme: Theme) -> str:
    match thing:
        case Words():
            return _text(thing, theme)
        case Shape():
            return _shape(thing, theme)
        case Stroke():
            return _stroke(thing, theme)
        case Group():
            return f"<g>{_title(thing.tip)}{''.join(_drawn(one, theme) for one in thing.things)}</g>"


def _title(tip: str) -> str:
    return f"<title>{escape(tip)}</title>" if tip else ""


def _shape(shape: Shape, theme: Theme) -> str:
    fill = colour(shape.fill, theme) if shape.fill else "none"
    paint = f'fill="{fill}"' + (f" {_line(shape.line, shape.weight, theme)}" if shape.line else "") + DASHES[shape.dash]
    name, place = _form(shape)
    return f"<{name} {place} {paint}>{_title(shape.tip)}</{name}>"


def _line(role: str, weight: float, theme: Theme) -> str:
    return f'stroke="{colour(role, theme)}"' + (f' stroke-width="{weight:g}"' if weight != 1 else "")


def _form(shape: Shape) -> tuple[str, str]:
    """The SVG element of a form, and the attributes that place it."""
    left, top, right, bottom = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
    x, y = left + shape.width / 2, top + shape.height / 2
    match shape.form:
        case "circle":
            return "circle", f'cx="{x:g}" cy="{y:g}" r="{shape.width / 2:g}"'
        case "diamond":
            return "polygon", f'points="{_points([(x, top), (right, y), (x, bottom), (left, y)])}"'
        case "note":
            fold = (right - FOLD, top + FOLD)
            edge = [(left, top), (fold[0], top), (right, fold[1]), (right, bottom), (left, bottom)]
            folded = [(fold[0], top), fold, (right, fold[1])]
            return "path", f'd="M{_points(edge)}ZM{_points(folded)}"'
    place = f'x="{left:g}" y="{top:g}" width="{shape.width:g}" height="{shape.height:g}"'
    return "rect", place + (f' rx="{min(CORNER, shape.height / 3):g}"' if shape.form == "rounded" else "")


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _stroke(stroke: Stroke, theme: Theme) -> str:
    """A line, and the tip of its arrow where there is room for one."""
    points: Sequence[Point] = stroke.points
    paint = colour(stroke.role, theme)
    tip = stroke.arrow * ARROW + TIP_OF_LINE * stroke.weight
    head = ""
    if stroke.arrow and hypot(points[-1][0] - points[0][0], points[-1][1] - points[0][1]) >= tip:
        points, corners = _with_arrow(stroke, tip)
        head = f'<polygon points="{_points(corners)}" fill="{paint}"></polygon>'
    way = f"M{_points(points[:1])}{'C' if stroke.curved else 'L'}{_points(points[1:])}"
    return f'<path d="{way}" fill="none" {_line(stroke.role, stroke.weight, theme)}{DASHES[stroke.dash]}></path>{head}'


def _with_arrow(stroke: Stroke, tip: float) -> tuple[list[Point], list[Point]]:
    """The points of a line that ends where its arrow begins, and the corners of the arrow, `tip` pixels long."""
    *before, (near_x, near_y), (x, y) = stroke.points
    length = hypot(x - near_x, y - near_y)
    step_x, step_y = (x - near_x) / length, (y - near_y) / length
    foot_x, foot_y = x - tip * step_x, y - tip * step_y
    # A curve is moved back with its end, so that it still runs straight into the arrow.
    near = (near_x - tip * step_x, near_y - tip * step_y) if stroke.curved else (near_x, near_y)
    half = stroke.arrow * ARROW_HALF + stroke.weight / 2
    sides = [(foot_x + side * half * step_y, foot_y - side * half * step_x) for side in (1, -1)]
    return [*before, near, (foot_x, foot_y)], [sides[0], (x, y), sides[1]]


def _text(words: Words, theme: Theme) -> str:
    """One line, in which words that Arial has are as wide as there, whatever font is at hand."""
    left, extra = words.left, ' font-weight="bold"' if words.bold else ""
    if words.rightwards and words.anchor == "start":
        left, extra = words.left + words.room, f'{extra} direction="rtl"'
    if words.anchor != "start":
        extra += f' text-anchor="{words.anchor}"'
    length, text = _runs(words)
    place = f'x="{left:g}" y="{words.top + words.size * BASELINE:g}" font-size="{words.size}"'
    return f'<text {place} fill="{colour(words.role, theme)}"{extra}{length}>{text}</text>'


def _runs(words: Words) -> tuple[str, str]:
    """An attribute of the whole line, and what stands in it."""
    parts = list(runs(words.text, bold=words.bold))
    if len(parts) == 1:
        return _length(parts[0][1], words.size), escape(words.text)
    if words.rightwards or words.anchor != "start":
        return "", escape(words.text)
    return "", " ".join(f"<tspan{_length(width, words.size)}>{escape(run)}</tspan>" for run, width in parts)


def _length(width: int | None, size: int) -> str:
    return f' textLength="{width * size / 1000:g}" lengthAdjust="spacingAndGlyphs"' if width else ""
