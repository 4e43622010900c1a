"""What a plan does from which others learn: somebody is told, somewhere, by somebody, and in every horizon."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pmkit.checks.check import Check, Field, Match
from pmkit.checks.text.text import read
from pmkit.models.data_file import data_file
from pmkit.models.dissemination.dissemination import HORIZONS, Dissemination, DisseminationStep, steps_of_the_module
from pmkit.models.story.scenario import Scenario
from pmkit.models.words.shortened import shortened

MODULE = "module: Learning and Metrics, Learning Dissemination"
ENDED = dt.datetime(2026, 1, 31, 15, 2, tzinfo=dt.UTC)


@dataclass(frozen=True)
class DisseminationReading:
    """What the checks ask of a plan."""

    answer: Dissemination
    scenario: Scenario | None = None


def prose_of(answer: Dissemination) -> Iterator[tuple[Field, str]]:
    """The fields that hold prose, with their texts."""
    for index, step in enumerate(answer.steps):
        yield ("steps", index, "what"), step.what
        yield ("steps", index, "note"), step.note or ""


def _at(reading: DisseminationReading, index: int, key: str) -> Match:
    return Match(("steps", index, key), 0, 0, shortened(read(reading.answer.steps[index].what).text, 80))


def _open(reading: DisseminationReading) -> Iterator[tuple[int, DisseminationStep]]:
    for index, step in enumerate(reading.answer.steps):
        if not step.done:
            yield index, step


def without_owner(reading: DisseminationReading) -> Iterator[Match]:
    """Steps that nobody has taken on yet."""
    for index, step in _open(reading):
        if read(step.owner).blank:
            yield _at(reading, index, "owner")


def without_audience(reading: DisseminationReading) -> Iterator[Match]:
    """Steps that do not say whom they are for, or only that it is for everybody."""
    everyone = frozenset(data_file("checks/words/audiences.toml")["everyone"])
    for index, step in _open(reading):
        if read(step.audience).blank or " ".join(step.audience.casefold().strip(" .!@#").split()) in everyone:
            yield _at(reading, index, "audience")


def without_channel(reading: DisseminationReading) -> Iterator[Match]:
    """Steps that do not say where."""
    for index, step in _open(reading):
        if read(step.channel).blank:
            yield _at(reading, index, "channel")


def before_the_end(reading: DisseminationReading) -> Iterator[Match]:
    """Steps due or done before the incident had ended."""
    day = reading.answer.day
    for index, step in enumerate(reading.answer.steps):
        for key, date in (("due", step.due), ("done", step.done)):
            if day and date and date < day:
                yield Match(("steps", index, key), 0, 0, date.isoformat())


def without_step(reading: DisseminationReading) -> Iterator[Match]:
    """Horizons in which nothing happens, in a plan that has steps."""
    for horizon in HORIZONS:
        if reading.answer.steps and not reading.answer.of(horizon):
            yield Match(("steps",), 0, 0, horizon)


def _plan(*, without: str = "", **changed: object) -> Dissemination:
    """The module's steps, each with an owner; `changed` replaces parts of the last one, `without` leaves one out."""
    steps = [one.model_copy(update={"owner": "Nerys Hale"}) for one in steps_of_the_module() if one.horizon != without]
    steps[-1] = steps[-1].model_copy(update=changed)
    return Dissemination(ended=ENDED, steps=steps)


_DONE = _plan(owner="", audience="", channel="", done=dt.date(2026, 2, 2))

CHECKS = (
    Check(
        id="dissemination/owner",
        says="Nobody has taken on “{quote}” yet.",
        why="A step that belongs to everybody waits for somebody else.",
        instead="Who does it? Write one name, or the role that is on duty that day.",
        source="pmkit",
        find=without_owner,
        bad=(_plan(owner=""), _plan(owner=" \u200b")),
        good=(_plan(), _DONE),
    ),
    Check(
        id="dissemination/audience",
        says="“{quote}” does not say for whom it is.",
        why="A text for colleagues on call and one for leads are two texts.",
        instead="Who works better tomorrow for knowing it? Name that group.",
        source=MODULE,
        find=without_audience,
        bad=(_plan(audience=""), _plan(audience="Everyone")),
        good=(_plan(audience="Everyone on the night shift"), _DONE),
    ),
    Check(
        id="dissemination/channel",
        says="“{quote}” does not say where.",
        why="People read where they work; a page that nobody opens has told nobody.",
        instead="Which channel, meeting or document does the audience look into anyway?",
        source=MODULE,
        find=without_channel,
        bad=(_plan(channel=""), _plan(channel=" ")),
        good=(_plan(), _DONE),
    ),
    Check(
        id="dissemination/before-the-end",
        says="{quote} lies before the incident ended.",
        why="A date that cannot be is read as no date.",
        instead="Which day was meant? Look at the year and the month first.",
        source="pmkit",
        find=before_the_end,
        bad=(_plan(due=dt.date(2025, 3, 31)), _plan(done=dt.date(2026, 1, 30))),
        good=(_plan(due=dt.date(2026, 3, 31)), _plan(done=dt.date(2026, 1, 31))),
    ),
    Check(
        id="dissemination/horizon",
        says="Nothing is planned for the {quote}.",
        why="What is told once is known to those who were there; later horizons reach the others.",
        instead="Which step of this horizon helps here? One is enough; the module names some.",
        source=MODULE,
        find=without_step,
        bad=(_plan(without="month"), _plan(without="day")),
        good=(_plan(), Dissemination(ended=ENDED)),
    ),
)
