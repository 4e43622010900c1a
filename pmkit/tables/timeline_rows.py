"""A timeline as rows of texts, which every table format writes and reads; a row that cannot be read says where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pmkit.models.answer import AnswerError
from pmkit.models.timeline import LONGEST_ID, MOST_EVENTS, Anchors, Stamp, Timeline, TimelineEvent, in_utc
from pmkit.models.times.zone_heads import TimeAskedError, zone_of_heading
from pmkit.models.times.zone_words import ZoneSaid
from pmkit.tables.row_times import RowTimes, days_of

COLUMNS = ("time", "event", "source", "ref", "kind", "by", "until", "interpretation", "reads_as")
DATE = "date"
ANCHOR, TITLE = "anchor", "title"
"""Kinds of rows that hold no event: `event` is the anchor's name, or the timeline's title."""

KINDS = ("fact", "decision", "gap", ANCHOR, TITLE)
YES, NO = frozenset({"yes", "true"}), frozenset({"no", "false"})
MOST_PROBLEMS = 50
_HEADS = {
    "time": "time at when timestamp utc",
    "event": "event what description happening",
    "source": "source sources evidence",
    "ref": "ref reference",
    "kind": "kind type",
    "by": "by actor who",
    "until": "until end",
    "interpretation": "interpretation",
    "reads_as": "reads_as",
    DATE: "date day",
    "note": "note notes detail details comment comments",
}
_COLUMN_OF = {head: column for column, heads in _HEADS.items() for head in heads.split()}

_LETTERS = "abcdefghijklmnopqrstuvwxyz_"

Row = dict[str, str]


class RowError(ValueError):
    """One row or head that cannot be read; the message says where, what it holds and what to write."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Which column each cell of a row belongs to, and the zone that the head of the times names."""

    columns: tuple[str, ...]
    zone: ZoneSaid | None = None


def column_of(head: str) -> str:
    """The column that a head in lower case names by its first word; empty for one that is not known."""
    return _COLUMN_OF.get(head[: len(head) - len(head.lstrip(_LETTERS))], "")


def heads_of(cells: Iterable[str]) -> Heads:
    """The columns that a table's heads name; "Time (UTC)", "Event description" and "Notes" are understood.

    Raises RowError for a head that is not known or stands twice, where the times or the events are missing, and for
    times in a zone that can be several.
    """
    written = [" ".join(cell.split()) for cell in cells]
    heads = [head.casefold() for head in written]
    columns = [column_of(head) for head in heads]
    if DATE in columns and "time" not in columns:
        columns[columns.index(DATE)] = "time"
    for head, column in zip(heads, columns, strict=True):
        if not column:
            raise RowError(f"column {head[:40]!r} is not known; write heads such as {', '.join(COLUMNS)}")
        if columns.count(column) > 1:
            raise RowError(f"two columns hold the {column}; leave out or rename column {head[:40]!r}")
    if missing := {"time", "event"} - set(columns):
        raise RowError(f"no column holds the {min(missing)}; write heads such as {', '.join(COLUMNS)}")
    try:
        return Heads(tuple(columns), zone_of_heading(written[columns.index("time")]))
    except TimeAskedError as error:
        raise RowError(str(error)) from None


def rows_of(timeline: Timeline) -> Iterator[Row]:
    """Every row of a timeline: its title, its anchors, its events, as they stand."""
    if timeline.title:
        yield _row(kind=TITLE, event=timeline.title)
    for name, at in timeline.anchors.given().items():
        yield _row(time=_stamp(at), event=name, kind=ANCHOR)
    for event in timeline.events:
        yield _row(
            time=_stamp(event.at),
            event=event.what,
            source=event.source,
            ref=event.ref or "",
            kind=event.kind,
            by=event.by or "",
            until=_stamp(event.until) if event.until else "",
            interpretation={True: "yes", False: "no", None: ""}[event.interpretation],
            reads_as=event.reads_as or "",
        )


def _row(**cells: str) -> Row:
    return {column: cells.get(column, "") for column in COLUMNS}


def _stamp(at: datetime) -> str:
    return str(Stamp.of(at))


@dataclass
class Told:
    """What a reader of tables tells besides the timeline: what it assumed, and the line of each event."""

    notes: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


