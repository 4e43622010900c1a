"""What a story holds besides its scenario: the true events in UTC, the impact, and what each tool saw of them.

Texts of a story may hold placeholders, which pmkit.incidents fills in when it makes the story concrete:
`{clock ID}` is the time of the true event ID in UTC ("14:23:01"), `{minute ID}` without its seconds, `{date ID}`
its day in words, `{day ID}` without weekday and year, `{iso ID}` the whole stamp; `{local ID}` and `{words ID}` are
the time on the team's own clocks ("15:23", "about twenty past three"); `{clock ID+2}` is two seconds later;
`{minutes ID OTHER}` the whole minutes between two events; `{users}`, `{error_rate}` and `{money}` come from the
impact. In a tool's records `{n LOW HIGH}` is a number between two, `{queue LOW HIGH}` one that grows and
shrinks along the ramps of what it is part of, and `{hex N}` so many digits.
"""

from datetime import datetime
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from pmkit.models.answer import Part
from pmkit.models.story.scenario import Scenario
from pmkit.models.timeline import AnchorName

DistractorKind = Literal["red-herring", "wrong-belief", "duplicate-alert"]


class Seen(Part):
    """One record of one tool.

    `by` is the tool, as `pmkit timeline import` names it ("slack", "deploy-log", "log:NAME" for a file of log
    lines). `kind` is what the tool itself calls it: a log level, a type of PagerDuty's, a state of GitHub's, a
    reason of Kubernetes'. `about` is the service, the version or the object. A record under an event has that
    event's time plus `seconds`; one elsewhere stands `seconds` after the event `after`. Of chat: `id` is what
    replies name in `thread`, `edited` the seconds until it was changed. `count` records in `span` seconds are
    told as one by tools that do so; of an appointment `span` is its length.
    """

    by: str
    text: str = ""
    who: str = ""
    seconds: int = 0
    after: str = ""
    kind: str = ""
    about: str = ""
    host: str = ""
    id: str = ""
    channel: str = ""
    thread: str = ""
    broadcast: bool = False
    edited: int = 0
    chance: float = 1.0
    count: int = 1
    span: int = 0


class TrueEvent(Part):
    """One thing that happened, to the second.

    `said_as` are wordings that mean it (see pmkit.checks.text.wording), `tolerance` the seconds by which an answer
    may be off. `held_to` names an earlier event to which the distance stays the same for every trainee.
    """

    id: str
    at: datetime
    what: str
    actor: str = ""
    kind: Literal["fact", "decision"] = "fact"
    anchors: list[AnchorName] = Field(default_factory=list)
    said_as: list[str] = Field(default_factory=list)
    tolerance: int = 5
    held_to: str = ""
    seen: list[Seen] = Field(default_factory=list)


class Impact(Part):
    """What it did to people: how many, the share of requests in percent at the worst and before, and the cost.

    `said_as` are wordings that say what people could not have, see pmkit.checks.text.wording.
    """

    users: int
    error_rate: float
    error_rate_before: float
    money: int
    currency: str
    says: str
    said_as: list[str] = Field(default_factory=list)


class Change(Part):
    """A series goes to another level at an event; "error_rate" is the impact's own."""

    event: str
    to: float | Literal["error_rate"]


class Series(Part):
    """One series of Prometheus: its level, what is added at random, and the step and window in seconds.

    `aligned` names an event that a sample falls on when nothing is shifted; `window` is what a rate averages over.
    `growth` is what is added in an hour: `base` is then the level just before the first change, and every other
    level but 0 the one at its own.
    """

    slug: str
    labels: dict[str, str]
    base: float
    growth: float = 0.0
    spread: float = 0.0
    step: int = 30
    window: int = 0
    digits: int = 4
    aligned: str = ""
    changes: list[Change] = Field(default_factory=list)


