"""A fishbone in plain text, and the words that its picture shares with it."""

from pmkit.models.fishbone import Fishbone
from pmkit.models.words.shortened import shortened
from pmkit.render.scene.wrapping import clean

LONGEST_GIST = 200
"""Characters of the problem that a screen reader reads out."""

CONTRIBUTED = "●"
EVIDENCE = "◊"
CONTRIBUTED_MEANS = "judged to have contributed"
EVIDENCE_MEANS = "has evidence"
TO_DESCRIBE = "still to be described"
TO_LOOK = "nothing here yet"
TO_NAME = "still to be written"


def outline(fishbone: Fishbone) -> str:
    """The whole analysis as plain text: bones, below them the causes, set in below those the sub-causes."""
    lines = [f"Problem: {_or_gap(fishbone.problem, TO_DESCRIBE)}"]
    for category, bone in fishbone.bones().items():
        word = "" if bone else f" {_or_gap(fishbone.word_on(category), TO_LOOK)}"
        lines.append(f"{clean(category)}:{word}")
        for index, below in bone.items():
            lines += _cause(fishbone, index, "  ")
            for sub_cause in below:
                lines += _cause(fishbone, sub_cause, "    ")
    return "\n".join(lines) + "\n"


def _cause(fishbone: Fishbone, index: int, indent: str) -> list[str]:
    cause = fishbone.causes[index]
    mark = f" {CONTRIBUTED} {CONTRIBUTED_MEANS}" if cause.contributed else ""
    evidence = clean(cause.evidence or "")
    shown = [f"{indent}- {_or_gap(cause.text, TO_NAME)}{mark}"]
    return [*shown, f"{indent}  Evidence: {evidence}"] if evidence else shown


def gist(fishbone: Fishbone) -> str:
    """The analysis in a few short sentences, for a screen reader."""
    problem = _or_gap(fishbone.problem[:1000], TO_DESCRIBE).rstrip(".")
    short = shortened(problem, LONGEST_GIST)
    counted = [
        f"{clean(category)} {sum(1 + len(below) for below in bone.values())}"
        for category, bone in fishbone.bones().items()
    ]
    return (
        f"Fishbone. Problem: {short}. Causes: {', '.join(counted)}. {len(fishbone.contributing())} {CONTRIBUTED_MEANS}."
    )


def _or_gap(text: str, gap: str) -> str:
    return clean(text) or f"? ({gap})"
