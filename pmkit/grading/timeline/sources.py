"""Which files of an evidence folder the source of an event may mean, by the names that people use."""

from functools import cache

from pmkit.checks.text.text import read
from pmkit.incidents.incident import Incident
from pmkit.incidents.timeline import source_of
from pmkit.models.story.source_names import names_of

ALSO_CITED_AS = {"logs": "kibana elasticsearch log", "prometheus": "alert"}
"""By folder, other tools that people name where these recorded it: the same records can be read there."""
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
    named = by_title or [file for file in files if words & called(file)]
    return named if len({source_of(file).split()[0] for file in named}) <= MOST_SOURCES else []


@cache
def called(file: str) -> frozenset[str]:
    """The stems of the words by which people call the source of a file in an evidence folder.

    >>> sorted(called("pagerduty/log_entries.json"))
    ['duti', 'pager', 'pagerduti']
    """
    folder = file.partition("/")[0]
    return frozenset(read(f"{folder} {names_of(source_of(file))} {ALSO_CITED_AS.get(folder, '')}").stems)
