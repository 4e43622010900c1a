"""The model answer of a postmortem exercise: one text a story, filled in with a trainee's times, names and figures."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from pmkit.incidents.incident import Incident
from pmkit.incidents.timeline import model_timeline
from pmkit.incidents.wording import filler
from pmkit.models.data_file import PACKAGE
from pmkit.models.postmortem.postmortem import Postmortem
from pmkit.models.timeline import TimelineEvent, in_utc
from pmkit.models.words.duration import in_words

_PLACE = re.compile(r"\{(start day|host|timeline|person|due|length)(?: ([a-z0-9-]+))?(?: ([a-z0-9-]+))?\}")


def model_postmortem(incident: Incident, folder: str = "grading/model_answers") -> Postmortem:
    """The postmortem of one incident. Raises FileNotFoundError where nobody has written one for its story."""
    name = f"{folder}/postmortem-{incident.slug}.md"
    story = incident.story
    fill = filler(story.times, story.zones.get("slack", ""), story.impact)
    text = (PACKAGE / name).read_text(encoding="utf-8")
    return Postmortem(text=_PLACE.sub(lambda match: _filled(match, incident), fill(text)))


def _filled(match: re.Match[str], incident: Incident) -> str:
    kind, first, second = match.groups()
    story = incident.story
    begins = _begins(incident)
    match kind:
        case "start day":
            return f"{begins:%Y-%m-%d}"
        case "host":
            return next(name for name in story.systems if name.endswith(".example"))
        case "person":
            return story.people[int(first) - 1].name
        case "due":
            return f"{begins + timedelta(days=int(first)):%Y-%m-%d}"
        case "length":
            return in_words((story.times[second] - story.times[first]).total_seconds())
        case _:
            return "\n".join(_table(incident))


def _begins(incident: Incident) -> datetime:
    """When the cause came about: what was before is not told row by row."""
    cause = incident.anchors.cause
    return in_utc(cause) if cause else incident.key[0].at


def _table(incident: Incident) -> Iterator[str]:
    """The true events from the cause on, and what lies between them where that is long."""
    begins = _begins(incident)
    yield "| Time (UTC) | Event | Source |"
    yield "| --- | --- | --- |"
    for event in model_timeline(incident).events:
        if in_utc(event.at) >= begins:
            yield f"| {_time(event, begins)} | {'Gap: ' * (event.kind == 'gap')}{event.what} | {event.source} |"


def _time(event: TimelineEvent, begins: datetime) -> str:
    at = in_utc(event.at)
    shown = f"{at:%H:%M:%S}" if at.date() == begins.date() else f"{at:%Y-%m-%d %H:%M:%S}"
    return f"{shown}–{in_utc(event.until):%H:%M:%S}" if event.kind == "gap" and event.until else shown
