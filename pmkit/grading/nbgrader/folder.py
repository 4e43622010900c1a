"""A submitted folder, made safe before anything reads it: no links, no pipes, nothing that stops a class."""

import contextlib
import logging
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from pmkit.models import answer_file
from pmkit.models.topics import PROSE, kind_of_file

LOG = logging.getLogger(__name__)
REFUSED = ".refused.txt"
MAX_FOLDER_BYTES = 100_000_000
EMPTY_NOTEBOOK = (
    '{\n "cells": [],\n "metadata": {"pmkit": {"empty": true}},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n'
)
SPECIAL = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


def make_safe(folder: Path) -> None:
    """Replace links, pipes, sockets and devices by a text file that says what was there; never raises."""
    for path in _everything_in(folder):
        kind = _kind(path)
        try:
            if kind:
                refuse(path, f"Here was {kind}. It was not followed: please submit the file itself.")
            elif not os.access(path, os.R_OK):
                path.chmod(0o755 if path.is_dir() else 0o644)
        except OSError as error:
            LOG.warning("%s cannot be made safe: %s", path.name, error.strerror)


def refuse(path: Path, sentence: str) -> None:
    """Put a text file with `sentence` in the place of `path`. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        path.rename(path.with_name(f"{path.name}.refused"))
    else:
        path.unlink()
    path.with_name(path.name + REFUSED).write_text(sentence + "\n", encoding="utf-8")


def refusals(folder: Path) -> list[str]:
    """What was refused in this folder, one sentence a file."""
    found = sorted(folder.rglob(f"*{REFUSED}"))[:20]
    return [f"{path.relative_to(folder).as_posix().removesuffix(REFUSED)}: {_first_line(path)}" for path in found]


def complete(folder: Path, notebooks: Iterable[str]) -> None:
    """Add what nbgrader cannot do without: the notebooks, a readable timestamp, a secret; never raises.

    Without a secret `nbgrader release_feedback` stops for the whole class, without a notebook nbgrader
    passes a submission by. An answer that lies beside the notebook is copied to where answers are read.
    """
    try:
        for name in notebooks:
            _ensure_notebook(folder / f"{name}.ipynb")
        _ensure_timestamp(folder / "timestamp.txt")
        _ensure_text(folder / "submission_secret.txt", secrets.token_hex(64))
        for answer in sorted(folder.iterdir()):
            target = folder / "answers" / answer.name
            if _may_be_answer(answer.name) and answer.is_file() and not target.exists():
                target.parent.mkdir(exist_ok=True)
                shutil.copy(answer, target)
    except OSError as error:
        LOG.warning("%s cannot be completed: %s", folder, error)


def _may_be_answer(name: str) -> bool:
    return name.endswith(".toml") or kind_of_file(name) not in {None, PROSE}


def copy_safely(source: Path, target: Path, ignore: Iterable[str] = ()) -> None:
    """Copy plain files only, up to MAX_FOLDER_BYTES; a text file says what was left out. Raises OSError."""
    left, ignored = MAX_FOLDER_BYTES, tuple(ignore)
    target.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        (target / f"folder{REFUSED}").write_text("The submission was a link. It was not followed.\n", encoding="utf-8")
        return
    for path in _everything_in(source):
        relative = path.relative_to(source)
        if any(part_of.match(pattern) for pattern in ignored for part_of in (relative, *relative.parents)):
            continue
        copy = target / relative
        kind, size = _kind(path), path.lstat().st_size
        if path.is_dir() and not kind:
            copy.mkdir(exist_ok=True)
        elif kind:
            copy.with_name(copy.name + REFUSED).write_text(f"Here was {kind}. It was not followed.\n", encoding="utf-8")
        elif size > left:
            sentence = f"This file has {size:,} bytes; a submission holds at most {MAX_FOLDER_BYTES:,}.\n"
            copy.with_name(copy.name + REFUSED).write_text(sentence, encoding="utf-8")
        else:
            shutil.copyfile(path, copy, follow_symlinks=False)
            left -= size


def _everything_in(folder: Path) -> Iterator[Path]:
    """Files and folders, a folder before its content; links are named, never entered."""
    for root, folders, files in os.walk(folder, followlinks=False):
        yield from (Path(root, name) for name in sorted((*folders, *files)))


def _kind(path: Path) -> str | None:
    with contextlib.suppress(OSError):
        return SPECIAL.get(stat.S_IFMT(path.lstat().st_mode))
    return None


def _first_line(path: Path) -> str:
    with contextlib.suppress(OSError, answer_file.UnreadableError):
        return (answer_file.read(path).splitlines() or [""])[0][:200]
    return ""


def _ensure_notebook(path: Path) -> None:
    if path.is_dir():
        refuse(path, "Here was a folder with a notebook's name. Please submit the notebook itself.")
    _ensure_text(path, EMPTY_NOTEBOOK)


def _ensure_text(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


def _ensure_timestamp(path: Path) -> None:
    """When it was handed in: by the newest file, where no readable timestamp says it.

    nbgrader's command line bears with an empty or unreadable one; formgrader's list of submissions does not.
    """
    known = max((one.stat().st_mtime for one in path.parent.rglob("*") if one.is_file()), default=0.0)
    stamp = datetime.fromtimestamp(known, UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    try:
        text = answer_file.read(path).strip()
        if not text:
            path.write_text(stamp, encoding="utf-8")
        parse_utc(text or stamp)
    except FileNotFoundError:
        _ensure_text(path, stamp)
    except (ValueError, OverflowError, TypeError, AttributeError):
        refuse(path, "This timestamp could not be read, so the time of the newest file counts.")
        _ensure_text(path, stamp)
