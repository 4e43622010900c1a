"""Practise post-incident analysis: answers are files, builders edit them, checks read them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmkit.checks import examine
    from pmkit.grading.practice import exercise
    from pmkit.models.action_item import ActionItem
    from pmkit.models.five_whys import FiveWhys, Why
    from pmkit.render.drawing import draw
    from pmkit.widgets.five_whys import five_whys
    from pmkit.widgets.self_test import self_test

__version__ = "0.1.0"
__all__ = [
    "ActionItem",
    "FiveWhys",
    "Why",
    "__version__",
    "draw",
    "examine",
    "exercise",
    "five_whys",
    "self_test",
]

# Each name is imported when it is first asked for: `import pmkit` stays fast, and works without Jupyter.
_HOMES = {
    "ActionItem": "pmkit.models.action_item",
    "FiveWhys": "pmkit.models.five_whys",
    "Why": "pmkit.models.five_whys",
    "draw": "pmkit.render.drawing",
    "examine": "pmkit.checks",
    "exercise": "pmkit.grading.practice",
    "five_whys": "pmkit.widgets.five_whys",
    "self_test": "pmkit.widgets.self_test",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pmkit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
