"""Exhibits numbered anew for each trainee: a neighbour's fishbone cites what shows something else here."""

from pmkit.incidents.dice import Dice
from pmkit.models.story.scenario import Scenario


def numbered_anew(story: Scenario, seed: str) -> Scenario:
    """The story with its exhibits in another order, numbered in that, and causes that name the new numbers."""
    dice, mixed = Dice(seed, "the order of exhibits"), story.exhibits
    # None keeps its number: so the answer to the story as it is written cites nothing right.
    while any(one is old for one, old in zip(mixed, story.exhibits, strict=True)):
        mixed = dice.mixed(story.exhibits)
    new = {old.id: one.id for old, one in zip(mixed, story.exhibits, strict=True)}
    exhibits = [one.model_copy(update={"id": new[one.id]}) for one in mixed]
    causes = [
        cause.model_copy(update={"shown_by": [new[exhibit] for exhibit in cause.shown_by]}) for cause in story.causes
    ]
    # The values are valid already; what the story has looked up about its exhibits is made anew.
    fields = {name: getattr(story, name) for name in Scenario.model_fields}
    return Scenario.model_construct(**{**fields, "exhibits": exhibits, "causes": causes})
