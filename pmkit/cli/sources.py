"""What the command line reads: files, the files of folders, standard input; and what kind each is."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmkit.models import answer_file
from pmkit.models.answer_file import UnreadableError
from pmkit.models.topics import PROSE, RECORDS, kind_of_file

STANDARD_INPUT = "-"
TABLES = (".csv", ".jsonl")
"""Tables of other programs that may hold a timeline; Markdown is read as prose with its tables."""
NOT_ENTERED = frozenset({"node_modules", "venv", "__pycache__"})
"""Folders of other people's files; hidden ones and links are not entered either."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to check: `path` as it is shown, "-" for standard input, and its kind; `asked` where that was told."""

    path: str
    kind: str
    asked: bool = False

    def read(self) -> str:
        """Its text. Raises UnreadableError."""
        try:
            text = _standard_input() if self.path == STANDARD_INPUT else answer_file.read(Path(self.path))
        except FileNotFoundError:
            raise UnreadableError(f"{self.path} is not there; write the path of a file or folder") from None
        except (OSError, ValueError) as error:
            raise UnreadableError(f"{self.path}: {error}") from None
        if "\0" in text:
            raise UnreadableError(f"{self.path}: holds null bytes, so it is no text; save it as UTF-8")
        return text


def gather(paths: list[str], kind: str | None) -> tuple[list[Source], list[str]]:
    """What the words on the command line name, each once, in their order; and what cannot be looked into."""
    found: dict[str, Source] = {}
    problems: list[str] = []
    for path in paths:
        try:
            named = _sources(path, kind, problems)
        except UnreadableError as error:
            problems.append(str(error))
        else:
            for one in named:
                found.setdefault(one.path if one.path == STANDARD_INPUT else os.path.normpath(one.path), one)
    return list(found.values()), problems


def _sources(path: str, kind: str | None, problems: list[str]) -> list[Source]:
    if path == STANDARD_INPUT:
        return [Source(path, kind or PROSE, asked=kind is not None)]
    if not os.path.isdir(path):  # noqa: PTH112 -- Path("./a") would not be shown as it was written
        return [Source(path, kind or _kind_of(path), asked=kind is not None)]
    before = len(problems)
    told = [(name, kind_of_file(name)) for name in files_in(path, problems)]
    found = [Source(name, one, asked=kind is not None) for name, one in told if one and kind in (None, one)]
    if not found and len(problems) == before:
        raise UnreadableError(f"{path} holds no file to check; a folder is searched for {_searched()}")
    return found


def _kind_of(path: str) -> str:
    kind = kind_of_file(path) or _kind_of_table(path)
    if kind is None and os.path.lexists(path):
        raise UnreadableError(f"{path}: its name does not tell what it holds; write --as {' or --as '.join(RECORDS)}")
    return kind or PROSE


def _kind_of_table(path: str) -> str | None:
    """The timeline that a table is by its name, or by its heads; None for others. Folders are not searched for them."""
    stem, ending = os.path.splitext(path)  # noqa: PTH122 -- as above
    if ending.lower() not in TABLES:
        return None
    if stem.casefold().endswith("timeline"):
        return "timeline"
    if not os.path.isfile(path):  # noqa: PTH113 -- as above
        return None
    from pmkit.tables.timeline import holds_timeline

    try:
        return "timeline" if holds_timeline(answer_file.read(Path(path)), ending) else None
    except (OSError, ValueError):
        return None


def _searched() -> str:
    answers = ", ".join(record.file_name for kind, record in RECORDS.items() if kind != PROSE)
    return f"{', '.join(RECORDS[PROSE].endings)} and answers ({answers})"


def files_in(folder: str, problems: list[str]) -> Iterator[str]:
    """Paths of all files below a folder, sorted; without recursion, so that depth costs nothing."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = [entry for entry in listing if not (entry.name.startswith(".") or entry.is_symlink())]
        except OSError as error:
            problems.append(f"{here}: cannot be opened ({error.strerror}); make it readable")
            continue
        entries.sort(key=lambda entry: entry.name)
        yield from (entry.path for entry in entries if entry.is_file())
        folders = (entry for entry in entries if entry.is_dir() and entry.name not in NOT_ENTERED)
        waiting += reversed([entry.path for entry in folders])


def _standard_input() -> str:
    if sys.stdin is None:
        raise ValueError("standard input is closed; write a path, or pipe a text in")
    content = sys.stdin.buffer.read(answer_file.MAX_BYTES + 1)
    if len(content) > answer_file.MAX_BYTES:
        raise ValueError(f"more than {answer_file.MAX_BYTES:,} bytes; check it in parts, without pasted logs")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start + 1}); convert it to UTF-8") from None
