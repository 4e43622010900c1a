r"""Reads a git log in text: commits at the time they were committed, which a rebase renews; authored times beside.

`git log --format=%H%x09%aI%x09%cI%x09%an%x09%s` writes it; `git log` by itself, which tells the authored time alone,
and `git log --format=fuller` are read too.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from pmkit.evidence.reading import Reading
from pmkit.models.event import Evidence

SOURCE = "Git"
_SPACED = re.compile(r"([0-9a-f]{7,64}) +(\d{4}-\d\d-\d\dT\S+) +(\d{4}-\d\d-\d\dT\S+) +(?P<rest>.*)", re.ASCII)
_COMMIT = re.compile(r"commit ([0-9a-f]{7,64})(?: \(.*\))?", re.ASCII)
_HEAD = re.compile(r"(Author|Date|AuthorDate|CommitDate):\s+(.*)")
_YEAR_FIRST = re.compile(r"(.* \d\d:\d\d:\d\d) (\d{4}) ([+-]\d{4})", re.ASCII)
FORMAT = "git log --format=%H%x09%aI%x09%cI%x09%an%x09%s"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a log in FORMAT, where the author's name may be left out, or as git shows it by itself.

    Raises UnreadableError, ZoneNeededError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    lines = [line.rstrip("\r") for line in reading.text(path).split("\n")]
    if _COMMIT.fullmatch(next(filter(str.strip, lines), "")):
        for first, block in _blocks(lines):
            _shown(reading, first, block)
        return reading.evidence()
    for line, text in enumerate(lines, 1):
        cells = _cells(text)
        if not text.strip():
            continue
        if len(cells) < 4:
            reading.warn(line, f"no commit of the form that {FORMAT} writes; the line is left out")
            continue
        _commit(reading, line, cells if len(cells) == 5 else [*cells[:3], "", cells[3]])
    return reading.evidence()


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each commit, from the line that names it, with its number."""
    starts = [at for at, line in enumerate(lines) if _COMMIT.fullmatch(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start + 1, lines[start:end]


def _shown(reading: Reading, line: int, block: list[str]) -> None:
    """A commit as git shows it: a head, a blank line, its message set in by four spaces, and what it changed."""
    named, heads = _COMMIT.fullmatch(block[0]), dict[str, str]()
    end = next(at for at in count(1) if at == len(block) or not block[at].strip())
    for text in block[1:end]:
        if found := _HEAD.fullmatch(text):
            heads[found[1]] = found[2].strip()
    message = " ".join(text.strip() for text in block[end:] if text.startswith("    ") and text.strip())
    authored = heads.get("AuthorDate", heads.get("Date", ""))
    if "CommitDate" not in heads:
        told = "tells when a commit was written, not when it was committed, which a rebase renews"
        reading.warn_once(line, f"{told}; git log --format=fuller tells both", told)
    author = heads.get("Author", "").partition(" <")[0]
    committed = heads.get("CommitDate", authored)
    _commit(reading, line, [named[1] if named else "", _year_last(authored), _year_last(committed), author, message])


def _year_last(stamp: str) -> str:
    """Git's "Mon Mar 2 10:02:00 2026 +0100" as `date` writes it; other stamps as they are."""
    found = _YEAR_FIRST.fullmatch(stamp)
    return f"{found[1]} {found[3]} {found[2]}" if found else stamp


def _cells(text: str) -> list[str]:
    """The cells of a line, parted by tabs, or by the spaces that a terminal shows for them."""
    if "\t" in text:
        return text.split("\t", 4)
    found = _SPACED.fullmatch(text)
    if not found:
        return [text]
    author, gap, subject = found["rest"].partition("  ")
    return [*found.groups()[:3], *((author, subject.strip()) if gap else (author,))]


def _commit(reading: Reading, line: int, cells: list[str]) -> None:
    commit, authored, committed, author, subject = cells
    landed = reading.instant(committed, line)
    if landed is None or reading.seen(commit):
        return
    written = reading.instant(authored, line, without="the commit is kept without it")
    text = f"Commit {commit[:8]}: {subject}"
    if written is not None and written.at > landed.at:
        reading.warn(
            line, f"written ({authored}) after it was committed ({committed}): a clock was off; both are shown"
        )
    if written is not None and written.at != landed.at:
        text += f" (written {written.raw})"
    reading.add(line, landed, author, text)
