"""What was handed in and cannot be drawn, as text: a person who decides about it has to see it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pmkit.grading.handed_in.by_person import other_files
from pmkit.grading.handed_in.reading import read
from pmkit.models.answer_file import UnreadableError
from pmkit.models.topics import RECORDS

MOST_SIGNS, MOST_FILES = 4000, 3
TEXTS = frozenset({"", ".txt", ".tml", *(ending for record in RECORDS.values() for ending in record.endings)})


def as_text(folder: Path) -> list[dict[str, str]]:
    """The first files of a folder that hold text, their names and their first MOST_SIGNS signs; never raises."""
    return list(islice(_texts_in(folder), MOST_FILES))


def _texts_in(folder: Path) -> Iterator[dict[str, str]]:
    for name in other_files(folder):
        path = folder / name
        if path.suffix.lower() not in TEXTS or path.is_symlink() or not path.is_file():
            continue
        try:
            text, is_whole = _read(path)
        except OSError:
            continue
        if text.strip():
            more = "" if is_whole and len(text) <= MOST_SIGNS else "yes"
            yield {"name": name, "text": text[:MOST_SIGNS], "more": more}


def _read(path: Path) -> tuple[str, bool]:
    """The text as an answer is read, or what its first bytes hold; and whether that is all of it. Raises OSError."""
    try:
        return read(path)[0], True
    except UnreadableError:
        with path.open("rb") as file:
            content = file.read(4 * MOST_SIGNS)
        return content.decode("utf-8", "replace"), path.stat().st_size <= len(content)
