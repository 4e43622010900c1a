"""Checklists shown: one step a line."""

from html import escape

from pmkit.models.checklist import Checklist
from pmkit.render.scene.palette import Theme


def outline(answer: Checklist) -> str:
    """As text for a terminal."""
    return "".join(f"{number}. {step}\n" for number, step in enumerate(answer.steps, start=1))


def html(answer: Checklist, *, width: int = 800, theme: Theme = "auto") -> str:  # noqa: ARG001
    """As HTML: escaped."""
    items = "".join(f"<li>{escape(step)}</li>" for step in answer.steps)
    return f'<ol class="pmkit-checklist" style="max-width:{width}px">{items}</ol>'
