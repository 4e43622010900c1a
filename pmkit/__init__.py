"""Practise post-incident analysis: answers are files, builders edit them, checks read them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmkit.checks.examination import examine
    from pmkit.evidence.evidence_reading import read_evidence
    from pmkit.evidence.reading import ZoneNeededError
    from pmkit.grading.practice.exercise import exercise
    from pmkit.grading.practice.review import review_rewrites
    from pmkit.grading.practice.starters import begin, evidence_folder
    from pmkit.grading.practice.statements import statements
    from pmkit.models.action_item import ActionItem
    from pmkit.models.causal_map import CausalMap, causal_map
    from pmkit.models.clocks import load_policy, read_clocks
    from pmkit.models.document import Document
    from pmkit.models.factor import ContributingFactor, Factors
    from pmkit.models.fishbone import Fishbone, FishboneCause
    from pmkit.models.five_whys import FiveWhys, Why
    from pmkit.models.rewrites import Rewrite, Rewrites
    from pmkit.models.spotted import SpottedWords
    from pmkit.models.timeline import Anchors, Timeline, TimelineEvent
    from pmkit.render.drawing import draw
    from pmkit.render.timeline.chart import timeline_figure
    from pmkit.tables.timeline import read_timeline
    from pmkit.widgets.clock_lab import clock_lab
    from pmkit.widgets.editor import editor
    from pmkit.widgets.factors import factors
    from pmkit.widgets.fishbone import FishboneBuilder, fishbone
    from pmkit.widgets.five_whys import five_whys
    from pmkit.widgets.objectives import objectives
    from pmkit.widgets.rewrites import rewrites
    from pmkit.widgets.self_test import self_test
    from pmkit.widgets.spot import spot
    from pmkit.widgets.timeline.builder import TimelineBuilder, timeline
    from pmkit.widgets.traps import traps

__version__ = "0.1.0"
__all__ = [
    "ActionItem",
    "Anchors",
    "CausalMap",
    "ContributingFactor",
    "Document",
    "Factors",
    "Fishbone",
    "FishboneBuilder",
    "FishboneCause",
    "FiveWhys",
    "Rewrite",
    "Rewrites",
    "SpottedWords",
    "Timeline",
    "TimelineBuilder",
    "TimelineEvent",
    "Why",
    "ZoneNeededError",
    "__version__",
    "begin",
    "causal_map",
    "clock_lab",
    "draw",
    "editor",
    "evidence_folder",
    "examine",
    "exercise",
    "factors",
    "fishbone",
    "five_whys",
    "load_policy",
    "objectives",
    "read_clocks",
    "read_evidence",
    "read_timeline",
    "review_rewrites",
    "rewrites",
    "self_test",
    "spot",
    "statements",
    "timeline",
    "timeline_figure",
    "traps",
]

# Each name is imported when it is first asked for: `import pmkit` stays fast, and works without Jupyter.
_HOMES = {
    "ActionItem": "pmkit.models.action_item",
    "Anchors": "pmkit.models.timeline",
    "CausalMap": "pmkit.models.causal_map",
    "ContributingFactor": "pmkit.models.factor",
    "Document": "pmkit.models.document",
    "Factors": "pmkit.models.factor",
    "Fishbone": "pmkit.models.fishbone",
    "FishboneBuilder": "pmkit.widgets.fishbone",
    "FishboneCause": "pmkit.models.fishbone",
    "FiveWhys": "pmkit.models.five_whys",
    "Rewrite": "pmkit.models.rewrites",
    "Rewrites": "pmkit.models.rewrites",
    "SpottedWords": "pmkit.models.spotted",
    "Timeline": "pmkit.models.timeline",
    "TimelineBuilder": "pmkit.widgets.timeline.builder",
    "TimelineEvent": "pmkit.models.timeline",
    "Why": "pmkit.models.five_whys",
    "ZoneNeededError": "pmkit.evidence.reading",
    "begin": "pmkit.grading.practice.starters",
    "causal_map": "pmkit.models.causal_map",
    "clock_lab": "pmkit.widgets.clock_lab",
    "draw": "pmkit.render.drawing",
    "editor": "pmkit.widgets.editor",
    "evidence_folder": "pmkit.grading.practice.starters",
    "examine": "pmkit.checks.examination",
    "exercise": "pmkit.grading.practice.exercise",
    "factors": "pmkit.widgets.factors",
    "fishbone": "pmkit.widgets.fishbone",
    "five_whys": "pmkit.widgets.five_whys",
    "load_policy": "pmkit.models.clocks",
    "objectives": "pmkit.widgets.objectives",
    "read_clocks": "pmkit.models.clocks",
    "read_evidence": "pmkit.evidence.evidence_reading",
    "read_timeline": "pmkit.tables.timeline",
    "review_rewrites": "pmkit.grading.practice.review",
    "rewrites": "pmkit.widgets.rewrites",
    "self_test": "pmkit.widgets.self_test",
    "spot": "pmkit.widgets.spot",
    "statements": "pmkit.grading.practice.statements",
    "timeline": "pmkit.widgets.timeline.builder",
    "timeline_figure": "pmkit.render.timeline.chart",
    "traps": "pmkit.widgets.traps",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pmkit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
