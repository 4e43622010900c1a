"""Loads stories: they are data files in `stories/`, told as they are written or for one seed."""

from datetime import timedelta
from functools import cache
from typing import Any

from pmkit.incidents.dice import Dice
from pmkit.incidents.misnamed import misnamed
from pmkit.incidents.retiming import moved
from pmkit.incidents.wording import everywhere, filler, other_words, replacer
from pmkit.models.answer_error import AnswerError
from pmkit.models.data_file import data_file, data_files
from pmkit.models.story.incident import Impact, Story
from pmkit.models.story.scenario import Scenario

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Brisbane",
    "Europe/Lisbon",
    "America/Sao_Paulo",
)
SHARED_ZONES = ("slack", "calendar")


@cache
def story_names() -> tuple[str, ...]:
    """The stories there are, in alphabetical order."""
    return tuple(data_files("incidents/stories"))


@cache
def load_story(slug: str) -> Scenario:
    """The scenario of the story called `slug`, as it is written. Raises LookupError naming the stories there are."""
    return scenario_in(tell(slug))


def scenario_in(story: Story) -> Scenario:
    """The part of a story that an exercise shows and checks against."""
    fields = {name: getattr(story, name) for name in Scenario.model_fields}
    clocks = [f"{event.at:%H:%M:%S}" for event in story.events]
    return Scenario(**fields | {"also_known": [*story.also_known, *clocks]})


def tell(slug: str, seed: str = "") -> Story:
    """A story made concrete: with seed "" as it is written, else with words, times and figures of the seed's own.

    Raises LookupError naming the stories there are, AnswerError for one that names what it has not.
    """
    raw, story = _written(slug)
    if not seed:
        return _filled(raw, story)
    dice = Dice(seed, "words")
    replace = replacer(other_words(story, dice))
    data = everywhere(raw, replace)
    data["zones"] = zones = _zones(story, dice)
    if story.impact:
        data["impact"] |= _impact(story.impact, dice)
    if story.events:
        added = moved(story.events, story.covers, zones, story.shift_hours, Dice(seed, "times"))
        for event, seconds in zip(data["events"], added, strict=True):
            event["at"] += timedelta(seconds=seconds)
    return _filled(data, Story.model_validate(data))


def as_told(slug: str, seed: str, data: dict[str, Any]) -> dict[str, Any]:
    """What else was written about a story in its own words, in the words that it has for one seed; times stay open."""
    _, story = _written(slug)
    return everywhere(data, replacer(other_words(story, Dice(seed, "words")))) if seed else data


@cache
def _written(slug: str) -> tuple[dict[str, Any], Story]:
    if slug not in story_names():
        raise LookupError(f"no story is called {slug!r}; write one of: {', '.join(story_names())}")
    data = data_file(f"incidents/stories/{slug}.toml")
    path = f"stories/{slug}.toml"
    story = Story.from_data(data, path)
    if problems := misnamed(story):
        raise AnswerError(path, problems)
    return data, story


def _filled(data: dict[str, Any], story: Story) -> Story:
    fill = filler(story.times, story.zones.get("slack", ""), story.impact)
    return Story.model_validate(everywhere(data, fill))


def _zones(story: Story, dice: Dice) -> dict[str, str]:
    """A zone for each tool that has one; the team's chat and calendar share theirs."""
    team = dice.one_of(ZONES)
    return {by: team if by in SHARED_ZONES else dice.one_of(ZONES) for by in story.zones}


def _impact(impact: Impact, dice: Dice) -> dict[str, float | int]:
    def scaled(value: float, digits: int) -> float:
        return round(value * dice.between(60, 150) / 100, digits)

    return {
        "users": int(round(scaled(impact.users, 0), -2)) or 100,
        "error_rate": min(scaled(impact.error_rate, 1), 95.0),
        "money": int(round(scaled(impact.money, 0), -2)) or 100,
    }
