"""The model answer of an exercise in action items: one text a story, filled in with a trainee's people and days."""

import re
from datetime import timedelta

from pmkit.incidents.incident import Incident
from pmkit.models.action_items import ActionItems
from pmkit.models.data_file import PACKAGE

NAME = "grading/model_answers/action-items.toml"
_PLACE = re.compile(r"\{(host|person)(?: (\d{1,3}))?\}|\"\{created (?P<days>\d{1,3})\}\"")
"""Days are quoted in the template, which is TOML, and dates where it is filled in."""


def model_action_items(incident: Incident, name: str = NAME) -> ActionItems:
    """The critique and the items for one incident, from the template called `name`."""
    text = (PACKAGE / name).read_text(encoding="utf-8")
    return ActionItems.parse(_PLACE.sub(lambda match: _filled(match, incident), text), name)


def _filled(match: re.Match[str], incident: Incident) -> str:
    """A host, a person by number, or the day so many days after the incident began."""
    story = incident.story
    match match[1]:
        case "host":
            return next(name for name in story.systems if name.endswith(".example"))
        case "person":
            return story.people[int(match[2]) - 1].name
        case _:
            return f"{story.times[story.covers[0]] + timedelta(days=int(match['days'])):%Y-%m-%d}"
