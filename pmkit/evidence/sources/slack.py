"""Reads a Slack export, as a folder or as its .zip, a day's file at a time: memory stays flat however long it is.

A message's `ts` is its identity and is kept as text. Day files are cut in the workspace's own time zone, so
times come from `ts` alone, never from a file's name. The digits after its point are often a counter that keeps
two messages of one second apart, so a message is placed to the second.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from pmkit.evidence.json_records import read_records
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.parts.slack_words import said
from pmkit.evidence.reading import MOST_BYTES, Reading, gathered, is_folder, read_bytes, words
from pmkit.models.answer_file import UnreadableError
from pmkit.models.event import Event, Evidence, Warned
from pmkit.models.words.of_libraries import of_archive

SOURCE = "Slack"
PRECISION = 1.0
_MARK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


class _Export(Protocol):
    """An export, packed or not."""

    def paths(self) -> Iterable[str]:
        """The paths of its files, with slashes."""

    def content(self, path: str) -> bytes:
        """The first MOST_BYTES + 1 bytes of a file. Raises UnreadableError."""

    def close(self) -> None:
        """Let go of what is open."""


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """All messages of an export. `zone` is not needed: Slack counts seconds. Raises UnreadableError."""
    del zone
    return gathered(events(path, name=name))


def events(path: Path, *, name: str = "") -> Iterator[Event | Warned]:
    """The messages, channel by channel and day by day, each day's warnings after it.

    Holds one day's file at a time; one such file by itself is read too, with the users.json beside or above it.
    Raises UnreadableError where `path` is none of these.
    """
    name = name or path.name
    if path.suffix.casefold() == ".json" and not is_folder(path):
        yield from _lone_day(path, name)
        return
    with closing(_open(path)) as export:
        days = _days(export)
        users, warned = _users(export, name)
        yield from warned
        if not days:
            yield Warned(
                name, "holds no day such as incidents/2026-01-31.json; name the folder or .zip that Slack made"
            )
        for day in days:
            channel = PurePosixPath(day).parent.name
            reading = Reading(f"Slack #{channel}", f"{name}/{day}")
            try:
                text = reading.decoded(export.content(day))
            except UnreadableError as error:
                yield Warned(reading.name, str(error))
                continue
            _day(reading, text, users)
            yield from reading.events
            yield from reading.evidence().warnings


def _lone_day(path: Path, name: str) -> Iterator[Event | Warned]:
    """A day's file outside its export; the folder tells the channel only where users.json lies above it."""
    reading = Reading(SOURCE, name)
    text = reading.text(path)
    found, others = read_records(text, "", "messages"), Others(reading)
    if not any(_is_message(message) for _, _, message in found.objects()):
        for line, _, record in found.objects():
            others.add(line, record)
        others.tell("message", "name the folder or .zip that Slack made, or a day's .json", is_empty=found.found)
        yield from reading.evidence().warnings
        return
    folder = path.absolute().parent
    home = next((one for one in (folder.parent, folder) if (one / "users.json").is_file()), None)
    if home == folder.parent:
        reading.source = f"Slack #{folder.name}"
    beside = _Beside(home or folder)
    users, warned = _users(beside, beside.folder.name)
    yield from warned
    _day(reading, text, users)
    yield from reading.events
    yield from reading.evidence().warnings


def _is_message(message: dict[str, Any]) -> bool:
    ts = message.get("ts")
    is_stamp = isinstance(ts, str) and re.fullmatch(r"\d{9,11}\.\d{1,9}", ts, re.ASCII)
    return bool(is_stamp) and (message.get("type") == "message" or isinstance(message.get("user"), str))


def _open(path: Path) -> _Export:
    return _Folder(path) if is_folder(path) else _Zip(path)


def _days(export: _Export) -> list[str]:
    """Day files by channel and day; what lies at the top (users.json and its like) is none."""
    found = (PurePosixPath(path) for path in export.paths() if path.endswith(".json"))
    days = [path for path in found if len(path.parts) > 1 and re.fullmatch(r"\d{4}-\d\d-\d\d", path.stem, re.ASCII)]
    return [str(path) for path in sorted(days)]


def _users(export: _Export, name: str) -> tuple[dict[str, str], list[Warned]]:
    """Who is meant by an id, and what was noticed."""
    reading = Reading(SOURCE, f"{name}/users.json")
    named = (path for path in export.paths() if PurePosixPath(path).name == "users.json")
    listed = min(named, key=lambda path: path.count("/"), default=None)  # a .zip may hold the export in a folder
    if listed is None:
        reading.warn(0, "not there, so people show as ids such as U024BE7LH")
        return {}, reading.warnings
    try:
        found = read_records(reading.decoded(export.content(listed)), "")
    except UnreadableError as error:
        reading.warn(0, str(error))
        return {}, reading.warnings
    if damage := found.damage("users"):
        reading.warn(0, damage)
    return {words(user.get("id")): _named(user) for _, _, user in found.objects()}, reading.warnings


