"""What may stand where a file or folder of a trainee's belongs, and is never opened: links, pipes, sockets, devices."""

import os
import stat
from pathlib import Path

from pmkit.render.findings.terminal import printable

SPECIAL = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


def special_kind(path: Path) -> str:
    """What it is, in words; empty for a file, a folder or nothing. Nothing is opened for that, no link followed."""
    try:
        return SPECIAL.get(stat.S_IFMT(path.lstat().st_mode), "")
    except OSError:
        return ""


def told_of(path: Path) -> str:
    """As `special_kind`, for a log: of a link also where it leads."""
    kind = special_kind(path)
    return f"{kind} to {printable(str(path.readlink()), 200)}" if path.is_symlink() else kind


def is_folder(path: Path) -> bool:
    """Whether it is a folder, or a link to one; false too of a link to a name that no system could hold."""
    try:
        return path.is_dir()
    except OSError:  # before Python 3.12, of a name of more than 255 bytes
        return False


def is_own_folder(path: Path) -> bool:
    """Whether it is a folder, and no link to one."""
    return is_folder(path) and not path.is_symlink()


def is_file(path: Path) -> bool:
    """Whether it is a file, or a link to one; false too of a link to a name that no system could hold."""
    try:
        return path.is_file()
    except OSError:  # as above
        return False


def is_anything(path: Path) -> bool:
    """Whether something stands there, be it a link to nothing."""
    return os.path.lexists(path)


def is_plain_file(path: Path) -> bool:
    """Whether it is a file that can be read to its end: reading a pipe without a writer would never end."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
