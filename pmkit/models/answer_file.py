"""Answer files on disk: read with care, written whole or not at all, never lost."""

import contextlib
import os
import stat
import tempfile
from datetime import UTC, datetime
from pathlib import Path

MAX_BYTES = 1_000_000
LAST_GOOD = ".last-good"


class UnreadableError(ValueError):
    """Something named that cannot be read: an answer, evidence, a path; the message says why and what to do."""


def too_large(size: int) -> str:
    """The sentence for a file of `size` bytes, above MAX_BYTES."""
    return f"{size:,} bytes; an answer holds at most {MAX_BYTES:,}: keep the words, leave out pasted logs"


def read(path: Path) -> str:
    """The text of an answer file.

    Raises FileNotFoundError when there is none, UnreadableError when it is not a plain file, is above
    MAX_BYTES, is not UTF-8 or may not be opened.
    """
    try:
        # Without O_NONBLOCK a named pipe with no writer would hold us for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(path) from None
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror}); make it readable") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise UnreadableError("not a plain file; write an ordinary text file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > MAX_BYTES:
            raise UnreadableError(too_large(status.st_size))
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableError(too_large(len(content)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not UTF-8 text (byte {error.start + 1}); save it as UTF-8") from None


def write(path: Path, text: str) -> None:
    """Write `text` whole or not at all, and keep it as the last good copy. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)
    copy = last_good(path)
    # The copy is a second chance: the answer is already safe when it cannot be written.
    with contextlib.suppress(OSError):
        copy.parent.mkdir(exist_ok=True)
        write_whole(copy, text)


def last_good(path: Path) -> Path:
    """Where the last version that pmkit itself wrote is kept; it need not exist."""
    return path.parent / LAST_GOOD / path.name


def set_aside(path: Path, reason: str) -> Path:
    """Move a file out of the way as `<name>.<reason>-<time>` and return its new place. Raises OSError."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = path.with_name(f"{path.name}.{reason}-{stamp}")
    path.rename(aside)
    return aside


def write_whole(path: Path, text: str) -> None:
    """Write a text; a reader sees the old file or the new one; after a power cut too. Raises OSError."""
    write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, content: bytes) -> None:
    """As `write_whole`, of any file. Raises OSError."""
    target = path.resolve()
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # Windows and some network disks cannot sync a folder.
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
