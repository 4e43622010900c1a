"""`pmkit timeline import`: what the tools recorded, in one timeline, each event with its source and line."""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmkit.cli.parser import Options, Parser, add_format
from pmkit.cli.program import BAD_INPUT, CLEAN, Format, complain, fail, print_json, say
from pmkit.evidence.alike import EMPTY
from pmkit.evidence.catalogue import BY_WORD, Source, merged, read_folder, recognise, zone_for
from pmkit.evidence.reading import ZoneNeededError, is_folder
from pmkit.evidence.stamps import NoZoneError, StampError, read_stamp
from pmkit.evidence.zones import ZoneError, zone_of
from pmkit.models import answer_file
from pmkit.models.answer_file import UnreadableError
from pmkit.models.event import Event, Evidence
from pmkit.models.words.shortened import shortened

if TYPE_CHECKING:  # the models need pydantic, and --help does not
    from pmkit.models.timeline import Timeline

LONGEST_WHAT = 300
EVERY = "*"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are kept: between two instants, both included, and of sources whose title begins so.

    `thresholds` say where a series of Prometheus has an event.
    """

    begin: datetime | None
    end: datetime | None
    sources: tuple[str, ...]
    thresholds: dict[str, float]

    def keeps(self, event: Event) -> bool:
        """Whether an event is one of them."""
        late_enough = self.begin is None or event.at >= self.begin
        early_enough = self.end is None or event.at <= self.end
        return late_enough and early_enough and (not self.sources or event.source.casefold().startswith(self.sources))


def declare(parser: Parser) -> None:
    """What the command takes."""
    parser.arguments.add_argument(
        "evidence", nargs="+", metavar="SOURCE=FILE", help=f"A folder, or a file of: {', '.join(BY_WORD)}."
    )
    add = parser.options.add_argument
    for_times = "For times without one: Europe/Berlin; kibana=UTC for one source alone."
    add("--zone", action="append", default=[], metavar="ZONE", help=for_times)
    add("-o", "--output", type=Path, metavar="FILE", help="A file to write; here without it.")
    add_format(parser)
    add("--from", dest="begin", default="", metavar="TIME", help="Leave out what was before.")
    add("--to", dest="end", default="", metavar="TIME", help="Leave out what was after.")
    only = "Only events of this source: Slack, PagerDuty."
    add("--source", action="append", default=[], metavar="NAME", help=only)
    changed = "Where a series of Prometheus counts as changed: error_ratio=0.05."
    add("--threshold", action="append", default=[], metavar="SERIES=VALUE", help=changed)
    add("--force", action="store_true", help="Replace a file that is there.")


def run(options: Options) -> int:
    """Sort events of several sources into one timeline; what the readers noticed goes to standard error.

    A time that names no zone is asked about (exit code 2): say it with --zone.
    """
    target: Path | None = options.output
    if target is not None and target.exists() and not options.force:
        fail(f"{target} is there already; write --force to replace it, or another name")
    zones = _zones(options.zone)
    between = _time(options.begin, "--from", zones), _time(options.end, "--to", zones)
    wanted = Wanted(*between, _titles(options.source), _thresholds(options.threshold))
    read = _read(options.evidence, zones, wanted)
    events = sorted(filter(wanted.keeps, read.events), key=lambda event: event.at)
    for warned in read.warnings:
        complain(f"{warned.ref}: {warned.says}")
    _refuse_what_does_not_fit(events, read)
    text = _timeline(events).dump()
    if len(text.encode("utf-8", "replace")) > answer_file.MAX_BYTES:
        fail(f"{len(events):,} events are more than a file holds; {_narrower(events)}")
    _write(text, target)
    if options.format is Format.JSON:
        print_json({"events": [_as_data(one) for one in events], "warnings": [one._asdict() for one in read.warnings]})
    elif target is None:
        say(text, end="")
    else:
        say(f"{target}: {len(events)} events")
    return CLEAN


def _write(text: str, target: Path | None) -> None:
    if target is not None:
        try:
            answer_file.write(target, text)
        except OSError as error:
            fail(f"{target}: cannot be written ({error.strerror}); write the path of a file")


def _zones(words: list[str]) -> dict[str, str]:
    """The zone of each source, EVERY for all others."""
    zones: dict[str, str] = {}
    for word in words:
        source, equals, name = word.rpartition("=")
        if equals and source not in BY_WORD:
            fail(f"--zone {word}: no source is called {source!r}; write one of: {', '.join(BY_WORD)}")
        try:
            zone_of(name)
        except ZoneError as error:
            fail(f"--zone {word}: {error}")
        zones[source or EVERY] = name
    return zones


def _time(word: str, option: str, zones: dict[str, str]) -> datetime | None:
    try:
        return read_stamp(word, zone_of(zones[EVERY]) if EVERY in zones else None).at if word else None
    except NoZoneError as error:
        from pmkit.models.timeline import EXAMPLE

        fail(f"{option}: {error}; write {EXAMPLE}")
    except StampError as error:
        fail(f"{option}: {error}")


def _titles(words: list[str]) -> tuple[str, ...]:
    """What the titles of the wanted sources begin with; the words of the command line mean them too."""
    return tuple((BY_WORD[word].title if word in BY_WORD else word).casefold() for word in words)


def _thresholds(words: list[str]) -> dict[str, float]:
    thresholds = {}
    for word in words:
        series, _, value = word.rpartition("=")
        try:
            thresholds[series] = float(value)
        except ValueError:
            fail(f"--threshold {word}: {value!r} is no number; write SERIES=VALUE, such as error_ratio=0.05")
    return thresholds


def _read(named: list[str], zones: dict[str, str], wanted: Wanted) -> Evidence:
    """All evidence that the words on the command line name."""
    found = Evidence([], [])
    questions: list[str] = []
    by_word = {word: zones.get(word, zones.get(EVERY, "")) for word in BY_WORD}
    paths = {word: Path(word.partition("=")[2] if word.partition("=")[0] in BY_WORD else word) for word in named}
    names = Counter(path.name for path in paths.values())
    for word, path in paths.items():
        try:
            evidence = _read_one(word, path, by_word, wanted, name=path.as_posix() if names[path.name] > 1 else "")
        except ZoneNeededError as error:
            questions += error.questions
        except (UnreadableError, ZoneError) as error:
            fail(str(error))
        else:
            found.events.extend(evidence.events)
            found.warnings.extend(evidence.warnings)
    if questions:
        fail("\n".join([*questions, "Write --zone ZONE, or --zone kibana=ZONE for one source alone."]))
    return merged(found)


def _read_one(word: str, path: Path, zones: dict[str, str], wanted: Wanted, name: str) -> Evidence:
    told, equals, _ = word.partition("=")
    if not (equals and told in BY_WORD) and is_folder(path):
        return read_folder(path, zone=zones, thresholds=wanted.thresholds)
    source = BY_WORD.get(told) if equals else _told_by(path)
    if source is None and not (equals or os.path.lexists(path)):
        fail(f"{word} is not there; write the path of a file or folder")
    if source is None:
        asked = f"no source is called {told!r}" if equals else "its name does not tell its source"
        fail(f"{word}: {asked}; write SOURCE=FILE with one of: {', '.join(BY_WORD)}")
    read = source.read
    if source.word == "prometheus":
        read = partial(read, thresholds=wanted.thresholds)
    elif source.word == "calendar" and wanted.begin and wanted.end:
        read = partial(read, window=(wanted.begin, wanted.end))
    return read(path, zone=zone_for(source.word, zones) or None, name=name)


def _told_by(path: Path) -> Source | None:
    return recognise("/".join(path.absolute().parts[-2:])) if path.is_file() else None


def _refuse_what_does_not_fit(events: list[Event], read: Evidence) -> None:
    from pmkit.models.timeline import MOST_EVENTS

    count = len(read.events)
    if not count:
        if len(read.warnings) == 1 and read.warnings[0].says.startswith(EMPTY):
            raise SystemExit(BAD_INPUT)  # that line says it all
        fail("no event was read")
    if not events:
        fail(f"none of {count:,} events lies between --from and --to and is of the --source that was asked for")
    if len(events) > MOST_EVENTS:
        fail(f"{len(events):,} events, and a timeline holds at most {MOST_EVENTS:,}; {_narrower(events)}")


def _narrower(events: list[Event]) -> str:
    first, last = (f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in (events[0].at, events[-1].at))
    most = ", ".join(f"{source} {count:,}" for source, count in Counter(one.source for one in events).most_common(8))
    return f"narrow them with --from and --to (they run from {first} to {last}) or --source (of {most})"


def _timeline(events: list[Event]) -> "Timeline":
    from pmkit.models.timeline import Timeline, TimelineEvent

    return Timeline(
        events=[TimelineEvent(at=one.at, what=_what(one), source=one.source, ref=one.ref) for one in events]
    )


def _what(event: Event) -> str:
    """An event on one line: who, where the tool says so, and what."""
    text = " ".join(f"{event.actor + ': ' if event.actor else ''}{event.text}".split())
    return shortened(text, LONGEST_WHAT)


def _as_data(event: Event) -> dict[str, Any]:
    return event._asdict() | {"at": event.at.isoformat().replace("+00:00", "Z")}
