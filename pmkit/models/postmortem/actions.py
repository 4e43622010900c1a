"""The action items of a postmortem: rows of a table, or items such as "Add an alert (Mina, 2026-04-01, P1)"."""

import re
from typing import NamedTuple, get_args

from pmkit.models.action_item import ActionItem, Priority, Status
from pmkit.models.data_file import data_file
from pmkit.models.dates.due import read_due
from pmkit.models.markdown_tables import Row, tables_of
from pmkit.models.postmortem.headings import column_of
from pmkit.models.postmortem.sections import Section
from pmkit.models.postmortem.values import Value, points_of

MOST_ACTIONS = 200
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
_DATE = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)", re.ASCII)
_PRIORITY = re.compile(r"\b[Pp]([1-3])\b", re.ASCII)
_OWNER = re.compile(
    r"(?:owner|owned by|assignee|assigned to)[ \t]*[:=]?[ \t]*(?:\*\*)?[ \t]*([^,;()|\n]{2,60})", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<![\w.])@([\w.-]{2,40})")
_TICKET = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b")
_NAMED = re.compile(
    r"(?<=[.;,!?)\w])(?:[.;]|[ \t]+[-–—:]|,)[ \t]+(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)[,:][ \t]*"
    r"(?P<when>(?:by |until )?(?:\d[^,;()]{2,20}|(?:next|this) (?:week|month|quarter)|end of \w{3,9}|[A-Z][a-z]{2,8}))"
    r"\.?$"
)
"""How notes end that name who and when: "Lock the job. Marlo, 13 Mar"."""
_TAIL = re.compile(r"[ \t]*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])[ \t]*\.?$")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}")


class WrittenAction(NamedTuple):
    """An action item as it stands: what it says, each value with its place, and the item as the kit keeps it."""

    text: Value
    values: dict[str, Value]
    item: ActionItem


def actions_of(section: Section) -> list[WrittenAction]:
    """The action items of a section: those of its tables, and where there is none those of its lists."""
    found = [one for rows in tables_of(section.text, section.start) for one in _of_table(rows, section)]
    return (found or [_of_point(point) for point in points_of(section)])[:MOST_ACTIONS]


def _of_table(rows: list[Row], section: Section) -> list[WrittenAction]:
    columns = [column_of(cell.text) for cell in rows[0]]
    if "action" not in columns:
        return []
    found = []
    for row in rows[1:]:
        values: dict[str, Value] = {}
        for column, cell in zip(columns, row, strict=False):
            if column and column not in values:
                values[column] = Value(cell.text, cell.start, cell.end, section.line_of(cell.start))
        text = values.pop("action", None)
        if text and text.text:
            found.append(_written(text, values))
    return found


def _of_point(point: Value) -> WrittenAction:
    """An item of a list: its owner, date and priority stand in brackets, or are named as such."""
    values: dict[str, Value] = {}
    text, tail = point, _TAIL.search(point.text)
    if tail:
        group = "round" if tail["round"] is not None else "square"
        values = _values_in(point, tail.start(group), tail.end(group), bare_name=True)
        if values:
            text = Value(point.text[: tail.start()].rstrip(), point.start, point.start + tail.start(), point.line)
    for key, value in _values_in(point, 0, len(point.text), bare_name=False).items():
        values.setdefault(key, value)
    named = _NAMED.search(text.text) if "owner" not in values else None
    if named:
        values["owner"] = _part(text, named.start("name"), named.end("name"))
        values.setdefault("due", _part(text, named.start("when"), named.end("when")))
        text = Value(text.text[: named.start()].rstrip(), text.start, text.start + named.start(), text.line)
    return _written(text, values)


def _values_in(point: Value, begin: int, end: int, *, bare_name: bool) -> dict[str, Value]:
    inner = point.text[begin:end]
    patterns = (("due", _DATE), ("priority", _PRIORITY), ("owner", _OWNER), ("owner", _HANDLE), ("ticket", _TICKET))
    found: dict[str, Value] = {}
    for key, pattern in patterns:
        match = pattern.search(inner)
        if match and key not in found:
            group = 1 if key == "owner" else 0
            found[key] = _part(point, begin + match.start(group), begin + match.end(group))
    first = re.split(r"[,;]", inner, maxsplit=1)[0].strip()
    if bare_name and "owner" not in found and found and _NAME.fullmatch(first):
        place = begin + inner.index(first)
        found["owner"] = _part(point, place, place + len(first))
    return found


def _part(point: Value, start: int, end: int) -> Value:
    text = point.text[start:end].strip()
    begin = point.start + start
    return Value(text, begin, begin + len(text), point.line + point.text.count("\n", 0, start))


def _written(text: Value, values: dict[str, Value]) -> WrittenAction:
    said = {key: value.text for key, value in values.items()}
    priority = _PRIORITY.search(said.get("priority", ""))
    item = ActionItem(
        text=text.text,
        owner=said.get("owner", "").strip("@*_ "),
        due=read_due(said.get("due", "")).on,
        priority=PRIORITIES[int(priority[1]) - 1] if priority else _priority(said.get("priority", "")),
        status=_status(said.get("status", "")),
        problem=said.get("problem") or None,
        ticket=said.get("ticket") or None,
        success=said.get("success") or None,
    )
    return WrittenAction(text, values, item)


def _priority(text: str) -> Priority | None:
    """The priority that a cell names in other words: "High", "first", "2"."""
    priorities: dict[str, Priority] = data_file("models/postmortem/aliases.toml")["priorities"]
    return priorities.get(text.strip("*_` .").casefold())


def _status(text: str) -> Status | None:
    """The state that a cell names, in the words of the life cycle or in those that trackers use."""
    said = " ".join(text.strip("*_` ").casefold().replace("-", " ").split())
    states: dict[str, Status] = data_file("models/postmortem/aliases.toml")["states"]
    return states.get(said)
