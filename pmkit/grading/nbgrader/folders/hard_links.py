"""Files of a submission that are the same file as somebody else's: hard links, which no copy would show."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pmkit.grading.handed_in.special import is_plain_file
from pmkit.grading.nbgrader.folders.entries import entries_of
from pmkit.models import answer_file

_Inode = tuple[int, int]


def not_its_own(folder: Path, entries: Iterable[Path], others: Iterable[Path]) -> list[Path]:
    """The files among `entries` of a folder that are also elsewhere, unless the one who hands them in was first.

    Whose a file is that lies in two submissions is told by its owner, else by which was handed in first: so nobody
    loses an answer because a neighbour linked to it.
    """
    linked = [path for path in entries if is_plain_file(path) and path.stat().st_nlink > 1]
    if not linked:
        return []
    inside = [_inode(path) for path in linked]
    neighbours = [one for one in others if one.resolve() != folder.resolve() and not one.is_symlink()]
    elsewhere = [(one, set(map(_inode, _files(one)))) for one in neighbours]
    found = []
    for path in linked:
        holders = [one for one, inodes in elsewhere if _inode(path) in inodes]
        is_first = bool(holders) and all(_is_before(folder, other, path) for other in holders)
        if not is_first and inside.count(_inode(path)) < path.stat().st_nlink:
            found.append(path)
    return found


def _is_before(folder: Path, other: Path, path: Path) -> bool:
    owner = path.stat().st_uid
    ours, theirs = folder.stat().st_uid == owner, other.stat().st_uid == owner
    return ours if ours != theirs else _handed_in(folder, path) < _handed_in(other, path)


def _handed_in(folder: Path, path: Path) -> tuple[str, int]:
    """By the timestamp, where there is one, then by when the folder that holds the file got its last one."""
    try:
        stamp = answer_file.read(folder / "timestamp.txt")[:40]
    except (OSError, ValueError):
        stamp = "~"
    place = next((one for one in _files(folder) if _inode(one) == _inode(path)), folder)
    return stamp, place.parent.stat().st_mtime_ns


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in entries_of(folder)[0] if is_plain_file(path))


def _inode(path: Path) -> _Inode:
    status = path.stat()
    return status.st_dev, status.st_ino
