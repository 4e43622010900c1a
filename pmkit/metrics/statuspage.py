"""A history from what a public status page tells: Statuspage's incidents.json, with what it cannot tell left empty."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pmkit.metrics.history import LARGEST, IncidentHistory, tabled
from pmkit.models.answer_file import UnreadableError
from pmkit.models.words.of_libraries import of_json

IMPACTS = {"critical": "SEV-1", "major": "SEV-2", "minor": "SEV-3", "none": "SEV-4"}
"""The page's own words for impact; a severity of the team's is not public."""
UPDATES = {"investigating": "detected", "identified": "engaged", "monitoring": "mitigated"}
"""Which anchor the first update of a kind stands for: the time at which it was posted, later than it happened."""
UNTOLD = ("cause", "alerted", "acknowledged")
"""What no status page tells: when it began before users felt it, when somebody was paged and took it."""


def read_statuspage(path: str | Path, *, until: datetime | None = None) -> IncidentHistory:
    """The incidents of a page's `api/v2/incidents.json`, saved as a file; scheduled maintenance is left out.

    Raises UnreadableError where it is something else.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"{path} has more than {LARGEST // 1_000_000} MB; give a part of it")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UnreadableError(f"{path} is not there; write the path of a Statuspage's incidents.json") from None
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path} {of_json(error)}; give a Statuspage's incidents.json") from None
    incidents = content.get("incidents") if isinstance(content, dict) else None
    if not isinstance(incidents, list):
        raise UnreadableError(f"{path} has no list called incidents; give a Statuspage's incidents.json")
    import pandas as pd

    rows = [_row(one) for one in incidents if isinstance(one, Mapping) and not one.get("scheduled_for")]
    return tabled(pd.DataFrame(rows, dtype=object), until=until)


def _row(incident: Mapping[str, Any]) -> dict[str, str]:
    began = _text(incident, "started_at") or _text(incident, "created_at")
    row = {
        "id": _text(incident, "shortlink").rpartition("/")[2] or _text(incident, "id"),
        "title": _text(incident, "name"),
        "service": _service(incident),
        "severity": IMPACTS.get(_text(incident, "impact"), ""),
        "impact_start": began,
        "resolved": _text(incident, "resolved_at"),
    }
    for status, at in _updates(incident):
        anchor = UPDATES.get(status)
        # Updates are posted with hindsight now and then; a stamp before the beginning says nothing.
        if anchor and anchor not in row and at >= began:
            row[anchor] = at
    return row


def _updates(incident: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was posted, by time: status and when."""
    given = incident.get("incident_updates")
    told = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    pairs = [(_text(one, "status"), _text(one, "display_at") or _text(one, "created_at")) for one in told]
    return iter(sorted(pairs, key=lambda pair: pair[1]))


def _service(incident: Mapping[str, Any]) -> str:
    """The first of the components that it names."""
    components = incident.get("components")
    first = components[0] if isinstance(components, list) and components else None
    return _text(first, "name") if isinstance(first, Mapping) else ""


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
