"""The timeline that an incident's key gives: one good answer among many, each event with a record that shows it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pmkit.incidents.incident import Incident, KeyEvent, Proof
from pmkit.models.story.incident import TrueEvent
from pmkit.models.timeline import Timeline, TimelineEvent

NO_TURN = "No turn of the incident is recorded here"
RULES = "Alertmanager"
MEASURED = "prometheus"
AT_ONCE = 10
"""Seconds within which a series shows the event itself, and not what came of it."""
_TOOLS = {
    "deploy": "deploy-log",
    "github_statuses": "github",
    "helm_history": "helm",
    "kubernetes_events": "kubernetes",
    "kibana": "kibana",
    "search": "elasticsearch",
}
_TITLES = {
    "prometheus": "Prometheus",
    "alertmanager": "Alertmanager",
    "pagerduty": "PagerDuty",
    "kibana": "Kibana",
    "search": "Elasticsearch",
    "deploy": "Deploy log",
    "github_statuses": "GitHub",
    "helm_history": "Helm",
    "kubernetes_events": "Kubernetes",
    "git": "Git",
    "calendar": "Calendar",
    "certificates": "Certificate",
}


def model_timeline(incident: Incident) -> Timeline:
    """The true events with sources and refs, every long gap of the incident noted, all anchors given."""
    makers = {event.id: makers_of(event) for event in incident.story.events}
    events = [_event(event, makers[event.id]) for event in incident.key]
    plain = Timeline(title=incident.story.title, anchors=incident.anchors, events=events)
    return plain.model_copy(update={"events": [*events, *_gaps(incident, plain)]}).sorted()


def _gaps(incident: Incident, timeline: Timeline) -> Iterator[TimelineEvent]:
    """Gaps from the first anchor on: in the story's words where it has some."""
    times = incident.story.times
    known = {times[gap.after]: gap.says for gap in incident.gaps}
    begins = min(timeline.anchors.given().values(), default=None)
    for gap in timeline.gaps():
        if begins is not None and gap.start >= begins:
            what = known.get(gap.start) or _through(incident.telling.tools_telling(gap.start, gap.end))
            yield TimelineEvent(at=gap.start, until=gap.end, what=what, kind="gap")


def _through(tools: list[str]) -> str:
    """What is true of a stretch between two turns: these tools recorded something of the incident in it."""
    return f"{NO_TURN}; records of {in_words(tools)} run through it" if tools else NO_TURN


def in_words(tools: list[str]) -> str:
    """The names of tools, as a story has them, for people.

    >>> in_words(["kibana", "log:payments", "pagerduty-notes", "slack"])
    'Kibana, Log payments, PagerDuty and Slack'
    """
    known = (_TITLES.get(tool.partition("-")[0]) or tool.replace(":", " ").capitalize() for tool in tools)
    names = list(dict.fromkeys(known))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def source_of(path: str) -> str:
    """The name of a source for people, by its file's path.

    >>> source_of("slack/incidents/2026-01-31.json"), source_of("logs/payments.ndjson")
    ('Slack #incidents', 'Log payments')
    """
    parts = PurePosixPath(path)
    if parts.parts[0] == "slack":
        return f"Slack #{parts.parts[1]}"
    return _TITLES.get(parts.parts[0]) or _TITLES.get(parts.stem) or f"Log {parts.stem}"


def _event(event: KeyEvent, makers: tuple[str, ...]) -> TimelineEvent:
    proof = best_proof(event.proofs, makers)
    return TimelineEvent(
        at=event.at,
        what=event.what,
        source=source_of(proof.ref) if proof else "",
        ref=proof.ref if proof else None,
        kind="decision" if event.kind == "decision" else "fact",
        by=event.actor or None,
    )


def makers_of(event: TrueEvent) -> tuple[str, ...]:
    """The tools in which an event was made, as a story names them, best first; all others only heard of it.

    Of an act that is the first tool that saw it. What nobody did was measured, or else logged; a rule fires in
    Alertmanager.
    """
    if event.actor == RULES:
        return (RULES.lower(),)
    first = tuple(seen.by for seen in event.seen[:1])
    return first if event.actor and first else (MEASURED, *first)


def tool_of(ref: str) -> str:
    """The tool whose record a reference names, as a story names it.

    >>> tool_of("deployments/github_statuses.json:41"), tool_of("logs/payments.ndjson:7")
    ('github', 'log:payments')
    """
    path = PurePosixPath(ref.rpartition(":")[0])
    known = _TOOLS.get(path.parts[0]) or _TOOLS.get(path.stem)
    return known or (f"log:{path.stem}" if path.parts[0] == "logs" else path.parts[0])


def best_proof(proofs: tuple[Proof, ...], makers: tuple[str, ...]) -> Proof | None:
    """The record of the tool that made the event, the nearest in time to the second; without one that of any tool.

    Of several series that measured it the first in the story, unless it changed only later.
    """
    for maker in makers:
        made = [proof for proof in proofs if tool_of(proof.ref) == maker]
        if maker == MEASURED:
            made = [proof for proof in made[:1] if abs(proof.lag) <= AT_ONCE]
        if made:
            return min(made, key=_distance)
    return min(proofs, key=_distance, default=None)


def _distance(proof: Proof) -> int:
    return abs(int(proof.lag))
