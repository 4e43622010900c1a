"""What good looks like: checks read an answer and return findings; they are pure functions of data."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmkit.checks.catalogue import CHECKS, TOPICS
    from pmkit.checks.check import Check, Finding
    from pmkit.checks.examination import examine

__all__ = ["CHECKS", "TOPICS", "Check", "Finding", "examine"]

# The catalogue needs every answer model, and those pydantic: whoever examines prose pays for neither.
_HOMES = {
    "CHECKS": "pmkit.checks.catalogue",
    "TOPICS": "pmkit.checks.catalogue",
    "Check": "pmkit.checks.check",
    "Finding": "pmkit.checks.check",
    "examine": "pmkit.checks.examination",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pmkit.checks' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
