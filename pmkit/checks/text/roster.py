"""Whether somebody who is named belongs to the people and teams that an exercise knows."""

from pmkit.checks.text.text import read
from pmkit.models.story.scenario import Scenario


def on_roster(owner: str, scenario: Scenario | None) -> bool:
    """Whether an owner is a person or a team of the story, by the whole name or a part of it."""
    known = [*(person.name for person in scenario.people), *scenario.teams] if scenario else []
    wanted = set(read(owner).stems)
    return any(set(read(one).stems) <= wanted or wanted <= set(read(one).stems) for one in known)
