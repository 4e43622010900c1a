"""The timeline that an incident's key gives: one good answer among many, each event with a record that shows it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pmkit.incidents.incident import Incident, KeyEvent, Proof
from pmkit.models.timeline import Timeline, TimelineEvent

NO_TURN = "No turn of the incident is recorded here"
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
    events = [_event(event) for event in incident.key]
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


def _event(event: KeyEvent) -> TimelineEvent:
    proof = _best(event.proofs)
    return TimelineEvent(
        at=event.at,
        what=event.what,
        source=source_of(proof.ref) if proof else "",
        ref=proof.ref if proof else None,
        kind="decision" if event.kind == "decision" else "fact",
        by=event.actor or None,
    )


def _best(proofs: tuple[Proof, ...]) -> Proof | None:
    """The record nearest in time, to the second; of several the first."""
    return min(proofs, key=lambda proof: abs(int(proof.lag)), default=None)