def _named(user: dict[str, Any]) -> str:
    profile = user.get("profile")
    profile = profile if isinstance(profile, dict) else {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return next(filter(None, map(words, names)), words(user.get("id")))


def _day(reading: Reading, text: str, users: dict[str, str]) -> None:
    found, others = read_records(text, "", "messages"), Others(reading)
    if damage := found.damage("messages"):
        reading.warn(0, damage)
    for line, _, message in found.objects():
        if "ts" in message:
            _message(reading, line, message, users)
        else:
            others.add(line, message)
    if others.found:
        others.tell("message", "name the folder or .zip that Slack made", is_empty=found.found)


def _message(reading: Reading, line: int, message: dict[str, Any], users: dict[str, str]) -> None:
    ts = message.get("ts")
    instant = reading.instant(ts, line, unit="s")
    # A thread's reply that was also sent to the channel stands twice in some exports, under one ts.
    if instant is None or reading.seen(instant.raw):
        return
    if not isinstance(ts, str):
        reading.warn(line, f"ts {ts} is a number here and an id in Slack; digits may be lost")
    user = words(message.get("user"))
    profile = message.get("user_profile")
    actor = (
        users.get(user)
        or (_named(profile) if isinstance(profile, dict) else "")
        or words(message.get("username"))
        or (words(bot.get("name")) if isinstance(bot := message.get("bot_profile"), dict) else "")
        or user
        or words(message.get("bot_id"))
    )
    reading.add(line, instant._replace(precision=PRECISION), actor, plain(said(message), users))
    edited = message.get("edited")
    if isinstance(edited, dict):
        later = reading.instant(edited.get("ts"), line, unit="s", without="when it was edited is left out")
        if later is not None:
            lasted = _lasting((later.at - instant.at).total_seconds())
            reading.warn(line, f"edited {lasted} after it was written: its words may be newer than its time")


def plain(text: str, users: dict[str, str]) -> str:
    """Slack's markup as people see it.

    >>> plain("<@U1> see <https://status.example|status>, 5 &gt; 3 <!here>", {"U1": "Priya"})
    '@Priya see status, 5 > 3 @here'
    """

    def shown(mark: re.Match[str]) -> str:
        inside, label = mark[1], mark[2]
        if inside.startswith("@"):
            return f"@{users.get(inside[1:]) or label or inside[1:]}"
        if inside.startswith("#"):
            return f"#{label or inside[1:]}"
        if inside.startswith("!"):
            return label or f"@{inside[1:].partition('^')[0]}"
        return label or inside

    text = _MARK.sub(shown, text[:20_000])
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _lasting(seconds: float) -> str:
    minutes = round(abs(seconds) / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min" if minutes else "seconds"


class _Folder:
    """An unpacked export; links are not followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> Iterator[str]:
        for inner in sorted(self.folder.iterdir()):
            if inner.is_dir() and not inner.is_symlink():
                try:
                    yield from (f"{inner.name}/{file.name}" for file in inner.iterdir() if not file.is_symlink())
                except OSError as error:
                    raise UnreadableError(f"{inner}: {error.strerror}; make it readable, or move it away") from None
            elif not inner.is_symlink():
                yield inner.name

    def content(self, path: str) -> bytes:
        return read_bytes(self.folder / path, MOST_BYTES + 1)

    def close(self) -> None:
        """Nothing is held open."""


class _Beside(_Folder):
    """The folder of a day by itself, of which users.json alone is looked at."""

    def paths(self) -> Iterator[str]:
        if (self.folder / "users.json").is_file():
            yield "users.json"


class _Zip:
    """A packed export; a member is unpacked in memory and only as far as is read."""

    def __init__(self, path: Path) -> None:
        read_bytes(path, 0)  # says kindly what is no plain file
        try:
            self.file = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise UnreadableError(
                f"{path}: no folder and no .zip ({of_archive(error)}); write what Slack made"
            ) from None

    def paths(self) -> list[str]:
        return self.file.namelist()

    def content(self, path: str) -> bytes:
        try:
            with self.file.open(path) as member:
                return member.read(MOST_BYTES + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
            raise UnreadableError(f"cannot be unpacked ({of_archive(error)}); export it again") from None

    def close(self) -> None:
        self.file.close()
