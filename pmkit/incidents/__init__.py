"""Things that happened: stories, and the evidence that their tools would have left."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmkit.incidents.evidence_folder import FolderError, write_evidence
    from pmkit.incidents.incident import Incident, KeyEvent, make_incident, scenario_of
    from pmkit.incidents.story import load_story, story_names
    from pmkit.incidents.timeline import model_timeline

__all__ = [
    "FolderError",
    "Incident",
    "KeyEvent",
    "load_story",
    "make_incident",
    "model_timeline",
    "scenario_of",
    "story_names",
    "write_evidence",
]

# Each name is imported when it is first asked for: an exercise needs a story and no renderer.
_HOMES = {
    "FolderError": "evidence_folder",
    "Incident": "incident",
    "KeyEvent": "incident",
    "load_story": "story",
    "make_incident": "incident",
    "model_timeline": "timeline",
    "scenario_of": "incident",
    "story_names": "story",
    "write_evidence": "evidence_folder",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
