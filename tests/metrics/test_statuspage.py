"""Statuspage's incidents.json: what it tells is read, what it cannot tell stays empty."""

import json
from pathlib import Path
from typing import Any

import pytest

from pmkit.metrics.figures import metrics_of
from pmkit.metrics.history import IncidentHistory
from pmkit.metrics.statuspage import UNTOLD, read_statuspage
from pmkit.models.answer_file import UnreadableError
from pmkit.models.clocks import load_policy

CLOSED = {
    "id": "x1",
    "name": "Uploads fail",
    "impact": "major",
    "started_at": "2026-03-01T10:00:00.000Z",
    "created_at": "2026-03-01T10:04:00.000Z",
    "resolved_at": "2026-03-01T12:00:00.000+00:00",
    "components": [{"name": "Uploads"}],
    "incident_updates": [
        {"status": "resolved", "created_at": "2026-03-01T12:00:00Z"},
        {"status": "monitoring", "created_at": "2026-03-01T11:30:00Z"},
        {"status": "investigating", "created_at": "2026-03-01T10:04:00Z", "display_at": "2026-03-01T10:03:00Z"},
    ],
}
OPEN = {"id": "x2", "name": "Slow search", "impact": "minor", "created_at": "2026-03-02T10:00:00Z", "resolved_at": None}
PLANNED = {"id": "x3", "scheduled_for": "2026-03-03T10:00:00Z", "created_at": "2026-03-01T10:00:00Z"}


def read(tmp_path: Path, content: Any) -> IncidentHistory:
    path = tmp_path / "incidents.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return read_statuspage(path)


def test_incidents_are_read_and_what_a_page_never_tells_is_empty(tmp_path: Path) -> None:
    history = read(tmp_path, {"incidents": [CLOSED, OPEN, PLANNED, "odd"]})
    assert history.frame["id"].tolist() == ["x1", "x2"]
    assert history.frame["severity"].tolist() == ["SEV-2", "SEV-3"]
    assert history.frame["service"].tolist() == ["Uploads", ""]
    assert history.is_open.tolist() == [False, True]
    assert [history.frame[anchor].isna().all() for anchor in UNTOLD] == [True, True, True]
    figures = {one.name: one for one in metrics_of(history, load_policy("impact"))}
    assert figures["TTR"].mean is not None
    assert figures["TTR"].mean.value == 120
    assert figures["TTM"].mean is not None
    assert figures["TTM"].mean.value == 90
    assert figures["TTA"].mean is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ([], "no list called incidents"),
        ({"incidents": 3}, "no list"),
    ],
    ids=["half", "nested", "a list", "a number"],
)
def test_a_file_that_is_something_else_is_refused_in_a_sentence(tmp_path: Path, content: Any, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(tmp_path, content)


def test_values_of_other_types_are_no_values(tmp_path: Path) -> None:
    odd = {"id": 3, "name": ["x"], "created_at": 5, "incident_updates": {"a": 1}, "components": "x"}
    history = read(tmp_path, {"incidents": [odd]})
    assert len(history) == 0
    assert "has no beginning" in str(history.problems[0])
