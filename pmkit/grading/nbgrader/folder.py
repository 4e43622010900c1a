"""A submitted folder, made safe before anything reads it: no links, no pipes, nothing that stops a class."""

import logging
import os
import secrets
import shutil
from collections.abc import Container, Iterable
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from nbgrader.utils import parse_utc

from pmkit.grading.answer_place import ODD_ENDINGS, PASSED_BY
from pmkit.grading.handed_in.special import is_anything, is_file, is_plain_file, special_kind, told_of
from pmkit.grading.nbgrader.folders.entries import DEEPEST, MOST, entries_of
from pmkit.grading.nbgrader.folders.hard_links import not_its_own
from pmkit.grading.nbgrader.folders.notes import Notes
from pmkit.models import answer_file
from pmkit.models.times.stamp_in_utc import in_utc
from pmkit.models.topics import PROSE, RECORDS, kind_of_file
from pmkit.render.findings.terminal import printable

LOG = logging.getLogger(__name__)
MAX_FOLDER_BYTES = 100_000_000
BEYOND = f"It holds more than {MOST:,} files, or folders more than {DEEPEST} deep: those beyond are not read."
HARD_LINK = "This file is a hard link to one that is not of this folder, so it is not read. An instructor decides."
FOREIGN = "No answer is read from a file of this kind, so it is left out."
READ = frozenset({*ODD_ENDINGS, *(ending for record in RECORDS.values() for ending in record.endings)})
"""How files end that an answer can be read from: no others get to where an instructor's browser opens them."""
KEPT_IN_FEEDBACK = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader asks for when it releases feedback; the page itself is written there."""
EMPTY_NOTEBOOK = (
    '{\n "cells": [],\n "metadata": {"pmkit": {"empty": true}},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n'
)


def make_safe(folder: Path, notes: Notes, linked: Iterable[Path] = ()) -> None:
    """Take links, pipes, sockets, devices and the hard links in `linked` away, with a note; never raises."""
    entries, is_beyond = entries_of(folder)
    notes.begin_anew()
    if is_beyond:
        notes.add(folder, BEYOND)
    hard = set(linked)
    for path in entries:
        try:
            if says := _says_of(path, path.relative_to(folder), hard):
                notes.add(path, says)
            elif path.exists() and not os.access(path, os.R_OK):
                path.chmod(0o755 if path.is_dir() else 0o644)
        except OSError as error:
            LOG.warning("%s cannot be made safe: %s", printable(path.name, 200), error.strerror)


def _says_of(path: Path, relative: Path, hard: Container[Path]) -> str:
    """What is said of a file that is not read; one that could lead elsewhere is taken away. Raises OSError."""
    kind = special_kind(path)
    if kind:
        path.unlink()
        return f"Here was {kind}. It was not followed: please submit the file itself."
    if path in hard:
        shutil.copyfile(path, path.with_name(f"{path.name}.refused"))  # nobody else's file from now on
        path.unlink()
        return HARD_LINK
    return FOREIGN if _is_foreign(relative) and is_file(path) else ""


def be_a_folder(folder: Path, notes: Notes) -> None:
    """Put an empty folder in the place of a submission that is a link, leads nowhere or is no folder. Raises OSError.

    A plain file may be work: it is kept beside, where a person finds it.
    """
    kind = special_kind(folder)
    if not kind and folder.is_dir():
        return
    LOG.warning("%s is %s: not followed", printable(str(folder), 200), told_of(folder) or "a file, no folder")
    if kind:
        folder.unlink()
    else:
        folder.rename(_free(folder.with_name(f"{folder.name}.refused")))
    folder.mkdir()
    notes.of_no_folder(kind or "a file")


def _free(path: Path) -> Path:
    """This path, or the first with a number behind it at which nothing stands."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(one for one in chain([path], numbered) if not is_anything(one))


def complete(folder: Path, notebooks: Iterable[str], notes: Notes) -> None:
    """Add what nbgrader cannot do without: the notebooks, a readable timestamp, a secret; never raises.

    Without a secret `nbgrader release_feedback` stops for the whole class, without a notebook nbgrader
    passes a submission by. An answer that lies beside the notebook is copied to where answers are read.
    """
    try:
        for name in notebooks:
            _ensure_notebook(folder / f"{name}.ipynb", notes)
        _ensure_timestamp(folder / "timestamp.txt", notes)
        _ensure_text(folder / "submission_secret.txt", secrets.token_hex(64))
        for answer in sorted(path for path in entries_of(folder)[0] if path.parent == folder):
            target = folder / "answers" / answer.name
            if _may_be_answer(answer.name) and is_plain_file(answer) and not target.exists():
                target.parent.mkdir(exist_ok=True)
                shutil.copy(answer, target)
    except OSError as error:
        LOG.warning("%s cannot be completed: %s", printable(str(folder), 200), error)


