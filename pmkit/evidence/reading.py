"""What every reader keeps while it reads one file: events, what it noticed, and the zone it was given."""

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import BinaryIO

from pmkit.evidence.alike import NOT_LISTED
from pmkit.evidence.stamps import Instant, NoZoneError, StampError, Unit, in_other_unit, read_stamp
from pmkit.evidence.zones import EXAMPLES, zone_of
from pmkit.models.answer_file import UnreadableError
from pmkit.models.event import Event, Evidence, Warned, ZoneSource
from pmkit.models.times.near import FAR, is_near, is_never

MOST_BYTES = 100_000_000
MOST_TEXT = 4000
MOST_WARNINGS = 200
NO_LINE = 0
LEFT_OUT = "the record is left out"
_UNITS: dict[Unit, str] = {"s": "seconds", "ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds"}


class ZoneNeededError(ValueError):
    """Times without a zone, where none was given: `questions` asks for each file which zone it is."""

    def __init__(self, questions: list[str]) -> None:
        self.questions = tuple(questions)
        super().__init__("\n".join(questions))


@dataclass
class _Tally:
    """How many things there were, and the first; the same one twice in a row counts once."""

    first: tuple[int, str]
    last: tuple[int, str] = (-1, "")
    count: int = 0

    def add(self, line: int, raw: str) -> None:
        """Count one."""
        self.count += (line, raw) != self.last
        self.last = (line, raw)


