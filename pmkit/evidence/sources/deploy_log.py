"""Reads a deployment log in plain text: a time, who acted, and what was deployed where, one a line."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pmkit.evidence.reading import MOST_TEXT, Reading
from pmkit.evidence.stamps import Instant, split_stamp
from pmkit.models.event import Evidence

SOURCE = "Deploy log"
A_DAY = 86400.0
DAY_ALONE = "names no time of day; taken as its midnight"
_LIKE_A_ZONE = re.compile(r"[A-Z]{2,4}T|[Ll]ocal(?:time)?", re.ASCII)
_LEVEL = re.compile(r"[\[(]?(?:DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL)[\])]?:?(?:\s+[|-])?\s+", re.ASCII)
_HOLDS_A_TIME = re.compile(r".{1,40}?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d", re.ASCII)


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of lines such as `2026-01-31T14:23:01Z deploy-bot production v2.3.1 started`.

    A line that begins with no time is more of the event before it. Raises UnreadableError, ZoneNeededError where a
    time names no zone.
    """
    log = _Log(Reading.of(SOURCE, path, zone, name))
    for line, text in enumerate(log.reading.text(path).split("\n"), 1):
        if text.strip() and not text.lstrip().startswith("#"):
            log.add(line, text)
    return log.evidence()


@dataclass
class _Entry:
    """One event, and the lines that go on with it."""

    line: int
    instant: Instant
    actor: str
    lines: list[str]
    length: int = 0


@dataclass
class _Log:
    """The lines of a log into events."""

    reading: Reading
    entry: _Entry | None = None
    before: list[int] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    is_left_out: bool = False

    def add(self, line: int, text: str) -> None:
        """One line: an event, or more of the one before; what goes on with a line that is left out is left out too."""
        stamp, rest = split_stamp(text)
        if not stamp:
            self._go_on(line, text.rstrip())
            return
        self._keep()
        instant = self.reading.instant(stamp, line)
        self.is_left_out = instant is None
        if instant is not None:
            rest = _LEVEL.sub("", rest, count=1) if _LEVEL.match(rest) else rest
            actor, what = [*rest.split(maxsplit=1), "", ""][:2]
            self._doubt(line, instant, actor)
            self.entry = _Entry(line, instant, actor.rstrip(":"), [what.removeprefix("| ").strip() or actor])

    def evidence(self) -> Evidence:
        """All events, and what is to be said of the lines before the first."""
        self._keep()
        if self.before:
            lines = f"{len(self.before):,} lines begin" if len(self.before) > 1 else "the line begins"
            says = f"{lines} with no time, and no event is before; left out"
            self.reading.warn(self.before[0], says)
        return self.reading.evidence()

    def _go_on(self, line: int, text: str) -> None:
        if self.entry is None:
            self.before += [] if self.is_left_out else [line]
            return
        if _HOLDS_A_TIME.match(text):
            says = f"holds a time and does not begin with one; read as more of line {self.entry.line}"
            self.reading.warn_once(line, says, "time inside")
        if self.entry.length <= MOST_TEXT:  # the rest would be cut off
            self.entry.lines.append(text)
            self.entry.length += len(text)

    def _doubt(self, line: int, instant: Instant, actor: str) -> None:
        """Say once of a day alone, and of letters behind a time that look like a zone, how they are read."""
        if instant.precision == A_DAY and DAY_ALONE not in self.taken:
            self.taken.add(DAY_ALONE)
            self.reading.warn(line, f"{instant.raw!r} {DAY_ALONE}")
        if instant.zone_source != "stamp" and _LIKE_A_ZONE.fullmatch(actor) and actor not in self.taken:
            self.taken.add(actor)
            says = f"{actor!r} behind the time is read as who acted; where it is a zone, write its offset, as +02:00"
            self.reading.warn(line, says)

    def _keep(self) -> None:
        if self.entry is not None:
            self.reading.add(self.entry.line, self.entry.instant, self.entry.actor, "\n".join(self.entry.lines))
        self.entry = None
