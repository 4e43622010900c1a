"""What a tool recorded: one event of the evidence, with its time as written and as understood."""

from datetime import datetime
from typing import Literal, NamedTuple

ZoneSource = Literal["stamp", "epoch", "file", "given"]
"""Where the zone of a time comes from: the stamp's own offset, seconds since 1970 (which are UTC), another place
in the same file, or the person who read it and was asked."""


class Event(NamedTuple):
    """One thing a tool recorded.

    `at` is in UTC and lies within `precision` seconds of the instant that the tool saw; `at_raw` is the time as
    the file has it. `source` names the tool, `ref` the file and line ("slack/incidents/2026-01-31.json:12"),
    `actor` who or what acted where the tool says so, `text` what happened in the tool's own words.
    """

    at: datetime
    at_raw: str
    zone_source: ZoneSource
    precision: float
    source: str
    ref: str
    actor: str
    text: str


class Warned(NamedTuple):
    """Something a reader noticed and did not hide: where, what it got, what that means or what to do."""

    ref: str
    says: str


class Evidence(NamedTuple):
    """What a reader gives back: events in the file's order, and all that it noticed."""

    events: list[Event]
    warnings: list[Warned]
