"""The 5 Whys builder: problem, whys as a tree, root cause and actions, with the picture beside."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.grading.practice.exercise import Practice
from pmkit.models.five_whys import LINES, QUESTIONS, FiveWhys
from pmkit.render.five_whys import picture as render
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of


class FiveWhysBuilder(Builder[FiveWhys]):
    """Edits a five_whys.toml; see `five_whys`."""

    kind: ClassVar[str] = "five-whys"
    model = FiveWhys
    rows: ClassVar[str] = "whys"

    words = traitlets.Dict({"questions": QUESTIONS, "lines": LINES}).tag(sync=True)

    _esm = script("five_whys.js")
    _css = styles("five_whys.js", *LOOKS, "lib/rows.css", "five_whys.css")

    def blank(self) -> FiveWhys:
        """In an exercise the problem is given."""
        return FiveWhys(problem=self.scenario.problem if self.scenario else "")

    def arranged(self, answer: FiveWhys) -> FiveWhys:
        """Each why right before what explains it."""
        return in_tree_order(answer)

    def order(self, answer: FiveWhys) -> list[int]:
        """As `arranged`."""
        return tree_order(answer)

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Drop what is empty and what is understood, read the dates; the model judges the rest."""
        data = {**fields}
        whys = enumerate(fields.get("whys", []))
        data["whys"] = [_without_defaults(why, index) for index, why in whys]
        data["actions"] = [_with_date(action) for action in fields.get("actions", [])]
        return data

    def to_fields(self, answer: FiveWhys) -> dict[str, Any]:
        """JSON in which every why names its parent, 0 for the problem."""
        fields = answer.model_dump(mode="json")
        for index, why in enumerate(fields["whys"]):
            why["evidence"] = why["evidence"] or ""
            why["asked"] = why["asked"] or "why"
            why["parent"] = index if why["parent"] is None else why["parent"]
        return fields

    def describe(self, answer: FiveWhys) -> str:
        """How many whys there are."""
        return "1 why" if len(answer.whys) == 1 else f"{len(answer.whys)} whys"

    def draw(self, answer: FiveWhys, width: int, theme: Theme) -> str:
        """The tree as SVG."""
        return render.html(answer, width=width, theme=theme)

    def outline(self, answer: FiveWhys) -> str:
        """The tree as indented text."""
        return render.outline(answer)


def in_tree_order(answer: FiveWhys) -> FiveWhys:
    """The same tree with each why right before what explains it, as the builder numbers and shows them."""
    order = tree_order(answer)
    number = {None: 0} | {index: place for place, index in enumerate(order, start=1)}
    whys = []
    for place, index in enumerate(order):
        parent = number[answer.parent_of(index)]
        whys.append(answer.whys[index].model_copy(update={"parent": None if parent == place else parent}))
    return answer.model_copy(update={"whys": whys})


def tree_order(answer: FiveWhys) -> list[int]:
    """The 0-based indices of the whys, each right before those that explain it."""
    children: dict[int | None, list[int]] = {}
    for index in range(len(answer.whys)):
        children.setdefault(answer.parent_of(index), []).append(index)
    order: list[int] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        order.append(waiting.pop())
        waiting.extend(reversed(children.get(order[-1], [])))
    return order


def _without_defaults(why: Any, index: int) -> Any:
    """A why as one would write it by hand: no empty evidence, no parent where it is the why before, no usual form."""
    if not isinstance(why, dict):
        return why
    said = {key: value for key, value in why.items() if value is not None}
    for key, usual in (("evidence", ""), ("line", ""), ("asked", "why")):
        if said.get(key) == usual:
            del said[key]
    if said.get("parent") == index:
        del said["parent"]
    return said


def _with_date(action: Any) -> Any:
    """An action with real dates; what is no date stays text, and the model says so."""
    if not isinstance(action, dict):
        return action
    said = {key: value for key, value in action.items() if value not in ("", None) or key == "text"}
    for key in {"due", "created"} & said.keys():
        with suppress(ValueError, TypeError):
            said[key] = date.fromisoformat(said[key])
    return said


def five_whys(path: str | Path, exercise: str | Practice | None = None) -> FiveWhysBuilder:
    """The 5 Whys builder for the answer file at `path`, which need not exist yet.

    With an exercise (its name, or what `pmkit.exercise` gives) it says at every change what the answer earns, and
    what is open. Raises LookupError for a name that no exercise has.
    """
    return live(FiveWhysBuilder, path, rubric=rubric_of(exercise, path))