@dataclass
class RowReader:
    """Rows back into a timeline; every problem is kept, so that all are told at once.

    `day` is the date of times that have none; `told` takes what was assumed of such times.
    """

    path: str
    day: date | None = None
    title: str = ""
    anchors: dict[str, datetime] = field(default_factory=dict)
    events: list[TimelineEvent] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    dayless: dict[str, tuple[str, int]] = field(default_factory=dict)
    times: RowTimes = field(init=False)
    _line: int = 0

    def __post_init__(self) -> None:
        self.times = RowTimes(self.day, notes=self.told.notes)

    def add(self, line: int, row: Row) -> None:
        """Read the row that stands at a line of the file (from 1)."""
        self._line = line
        try:
            self._read(row)
        except ValueError as error:
            self.problem(line, str(error))

    def problem(self, line: int, says: str) -> None:
        """Keep a problem; after MOST_PROBLEMS nobody reads on."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(f"line {line}, {says}")

    def timeline(self) -> Timeline:
        """What has been read. Raises AnswerError."""
        if len(self.events) > MOST_EVENTS:
            self.problems.append(f"{len(self.events):,} events; a timeline holds at most {MOST_EVENTS:,}")
        for name, (text, line) in self.dayless.items():
            self.anchors[name] = self._anchor_of_a_day(name, text, line)
        if self.problems:
            raise AnswerError(self.path, self.problems)
        return Timeline(title=self.title, anchors=Anchors(**self.anchors), events=self.events)

    def _read(self, row: Row) -> None:
        kind = row.get("kind", "").strip().casefold() or "fact"
        if kind not in KINDS:
            raise RowError(f"kind: got {kind[:40]!r}; write one of {', '.join(KINDS)}")
        if kind == TITLE:
            self.title = row.get("event", "")
        elif kind == ANCHOR:
            self._read_anchor(row)
        else:
            self._read_event(row, kind)

    def _read_anchor(self, row: Row) -> None:
        name = row.get("event", "").strip()
        if name not in Anchors.model_fields:
            raise RowError(f"event: no anchor is called {name[:40]!r}; write one of {', '.join(Anchors.model_fields)}")
        if name in self.anchors or name in self.dayless:
            raise RowError(f"event: the anchor {name} stands here for the second time; write each anchor once")
        at, text = self._time("time", row, RowTimes(self.day, self.times.zone)), row.get("time", "").strip()
        if self.times.clock(text, self._line):
            self.dayless[name] = text, self._line
        else:
            self.anchors[name] = at

    def _anchor_of_a_day(self, name: str, text: str, line: int) -> datetime:
        """An anchor without a date: at the event of that clock time, else among the events."""
        among = [in_utc(event.at) for event in self.events]
        options = [
            RowTimes(day, self.times.zone).read(text, line)
            for day in days_of(event.at for event in self.events) or (self.day,)
        ]
        exact = [at for at in options if in_utc(at) in among]
        within = [at for at in options if among and min(among) <= in_utc(at) <= max(among)]
        at = (exact or within or options)[0]
        if len(options) > 1 and len(exact) != 1:
            self.times.note(line, f"time: the anchor {name} at {text} is taken as of {at:%Y-%m-%d}")
        return at

    def _read_event(self, row: Row, kind: Any) -> None:
        what, note = row.get("event", ""), row.get("note", "").strip()
        if not what.strip():
            raise RowError("event: empty; write what was seen to happen")
        at = self._time("time", row, self.times)
        event = TimelineEvent(
            at=at,
            what=f"{what} ({note})" if note else what,
            source=row.get("source", ""),
            ref=row.get("ref") or None,
            kind=kind,
            by=row.get("by") or None,
            until=self._time("until", row, self.times) if row.get("until", "").strip() else None,
            interpretation=_truth(row.get("interpretation", "")),
            reads_as=_id(row.get("reads_as", "")),
        )
        self.events.append(event)
        self.told.rows.append(self._line)

    def _time(self, column: str, row: Row, times: RowTimes) -> datetime:
        text = row.get(column, "").strip()
        if column == "time" and (day := row.get(DATE, "").strip()) and not text.startswith(day):
            text = f"{day} {text}"
        try:
            return (times.read_end if column == "until" else times.read)(text, self._line)
        except ValueError as error:
            raise RowError(f"{column}: {error}") from None


def _id(text: str) -> str | None:
    if len(text) > LONGEST_ID:
        raise RowError(f"reads_as: {len(text)} characters; write an id as the kit offers it, or nothing")
    return text or None


def _truth(text: str) -> bool | None:
    word = text.strip().casefold()
    if word and word not in YES | NO:
        raise RowError(f"interpretation: got {word[:40]!r}; write yes or no, or nothing")
    return word in YES if word else None
