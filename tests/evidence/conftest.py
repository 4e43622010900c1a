"""Reading a text as one of the sources, without a file in sight."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmkit.evidence import BY_WORD
from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
NAMES = {"kibana": "kibana.csv", "log-lines": "api.ndjson", "certificate": "api.pem", "calendar": "team.ics"}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """`read("helm", content)`: content is text, bytes, or data to be written as JSON."""

    def of(word: str, content: object, *, name: str = "", **options: Any) -> Evidence:
        path = tmp_path / (name or NAMES.get(word, f"{word}.file"))
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, str | bytes):
            content = json.dumps(content, indent=1)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return BY_WORD[word].read(path, **options)

    return of


@pytest.fixture
def export(tmp_path: Path) -> Callable[[dict[str, object]], Path]:
    """A folder `slack` of JSON files by their paths."""

    def of(files: dict[str, object]) -> Path:
        for name, content in files.items():
            path = tmp_path / "slack" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8")
        return tmp_path / "slack"

    return of
