"""The practice *a simulated quarter*: choose items, owners and priorities, and run the quarter on them."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding
from pmkit.grading.practice.quarter import known, meters, play, quarter_named, standing, to_be_chosen
from pmkit.models.practice.quarter import QuarterChoice
from pmkit.render.quarter import outline, svg
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles


class QuarterBuilder(Builder[QuarterChoice]):
    """Edits a quarter.toml; see `quarter`."""

    kind: ClassVar[str] = "quarter"
    model = QuarterChoice

    given = traitlets.Dict().tag(sync=True)

    _esm = script("quarter.js")
    _css = styles("quarter.js", *LOOKS, "quarter.css")

    def set_up(self, *, name: str = "") -> None:
        """`name` is that of the quarter; send what can be chosen in it, and what it assumes."""
        self._quarter = quarter_named(name)
        self.given = to_be_chosen(self._quarter)

    def examine(self, _answer: QuarterChoice) -> list[Finding]:
        """What is to be said is said of the quarter."""
        return []

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """An entry for each item that is chosen, and each dial that was moved; what is not shown here stays."""
        story, dials = self._quarter.story, self._quarter.dials
        sent = zip(story.items, fields["items"], strict=True)
        chosen = [
            {"id": item.id, "owner": one["owner"], "priority": one["priority"] or None}
            for item, one in sent
            if one["chosen"]
        ]
        ids = {item.id for item in story.items}
        others = [one.model_dump() for one in self.answer.items if one.id not in ids]
        values = {dial.id: value for dial, value in zip(dials, fields["dials"], strict=True) if value != dial.value}
        assumed = {name: value for name, value in self.answer.assumptions.items() if name not in {d.id for d in dials}}
        return {"seed": fields["seed"], "assumptions": assumed | values, "items": [*chosen, *others]}

    def to_fields(self, answer: QuarterChoice) -> dict[str, Any]:
        """Each item as it is chosen, the dials, the days that are left, and the quarter where one was run."""
        story = self._quarter.story
        mine = known(answer, story)
        chosen = {one.id: one for one in mine.items}
        items = [
            {"chosen": True, "owner": one.owner, "priority": one.priority or ""}
            if (one := chosen.get(item.id))
            else {"chosen": False, "owner": "", "priority": ""}
            for item in story.items
        ]
        played = play(answer, self._quarter.name)
        return {
            "items": items,
            "dials": [answer.assumptions.get(dial.id, dial.value) for dial in self._quarter.dials],
            "seed": answer.seed,
            "meters": [asdict(one) for one in meters(mine, story)],
            "problems": standing(answer, story),
            "told": asdict(played.told) if played else None,
        }

    def describe(self, answer: QuarterChoice) -> str:
        """How many items are chosen."""
        return "1 item" if len(answer.items) == 1 else f"{len(answer.items)} items"

    def draw(self, answer: QuarterChoice, width: int, theme: Theme) -> str:
        """Where the choice lies among others, once a quarter was run."""
        played = play(answer, self._quarter.name)
        return svg(played.spreads, width=width, theme=theme) if played else ""

    def outline(self, answer: QuarterChoice) -> str:
        """The chosen items, what came of them, and the spreads in words."""
        story = self._quarter.story
        names = {one.id: one.name for one in story.people}
        texts = {one.id: one.text for one in story.items}
        lines = [
            f"- {texts[one.id]} ({names.get(one.owner, 'no owner')}, {one.priority or 'no priority'})"
            for one in known(answer, story).items
        ]
        played = play(answer, self._quarter.name)
        told = [*played.told.happened, *played.told.chance, outline(played.spreads)] if played else []
        return "\n".join([f"{story.title}: {self.describe(answer)}", *lines, *told])


def quarter(path: str | Path, name: str = "") -> QuarterBuilder:
    """The practice *a simulated quarter* for the answer file at `path`, which need not exist yet.

    `name` is that of the quarter; there is one so far. Raises LookupError naming those that there are.
    """
    return live(QuarterBuilder, path, name=name)
