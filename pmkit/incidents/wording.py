"""Makes a story's words concrete: other people, hosts and versions for each trainee, and times where they belong."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pmkit.incidents import spoken
from pmkit.incidents.dice import Dice
from pmkit.models.data_file import data_file
from pmkit.models.story.incident import Impact, Story

_PLACEHOLDER = re.compile(
    r"\{(clock|minute|date|day|iso|local|words|minutes|users|error_rate|money)"
    r"(?: ([a-z0-9-]+)(?:\+(\d+))?(?: ([a-z0-9-]+))?)?\}"
)
_CHANCE = re.compile(r"\{(n|hex|queue) (\d+)(?: (\d+))?\}")


class StoryError(ValueError):
    """A story that cannot be told; the message says where it is to be mended."""


def other_words(story: Story, dice: Dice) -> dict[str, str]:
    """What stands in for which word of the story: people's names first, then what the story itself varies."""
    words: dict[str, str] = {}
    pool = _people()
    used = {part for person in story.people for part in person.name.split()}
    first = [name for name in dice.mixed(pool["first"]) if name not in used]
    last = [name for name in dice.mixed(pool["last"]) if name not in used]
    for person, given, family in zip(story.people, first, last, strict=False):
        was_given, _, was_family = person.name.partition(" ")
        words |= {person.name: f"{given} {family}", was_given: given, was_family: family}
    for varied in story.vary:
        words |= dict(zip(varied.was, dice.one_of([varied.was, *varied.among]), strict=True))
    return words


def _people() -> dict[str, list[str]]:
    return data_file("incidents/people.toml")


def replacer(words: Mapping[str, str]) -> Callable[[str], str]:
    """A function that puts other words in place of whole words, all at once: what was put in stays.

    >>> replacer({"a": "b", "b": "a"})("a and b")
    'b and a'
    """
    if not words:
        return lambda text: text
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda text: pattern.sub(lambda match: words[match[0]], text)


def filler(times: Mapping[str, datetime], zone: str, impact: Impact | None) -> Callable[[str], str]:
    """A function that fills in placeholders. It raises StoryError for an event that the story has not."""
    local = ZoneInfo(zone) if zone else UTC

    def fill(match: re.Match[str]) -> str:
        kind, event, later, other = match.groups()
        if not event:
            return _figure(kind, impact)
        for wanted in filter(None, (event, other)):
            if wanted not in times:
                raise StoryError(f"{match[0]}: the story has no event {wanted!r}; write the id of one")
        if other:
            return f"{(times[other] - times[event]) // timedelta(minutes=1)}"
        at = times[event] + timedelta(seconds=int(later or 0))
        return _time(kind, at, at.astimezone(local))

    return lambda text: _PLACEHOLDER.sub(fill, text) if "{" in text else text


def _time(kind: str, at: datetime, local: datetime) -> str:
    match kind:
        case "clock":
            return f"{at:%H:%M:%S}"
        case "minute":
            return f"{at:%H:%M}"
        case "date":
            return spoken.date_in_words(at.date())
        case "day":
            return spoken.day_of_month(at.date())
        case "iso":
            return f"{at:%Y-%m-%dT%H:%M:%SZ}"
        case "local":
            return f"{local:%H:%M}"
        case _:
            return spoken.about(local)


def _figure(kind: str, impact: Impact | None) -> str:
    if impact is None:
        raise StoryError(f"{{{kind}}}: the story tells no impact; write a table [impact]")
    if kind == "users":
        return f"{impact.users:,}"
    return f"{impact.error_rate:g} %" if kind == "error_rate" else f"{impact.currency} {impact.money:,}"


def with_chance(text: str, dice: Dice, intensity: float = 1.0) -> str:
    """A line of noise with its numbers thrown; a queue is as much longer than its least as `intensity` says."""
    if "{" not in text:
        return text

    def throw(match: re.Match[str]) -> str:
        first = int(match[2])
        if match[1] == "hex":
            return dice.hex(first)
        thrown = dice.between(first, int(match[3] or first))
        return str(first + round((thrown - first) * intensity) if match[1] == "queue" else thrown)

    return _CHANCE.sub(throw, text)


def everywhere(data: Any, change: Callable[[str], str]) -> Any:
    """A copy of what a TOML file holds, with `change` made in every string; keys stay."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: everywhere(value, change) for key, value in data.items()}
    return [everywhere(value, change) for value in data] if isinstance(data, list) else data
