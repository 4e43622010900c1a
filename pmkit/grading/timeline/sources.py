"""Which files of an evidence folder the source of an event may mean, by the names that people use."""

from functools import cache

from pmkit.checks.text.text import read
from pmkit.incidents.incident import Incident
from pmkit.incidents.timeline import source_of

ALSO_CALLED = {
    "prometheus": "metrics graph dashboard alert",
    "pagerduty": "pager duty",
    "slack": "chat channel",
    "logs": "log kibana elasticsearch",
    "deployments": "deploy deployment",
    "git": "commit repository",
    "certificates": "certificate x509",
}
"""What else people call the source of the files in a folder of the evidence."""
MOST_SOURCES = 3
"""Tools named as one event's source; more name none."""


def files_named(source: str, incident: Incident) -> list[str]:
    """The files of the evidence that a source may mean; none where it names more than MOST_SOURCES."""
    words = set(read(source).stems)
    files = [sheet.path for sheet in incident.sheets]
    by_path = [file for file in files if file in source or file.rpartition("/")[2] in source]
    if by_path:
        return by_path
    by_title = [file for file in files if set(read(source_of(file)).stems) <= words]
    named = by_title or [file for file in files if words & names_of(file)]
    return named if len({source_of(file).split()[0] for file in named}) <= MOST_SOURCES else []


@cache
def names_of(file: str) -> frozenset[str]:
    """The stems of the words by which people call the source of a file in an evidence folder.

    >>> sorted(names_of("pagerduty/log_entries.json"))
    ['duti', 'pager', 'pagerduti']
    """
    folder = file.partition("/")[0]
    return frozenset(read(f"{folder} {source_of(file)} {ALSO_CALLED.get(folder, '')}").stems)
