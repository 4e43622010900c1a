"""Practise post-incident analysis: answers are files, builders edit them, checks read them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmkit.checks import examine
    from pmkit.grading.practice import exercise
    from pmkit.grading.review import review_rewrites
    from pmkit.grading.statements import statements
    from pmkit.models.action_item import ActionItem
    from pmkit.models.document import Document
    from pmkit.models.five_whys import FiveWhys, Why
    from pmkit.models.rewrites import Rewrite, Rewrites
    from pmkit.models.spotted import SpottedWords
    from pmkit.render.drawing import draw
    from pmkit.widgets.editor import editor
    from pmkit.widgets.five_whys import five_whys
    from pmkit.widgets.rewrites import rewrites
    from pmkit.widgets.self_test import self_test
    from pmkit.widgets.spot import spot

__version__ = "0.1.0"
__all__ = [
    "ActionItem",
    "Document",
    "FiveWhys",
    "Rewrite",
    "Rewrites",
    "SpottedWords",
    "Why",
    "__version__",
    "draw",
    "editor",
    "examine",
    "exercise",
    "five_whys",
    "review_rewrites",
    "rewrites",
    "self_test",
    "spot",
    "statements",
]

# Each name is imported when it is first asked for: `import pmkit` stays fast, and works without Jupyter.
_HOMES = {
    "ActionItem": "pmkit.models.action_item",
    "Document": "pmkit.models.document",
    "FiveWhys": "pmkit.models.five_whys",
    "Rewrite": "pmkit.models.rewrites",
    "Rewrites": "pmkit.models.rewrites",
    "SpottedWords": "pmkit.models.spotted",
    "Why": "pmkit.models.five_whys",
    "draw": "pmkit.render.drawing",
    "editor": "pmkit.widgets.editor",
    "examine": "pmkit.checks",
    "exercise": "pmkit.grading.practice",
    "five_whys": "pmkit.widgets.five_whys",
    "rewrites": "pmkit.widgets.rewrites",
    "review_rewrites": "pmkit.grading.review",
    "self_test": "pmkit.widgets.self_test",
    "spot": "pmkit.widgets.spot",
    "statements": "pmkit.grading.statements",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pmkit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
