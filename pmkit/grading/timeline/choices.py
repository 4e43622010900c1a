"""What a line of a timeline may be read as instead: what its source shows at its time, near misses, something else."""

import re
from collections.abc import Iterable, Iterator

from pmkit.grading.readings.near_misses import ELSE
from pmkit.grading.readings.reading import SOMETHING_ELSE, Choice
from pmkit.incidents.incident import KeyEvent
from pmkit.models.story.scenario import Scenario

RECORD = "record"
"""The choice by which a line tells what was recorded at its time, and no turn of the incident."""
RECORDED = Choice(RECORD, "What was recorded at that time, no turn of the incident")
ELSE_CHOICE = Choice(SOMETHING_ELSE, ELSE)
MOST_EVENTS = 4
_VERSION = re.compile(r"v\d+(?:\.\d+)+")


def choices_for(events: Iterable[KeyEvent], story: Scenario, *, is_recorded: bool) -> tuple[Choice, ...]:
    """The short list under a line: `events` that it may tell, near misses of the first, what was recorded besides.

    A true event is listed only where a line has its time or its words: else the list would tell what to look for in
    the evidence. Sorted by what they say, so that the place of an entry tells nothing.
    """
    told = list(events)[:MOST_EVENTS]
    true = [Choice(event.id, event.what) for event in told]
    missed = list(near_misses(told[0], story)) if told else []
    listed = sorted([*true, *missed], key=lambda one: one.says)
    return (*listed, *([RECORDED] if is_recorded else []), ELSE_CHOICE)


def near_misses(event: KeyEvent, story: Scenario) -> Iterator[Choice]:
    """What comes close to a true event: that it was not so, and the same of another version or system."""
    yield Choice(f"{event.id}~1", f"It was not so: {event.what}")
    other = _of_another(event.what, story)
    if other:
        yield Choice(f"{event.id}~2", other)


def _of_another(what: str, story: Scenario) -> str:
    """An event's words with another version or system of the story in the place of one; "" where they name none."""
    versions = [name for name in story.systems if _VERSION.fullmatch(name)]
    for names in (versions, [name for name in story.systems if name not in versions]):
        here = next(filter(None, (_place_of(name, what) for name in names)), None)
        other = next((name for name in names if _place_of(name, what) is None), "")
        if here and other:
            return f"{what[: here.start()]}{other}{what[here.end() :]}"
    return ""


def _place_of(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)", text)
