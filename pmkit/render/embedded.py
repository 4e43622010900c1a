"""Analyses as Markdown lists, to be put into a document: they read well wherever its text is read."""

import re

from pmkit.models.fishbone import Fishbone
from pmkit.models.five_whys import LINES, FiveWhys
from pmkit.render.five_whys.outline import DEEPEST_INDENT, parents_of, reason_of
from pmkit.render.scene.wrapping import clean

_MEANT = re.compile(r"([\\`*_\[\]<>|~])")
UNSAID = "(still to be said)"


def five_whys_markdown(answer: FiveWhys) -> str:
    """The tree of whys: each one set in below what it explains.

    >>> from pmkit.models.five_whys import Why
    >>> print(five_whys_markdown(FiveWhys(problem="No bids", whys=[Why(answer="It was offline")], root_cause="")))
    - Problem: No bids
      - Why 1: It was offline
    <BLANKLINE>
    """
    lines = [f"- Problem: {_said(answer.problem)}"]
    parents = parents_of(answer)
    depths: list[int] = []
    for index, why in enumerate(answer.whys):
        depths.append(1 if parents[index] < 0 else depths[parents[index]] + 1)
        indent = "  " * min(depths[index], DEEPEST_INDENT)
        opens = f" ({LINES[why.line]})" if why.line else ""
        evidence = f" (evidence: {_said(why.evidence)})" if clean(why.evidence or "") else ""
        aside = f" (put aside: {_escaped(reason_of(why))})" if why.set_aside is not None else ""
        lines.append(f"{indent}- Why {index + 1}{opens}: {_said(why.answer)}{evidence}{aside}")
    if clean(answer.root_cause):
        lines.append(f"- Root cause: {_said(answer.root_cause)}")
    return "\n".join(lines) + "\n"


def fishbone_markdown(answer: Fishbone) -> str:
    """The bones, each with its causes below it; bones on which nothing stands are left out.

    >>> from pmkit.models.fishbone import FishboneCause
    >>> causes = [FishboneCause(category="Process", text="No step")]
    >>> print(fishbone_markdown(Fishbone(problem="No bids", causes=causes)))
    - Problem: No bids
      - Process
        - No step
    <BLANKLINE>
    """
    lines = [f"- Problem: {_said(answer.problem)}"]
    for category, bone in answer.bones().items():
        lines += [f"  - {_said(category)}"] if bone else []
        for index, below in bone.items():
            lines.append(f"    - {_cause(answer, index)}")
            lines += [f"      - {_cause(answer, one)}" for one in below]
    return "\n".join(lines) + "\n"


def _cause(answer: Fishbone, index: int) -> str:
    cause = answer.causes[index]
    notes = ["contributed"] if cause.contributed else []
    notes += [f"evidence: {_said(cause.evidence)}"] if clean(cause.evidence or "") else []
    return _said(cause.text) + (f" ({'; '.join(notes)})" if notes else "")


def _said(text: str | None) -> str:
    return _escaped(clean(text or "")) or UNSAID


def _escaped(text: str) -> str:
    """A text in which nothing is taken for Markdown."""
    return _MEANT.sub(r"\\\1", " ".join(text.split()))
