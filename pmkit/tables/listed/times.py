"""A list of times in a document, "- 14:02 alert fired": the timeline of a file that was named and has no table."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pmkit.models.times.zone_words import ZONE_FORM, zone_said

FEWEST = 3
"""Items that begin with a time; fewer are no timeline."""
_ITEM = re.compile(
    r"[ \t]*(?P<mark>(?:[-*+•]|\d{1,3}[.)])[ \t]+)?[*_`\[(]{0,3}"
    r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|(?:\d{4}-\d\d-\d\d[ ,]{1,2})?\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|\+\d\d:?\d\d|[ ]?[AaPp]\.?[Mm]\b\.?)?)"
    r"(?![\w%])(?!:\d)(?P<rest>.*)",
    re.ASCII,
)
_SPAN = re.compile(r"[ \t*_`]*(?:[-–—−]|to|until|till)[ \t*_`]*\d{1,2}[:.]\d\d", re.ASCII)  # noqa: RUF001 -- pages write the real minus
_ZONE = re.compile(rf"[ \t*_`\])]{{0,4}}({ZONE_FORM})(?=[ \t*_`\])]*(?:[ \t:,|–—-]|$))", re.ASCII)
_CLOSING = " \t*_`])"
_PARTS = "-–—:,|"
_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]", re.ASCII)
_WRITE = "write one list, each item with its time, or a table with the heads Time and Event"
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


class Item(NamedTuple):
    """What begins with a time: its line from 1, the time with its zone, and what was seen to happen."""

    line: int
    time: str
    what: str


class ListError(ValueError):
    """Times that are no list of one timeline; `line`, from 1, is where it shows."""

    def __init__(self, line: int, says: str) -> None:
        self.line = line
        super().__init__(says)


@dataclass
class _Lists:
    """What is found on the way: items, the line that ended the list, and the first thing that is amiss."""

    items: list[tuple[int, str, list[str]]] = field(default_factory=list)
    """The line, the time, and the parts of what happened: a line each."""
    ended: int = 0
    amiss: tuple[int, str] | None = None

    def begin(self, number: int, found: re.Match[str]) -> None:
        """An item that begins with a time."""
        rest = found["rest"]
        if _SPAN.match(rest):
            self.refuse(number, "a span of time; write one time an item, hours and agendas are no timeline")
        if self.ended:
            self.refuse(self.ended, f"parts a list of times that goes on at line {number}; {_WRITE}")
        zone = _ZONE.match(rest)
        is_zone = bool(zone and zone_said(zone[1]))
        time = found["time"] + (f" {zone[1]}" if zone and is_zone else "")
        what = rest[zone.end() :] if zone and is_zone else rest
        self.items.append((number, time, [what.lstrip(_CLOSING).lstrip(_PARTS).lstrip(_CLOSING)]))

    def go_on(self, number: int, line: str) -> None:
        """Any other line with words: set in it belongs to the item above, else the list ends."""
        if line[0] in " \t":
            self.items[-1][2].append(_MARK.sub("", line.strip(), count=1))
            return
        self.ended = number
        if _MARK.match(line):
            self.refuse(number, f"begins with no time; {_WRITE}")

    def refuse(self, line: int, says: str) -> None:
        """Keep what is amiss first."""
        self.amiss = self.amiss or (line, says)


def listed_times(lines: list[str]) -> list[Item]:
    """The items of the only list of times among the lines; none where fewer than FEWEST items begin with a time.

    Raises ListError where times stand in several lists, where an item among them has none, and for spans: so look
    the hours of a shop, or an agenda.
    """
    found, is_code = _Lists(), False
    for number, line in enumerate(lines, 1):
        is_fence = bool(_FENCE.match(line))
        is_code ^= is_fence
        if is_code or is_fence or not line.strip():
            continue
        if item := _ITEM.fullmatch(line.rstrip()):
            found.begin(number, item)
        elif found.items and not found.ended:
            found.go_on(number, line)
    if len(found.items) < FEWEST:
        return []
    if found.amiss:
        raise ListError(*found.amiss)
    return [Item(line, time, " ".join(parts).strip()) for line, time, parts in found.items]
