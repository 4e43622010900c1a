"""What lies in downloaded files and archives, an archive in an archive too: read in bounds, never unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pmkit.grading.handed_in.special import is_folder, is_plain_file, special_kind
from pmkit.models.words.of_libraries import of_archive
from pmkit.render.findings.terminal import printable

MOST_ENTRIES = 50_000
MOST_BYTES = 20_000_000
"""So large may one file be."""
MOST_ARCHIVE = 2_000_000_000
DEEPEST = 3
"""Archives in archives: a class, a trainee, and what the trainee packed."""
READ = frozenset({".toml", ".md", ".txt", ".csv", ".ipynb"})
JUNK = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


class TooLargeError(ValueError):
    """A file in an archive that holds more than is read; the message says how much that is."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file: the names that lead to it from the outermost archive on, and what it holds (None: not of our kinds)."""

    trail: tuple[str, ...]
    content: bytes | None
    when: float


@dataclass(slots=True)
class Opened:
    """The files of a download, and what could not be opened, in sentences."""

    leaves: list[Leaf] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def open_all(paths: list[Path]) -> Opened:
    """Everything in files, folders and archives; never raises: what is damaged is told, and the others go on."""
    opened = Opened()
    for top in paths:
        for path in sorted(top.rglob("*")) if not top.is_symlink() and top.is_dir() else [top]:
            if path.name in JUNK or path.name.startswith("."):
                continue
            if not is_plain_file(path):
                if kind := special_kind(path):
                    opened.problems.append(f"{printable(path.name, 120)}: {kind}, so it is not opened")
                continue
            trail = path.relative_to(top if is_folder(top) else top.parent).parts
            try:
                _open(opened, trail, path)
            except OSError as error:
                opened.problems.append(f"{path.name}: {error.strerror or error}")
    return opened


def _open(opened: Opened, trail: tuple[str, ...], path: Path) -> None:
    status = path.stat()
    if path.suffix.lower() == ".zip":
        if status.st_size > MOST_ARCHIVE:
            opened.problems.append(f"{path.name}: {status.st_size:,} bytes, at most {MOST_ARCHIVE:,} are opened")
            return
        with path.open("rb") as file:
            _open_archive(opened, trail, file, 1)
        return
    is_read = path.suffix.lower() in READ and status.st_size <= MOST_BYTES
    opened.leaves.append(Leaf(trail, path.read_bytes() if is_read else None, status.st_mtime))


def _open_archive(opened: Opened, trail: tuple[str, ...], file: io.BufferedIOBase | io.BytesIO, depth: int) -> None:
    name = " / ".join(trail)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                opened.problems.append(f"{name}: {len(entries):,} files, at most {MOST_ENTRIES:,} are opened")
                return
            for entry in entries:
                _open_entry(opened, trail, archive, entry, depth)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        opened.problems.append(f"{name}: a damaged archive ({of_archive(error)}); ask for it again")


def _open_entry(
    opened: Opened, trail: tuple[str, ...], archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int
) -> None:
    parts = tuple(_parts(entry.filename))
    if entry.is_dir() or not parts or JUNK & set(parts) or any(part.startswith(".") for part in parts):
        return
    whole, ending = (*trail, *parts), Path(parts[-1]).suffix.lower()
    try:
        if ending == ".zip" and depth < DEEPEST:
            _open_archive(opened, whole, io.BytesIO(_read(archive, entry)), depth + 1)
        else:
            opened.leaves.append(Leaf(whole, _read(archive, entry) if ending in READ else None, _when(entry)))
    except TooLargeError as error:
        opened.problems.append(f"{' / '.join(whole)}: cannot be read ({error})")
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        opened.problems.append(f"{' / '.join(whole)}: cannot be read ({of_archive(error)})")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content, whatever size its entry claims. Raises TooLargeError above MOST_BYTES."""
    with archive.open(entry) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLargeError(f"more than {MOST_BYTES:,} bytes")
    return content


def _parts(name: str) -> Iterator[str]:
    """The parts of a path, whichever slash divides them; none that leads out."""
    for part in name.replace("\\", "/").split("/"):
        if part not in {"", ".", ".."} and not part.endswith(":"):
            yield part


def _when(entry: zipfile.ZipInfo) -> float:
    """When a file was last changed: archives tell the wall clock of where they were made, without its zone."""
    now = datetime.now(UTC).timestamp()
    try:
        return min(now, datetime(*entry.date_time).timestamp())  # noqa: DTZ001  # the zone of this machine
    except (ValueError, OverflowError):
        return now
