"""Action items from a CSV of another program: its heads are mapped, and all that cannot be read is told by row."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from pmkit.models.action_item import ActionItem, Kind
from pmkit.models.action_items import MOST_ACTIONS
from pmkit.models.answer import AnswerError
from pmkit.models.data_file import data_file
from pmkit.models.dates.due import EMPHASIS, Due, read_due
from pmkit.models.postmortem.actions import priority_of, status_of
from pmkit.models.postmortem.headings import column_of, plain
from pmkit.models.words.of_libraries import of_csv
from pmkit.tables.csv_records import records_of
from pmkit.tables.spreadsheet import as_written
from pmkit.tables.tracked import Tracked

HEADS = "Action, Owner, Due, Priority, Status"
MOST_PROBLEMS = 50
SHOWN = 40
_DATA = "tables/action_items_heads.toml"


def from_csv(text: str, path: str = "the table") -> list[Tracked]:
    """The action items of a CSV text, each with its line. Raises AnswerError with the problems of all rows.

    Columns whose heads are not known are passed over; of two that are called alike the first counts.
    """
    reader = _Reader(path)
    records = records_of(text)
    try:
        _, heads = next(records, (1, [""]))
        reader.columns = columns_of(map(as_written, heads))
        if "action" not in reader.columns:
            reader.problem(1, f"no column holds the action; write heads such as {HEADS}")
        else:
            for line, cells in records:
                reader.add(line, [as_written(cell) for cell in cells])
    except csv.Error as error:
        reader.problem(1, f"not a table: {of_csv(error)}; save it as CSV with quotes around cells that hold commas")
    return reader.found()


def columns_of(heads: Iterable[str]) -> list[str]:
    """The column that each head names; empty for those that are not known, and for the second of two alike.

    >>> columns_of(["Description", "Summary", "Assignee", "Due date", "Sprint"])
    ['', 'action', 'owner', 'due', '']
    """
    more = {alias: key for key, aliases in data_file(_DATA)["columns"].items() for alias in aliases}
    named = [more.get(plain(head)) or column_of(head) for head in heads]
    if "title" in named:
        named = ["action" if one == "title" else "" if one == "action" else one for one in named]
    return [one if one not in named[:index] else "" for index, one in enumerate(named)]


def is_nothing(cell: str) -> bool:
    """Whether a cell says that nothing is known: "-", "TBD", "Unassigned"."""
    return cell.strip(EMPHASIS).casefold() in data_file(_DATA)["nothing"]["words"]


@dataclass
class _Reader:
    path: str
    columns: list[str] = field(default_factory=list)
    items: list[Tracked] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rows: int = 0

    def problem(self, line: int, says: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(f"line {line}, {says}")

    def found(self) -> list[Tracked]:
        if self.rows > MOST_ACTIONS:
            most = f"a list holds at most {MOST_ACTIONS}; write several files"
            self.problems.append(f"{self.rows:,} action items; {most}")
        if self.problems:
            raise AnswerError(self.path, self.problems)
        return self.items

    def add(self, line: int, cells: list[str]) -> None:
        if not any(cell.strip() for cell in cells):
            return
        self.rows += 1
        if self.rows > MOST_ACTIONS:
            return
        if len(cells) > len(self.columns):
            self.problem(line, f"has {len(cells)} cells for {len(self.columns)} columns; quote cells with commas")
            return
        said = {column: cell for column, cell in zip(self.columns, cells, strict=False) if column}
        row = {column: "" if is_nothing(cell) else cell for column, cell in said.items()}
        if not row.get("action", "").strip():
            self.problem(line, "action: empty; write what will be done")
            return
        item = self._item(line, row)
        self.items.append(Tracked(item, self.path, line, item.created))

    def _item(self, line: int, row: dict[str, str]) -> ActionItem:
        created = self._day(line, "created", row, None)
        said = {key: row.get(key, "") for key in ("priority", "status")}
        priority, status = priority_of(said["priority"]), status_of(said["status"])
        if said["priority"].strip() and priority is None:
            self.problem(line, f"priority: got {said['priority'][:SHOWN]!r}; write P1, P2 or P3")
        if said["status"].strip() and status is None:
            self.problem(line, f"status: got {said['status'][:SHOWN]!r}; write open, in progress, blocked or done")
        return ActionItem(
            text=row["action"],
            owner=row.get("owner", "").strip("@*_ \t\r\n"),
            due=self._day(line, "due", row, created),
            priority=priority,
            status=status,
            created=created,
            kind=_kind(row.get("kind", "")),
            problem=row.get("problem") or None,
            postmortem=row.get("postmortem") or None,
            ticket=row.get("ticket") or None,
            success=row.get("success") or None,
            evidence=row.get("evidence") or None,
            declined=row.get("declined") or None,
        )

    def _day(self, line: int, column: str, row: dict[str, str], created: date | None) -> date | None:
        cell = row.get(column, "")
        read = read_due(cell, created) if cell.strip() else Due()
        if read.asks:
            self.problem(line, f"{column}: {read.asks}")
        return read.on


def _kind(cell: str) -> Kind | None:
    """One of our kinds; trackers have types of their own, such as Task, which say nothing here."""
    said = "-".join(cell.split()).casefold()
    kinds: tuple[Kind, ...] = get_args(Kind)
    return next((kind for kind in kinds if kind == said), None)
