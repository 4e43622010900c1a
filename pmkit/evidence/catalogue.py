"""The sources of evidence: the word for each, the names its files have in an evidence folder, and its reader."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pmkit.evidence.alike import summed_up
from pmkit.evidence.reading import ZoneNeededError, is_folder
from pmkit.evidence.sources import (
    alertmanager,
    certificate,
    deploy_log,
    elasticsearch,
    git,
    github,
    helm,
    kibana,
    kubernetes,
    log_lines,
    opentelemetry,
    pagerduty,
    pagerduty_notes,
    prometheus,
    prometheus_alerts,
    slack,
    team_calendar,
)
from pmkit.models.answer_file import UnreadableError
from pmkit.models.event import Event, Evidence, Warned

CALENDAR_MARGIN = timedelta(days=2)
MOST_FILES = 10_000
Zones = str | Mapping[str, str] | None
"""One zone for all times without one, or one for each word of SOURCES."""


class Source(NamedTuple):
    """A kind of evidence: its `word` on the command line, its `title` for people, the `pattern` of its file names."""

    word: str
    title: str
    pattern: str
    read: Callable[..., Evidence]


SOURCES = (
    Source("prometheus", prometheus.SOURCE, "prometheus/query_range.*.json", summed_up(prometheus.read)),
    Source("prometheus-alerts", prometheus_alerts.SOURCE, "prometheus/alerts.json", summed_up(prometheus_alerts.read)),
    Source("alertmanager", alertmanager.SOURCE, "alertmanager/*.ndjson", summed_up(alertmanager.read)),
    Source("pagerduty", pagerduty.SOURCE, "pagerduty/log_entries*.json", summed_up(pagerduty.read)),
    Source("pagerduty-notes", pagerduty.SOURCE, "pagerduty/notes*.json", summed_up(pagerduty_notes.read)),
    Source("slack", slack.SOURCE, "slack", summed_up(slack.read)),
    Source("kibana", kibana.SOURCE, "logs/*.csv", summed_up(kibana.read)),
    Source("elasticsearch", elasticsearch.SOURCE, "logs/search*.json", summed_up(elasticsearch.read)),
    Source("opentelemetry", opentelemetry.SOURCE, "logs/otlp*.json", summed_up(opentelemetry.read)),
    Source("log-lines", "Log", "logs/*.ndjson", summed_up(log_lines.read)),
    Source("deploy-log", deploy_log.SOURCE, "deployments/*.log", summed_up(deploy_log.read)),
    Source("github", github.SOURCE, "deployments/github*.json", summed_up(github.read)),
    Source("helm", helm.SOURCE, "deployments/helm*", summed_up(helm.read)),
    Source("kubernetes", kubernetes.SOURCE, "deployments/kubernetes*.json", summed_up(kubernetes.read)),
    Source("git", git.SOURCE, "git/*.txt", summed_up(git.read)),
    Source("calendar", team_calendar.SOURCE, "calendar/*.ics", summed_up(team_calendar.read)),
    Source("certificate", certificate.SOURCE, "certificates/*.pem", summed_up(certificate.read)),
)
BY_WORD = {source.word: source for source in SOURCES}


def recognise(path: str) -> Source | None:
    """The source of a file by its path inside an evidence folder; a Slack export is a folder, slack.

    >>> recognise("logs/kibana.csv").word, recognise("slack/incidents/2026-01-31.json").word, recognise("README.md")
    ('kibana', 'slack', None)
    """
    inside = PurePosixPath(path)
    name = "slack" if inside.parts[:1] == ("slack",) else str(inside)
    return next((source for source in SOURCES if fnmatchcase(name, source.pattern)), None)


def read_folder(folder: Path, *, zone: Zones = None, thresholds: Mapping[str, float] | None = None) -> Evidence:
    """All evidence of a folder, source by source in the order of SOURCES; refs begin inside the folder.

    `thresholds` are Prometheus' (see there). Entries of a calendar that repeat are given for the days of the
    other evidence. Raises ZoneNeededError with a question for every file that needs a zone, ZoneError, UnreadableError
    where `folder` is none.
    """
    found = Evidence([], [])
    questions: list[str] = []
    for source, path, name in _in_order(folder, found.warnings):
        reader = source.read
        if source.word == "prometheus":
            reader = partial(reader, thresholds=thresholds)
        elif source.word == "calendar" and found.events:
            reader = partial(reader, window=_window(found.events))
        try:
            evidence = reader(path, zone=zone_for(source.word, zone), name=name)
        except ZoneNeededError as error:
            questions += error.questions
        except UnreadableError as error:
            found.warnings.append(Warned(name, str(error)))
        else:
            found.events.extend(evidence.events)
            found.warnings.extend(evidence.warnings)
    if questions:
        raise ZoneNeededError(questions)
    return merged(found)


def merged(evidence: Evidence) -> Evidence:
    """Evidence without the events that another file of the same tool holds too, as pages of an export overlap."""
    first: dict[Event, str] = {}
    kept, repeated = [], Counter[str]()
    for event in evidence.events:
        file = event.ref.rpartition(":")[0]
        if first.setdefault(event._replace(ref=""), file) == file:
            kept.append(event)
        else:
            repeated[file] += 1
    says = "{} of its events stand in another file of the same tool; each is kept once"
    warned = [Warned(file, says.format(count)) for file, count in repeated.items()]
    return Evidence(kept, [*evidence.warnings, *warned])


def zone_for(word: str, zone: Zones) -> str | None:
    """The zone that was given for a source."""
    return zone if zone is None or isinstance(zone, str) else zone.get(word)


def _window(events: list[Event]) -> team_calendar.Window:
    """The days around what happened; certificates reach years ahead and do not count."""
    times = [event.at for event in events if event.source != certificate.SOURCE] or [events[0].at]
    return min(times) - CALENDAR_MARGIN, max(times) + CALENDAR_MARGIN


def _in_order(folder: Path, warnings: list[Warned]) -> list[tuple[Source, Path, str]]:
    """The evidence of a folder: each source with its path and its name inside; says what it does not know."""
    if not is_folder(folder):
        raise UnreadableError(f"{folder}: no folder; write the folder that holds the evidence")
    known: list[tuple[Source, Path, str]] = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        source = recognise(name)
        if source is not None:
            known.append((source, path, name))
        elif path.name.casefold() not in {"readme.md", "readme.txt"} and not path.is_dir():
            warnings.append(Warned(name, "no kind of evidence that is known by this name, so it is left out"))
    return sorted(known, key=lambda one: (SOURCES.index(one[0]), one[2]))


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and of its folders, and `slack` itself; hidden ones and links are not entered."""
    count = 0
    for top in sorted(folder.iterdir()):
        if top.name.startswith(".") or top.is_symlink():
            continue
        if not top.is_dir() or top.name == "slack":
            yield top
            continue
        for path in sorted(top.iterdir()):
            count += 1
            if count <= MOST_FILES and not path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
                yield path
