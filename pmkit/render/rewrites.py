"""Rewrites shown: each statement with the words in which it was said again."""

from html import escape

from pmkit.models.rewrites import Rewrites
from pmkit.render.scene.palette import Theme


def outline(answer: Rewrites) -> str:
    """As text for a terminal."""
    lines = []
    for number, one in enumerate(answer.rewrites, start=1):
        lines += [f"{number}. Given: {one.original}", f"   Again: {one.text.strip() or 'still to be written'}", ""]
    return "\n".join(lines)


def html(answer: Rewrites, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001  # as every drawer is called
    """As HTML: escaped, with the colours of the page around it."""
    items = "".join(
        f'<li dir="auto"><span style="opacity:.75">{escape(one.original)}</span><br>'
        f"<b>{escape(one.text.strip() or 'still to be written')}</b></li>"
        for one in answer.rewrites
    )
    return f'<ol class="pmkit-rewrites" style="max-width:{width}px">{items}</ol>'
