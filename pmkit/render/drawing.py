"""Any answer drawn: which module draws it, and how a drawing becomes a file."""

import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pmkit.models.answer import Answer
from pmkit.models.topics import part, record_of_model
from pmkit.render.scene.palette import Theme

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>{title}</title>
</head><body>{body}</body></html>
"""

SCROLLED = (
    '<div style="container-type:inline-size;overflow-x:auto"><style>@container (width < {least}px)'
    " {{ .pmkit-wider-{least} {{ display: block !important; }} }}</style>"
    '<p class="pmkit-wider-{least}" style="display:none;position:sticky;left:0;margin:0 0 6px">'
    "<i>The picture is wider than this page: scroll it sideways.</i></p>{drawn}</div>"
)
"""A page may hide its scrollbars, and then a picture that is cut would look as if it were whole."""


def drawer_of(model: type[Answer]) -> ModuleType:
    """The module that draws the answers of a class. Raises LookupError where none does."""
    record = record_of_model(model)
    if not record.drawn:
        raise LookupError(f"a {record.kind} answer has no drawing")
    module: ModuleType = part(record.drawn)
    return module


def outline(answer: Answer) -> str:
    """The answer as a text outline."""
    return str(drawer_of(type(answer)).outline(answer))


def html(answer: Answer, *, width: int = 800, theme: Theme = "auto") -> str:
    """The answer as HTML: a picture; of a causal map, the outline where there is no Graphviz."""
    return str(drawer_of(type(answer)).html(answer, width=width, theme=theme))


@dataclass(frozen=True, slots=True)
class Drawing:
    """An answer's picture for a notebook to show; printed, its outline."""

    answer: Answer
    width: int

    def __repr__(self) -> str:
        return outline(self.answer)

    def _repr_html_(self) -> str:
        return _scrolled(html(self.answer, width=self.width))


def _scrolled(drawn: str) -> str:
    """The picture, and words above it that are seen only where the page is narrower than it can be drawn."""
    found = re.match(r"<svg[^>]*min-width:(\d+)px", drawn)
    if not found:
        return drawn
    return SCROLLED.format(least=found[1], drawn=drawn)


def draw(answer: Answer, *, width: int = 800) -> Drawing:
    """The picture of an answer, `width` CSS pixels wide."""
    return Drawing(answer, width)


def save(answer: Answer, target: Path, *, width: int = 800) -> None:
    """Draw into a .svg, .png or .html file.

    Raises ValueError for another ending, NoDotError where a causal map needs Graphviz and there is none,
    NoPainterError where a PNG needs resvg-py and there is none, OSError when the file cannot be written.
    """
    drawer = drawer_of(type(answer))
    if target.suffix.lower() in {".svg", ".png"} and not hasattr(drawer, "svg"):
        raise ValueError(f"{target}: this kind of answer has no picture; write a name that ends in .html")
    match target.suffix.lower():
        case ".svg":
            content = drawer.svg(answer, width=width).encode()
        case ".png":
            content = drawer.png(answer, width=width)
        case ".html" if hasattr(drawer, "page"):
            content = drawer.page(answer, width=width).encode()
        case ".html":
            content = PAGE.format(title=type(answer).__name__, body=drawer.html(answer, width=width)).encode()
        case ending:
            raise ValueError(
                f"{target}: cannot draw to {ending or 'a file without an ending'}; write .svg, .png or .html"
            )
    target.write_bytes(content)