@dataclass
class Reading:
    """One file on its way to being Evidence. `name` is the path that refs begin with."""

    source: str
    name: str
    zone: tzinfo | None = None
    zone_source: ZoneSource = "given"
    events: list[Event] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    unsaid: int = 0
    identities: Counter[Hashable] = field(default_factory=Counter)
    doubted: set[str] = field(default_factory=set)
    """What was said of a time already: a zone in doubt is told once, not for each line."""
    far: _Tally | None = None
    units: dict[tuple[Unit, Unit], _Tally] = field(default_factory=dict)
    latest: datetime = field(default_factory=lambda: datetime.now(UTC) + FAR)

    @classmethod
    def of(cls, source: str, path: Path, zone: str | None, name: str) -> "Reading":
        """Begin reading a file. Raises ZoneError for a zone that nobody knows."""
        return cls(source, name or path.name, zone_of(zone) if zone else None)

    def ref(self, line: int) -> str:
        """The file and, where there is one, the 1-based line."""
        return f"{self.name}:{line}" if line else self.name

    def warn(self, line: int, says: str) -> None:
        """Note something; a hostile file with a million oddities does not fill the memory with notes."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(Warned(self.ref(line), storable(says, 500)))
        else:
            self.unsaid += 1

    def warn_once(self, line: int, says: str, kind: str) -> None:
        """Note of a kind what its first line is about: that there are more, the events themselves tell."""
        if kind not in self.doubted:
            self.doubted.add(kind)
            self.warn(line, says)

    def instant(self, value: object, line: int, *, unit: Unit | None = None, without: str = LEFT_OUT) -> Instant | None:
        """The instant of a stamp; None, with a warning that ends with `without`, for what is none.

        A number that lies near in another unit alone is read in that, and it is said. What lies far is kept and
        said, see `near`. Raises ZoneNeededError for a time without a zone when none was given.
        """
        try:
            instant = read_stamp(value, self.zone, unit=unit)
        except NoZoneError as error:
            raise ZoneNeededError([self.question(line, str(error))]) from None
        except StampError as error:
            other = self._in_other_unit(value, line, unit)
            if other is None:
                self.warn(line, f"{error}; {without}")
            return other
        if not is_near(instant.at, self.latest) and (other := self._in_other_unit(value, line, unit)):
            return other
        if instant.note:
            self.warn_once(line, instant.note, instant.note.replace(repr(instant.raw), ""))
        if instant.zone_source == "given" and self.zone_source != "given":
            instant = instant._replace(zone_source=self.zone_source)
        return self.near(instant, line, without)

    def near(self, instant: Instant, line: int, without: str = LEFT_OUT) -> Instant | None:
        """The same instant; None, with a warning, where it is what programs write for "never".

        One before 1990 or more than a year ahead is kept; how many there are is said at the end.
        """
        if is_near(instant.at, self.latest):
            return instant
        if is_never(instant.at):
            self.warn(line, f"{instant.raw!r} is what programs write where they know no time; {without}")
            return None
        self.far = self.far or _Tally((line, instant.raw))
        self.far.add(line, instant.raw)
        return instant

    def _in_other_unit(self, value: object, line: int, unit: Unit | None) -> Instant | None:
        if unit is None or (found := in_other_unit(value, unit, self.latest)) is None:
            return None
        instant, other = found
        self.units.setdefault((unit, other), _Tally((line, instant.raw))).add(line, instant.raw)
        return instant

    def question(self, line: int, found: str) -> str:
        """What to ask the person who reads the file."""
        return f"{self.ref(line)}: {found}; which zone did {self.source} write it in? Say it, such as {EXAMPLES}"

    def add(self, line: int, instant: Instant, actor: object, text: object, *, source: str = "") -> None:
        """Keep an event."""
        told = Event(
            instant.at,
            instant.raw,
            instant.zone_source,
            instant.precision,
            source or self.source,
            self.ref(line),
            storable(words(actor), 200),
            storable(words(text)) or "(no text)",
        )
        self.events.append(told)

    def seen(self, identity: Hashable) -> bool:
        """Whether a record of this identity was here before; how many is said at the end."""
        self.identities[identity] += 1
        return self.identities[identity] > 1

    def evidence(self) -> Evidence:
        """All that was read and noticed."""
        again = sum(count - 1 for count in self.identities.values())
        if again:
            noun = "record repeats" if again == 1 else "records repeat"
            self.warnings.append(Warned(self.name, f"{again} {noun} one that was read before; each is kept once"))
        self.warnings += self._of_times()
        if self.unsaid:
            self.warnings.append(Warned(self.name, f"{self.unsaid:,} {NOT_LISTED}"))
            self.unsaid = 0
        return Evidence(self.events, self.warnings)

    def _of_times(self) -> list[Warned]:
        """What is to be said of times that lie far, or that count in another unit, in one line each."""
        said = []
        for (unit, other), tally in self.units.items():
            of = f"{tally.count:,} times that count" if tally.count > 1 else "a time that counts"
            says = f"{of} {_UNITS[other]}, not {_UNITS[unit]}; read as {_UNITS[other]}"
            said.append(Warned(self.ref(tally.first[0]), says))
        if self.far:
            of = f"{self.far.count:,} times lie" if self.far.count > 1 else "a time lies"
            line, raw = self.far.first
            says = f"{of} before 1990 or more than a year ahead ({raw[:40]!r} here); kept: a clock may be off"
            said.append(Warned(self.ref(line), says))
        return said

    def text(self, path: Path) -> str:
        """The text of a file of at most MOST_BYTES; more is left out, and bytes that are no text are replaced.

        Raises UnreadableError.
        """
        return self.decoded(read_bytes(path, MOST_BYTES + 1))

    def decoded(self, content: bytes) -> str:
        """UTF-8, or UTF-16 where its mark says so, as Windows writes."""
        if len(content) > MOST_BYTES:
            self.warn(NO_LINE, f"larger than {MOST_BYTES:,} bytes; what lies beyond is not read: export a shorter time")
            content = content[:MOST_BYTES]
        encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            named = encoding.removesuffix("-sig").upper()
            self.warn(line, f"not {named} text from byte {error.start + 1} on; such bytes show as �")
            return content.decode(encoding, errors="replace")


def open_plain(path: Path) -> BinaryIO:
    """A plain file, open for reading; the caller closes it. Raises UnreadableError."""
    try:
        # Without O_NONBLOCK a named pipe with no writer would hold us for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no path that a file can have"
        raise UnreadableError(f"{path}: cannot be opened ({why}); write the path of a file") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError(f"{path}: not a plain file; write the path of a file")
    return os.fdopen(descriptor, "rb", buffering=1 << 18)


def is_folder(path: Path) -> bool:
    """Whether a path names a folder; one that no system can have names none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path, most: int) -> bytes:
    """The first `most` bytes of a plain file. Raises UnreadableError."""
    with open_plain(path) as file:
        # read(n) takes n bytes of memory at once, however short the file is.
        return file.read(min(most, os.fstat(file.fileno()).st_size + 1))


def gathered(told: Iterable[Event | Warned]) -> Evidence:
    """What a streaming reader yields, events and warnings apart."""
    evidence = Evidence([], [])
    for one in told:
        if isinstance(one, Event):
            evidence.events.append(one)
        else:
            evidence.warnings.append(one)
    return evidence


def words(value: object) -> str:
    """A value of somebody's JSON as text; nothing for null, tables and lists."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict | list) else str(value)


def storable(text: str, most: int = MOST_TEXT) -> str:
    """`text` without what no file can hold or what steers a terminal, cut to `most` characters."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join("�" if character not in "\n\t" and _is_odd(character) else character for character in text).strip()


def _is_odd(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}
