"""The model answer of a timeline exercise: the truth of one incident, with the evidence for each line."""

from pmkit.incidents.incident import Incident, KeyEvent
from pmkit.models.timeline import Timeline, TimelineEvent

CALLED = {
    "prometheus": "Prometheus",
    "alertmanager": "Alertmanager",
    "pagerduty": "PagerDuty",
    "slack": "Slack",
    "logs": "Logs",
    "deployments/deploy.log": "Deploy log",
    "deployments/github_statuses.json": "GitHub",
    "deployments/helm_history.json": "Helm",
    "deployments/kubernetes_events.json": "Kubernetes",
    "git": "Git",
    "calendar": "Calendar",
    "certificates": "Certificate",
}
"""What people call the source of a file, or of all files in a folder of the evidence."""


def model_timeline(incident: Incident) -> Timeline:
    """Every true event with its nearest proof, every true silence, every anchor."""
    times = incident.story.times
    events = [_event(event) for event in incident.key]
    gaps = [
        TimelineEvent(
            at=times[silence.after], what=silence.says, source="All files", kind="gap", until=times[silence.before]
        )
        for silence in incident.gaps
    ]
    timeline = Timeline(title=incident.story.title, anchors=incident.anchors, events=[*events, *gaps])
    return timeline.sorted()


def called(file: str) -> str:
    """What people call the source of a file of the evidence.

    >>> called("pagerduty/log_entries.json")
    'PagerDuty'
    """
    return CALLED.get(file) or CALLED.get(file.partition("/")[0], file)


def _event(event: KeyEvent) -> TimelineEvent:
    proof = min(event.proofs, key=lambda one: abs(one.lag), default=None)
    ref = proof.ref if proof else None
    return TimelineEvent(
        at=event.at,
        what=event.what,
        source=called(ref.rpartition(":")[0]) if ref else "",
        ref=ref,
        kind="decision" if event.kind == "decision" else "fact",
        by=event.actor or None if event.kind == "decision" else None,
    )
