"""Answers so long that one scrolls, and what of their builders is to stay in view while one writes at the end."""

from pmkit.models.factor import QUESTIONS, ContributingFactor, Factors
from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause
from pmkit.models.five_whys import FiveWhys, Why
from pmkit.models.rewrites import Rewrite, Rewrites

PROBLEM = "Blocks were missed"
GIVEN = [f"Linh forgot backup {number}." for number in range(12)]
LONG = {
    "five_whys": FiveWhys(problem=PROBLEM, whys=[Why(answer=f"Part {number} was full") for number in range(12)]),
    "fishbone": Fishbone(
        problem=PROBLEM,
        causes=[
            FishboneCause(category=bone, text=f"Part {part} had no limit") for bone in CATEGORIES for part in "abc"
        ],
    ),
    "factors": Factors(
        problem=PROBLEM,
        factors=[ContributingFactor(category=name, statement="A step had no owner") for name in [*QUESTIONS] * 2],
    ),
    "rewrites": Rewrites(rewrites=[Rewrite(original=one, text="The careless job stopped.") for one in GIVEN]),
}
PANES = {kind: ("feedback",) if kind == "rewrites" else ("picture", "feedback") for kind in LONG}
LAST = ".pmkit-form :is(textarea, input[type=text]):visible"
# The parts of which less than their first 40 pixels can be seen in the notebook, or which something covers.
OUT_OF_VIEW = """(parts) => parts.filter((part) => {
  const box = document.querySelector(part).getBoundingClientRect();
  const view = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width, 60) / 2, box.top + Math.min(box.height, 40) / 2];
  const seen = document.elementFromPoint(x, y);
  return box.top < view.top - 1 || box.top + Math.min(box.height, 40) > view.bottom || !seen?.closest(part);
})"""


def parts_of(kind: str) -> list[str]:
    """What stays in view without a pane being open."""
    given = [] if kind == "rewrites" else [".pmkit-given"]
    return [".pmkit-status", *given, *(f"[data-pane={pane}] .pmkit-pane-fold" for pane in PANES[kind])]


def bodies_of(kind: str) -> list[str]:
    """What the panes hold."""
    return [f"[data-pane={pane}] .pmkit-pane-body" for pane in PANES[kind]]
