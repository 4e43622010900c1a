"""Writes an evidence folder: every file inside it, none through a link, all of them or a word about why not."""

import os
import stat
from pathlib import Path
from typing import Protocol

from pmkit.incidents.rendering.sheet import Sheet


class FolderError(ValueError):
    """A folder that evidence cannot be written into; the message says why and what to write."""


class Material(Protocol):
    """What a trainee gets as files: an incident's evidence, a history."""

    @property
    def sheets(self) -> list[Sheet]:
        """The files."""


def write_evidence(material: Material, folder: Path, *, force: bool = False) -> list[Path]:
    """Write the evidence and return the paths, in the order of writing.

    `force` allows a folder that holds something; files of other names stay in it. Raises FolderError when
    `folder` is no folder, is not empty or holds links on the way, OSError when the disk refuses.
    """
    _prepare(folder, force=force)
    paths = [folder.joinpath(*sheet.path.split("/")) for sheet in material.sheets]
    for path in paths:
        _refuse_links(path, folder)
    for path, sheet in zip(paths, material.sheets, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, sheet.text.encode("utf-8"))
    return paths


def _prepare(folder: Path, *, force: bool) -> None:
    if folder.is_symlink():
        raise FolderError(f"{folder} is a link; write the folder that it leads to")
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"{folder} is a file; write the name of a new folder")
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise FolderError(f"{folder} is not empty; write a new folder, or add --force to write into this one")
    folder.mkdir(parents=True, exist_ok=True)


def _refuse_links(path: Path, folder: Path) -> None:
    """No part of a path below the folder may be a link, nor a file where a folder is needed."""
    for part in (path, *path.parents):
        if part == folder:
            return
        if part.is_symlink():
            raise FolderError(f"{part} is a link; remove it, or write a new folder")
        if part != path and part.exists() and not part.is_dir():
            raise FolderError(f"{part} is a file where a folder is needed; remove it, or write a new folder")


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FolderError(f"{path} is not a plain file; remove it, or write a new folder")
        file.write(content)