class Ramp(Part):
    """What changes at `event` does so in `steps`, as one machine after another joins in.

    With `until` the first step is at `event` and the last at the event `until`; with `since` the first comes after
    the event `since` and the last is at `event`. `burst` is for how many seconds from `event` a rate has its new
    level at once: what had been waiting is answered then.
    """

    event: str
    steps: int = Field(ge=2)
    since: str = ""
    until: str = ""
    burst: int = 0

    @model_validator(mode="after")
    def _one_end(self) -> "Ramp":
        if bool(self.since) == bool(self.until):
            raise ValueError("a ramp has since or until, one of them")
        return self


class Rollout(Part):
    """The machines of the service `about` are replaced: each of `hosts` takes over from one before, in their order.

    It begins `starts_after` seconds after the event `starts` and is done `ends_after` seconds after `ends`. Until the
    event `drains` machines that leave answer what they hold: what is recorded of the incident comes from them.
    """

    about: str
    hosts: list[str]
    starts: str
    starts_after: int = 0
    ends: str
    ends_after: int = 0
    drains: str = ""


class AlertRule(Part):
    """An alert: `fires` names the event at which it does, `pending` is how long its condition held before.

    The condition of one with a `series` is that the series with this slug is above `above`.
    """

    name: str
    severity: str
    summary: str
    about: str
    fires: str
    fires_after: int = 0
    pending: int = 0
    ends: str
    ends_after: int = 0
    series: str = ""
    above: float = 0.0


class Distractor(Part):
    """Something in the evidence that is no part of the story's causes: one of each kind is told to a trainee."""

    id: str
    kind: DistractorKind
    what: str
    said_as: list[str]
    lines: list[Seen] = Field(default_factory=list)
    alerts: list[AlertRule] = Field(default_factory=list)


class Silence(Part):
    """A stretch in which nothing is known, between two events."""

    after: str
    before: str
    says: str


class Noise(Part):
    """Ordinary records of a tool, `count` of them over what the evidence covers, or `during` two events."""

    by: str
    texts: list[str]
    count: int
    during: list[str] = Field(default_factory=list)
    kind: str = "info"
    about: str = ""


class Certificate(Part):
    """An X.509 certificate: valid from one event to another or for `days`, exported as certificates/<host>.pem."""

    host: str
    issuer: str
    issued: str
    expires: str = ""
    days: int = 0


class Varied(Part):
    """Words that differ between trainees: each row of `among` stands in for `was`, word for word."""

    was: list[str]
    among: list[list[str]]


class Story(Scenario):
    """A scenario with the truth behind it and what each tool saw of it.

    `covers` names the first and the last event of the time that the evidence covers, with `before` and `after`
    seconds around it. `zones` holds the zone of each tool that has one; `hosts` the machines of each service, of one
    that has `rollouts` those before the first; `skewed` are hosts of which one has a clock that is off.
    """

    organisation: str = ""
    domain: str = ""
    events: list[TrueEvent] = Field(default_factory=list)
    impact: Impact | None = None
    covers: list[str] = Field(default_factory=list)
    before: int = 1800
    after: int = 900
    shift_hours: int = 5
    zones: dict[str, str] = Field(default_factory=dict)
    channels: dict[str, str] = Field(default_factory=dict)
    hosts: dict[str, list[str]] = Field(default_factory=dict)
    rollouts: list[Rollout] = Field(default_factory=list)
    skewed: list[str] = Field(default_factory=list)
    lines: list[Seen] = Field(default_factory=list)
    noise: list[Noise] = Field(default_factory=list)
    series: list[Series] = Field(default_factory=list)
    ramps: list[Ramp] = Field(default_factory=list)
    alerts: list[AlertRule] = Field(default_factory=list)
    certificates: list[Certificate] = Field(default_factory=list)
    distractors: list[Distractor] = Field(default_factory=list)
    gaps: list[Silence] = Field(default_factory=list)
    vary: list[Varied] = Field(default_factory=list)

    @cached_property
    def times(self) -> dict[str, datetime]:
        """When each true event was, by its id."""
        return {event.id: event.at for event in self.events}
