"""Where facts come from: a reader for each tool's files, each giving events and all that it noticed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmkit.evidence.catalogue import BY_WORD, SOURCES, Source, read_folder, recognise
    from pmkit.evidence.raw_line import RawLine, raw_lines
    from pmkit.evidence.reading import UnreadableError, ZoneNeededError
    from pmkit.evidence.zones import ZoneError

__all__ = [
    "BY_WORD",
    "SOURCES",
    "RawLine",
    "Source",
    "UnreadableError",
    "ZoneError",
    "ZoneNeededError",
    "raw_lines",
    "read_folder",
    "recognise",
]

# Each name is imported when it is first asked for: one reader alone stays light.
_HOMES = {
    "BY_WORD": "catalogue",
    "SOURCES": "catalogue",
    "RawLine": "raw_line",
    "Source": "catalogue",
    "UnreadableError": "reading",
    "ZoneError": "zones",
    "ZoneNeededError": "reading",
    "raw_lines": "raw_line",
    "read_folder": "catalogue",
    "recognise": "catalogue",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
