"""Due dates as a calendar that other programs show (iCalendar, RFC 5545): one whole day an item."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePath

from pmkit.models.action_item import ActionItem
from pmkit.tables.action_items_jira import link_to, one_line
from pmkit.tables.tracked import Tracked

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pmkit//action items//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
LONGEST_LINE = 75
"""Bytes without the line end; what is longer goes on in the next line behind a blank (RFC 5545, section 3.1)."""
LINE_END = "\\n"
"""How a line ends within a text."""
DOMAIN = "pmkit.invalid"
"""A name that nobody has (RFC 2606), as ids want one."""


def to_calendar(found: Iterable[Tracked], stamp: datetime, base: str = "") -> str:
    """The calendar of the items that have a date, written at `stamp`.

    An item keeps its UID while its ticket, or without one its words and the name of its postmortem, stay: a date that
    moves moves in the calendar, too.
    """
    lines = list(HEAD)
    seen: Counter[str] = Counter()
    for one in found:
        if one.item.due is None:
            continue
        name = _name(one)
        seen[name] += 1
        lines += _event(one.item, _uid(name, seen[name]), stamp, base)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(item: ActionItem, uid: str, stamp: datetime, base: str) -> Iterator[str]:
    link = link_to(item, base)
    said = {"Owner": item.owner, "Priority": item.priority, "Done when": item.success, "Ticket": item.ticket}
    told = [f"{name}: {one_line(words)}" for name, words in said.items() if words]
    told += [f"Postmortem: {link}"] if link else []
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if item.due:
        yield f"DTSTART;VALUE=DATE:{item.due.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_escaped(f'Due: {one_line(item.text)}')}"
    yield f"DESCRIPTION:{LINE_END.join(map(_escaped, told))}"
    yield "CATEGORIES:postmortem"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _name(one: Tracked) -> str:
    """What an item is known by when its date, its state or its owner has changed."""
    if one.item.ticket and one.item.ticket.strip():
        return f"ticket {one_line(one.item.ticket)}"
    return f"{PurePath(one.item.postmortem or one.path).name}\n{one_line(one.item.text).casefold()}"


def _uid(name: str, number: int) -> str:
    digest = sha256(f"{name}\n{number}".encode("utf-8", "replace")).hexdigest()
    return f"{digest[:32]}@{DOMAIN}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text)


def folded(line: str) -> str:
    """A line in pieces of at most LONGEST_LINE bytes; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for sign in line:
        length = len(sign.encode("utf-8", "replace"))
        if size + length > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += length
    return "\r\n".join([*pieces, piece])
