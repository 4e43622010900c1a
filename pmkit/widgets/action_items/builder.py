"""The builder of action items: a list whose letters are judged as one types, a critique above where one is asked."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from pmkit.checks import Finding, examine
from pmkit.checks.action_items.reading import ItemsReading
from pmkit.grading.practice.exercise import Practice
from pmkit.models.action_item import KINDS, LETTERS, PRIORITIES
from pmkit.models.action_items import MOST_ACTIONS, ActionItems
from pmkit.models.story.lever import Lever
from pmkit.models.story.scenario import Scenario
from pmkit.render import action_items as render
from pmkit.widgets.action_items.fields import from_fields, to_fields
from pmkit.widgets.action_items.imports import Imported, files_beside, import_file, import_text
from pmkit.widgets.action_items.lights import SETS, STATES, letters, lights, tally
from pmkit.widgets.action_items.worked import worked_example
from pmkit.widgets.builder import LOOKS, Builder, Theme, live
from pmkit.widgets.esm import script, styles
from pmkit.widgets.exercise_scenario import rubric_of

_CRITIQUE = re.compile(r"^(critique of letter )(\d+)")


class ActionItemsBuilder(Builder[ActionItems]):
    """Edits an action_items.toml; see `action_items`."""

    kind: ClassVar[str] = "action-items"
    model = ActionItems
    rows: ClassVar[str] = "actions"

    settings = traitlets.Dict().tag(sync=True)
    imported = traitlets.Dict().tag(sync=True)

    _reading: ItemsReading | None = None

    _esm = script("action_items.js")
    _css = styles("action_items.js", *LOOKS, "lib/rows.css", "action_items.css")

    def set_up(self, *, critique: str = "", levers: Sequence[Lever] = (), roster: Sequence[str] = ()) -> None:
        """`critique` is a sentence to say letter by letter what it lacks, `levers` what an item can claim to move.

        `roster` are names of owners besides those of the exercise.
        """
        scenario = self.scenario
        people = [one.name for one in scenario.people] + list(scenario.teams) if scenario else []
        self.settings = {
            "letters": letters(),
            "states": {state: list(words) for state, words in STATES.items()},
            "kinds": list(KINDS.items()),
            "priorities": [[priority, does] for priority, (does, _) in PRIORITIES.items()],
            "sets": list(SETS),
            "most": MOST_ACTIONS,
            "critique": critique,
            "levers": [{"id": one.id, "says": one.says, "unit": one.unit, "number": one.default} for one in levers],
            "roster": list(dict.fromkeys([*roster, *people])),
            "worked": worked_example(),
            "files": files_beside(self.path),
        }

    def arranged(self, answer: ActionItems) -> ActionItems:
        """The critique in the order of the letters."""
        order = list(LETTERS)
        lines = sorted(answer.critique, key=lambda line: order.index(line.letter))
        return answer.model_copy(update={"critique": lines})

    def on_page(self, where: str) -> str:
        """A line of the critique has the number of its letter on the page, where all letters stand."""
        lines, order = self._graded.critique, list(LETTERS)
        return _CRITIQUE.sub(lambda at: f"{at[1]}{order.index(lines[int(at[2]) - 1].letter) + 1}", where)

    def from_fields(self, fields: dict[str, Any]) -> dict[str, Any]:
        """See pmkit.widgets.action_items.fields."""
        return from_fields(fields)

    def to_fields(self, answer: ActionItems) -> dict[str, Any]:
        """The fields, and how each item and the list stand."""
        reading = read_again(answer, self.scenario, self._reading)
        found = lights(reading, self._judgement.findings)
        stand = [{letter: light._asdict() for letter, light in one.items()} for one in found]
        return to_fields(answer) | {"lights": stand, "tally": tally(reading)}

    def examine(self, answer: ActionItems) -> list[Finding]:
        """What the checks find."""
        return examine(answer, kind=self.kind, scenario=self.scenario, reading=self._reading)

    def describe(self, answer: ActionItems) -> str:
        """How many items there are."""
        return "1 action" if len(answer.actions) == 1 else f"{len(answer.actions)} actions"

    def draw(self, _answer: ActionItems, _width: int, _theme: Theme) -> str:
        """The list is its own picture."""
        return ""

    def outline(self, answer: ActionItems) -> str:
        """Each item with what is known of it."""
        return render.outline(answer)

    def _replace(self, answer: ActionItems, on_disk: ActionItems | None = None) -> None:
        self._reading = read_again(answer, self.scenario, self._reading)
        super()._replace(answer, on_disk)

    def _asked(self, widget: object, content: Any, buffers: object) -> None:
        super()._asked(widget, content, buffers)
        if isinstance(content, dict) and content.get("do") == "import":
            self._import(content)

    def _import(self, request: dict[str, Any]) -> None:
        """Answer with the list that the page sent and what was read; the page shows it, and sends it as any change."""
        try:
            known = self._parse(request["answer"])
            name, text = str(request.get("file") or ""), str(request.get("text") or "")
            found = import_file(known, name, self.path) if name else import_text(known, text)
        except Exception as error:  # noqa: BLE001 - nothing may end a builder
            # Whatever a browser sends, the next change must still be heard.
            found = Imported(None, f"Nothing was read ({type(error).__name__}); the list stays as it is.")
        self.imported = {
            "ask": str(request.get("ask"))[:64],
            "says": found.says,
            "answer": None if found.answer is None else to_fields(found.answer),
        }


def read_again(answer: ActionItems, scenario: Scenario | None, known: ItemsReading | None) -> ItemsReading:
    """A list as the checks see it; what is known of items that stay as they are is not found out once more."""
    if known is not None and known.answer is answer and known.scenario is scenario:
        return known
    reading = ItemsReading(answer, scenario)
    if known is not None and known.scenario is scenario:
        for index, (before, now) in enumerate(zip(known.items, reading.items, strict=False)):
            if before.item == now.item:
                reading.items[index] = before
    return reading


def action_items(
    path: str | Path,
    exercise: str | Practice | None = None,
    *,
    critique: str = "",
    levers: Sequence[Lever] = (),
    roster: Sequence[str] = (),
) -> ActionItemsBuilder:
    """The builder of action items for the answer file at `path`, which need not exist yet.

    `critique` is a sentence of others that is to be judged letter by letter first. With `levers`, those of a story,
    an item can say what it claims to change. `roster` are names to choose owners from, besides those of the exercise.
    With an exercise (its name, or what `pmkit.exercise` gives) it says at every change what the answer earns, and
    what is open; sentence and levers are then its own. Raises LookupError for a name that no exercise has.
    """
    rubric = rubric_of(exercise, path)
    if rubric is not None:
        critique, levers = critique or rubric.critique, levers or rubric.scenario.levers
    settings: dict[str, Any] = {"critique": critique, "levers": levers, "roster": roster}
    return live(ActionItemsBuilder, path, rubric=rubric, **settings)
