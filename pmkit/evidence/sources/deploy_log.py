"""Reads a deployment log in plain text: a time, who acted, and what was deployed where, one a line."""

import re
from pathlib import Path

from pmkit.evidence.reading import Reading
from pmkit.models.event import Evidence

SOURCE = "Deploy log"
_OFFSET = r"[+-]\d\d:?\d\d|UTC|GMT|Z|[CEMP][SD]T|CES?T|BST|IST|JST"
_STAMP = re.compile(rf"\[?(\d{{4}}-\d\d-\d\d(?:[T ]\d[^\s\]]*(?: (?:{_OFFSET})(?=[\s\]]|$))?)?)(?:\]|\s|$)", re.ASCII)


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of lines such as `2026-01-31T14:23:01Z deploy-bot production v2.3.1 started`.

    A line that begins with no time belongs to the one before. Raises UnreadableError, ZoneNeededError where a
    time names no zone.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    for line, text in enumerate(reading.text(path).split("\n"), 1):
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if not text.lstrip(" [")[:1].isdigit():
            reading.warn(line, "no time at its start, so it is taken as more about the line before")
            continue
        stamp, rest = _parted(text)
        instant = reading.instant(stamp, line)
        if instant is not None:
            actor, _, what = rest.partition(" ")
            reading.add(line, instant, actor, what.strip() or actor)
    return reading.evidence()


def _parted(text: str) -> tuple[str, str]:
    """A line's time and what follows; date, time of day and offset may stand apart, or in brackets.

    >>> _parted("[2026-01-31 14:23:01 +0100] bot production v2 started")
    ('2026-01-31 14:23:01 +0100', 'bot production v2 started')
    """
    text = text.strip()
    found = _STAMP.match(text)
    stamp = found[1] if found else text.partition(" ")[0]
    return stamp, text[found.end() if found else len(stamp) :].strip()
