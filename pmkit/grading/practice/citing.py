"""Whether a few words name a record of the evidence: by its file and line, or by its source and its time."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from pmkit.incidents.records import Recorded
from pmkit.incidents.timeline import source_of, tool_of

LONGEST = 400
"""Characters of a citation that are read."""
MOST_PLACES = 4
"""Records named at once; more point at none."""
NEAR = 60
"""Seconds by which a time may be off."""
DAY = 86400
_PLACE = re.compile(r"([\w.#/-]{1,120}\.\w{1,8}):(\d{1,6})(?![\d:])")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])")


def clocks_in(text: str) -> list[int]:
    """Every time of day in a text, in seconds since midnight.

    >>> clocks_in("Slack #incidents, 10:57:28"), clocks_in("log.json:48 at 7:05")
    ([39448], [25500])
    """
    times = ((int(hour), int(minute), int(second or 0)) for hour, minute, second in _CLOCK.findall(text))
    return [h * 3600 + m * 60 + s for h, m, s in times if h < 24 and m < 60 and s < 60]


def are_near(one: int, other: int) -> bool:
    """Whether two times of day lie within NEAR of each other, over midnight too."""
    apart = abs(one - other) % DAY
    return min(apart, DAY - apart) <= NEAR


def cites(text: str, records: Iterable[Recorded], zones: Mapping[str, str]) -> bool:
    """Whether a text names one of these records; its time may be told in UTC or in the zone of its tool.

    More than MOST_PLACES places at once name none.
    """
    read = text[:LONGEST].casefold()
    places, clocks = _PLACE.findall(read), clocks_in(read)
    if not 0 < len(places) + len(clocks) <= MOST_PLACES:
        return False
    return any(_is_placed(places, one) or _is_timed(read, clocks, one, zones) for one in records)


def _is_placed(places: list[tuple[str, str]], record: Recorded) -> bool:
    first = int(record.ref.rpartition(":")[2])
    within = range(first, first + record.text.count("\n") + 1)
    file = record.file.casefold()
    return any(f"/{file}".endswith(f"/{path.strip('/')}") and int(line) in within for path, line in places)


def _is_timed(text: str, clocks: list[int], record: Recorded, zones: Mapping[str, str]) -> bool:
    if not any(word in text for word in _names(record.file)):
        return False
    local = ZoneInfo(zones.get(tool_of(record.ref), "UTC"))
    moments = [_seconds(record.at.astimezone(zone)) for zone in (UTC, local)]
    return any(are_near(clock, moment) for clock in clocks for moment in moments)


def _names(file: str) -> list[str]:
    """The words that name a source: "Slack #incidents" is slack, and incidents."""
    path = PurePosixPath(file)
    said = source_of(file).casefold().replace("#", "").split()
    return [word for word in (*said, path.stem.casefold(), path.parts[0].casefold()) if word not in {"log", "logs"}]


def _seconds(at: datetime) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
