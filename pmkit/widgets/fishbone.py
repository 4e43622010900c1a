"""The fishbone builder: a problem, bones with causes and sub-causes, with the Ishikawa diagram above them."""

from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.grading.practice.exercise import Practice
from pmkit.models.fishbone import FEWEST_CATEGORIES, MOST_CATEGORIES, Fishbone
from pmkit.models.fishbone_questions import ANY, questions
from pmkit.render.fishbone import picture as render
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of


class FishboneBuilder(Builder[Fishbone]):
    """Edits a fishbone.toml; see `fishbone`."""

    kind: ClassVar[str] = "fishbone"
    model = Fishbone
    rows: ClassVar[str] = "causes"

    settings = traitlets.Dict().tag(sync=True)

    _esm = script("fishbone.js")
    _css = styles("fishbone.js", *LOOKS, "lib/rows.css", "fishbone.css")

    def set_up(self) -> None:
        """Tell the browser what to ask on each bone, and how many bones there may be."""
        self.settings = {
            "questions": dict(questions()),
            "any": ANY,
            "fewest": FEWEST_CATEGORIES,
            "most": MOST_CATEGORIES,
        }

    def blank(self) -> Fishbone:
        """In an exercise the problem is given."""
        return Fishbone(problem=self.scenario.problem if self.scenario else "")

    def arranged(self, answer: Fishbone) -> Fishbone:
        """Bone by bone, each sub-cause behind its cause."""
        return answer.arranged()

    def order(self, answer: Fishbone) -> list[int]:
        """As `arranged`."""
        return answer.arrangement()

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """One list of causes out of bones with causes with sub-causes; what is empty is dropped."""
        causes: list[dict[str, Any]] = []
        for bone in fields["bones"]:
            for cause in bone["causes"]:
                causes.append(_cause(bone, cause))
                number = len(causes)
                causes += [_cause(bone, sub_cause) | {"parent": number} for sub_cause in cause["below"]]
        _lead(causes)
        data = {
            "problem": fields["problem"],
            "categories": [bone["name"] for bone in fields["bones"]],
            "causes": causes,
        }
        words = {bone["name"]: bone["word"] for bone in fields["bones"] if bone["word"] and not bone["causes"]}
        return data | ({"empty": words} if words else {})

    def to_fields(self, answer: Fishbone) -> dict[str, Any]:
        """Bones with causes with sub-causes, as JSON."""
        return {
            "problem": answer.problem,
            "bones": [
                {
                    "name": category,
                    "word": (answer.empty or {}).get(category, ""),
                    "causes": [
                        _fields(answer, index) | {"below": [_fields(answer, other) for other in below]}
                        for index, below in bone.items()
                    ],
                }
                for category, bone in answer.bones().items()
            ],
        }

    def describe(self, answer: Fishbone) -> str:
        """How many causes there are."""
        return "1 cause" if len(answer.causes) == 1 else f"{len(answer.causes)} causes"

    def draw(self, answer: Fishbone, width: int, theme: Theme) -> str:
        """The diagram as SVG."""
        return render.html(answer, width=width, theme=theme)

    def outline(self, answer: Fishbone) -> str:
        """The bones as indented text."""
        return render.outline(answer)


def _cause(bone: dict[str, Any], cause: dict[str, Any]) -> dict[str, Any]:
    """A cause as one would write it by hand."""
    said = {"category": bone["name"], "text": cause["text"]}
    said |= {key: cause[key] for key in ("evidence", "contributed", "reads_as", "key", "leads_to") if cause.get(key)}
    return said


def _lead(causes: list[dict[str, Any]]) -> None:
    """Give causes that lead to one which they are not drawn under its number; the browser keeps both by key."""
    number = {cause.pop("key", None): place for place, cause in enumerate(causes, start=1)}
    for cause in causes:
        above = cause.pop("leads_to", None)
        if above and above in number and "parent" not in cause:
            cause["parent"] = number[above]


def _fields(answer: Fishbone, index: int) -> dict[str, Any]:
    cause = answer.causes[index]
    above = answer.leads_to(index)
    return {
        "text": cause.text,
        "evidence": cause.evidence or "",
        "contributed": bool(cause.contributed),
        "reads_as": cause.reads_as,
        "key": index + 1,
        "leads_to": None if above is None or above == answer.parent_of(index) else above + 1,
    }


def fishbone(path: str | Path, exercise: str | Practice | None = None) -> FishboneBuilder:
    """The fishbone builder for the answer file at `path`, which need not exist yet.

    With an exercise (its name, or what `pmkit.exercise` gives) the problem is given, and it says at every change
    what the answer earns, and what is open. Raises LookupError for a name that no exercise has.
    """
    return live(FishboneBuilder, path, rubric=rubric_of(exercise, path))
