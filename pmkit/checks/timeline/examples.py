"""Short ways to write the timelines that the checks hold as examples, and the module's own timeline as a model."""

from pmkit.models.timeline import Anchors, Timeline, TimelineEvent

DAY = "2026-01-31"


def told(*rows: str, title: str = "", **anchors: str) -> Timeline:
    """A timeline of rows such as "14:23:01Z | Deployment started | Deploy log | decision | Mina".

    What stands to the right may be left out, and the day is DAY where a time has none. In place of a person, rows
    of the kind gap hold their end.
    """
    dated = {name: _dated(at) for name, at in anchors.items()}
    events = [_event(*(cell.strip() for cell in row.split("|"))) for row in rows]
    return Timeline(title=title, anchors=Anchors.model_validate(dated), events=events)


def _event(at: str, what: str, source: str = "", kind: str = "fact", last: str = "") -> TimelineEvent:
    data = {"at": _dated(at), "what": what, "source": source, "kind": kind}
    if last:
        data |= {"until": _dated(last)} if kind == "gap" else {"by": last}
    return TimelineEvent.model_validate(data)


def concluded(at: str, what: str, source: str) -> Timeline:
    """A timeline of one event that its author marks as an interpretation."""
    data = {"at": _dated(at), "what": what, "source": source, "interpretation": True}
    return Timeline(events=[TimelineEvent.model_validate(data)])


def _dated(at: str) -> str:
    return at if "T" in at else f"{DAY}T{at}"


BAD_DEPLOY = told(
    "14:23:01Z | Deployment of v2.3.1 started | Deploy log",
    "14:25:33Z | Error rate began to rise above 0.1 % | Prometheus",
    "14:27:00Z | Alert ErrorRateHigh fired | PagerDuty",
    "14:28:15Z | On-call acknowledged the page | PagerDuty | fact | On-call",
    "14:30:00Z | Investigation started | Slack | fact | On-call",
    "14:30:00Z | No source records what was looked at | | gap | 14:35:42Z",
    "14:35:42Z | On-call identified the deployment as the cause | Slack | fact | On-call",
    "14:37:00Z | Rollback to v2.3.0 begun | Deploy log | decision | Incident commander",
    "14:39:15Z | Rollback completed | Deploy log",
    "14:42:00Z | Error rate back under 0.1 % | Prometheus",
    "14:45:00Z | Incident resolved | PagerDuty | fact | Incident commander",
    title="Errors after deployment v2.3.1",
    cause="14:23:01Z",
    impact_start="14:25:33Z",
    alerted="14:27:00Z",
    acknowledged="14:28:15Z",
    engaged="14:30:00Z",
    mitigation_begun="14:37:00Z",
    mitigation_done="14:39:15Z",
    mitigation_effective="14:42:00Z",
    impact_end="14:42:00Z",
    resolved="14:45:00Z",
)
"""The module's worked timeline: its ten stamps with their sources, and its one gap noted."""