def _may_be_answer(name: str) -> bool:
    return name.endswith(".toml") or kind_of_file(name) not in {None, PROSE}


def _is_passed_by(relative: Path) -> bool:
    """Whether a file or folder is the kit's own, or Jupyter's, and never an answer."""
    return any(part.startswith(".") or part in PASSED_BY for part in relative.parts) or relative.suffix == ".refused"


def _is_foreign(relative: Path) -> bool:
    return not _is_passed_by(relative) and relative.suffix.lower() not in {*READ, ".ipynb"}


def copy_answers(source: Path, target: Path) -> None:
    """Copy only what an answer can be read from. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    for path in entries_of(source)[0]:
        relative = path.relative_to(source)
        is_read = path.suffix.lower() in READ and not _is_passed_by(relative)
        if is_read and is_plain_file(path) and path.stat().st_size <= answer_file.MAX_BYTES:
            copy = target / relative
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.unlink(missing_ok=True)
            shutil.copyfile(path, copy)


def copy_for_release(source: Path, target: Path) -> None:
    """Copy only what nbgrader asks for when it releases a page. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    for name in KEPT_IN_FEEDBACK:
        if is_plain_file(source / name):
            (target / name).unlink(missing_ok=True)
            shutil.copyfile(source / name, target / name)


def copy_safely(source: Path, target: Path, notes: Notes, ignore: Iterable[str] = ()) -> None:
    """Copy plain files only, up to MAX_FOLDER_BYTES; the notes say what was left out. Raises OSError."""
    left, ignored = MAX_FOLDER_BYTES, tuple(ignore)
    target.mkdir(parents=True, exist_ok=True)
    notes.sentences = {}
    if source.is_symlink() or not source.is_dir():
        notes.of_no_folder(special_kind(source) or "a file")
        return
    entries, is_beyond = entries_of(source)
    if is_beyond:
        notes.add(target, BEYOND)
    refused = set(not_its_own(source, entries, source.parent.iterdir()))
    for path in entries:
        relative = path.relative_to(source)
        if any(part_of.match(pattern) for pattern in ignored for part_of in (relative, *relative.parents)):
            continue
        copy = target / relative
        kind, size = special_kind(path), path.lstat().st_size
        if kind:
            notes.add(copy, f"Here was {kind}. It was not followed: please submit the file itself.")
        elif path.is_dir():
            copy.mkdir(exist_ok=True)
        elif path in refused:
            notes.add(copy, HARD_LINK)
        elif size > left:
            notes.add(copy, f"This file has {size:,} bytes; a submission holds at most {MAX_FOLDER_BYTES:,}.")
        else:
            shutil.copyfile(path, copy, follow_symlinks=False)
            left -= size


def _ensure_notebook(path: Path, notes: Notes) -> None:
    if path.is_dir():
        path.rename(path.with_name(f"{path.name}.refused"))
        notes.add(path, "Here was a folder with a notebook's name. Please submit the notebook itself.")
    _ensure_text(path, EMPTY_NOTEBOOK)


def _ensure_text(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


def _ensure_timestamp(path: Path, notes: Notes) -> None:
    """When it was handed in: by the newest file, where no readable timestamp says it.

    nbgrader's command line bears with an empty or unreadable one; formgrader's list of submissions does not.
    """
    known = max((one.stat().st_mtime for one in entries_of(path.parent)[0] if is_file(one)), default=0.0)
    stamp = datetime.fromtimestamp(known, UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    try:
        text = answer_file.read(path).strip()
        utc = in_utc(text) if text else stamp
        parse_utc(utc)
        if utc != text:
            path.write_text(utc, encoding="utf-8")
    except FileNotFoundError:
        _ensure_text(path, stamp)
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        if path.is_dir():
            path.rename(path.with_name(f"{path.name}.refused"))
        path.unlink(missing_ok=True)
        _ensure_text(path, stamp)
        notes.add(path, "This timestamp could not be read, so the time of the newest file counts.")
