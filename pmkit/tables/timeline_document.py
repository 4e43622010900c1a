"""Timelines that stand as tables in a document: read with patience, every event with the place of its cells."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Literal

from pmkit.models.markdown_tables import Cell, tables_of
from pmkit.models.timeline import MOST_EVENTS, Timeline, TimelineEvent
from pmkit.models.times.zone_heads import TimeAskedError, zone_of_heading
from pmkit.models.times.zone_words import ZONE_FORM, ZoneSaid, zone_said
from pmkit.tables.clock_cell import EMPHASIS, Clock
from pmkit.tables.row_times import MOST_NOTES
from pmkit.tables.timeline_rows import column_of

MOST_TABLES = 20
DATE = "date"
MORE_HEADS = {
    "date": DATE,
    "day": DATE,
    "action": "event",
    "activity": "event",
    "happened": "event",
    "observation": "event",
    "utc": "time",
}
"""What documents call columns, besides what our own tables do."""
SIGNS_OF_INCIDENT = re.compile(
    r"timeline|time line|incident|outage|post-?mortem|chronolog|what happened|\brca\b|sequence of events|root cause",
    re.IGNORECASE,
)
"""What the title, or the heading above, of a timeline holds; agendas have tables of times too."""
SIGNS_OF_AGENDA = re.compile(r"agenda|schedule|programme|program|meeting|workshop|rota|plan|hours", re.IGNORECASE)
FEWEST_TIMES = 2
"""A table in which fewer cells hold a time of day is no timeline."""
NOMINAL = date(2026, 1, 1)
"""The day of a table in a document that names none: only the stretches between its times are told."""
_GAP = re.compile(
    r"(?:gap\b|no (?:records?|data|entries|entry|notes?|messages?|events?)\b"
    r"|nothing (?:was |is )?(?:written|recorded|noted|logged|known)|not recorded|nobody wrote)",
    re.IGNORECASE,
)
"""How a row begins that says that nothing is known."""
_UNTIL = re.compile(r"\b(?:until|till|to)[ \t]+(\d{1,2}:\d\d(?::\d\d)?)", re.ASCII)
_ZONE_SAID = re.compile(
    r"(?:\b[Tt]imes?\b[^.|\n]{0,30}?\b(?:in|as|are)|\b[Aa]ll times:?|^[ \t*_>]*(?:[Tt]ime ?)?[Zz]one:?[*_]*"
    r"|^#[^\n]*(?= \([A-Z][\w+:/-]*\)))"
    rf" (?!(?:in|as|are)\b)({ZONE_FORM})",
    re.ASCII | re.MULTILINE,
)
FAR_ABOVE = 600
"""Characters above a table in which its zone may be told."""
_TIMELINE = re.compile(r"time ?line|chronolog", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class DocumentTimeline:
    """A timeline in a document.

    `head` is its row of heads; `times` and `texts` are the cells of each event of `timeline`, in its order. `untimed`
    are the 0-based events whose time cannot be read: they stay at the time of the one before. `sourced` tells
    whether there is a column of sources, `notes` what was assumed of the times, with the lines of the document.
    """

    timeline: Timeline
    head: Cell
    times: list[Cell]
    texts: list[Cell]
    untimed: frozenset[int]
    sourced: bool
    notes: tuple[str, ...] = ()


def timelines_of(text: str) -> list[DocumentTimeline]:
    """Every timeline among the tables of a document, at most MOST_TABLES.

    Its heads name times and events, times of day stand in it, and it has a column of sources, a zone in the head of
    the times, or a title that tells of an incident.
    """
    tables = (rows for rows in tables_of(text) if {"time", "event"} <= _columns(rows[0]).keys())
    return [found for rows in islice(tables, MOST_TABLES) if (found := _timeline(text, rows))]


def _timeline(text: str, rows: list[list[Cell]]) -> DocumentTimeline | None:
    place = _columns(rows[0])
    before = text[: rows[0][0].start]
    head = rows[0][place["time"]]
    zone, asked = _zone_of_head(head.text)
    if zone is None and not asked:
        zone, asked = _zone_above(before)
    day = _day(before)
    clock = Clock(day or NOMINAL, zone, is_dated=day is not None)
    if "source" not in place and clock.zone is None and not asked and not _tells_incident(before):
        return None
    first = before.count("\n") + 1
    read = _Reader(clock, [f"line {first}, {asked}"] if asked else [])
    for line, row in enumerate(rows[1 : MOST_EVENTS + 1], start=first + 2):
        read.add(line, {column: row[index] for column, index in place.items() if index < len(row)})
    if len(read.events) - len(read.untimed) < FEWEST_TIMES and not (read.events and _is_under_timeline(before)):
        return None
    heads = Cell(" | ".join(cell.text for cell in rows[0]), rows[0][0].start, rows[0][-1].end)
    timeline = Timeline(events=_with_ends(read.events))
    untimed, notes = frozenset(read.untimed), tuple(read.notes[:MOST_NOTES])
    return DocumentTimeline(timeline, heads, read.times, read.texts, untimed, "source" in place, notes)


def _columns(heads: list[Cell]) -> dict[str, int]:
    """Where each known column stands; of two that are called alike, the first."""
    found: dict[str, int] = {}
    for index, cell in enumerate(heads):
        head = " ".join(cell.text.strip(EMPHASIS).split()).casefold()
        column = MORE_HEADS.get(head.partition(" ")[0]) or column_of(head)
        if column:
            found.setdefault(column, index)
    return found


def _is_under_timeline(before: str) -> bool:
    """Whether the last heading before a table calls it a timeline, so that rows without a time are rows to fill in."""
    headings = [line for line in before.splitlines() if line.startswith("#")]
    return any(_TIMELINE.search(line) for line in headings[-1:])


def _zone_of_head(head: str) -> tuple[ZoneSaid | None, str]:
    """The zone that the head of the times names, or what is to be asked of it."""
    try:
        return zone_of_heading(head), ""
    except TimeAskedError as error:
        return None, str(error)


def _zone_above(before: str) -> tuple[ZoneSaid | None, str]:
    """The zone that the last heading above a table or the words below it name, or what is to be asked of it.

    "All times are in UTC.", "Time zone: CET", "## Timeline (UTC)".
    """
    above = before[max(before.rfind("\n#"), len(before) - FAR_ABOVE, 0) :]
    said = [zone for word in _ZONE_SAID.findall(above) if (zone := zone_said(word))]
    if said and said[-1].zone is None:
        return None, f"the words above the table: {said[-1].asks}; write the offset, such as UTC+2"
    return (said[-1], "") if said else (None, "")


def _tells_incident(before: str) -> bool:
    """Whether the last heading before a table speaks of an incident, or the first one, and the last of no agenda."""
    headings = [line for line in before.splitlines() if line.startswith("#")]
    if any(SIGNS_OF_AGENDA.search(line) for line in headings[-1:]):
        return False
    return any(SIGNS_OF_INCIDENT.search(line) for line in (*headings[:1], *headings[-1:]))


@dataclass
class _Reader:
    """Rows into events; one whose time cannot be read stays at the time of the one before."""

    clock: Clock
    notes: list[str] = field(default_factory=list)
    events: list[TimelineEvent] = field(default_factory=list)
    times: list[Cell] = field(default_factory=list)
    texts: list[Cell] = field(default_factory=list)
    untimed: set[int] = field(default_factory=set)

    def add(self, line: int, cells: dict[str, Cell]) -> None:
        """Read the row at a line; a row without words tells nothing."""
        if not {"time", "event"} <= cells.keys() or not cells["event"].text:
            return
        if DATE in cells and (day := _DAY.search(cells[DATE].text)):
            self.clock.day, self.clock.before = _date(day[0]) or self.clock.day, None
            self.clock.is_dated = True
        when = self.clock.read(cells["time"].text)
        if when is None:
            self.untimed.add(len(self.events))
        self.events.append(_event(cells, when or (self.clock.now(), None), self._until(cells["event"].text)))
        self.times.append(cells["time"])
        self.texts.append(cells["event"])
        self.notes += [f"line {line}, time: {says}" for says in self.clock.notes]
        self.clock.notes.clear()

    def _until(self, words: str) -> datetime | None:
        """The time that the words of a gap name as its end: "No records until 14:59:10"."""
        match = _UNTIL.search(words)
        clock = Clock(self.clock.day, self.clock.zone, before=self.clock.before)
        read = clock.read(match[1]) if match and _GAP.match(words) else None
        return read[0] if read else None


def _event(cells: dict[str, Cell], when: tuple[datetime, datetime | None], until: datetime | None) -> TimelineEvent:
    said = {column: cell.text for column, cell in cells.items()}
    kind = said.get("kind", "").casefold()
    is_gap = kind == "gap" or (not kind and _GAP.match(said["event"].strip(EMPHASIS + "(")) is not None)
    said_kind: Literal["gap", "decision", "fact"] = "gap" if is_gap else "decision" if kind == "decision" else "fact"
    linked = "](" in said["event"] or "`" in said["event"]
    return TimelineEvent(
        at=when[0],
        what=said["event"],
        source=said.get("source", ""),
        ref=said.get("ref") or ("linked" if linked else None),
        kind=said_kind,
        by=said.get("by") or None,
        until=(when[1] or until) if is_gap else None,
    )


def _with_ends(events: list[TimelineEvent]) -> list[TimelineEvent]:
    """Gaps that do not say until when last until the next row."""
    return [
        event.model_copy(update={"until": after.at}) if event.kind == "gap" and event.until is None else event
        for event, after in zip(events, [*events[1:], *events[-1:]], strict=True)
    ]


def _day(before: str) -> date | None:
    """The last date that the document names before its table; None where it names none."""
    days = [day for found in _DAY.finditer(before) if (day := _date(found[0]))]
    return days[-1] if days else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
