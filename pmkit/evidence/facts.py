"""An evidence folder as facts to look things up in: what its records say, state and name; odd files raise nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmkit.evidence.catalogue import Zones, read_folder, recognise
from pmkit.evidence.json_records import read_records
from pmkit.evidence.raw_line import raw_lines
from pmkit.evidence.reading import Reading, ZoneNeededError, is_folder, read_bytes, storable, words
from pmkit.evidence.series_facts import series_records
from pmkit.evidence.sources.prometheus import series_of
from pmkit.evidence.zones import ZoneError, zone_of
from pmkit.models.answer_file import UnreadableError
from pmkit.models.event import Event
from pmkit.models.evidence_facts.facts import EvidenceFacts, Record
from pmkit.models.evidence_facts.gathered import Gathered

MOST_RECORDS = 20_000
MOST_NOTE = 200_000
"""Bytes of a README or another note that are read."""
MOST_NOTES = 20
FEW = 3
"""So many records of one wording are told apart; of more, the first and the last begin and end something."""
NEAR = timedelta(days=400)
"""From the time of a record to other times in it; tools write 0001-01-01 for never."""
MOST_STAMPS = 4
BRIEF = "the brief"
_ZONE = re.compile(r"\b[A-Z][A-Za-z]{1,20}/[A-Z][A-Za-z_]{1,30}(?:/[A-Z][A-Za-z_]{1,30})?\b")
_FILE = re.compile(r"`([\w./-]{1,200})`")
_PERSON = re.compile(r"(?m)^ {0,3}[-*] ((?:[^\W\d_][\w'’.-]{0,40} ){1,4}[^\W\d_][\w'’.-]{0,40}), ")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?\d{0,3}(?:Z|[+-]\d\d:?\d\d)")
_CHANGING = re.compile(r"\b(?=\w*\d)\w+\b")
_NOTES = frozenset({".md", ".txt"})
_LOGS, _SLACK = "logs/", "slack/"
_SPOKEN = ("slack/", "git/", "calendar/", "pagerduty/notes")
"""Where people write: what they say begins and ends nothing by itself."""


def read_facts(folder: str | Path, zones: Zones = None, *, brief: str = "") -> EvidenceFacts:
    """What a folder states; `brief` is what the reader was told besides.

    `zones` are for files that name none, as read_evidence takes them; what the folder's README says of a file's zone
    counts where none is given. A zone that nobody names is asked about in `questions`, and UTC is taken.
    """
    folder, gathered = Path(folder), Gathered()
    said = _read_notes(folder, brief, gathered)
    if not is_folder(folder):
        gathered.questions.append(f"{folder}: no folder; write the folder that holds the evidence")
        return gathered.done()
    given = zones if isinstance(zones, str) else {**said, **(zones or {})}
    events, raws = _events(folder, given, gathered)
    _keep(events, raws, gathered)
    _read_series(folder, events, gathered)
    _read_users(folder, gathered)
    return gathered.done()


def _read_notes(folder: Path, brief: str, gathered: Gathered) -> dict[str, str]:
    """Keep each line of the README, of other notes and of the brief; the zone that they name for a source."""
    zones: dict[str, str] = {}
    for name, text in [*_notes(folder), (BRIEF, brief)]:
        gathered.people.update(dict.fromkeys(match[1] for match in _PERSON.finditer(text)))
        for number, line in enumerate(text.splitlines(), 1):
            zone, file = _ZONE.search(line), _FILE.search(line)
            source = recognise(file[1].rstrip("/")) if file else None
            if line.strip() and source is None:
                gathered.add(Record(name if name == BRIEF else f"{name}:{number}", name, storable(line.strip())))
            if zone and _is_zone(zone[0]):
                gathered.zones[zone[0]] = None
                if source is not None:
                    zones.setdefault(source.word, zone[0])
    return zones


def _notes(folder: Path) -> Iterator[tuple[str, str]]:
    """The notes at the top of a folder: the README, and what else is plain text."""
    if is_folder(folder):
        paths = sorted(path for path in folder.iterdir() if path.suffix.casefold() in _NOTES and not path.is_symlink())
        for path in paths[:MOST_NOTES]:
            try:
                yield path.name, Reading("", path.name).decoded(read_bytes(path, MOST_NOTE))
            except UnreadableError:
                continue


def _is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except ZoneError:
        return False
    return True


def _events(folder: Path, zones: Zones, gathered: Gathered) -> tuple[list[Event], list[str]]:
    """The events and the records that they were read from; asks for a zone that is missing, and takes UTC."""
    try:
        try:
            events = read_folder(folder, zone=zones).events
        except ZoneNeededError as error:
            gathered.questions.extend(error.questions)
            asked = {source.word for one in error.questions if (source := recognise(one.partition(":")[0]))}
            zones = {**(zones if isinstance(zones, dict) else {}), **dict.fromkeys(asked, "UTC")}
            events = read_folder(folder, zone=zones).events
        raws = [one.text for one in raw_lines(folder, zone=zones)]
    except (ZoneNeededError, ZoneError, OSError, UnreadableError) as error:
        gathered.questions.append(str(error))
        return [], []
    return events[:MOST_RECORDS], raws[:MOST_RECORDS]


def _keep(events: list[Event], raws: list[str], gathered: Gathered) -> None:
    """Keep the events as records; a line that repeats is counted."""
    alike: dict[tuple[str, str], list[int]] = {}
    for index, event in enumerate(events):
        alike.setdefault((event.source, _CHANGING.sub("#", event.text[:400])), []).append(index)
    turns = {index for same in alike.values() for index in (same if len(same) <= FEW else (same[0], same[-1]))}
    for index, (event, raw) in enumerate(zip(events, raws, strict=True)):
        if event.ref.startswith(_SPOKEN) and event.actor:
            gathered.people[event.actor] = None
        text = f"{event.actor}: {event.text}" if event.actor else event.text
        turn = index in turns and not event.ref.startswith(_SPOKEN)
        others = tuple(at for at in _stamps(raw) if at != event.at and abs(at - event.at) < NEAR)[:MOST_STAMPS]
        gathered.add(Record(event.ref, event.source, text, event.at, event.precision, others, turn), raw)
    for same in alike.values():
        first = events[same[0]]
        if len(same) > FEW and first.ref.startswith(_LOGS):
            gathered.add(Record(first.ref, first.source, f"{len(same)} lines such as: {first.text}"))


def _stamps(raw: str) -> Iterator[datetime]:
    for match in _STAMP.finditer(raw):
        try:
            yield datetime.fromisoformat(match[0]).astimezone(UTC)
        except (ValueError, OverflowError):
            continue


def _read_series(folder: Path, events: list[Event], gathered: Gathered) -> None:
    for name, path in _files(folder, "prometheus", "query_range.*.json"):
        turns = [event.at.timestamp() for event in events if event.ref.startswith(f"{name}:")]
        try:
            found = series_of(path, name=name)
        except (UnreadableError, ZoneNeededError):
            continue
        for labels, line, samples in found:
            points = tuple((sample.instant.at.timestamp(), sample.value) for sample in samples)
            gathered.measured(labels, f"{name}:{line}", points)
            for record in series_records(labels, f"{name}:{line}", points, turns):
                gathered.add(record)


def _read_users(folder: Path, gathered: Gathered) -> None:
    """People whom a Slack export lists, whether they wrote or not."""
    for name, path in _files(folder, "slack", "users.json"):
        try:
            listed = read_records(Reading("", name).decoded(read_bytes(path, MOST_NOTE)), "")
        except UnreadableError:
            continue
        for line, user in listed.tables():
            profile = user.get("profile")
            called = words(profile.get("real_name") if isinstance(profile, dict) else None)
            if called:
                gathered.people[storable(called, 200)] = None
            gathered.add(
                Record(f"{name}:{line}", "Slack", storable(f"{words(user.get('name'))} {called}".strip(), 400))
            )


def _files(folder: Path, inside: str, pattern: str) -> Iterator[tuple[str, Path]]:
    within = folder / inside
    if is_folder(within) and not within.is_symlink():
        for path in sorted(within.glob(pattern)):
            if not path.is_symlink():
                yield f"{inside}/{path.name}", path
