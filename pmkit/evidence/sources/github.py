"""Reads what GitHub tells of deployments, workflow runs and releases: each by its own times.

A deployment is live at its success, not when it was asked for; a run has a beginning, an end and a conclusion; a
release is out when it was published. Issues, commits and the like have a `created_at` too, and are none of these.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Record, read_records
from pmkit.evidence.parts.shape import Others, shape_of
from pmkit.evidence.reading import Reading, words
from pmkit.models.event import Evidence

SOURCE = "GitHub"
WANTED = "deployment, workflow run or release"
ADVICE = "save the answer of /deployments/{id}/statuses, /actions/runs or /releases"
_LISTS = ("", "workflow_runs", "jobs", "check_runs")
_INSIDE = ("deployment", "deployment_status", "release", "workflow_run", "workflow_job", "check_run")
"""What a webhook's payload holds; one of a deployment names the run that made it besides."""
_RUNS = {
    "GitHub workflow runs": "Workflow run",
    "GitHub workflow jobs": "Workflow job",
    "GitHub check runs": "Check run",
}
_STATES = frozenset("error failure inactive in_progress queued pending success waiting abandoned destroyed".split())


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a list of deployments, statuses of them, workflow runs or releases, or of webhooks' payloads.

    Raises UnreadableError, ZoneNeededError where a time names no zone.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    found, others = read_records(reading.text(path), *_LISTS), Others(reading)
    told: set[tuple[str, ...]] = set()
    if damage := found.damage("records", ADVICE):
        reading.warn(0, damage)
    for record in found.objects():
        for part in _parts(record):
            if not _told(reading, part, told):
                others.add(part.line, part.value)
    others.tell(WANTED, ADVICE, is_empty=found.found)
    return reading.evidence()


def _parts(record: Record) -> Iterator[Record]:
    """A record, or what a webhook's payload tells of; one of a status holds its deployment too."""
    payload = record.value
    inside = [key for key in _INSIDE if isinstance(payload.get(key), dict)]
    if "deployment" in inside:
        inside = [key for key in inside if key.startswith("deployment")]
    is_payload = bool(inside) and not ({"created_at", "createdAt"} & payload.keys())
    for key in inside if is_payload else ():
        yield record._replace(value=payload[key])
    if not is_payload:
        yield record


def _told(reading: Reading, record: Record, told: set[tuple[str, ...]]) -> bool:
    """Add what a record tells that is not in `told`; whether it is of a kind that is known."""
    shape = shape_of(record.value)
    name = shape.name if shape else ""
    if name in _RUNS:
        _run(reading, record, _RUNS[name], told)
    elif name == "GitHub releases":
        _release(reading, record.line, record.value)
    elif name == "GitHub deployments" or (not name and words(record.value.get("state")) in _STATES):
        _deployment(reading, record.line, record.value)
    else:
        return False
    return True


def _deployment(reading: Reading, line: int, record: dict[str, Any]) -> None:
    state = words(record.get("state"))
    if record.get("id") and reading.seen((bool(state), words(record["id"]))):
        return
    instant = reading.instant(record.get("created_at"), line, unit="s")
    if instant is None:
        return
    where = words(record.get("environment")) or "an environment that is not named"
    note = words(record.get("description"))
    if state:
        text = f"Deployment to {where}: {state.replace('_', ' ')}{'; ' + note if note else ''}"
    else:
        text = f"Deployment of {words(record.get('ref')) or words(record.get('sha'))} to {where} requested"
    reading.add(line, instant, _who(record), text)


def _run(reading: Reading, record: Record, kind: str, told: set[tuple[str, ...]]) -> None:
    """A run's beginning and, where it has a conclusion, its end: a list has none but the last change."""
    line, run = record.line, record.value
    identity = (kind, words(_one_of(run, "id", "databaseId")), words(run.get("run_attempt")))
    if identity[1] and reading.seen((*identity, words(run.get("status")))):
        return
    named, conclusion = _named(run, kind), words(run.get("conclusion")).replace("_", " ")
    times: list[tuple[tuple[str, ...], str]] = [
        (("run_started_at", "started_at", "startedAt", "created_at", "createdAt"), "begins")
    ]
    if conclusion:
        times.append((("completed_at", "completedAt", "updated_at", "updatedAt"), f"ends: {conclusion}"))
    for keys, says in times:
        # Each notification of a run holds its beginning again.
        if (one := (*identity, says)) in told and identity[1]:
            continue
        told.add(one)
        without = f"that it {says.partition(':')[0]} is left out"
        if (instant := reading.instant(_one_of(run, *keys), line, unit="s", without=without)) is not None:
            reading.add(line, instant, _who(run), f"{named} {says}")


def _named(run: dict[str, Any], kind: str) -> str:
    title = words(_one_of(run, "display_title", "displayTitle"))
    what = words(_one_of(run, "name", "workflowName", "workflow_name")) or title or "without a name"
    number = words(_one_of(run, "run_number", "number"))
    return f"{kind} {what}{' #' + number if number else ''}{f' ({title})' if title not in {'', what} else ''}"


def _release(reading: Reading, line: int, release: dict[str, Any]) -> None:
    tag = words(_one_of(release, "tag_name", "tagName"))
    if reading.seen(("release", words(release.get("id")) or tag)):
        return
    published = _one_of(release, "published_at", "publishedAt")
    title = words(release.get("name"))
    named = f"{tag}{f' ({title})' if title not in {'', tag} else ''}"
    if published is None or _is_draft(release):
        reading.warn(line, f"release {named} is a draft that was not published; it is left out")
        return
    instant = reading.instant(published, line, unit="s")
    if instant is not None:
        kind = "Pre-release" if release.get("prerelease") is True else "Release"
        reading.add(line, instant, _who(release), f"{kind} {named} published")


def _is_draft(release: dict[str, Any]) -> bool:
    return release.get("draft") is True or release.get("isDraft") is True


def _one_of(record: dict[str, Any], *keys: str) -> Any:
    return next((record[key] for key in keys if _holds(record.get(key))), None)


def _holds(value: object) -> bool:
    """Whether a value is worth a look: the command line of GitHub writes Go's zero time for none."""
    return bool(words(value)) and not words(value).startswith("0001-01-01T")


def _who(record: dict[str, Any]) -> str:
    for key in ("creator", "triggering_actor", "actor", "author"):
        if isinstance(by := record.get(key), dict) and words(by.get("login")):
            return words(by["login"])
    return ""
