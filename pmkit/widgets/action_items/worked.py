"""A worked example: a weak action item that becomes a strong one, letter by letter, as the checks read each step."""

from functools import cache
from typing import Any

from pmkit.checks.action_items.reading import read_items
from pmkit.models.action_item import ActionItem
from pmkit.models.data_file import data_file
from pmkit.widgets.action_items.lights import lights

_DATA = "widgets/action_items/worked_steps.toml"
_ABOUT = ("says", "letter")


@cache
def worked_example() -> dict[str, Any]:
    """What it is about, and its steps as JSON: the item, which letter the step is for, and how all letters stand."""
    data = data_file(_DATA)
    known: dict[str, Any] = {}
    steps = []
    for step in data["steps"]:
        known |= {key: value for key, value in step.items() if key not in _ABOUT}
        item = ActionItem(**known)
        states = {letter: light.state for letter, light in lights(read_items([item]), [])[0].items()}
        shown = item.model_dump(mode="json", include={"text", "owner", "due", "priority", "success"})
        steps.append({"says": step["says"], "letter": step.get("letter", ""), "item": shown, "states": states})
    return {"about": data["about"], "steps": steps}
