"""The time zone that a person names, and what a clock time in it leaves open when the clocks change."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from typing import NamedTuple
from zoneinfo import available_timezones

from pmkit.models.times.zone_words import zone_called, zone_said

EXAMPLES = "Europe/Berlin, UTC or +02:00"
ALIKE = 0.8
"""How much of the letters of a place must agree before it is asked about: below that it is another place."""
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?", re.ASCII)


class ZoneError(ValueError):
    """A zone that nobody knows; the message says what to write."""


class Placed(NamedTuple):
    """A clock time as an instant: `doubt` is the seconds by which it may be off, `note` says why."""

    at: datetime
    doubt: float
    note: str


def zone_of(name: str) -> tzinfo:
    """The zone called `name`: an IANA name, "UTC", "Z", or an offset such as +02:00, UTC+2 or CEST. Raises ZoneError.

    Letters that can mean several zones are refused with what they can mean.

    >>> zone_of("+02:00"), zone_of("UTC")
    (datetime.timezone(datetime.timedelta(seconds=7200)), datetime.timezone.utc)
    """
    word = name.strip()
    if word.upper() in {"UTC", "Z", "GMT", "ETC/UTC"}:
        return UTC
    if offset := _OFFSET.fullmatch(word):
        sign, hours, minutes = offset.groups()
        length = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if length >= timedelta(hours=24) or int(minutes or 0) > 59:
            raise ZoneError(f"{word!r} is no offset that a clock has; write one such as {EXAMPLES}")
        return timezone(length if sign == "+" else -length)
    named, said = zone_called(word), zone_said(word, any_case=True)
    if named is None and said and said.meanings:
        raise ZoneError(f"{said.asks}; write the offset, or a name such as Europe/Berlin")
    zone = named or (said.zone if said else None)
    if zone is None:
        raise ZoneError(_unknown(word))
    return zone


def _unknown(word: str) -> str:
    known = available_timezones()
    if not known:
        return f"this computer has no list of time zones, so {word[:60]!r} is unknown; run pip install tzdata"
    # Half the world writes Berlin, not Europe/Berlin.
    ending = sorted(one for one in known if one.casefold().endswith("/" + word.casefold().replace(" ", "_")))
    near = "" if ending else _near(word[:60].casefold().replace(" ", "_"), known)
    meant = f"is {near} meant? Write that, or" if near else "write"
    return f"no time zone is called {word[:60]!r}; {meant} {ending[0] if ending else f'one such as {EXAMPLES}'}"


def _near(word: str, known: Iterable[str]) -> str:
    """The zone of which the place is spelt nearly so, one of the same area first; empty where none is."""
    area, _, place = word.rpartition("/")
    places: dict[str, list[str]] = {}
    for one in sorted(known):
        places.setdefault(one.casefold().rpartition("/")[2], []).append(one)
    zones = [zone for spelt in get_close_matches(place, places, n=3, cutoff=ALIKE) for zone in places[spelt]]
    alike = (zone for zone in zones if zone.casefold().rpartition("/")[0] == area)
    return next(alike, next(iter(zones), ""))


def place(naive: datetime, zone: tzinfo) -> Placed:
    """The instant of a clock time in `zone`. Raises OverflowError where no calendar has it.

    In the night when clocks go back an hour happens twice; when they go forward an hour does not happen. Both
    are read as the earlier rule has it, with the difference as doubt and a note.
    """
    first, second = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    at = first.astimezone(UTC)
    if before is None or after is None or before == after:
        return Placed(at, 0.0, "")
    doubt = abs(before - after).total_seconds()
    clock = f"{naive:%H:%M:%S} in {zone}"
    if before > after:
        return Placed(at, doubt, f"{clock} happened twice that day, when clocks went back; read as the first time")
    return Placed(at, doubt, f"{clock} did not happen that day, when clocks went forward; read by the offset of before")
