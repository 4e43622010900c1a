r"""Reads a git log in text: commits at the time they were committed, which a rebase renews; authored times beside.

`git log --format=%H%x09%aI%x09%cI%x09%an%x09%s` writes it; git's own form and `--format=fuller` are read too, each
also with `--graph`.
"""

import re
from pathlib import Path

from pmkit.evidence.parts.git_records import GitRecord, git_records, is_git_record, undrawn
from pmkit.evidence.reading import Reading
from pmkit.models.event import Evidence

SOURCE = "Git"
_SPACED = re.compile(r"([0-9a-f]{7,64}) +(\d{4}-\d\d-\d\dT\S+) +(\d{4}-\d\d-\d\dT\S+) +(?P<rest>.*)", re.ASCII)
_ONE_LINE = re.compile(r"[0-9a-f]{7,64} (?!\d{4}-\d\d-\d\d)\S.*", re.ASCII)
FORMAT = "git log --format=%H%x09%aI%x09%cI%x09%an%x09%s"
FULLER = "git log --format=fuller"
_NO_COMMIT = f"no commit of the form that {FORMAT} writes; the line is left out"
_ONLY_WORDS = f"a commit without its times, as git log --oneline writes; save the output of {FULLER} instead"


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of a log in FORMAT, where the author's name may be left out, or in git's own form.

    Raises UnreadableError, ZoneNeededError.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    lines = reading.text(path).split("\n")
    first = next((line.rstrip("\r") for line in lines if line.strip()), "")
    if is_git_record(first):
        for record in git_records(lines):
            _record(reading, record)
        return reading.evidence()
    is_graph = undrawn(first) != first
    for line, written in enumerate(lines, 1):
        text = undrawn(written.rstrip("\r")) if is_graph else written.rstrip("\r")
        if not text.strip():
            continue
        cells = _cells(text)
        if len(cells) < 4:
            reading.warn(line, _ONLY_WORDS if _ONE_LINE.fullmatch(text) else _NO_COMMIT)
            continue
        _commit(reading, line, cells if len(cells) == 5 else [*cells[:3], "", cells[3]])
    return reading.evidence()


def _record(reading: Reading, record: GitRecord) -> None:
    heads = record.heads
    written = heads.get("AuthorDate") or heads.get("Date") or ""
    committed = heads.get("CommitDate", "")
    if not (written or committed):
        reading.warn(record.line, "a commit without a line Date or CommitDate; it is left out")
        return
    if not committed:
        says = f"Date is when a commit was written, which may be long before it landed; {FULLER} writes both"
        reading.warn_once(record.line, says, FULLER)
    _commit(
        reading, record.line, [record.commit, written or committed, committed or written, record.author, record.text]
    )


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
