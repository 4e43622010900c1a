"""Timelines as tables on the command line: told by their names and heads, checked at their rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pmkit.cli.program import complain
from pmkit.cli.sources import Source

if TYPE_CHECKING:  # the models need pydantic, and prose is read without it
    from pmkit.checks.check import Finding
    from pmkit.models.timeline import Timeline

TIMELINE = "timeline"
ENDINGS = (".csv", ".jsonl", ".md", ".markdown")
_AS: Mapping[str, str] = {".markdown": ".md"}


def is_table(source: Source) -> bool:
    """Whether a text is to be read as a timeline in a table."""
    return source.kind == TIMELINE and _ending(source) in ENDINGS


def is_drawn_as_table(source: Source, text: str) -> bool:
    """Whether a document, not asked for as a text, holds a table of events that can be drawn."""
    from pmkit.checks.document.tables import may_hold_timeline

    return not source.asked and _ending(source) in ENDINGS and may_hold_timeline(text)


def is_called_timeline(source: Source) -> bool:
    """Whether a document's name says that it is a timeline: `incident-timeline.md`."""
    return _ending(source) in ENDINGS and PurePath(source.path).stem.casefold().endswith(TIMELINE)


def timeline_in(source: Source, text: str, day: date | None) -> "tuple[Timeline, list[int]]":
    """The timeline of a table, and the line of each event; what is assumed of it is said. Raises AnswerError."""
    from pmkit.tables.timeline import read_text
    from pmkit.tables.timeline_rows import Told

    told, ending = Told(), _ending(source)
    timeline = read_text(text, _AS.get(ending, ending), source.path, day=day, told=told)
    for note in [*told.notes, *([] if timeline.events else ["holds no events"])]:
        complain(f"{source.path}: {note}")
    return timeline, told.rows


def findings_in(source: Source, text: str, day: date | None) -> "list[Finding]":
    """What is found in a timeline, each at the row of its event. Raises AnswerError."""
    from pmkit.checks.examination import examine

    timeline, rows = timeline_in(source, text, day)
    found = examine(timeline, TIMELINE, path=source.path, waived=True)
    lines = {f"event {number}": line for number, line in enumerate(rows, start=1)}
    return [replace(one, line=lines.get(one.where.partition(",")[0], 1), column=1) for one in found]


def _ending(source: Source) -> str:
    return Path(source.path).suffix.lower()
