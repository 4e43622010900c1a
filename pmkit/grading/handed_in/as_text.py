"""What was handed in and cannot be drawn, as text: a person who decides about it has to see it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pmkit.grading.handed_in.by_person import other_files
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
            with path.open("rb") as file:
                text = file.read(4 * MOST_SIGNS).decode("utf-8", "replace")
        except OSError:
            continue
        if text.strip():
            yield {"name": name, "text": text[:MOST_SIGNS], "more": "yes" if path.stat().st_size > MOST_SIGNS else ""}
