"""Times as tools write them, read into instants: a time that names no zone is asked about, never guessed."""

import math
import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from pmkit.evidence.zones import place
from pmkit.models.event import ZoneSource

Unit = Literal["s", "ms", "us", "ns"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST = 64
MICROSECOND = 1e-6
_PER_SECOND: dict[Unit, int] = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_NUMBER = re.compile(r"(-?)(\d{1,20})(?:\.(\d{1,20}))?", re.ASCII)
_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d|\d{8})(?:[Tt ](?P<time>\d\d(?P<m>:?\d\d(?P<s>:?\d\d(?P<f>[.,]\d+)?)?)?))?"
    r"\s?(?P<zone>Z|z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?(?:\s(?P<abbreviation>[A-Z]{1,5}))?(?:\sm=[+-][\d.]+)?",
    re.ASCII,
)
_CLOCK = r"(?P<time>\d\d?:\d\d:\d\d(?:\.\d{1,9})?)"
_IN_WORDS = (
    re.compile(rf"(?P<month>[A-Z][a-z]{{2}}) (?P<day>\d\d?), (?P<year>\d{{4}}) @ {_CLOCK}", re.ASCII),  # Kibana
    re.compile(rf"[A-Z][a-z]{{2}} (?P<month>[A-Z][a-z]{{2}}) +(?P<day>\d\d?) {_CLOCK} (?P<year>\d{{4}})", re.ASCII),
    re.compile(  # Apache and its heirs
        rf"(?P<day>\d\d)/(?P<month>[A-Z][a-z]{{2}})/(?P<year>\d{{4}}):{_CLOCK}(?: (?P<zone>[+-]\d{{4}}))?", re.ASCII
    ),
)
_DAY_OR_MONTH_FIRST = re.compile(r"\d\d?[/.]\d\d?[/.]\d{2,4}\b.*", re.ASCII)


class StampError(ValueError):
    """A time that cannot be read; the message says what was found."""


class NoZoneError(StampError):
    """A time that names no zone, where none was given."""


class Instant(NamedTuple):
    """A time as understood: `at` in UTC, within `precision` seconds of what the tool saw; `note` flags a doubt."""

    at: datetime
    raw: str
    zone_source: ZoneSource
    precision: float
    note: str = ""


def read_stamp(value: object, zone: tzinfo | None = None, *, unit: Unit | None = None) -> Instant:
    """The instant that a stamp names. `unit` is what a bare number counts since 1970; without it there is none.

    Raises NoZoneError for a time without a zone when `zone` is None, StampError for what is no time.

    >>> read_stamp("2018-07-04T20:27:12.60602144+02:00").at.isoformat()
    '2018-07-04T18:27:12.606021+00:00'
    >>> read_stamp(1768487130, unit="s").precision
    1.0
    """
    raw = _as_written(value)
    if unit and (number := _NUMBER.fullmatch(raw)):
        return _counted(raw, number, unit)
    for read in (_iso, _in_words):
        if (instant := read(raw, zone)) is not None:
            return instant
    if _DAY_OR_MONTH_FIRST.fullmatch(raw):
        raise StampError(f"{raw!r} does not tell the day from the month; export the times as 2026-01-31T14:27:00Z")
    raise StampError(f"{raw[:LONGEST]!r} is no time that is known here; write it as 2026-01-31T14:27:00Z")


def _as_written(value: object) -> str:
    if isinstance(value, str):
        raw = value.strip()
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
        raw = str(value)
    elif isinstance(value, float) and math.isfinite(value) and abs(value) < 1e15:
        raw = repr(value)
    else:
        raise StampError("no time is written" if value is None else f"{str(value)[:40]!r} is no time")
    if not raw or len(raw) > LONGEST:
        raise StampError("no time is written" if not raw else f"{raw[:40]!r}… is too long for a time")
    return raw


def _counted(raw: str, number: re.Match[str], unit: Unit) -> Instant:
    """Seconds since 1970, or a decimal part of them, without a detour through floating point."""
    sign, whole, fraction = number[1], number[2], number[3] or ""
    places = _PER_SECOND[unit] + len(fraction)
    microseconds = int(whole + fraction) * 10**6 // 10**places
    try:
        at = EPOCH + timedelta(microseconds=-microseconds if sign else microseconds)
    except OverflowError:
        raise StampError(f"{raw!r} is no time that a calendar has") from None
    return Instant(at, raw, "epoch", max(10.0**-places, MICROSECOND))


def _iso(raw: str, zone: tzinfo | None) -> Instant | None:
    found = _ISO.fullmatch(raw)
    if not found:
        return None
    offset, abbreviation = found["zone"], found["abbreviation"]
    if not offset and abbreviation in {"UTC", "GMT", "Z"}:
        offset, abbreviation = "Z", None
    text = found["date"] + (f"T{found['time']}" if found["time"] else "T00")
    try:
        at = datetime.fromisoformat(text + (offset or "").upper())
    except ValueError as error:
        raise StampError(f"{raw!r} is no time that a calendar has ({error})") from None
    instant = _placed(at, raw, zone, _precision(found))
    if abbreviation and not offset:
        note = f"{raw!r}: {abbreviation} can mean more than one zone; read in the zone that was given"
        return instant._replace(note=note)
    return instant


def _precision(found: re.Match[str]) -> float:
    """How coarse a stamp is, in seconds: a tool cuts off what it does not write."""
    if found["f"]:
        return float(max(10.0 ** (1 - len(found["f"])), MICROSECOND))
    return 1.0 if found["s"] else 60.0 if found["m"] else 3600.0 if found["time"] else 86400.0


def _in_words(raw: str, zone: tzinfo | None) -> Instant | None:
    found = next(filter(None, (pattern.fullmatch(raw) for pattern in _IN_WORDS)), None)
    if found is None:
        return None
    month = _MONTHS.get(found["month"])
    if month is None:
        raise StampError(f"{raw!r}: {found['month']!r} is no English month; export the times as 2026-01-31T14:27:00Z")
    clock = found["time"].zfill(8) if "." not in found["time"] else found["time"].partition(".")[0].zfill(8)
    fraction = found["time"].partition(".")[2]
    text = f"{found['year']}-{month:02}-{int(found['day']):02}T{clock}{'.' + fraction if fraction else ''}"
    try:
        at = datetime.fromisoformat(text + (found.groupdict().get("zone") or ""))
    except ValueError as error:
        raise StampError(f"{raw!r} is no time that a calendar has ({error})") from None
    return _placed(at, raw, zone, max(10.0 ** -len(fraction), MICROSECOND))


def _placed(at: datetime, raw: str, zone: tzinfo | None, precision: float) -> Instant:
    try:
        if at.tzinfo is not None:
            return Instant(at.astimezone(UTC), raw, "stamp", precision)
        if zone is None:
            raise NoZoneError(f"{raw!r} names no time zone")
        placed = place(at, zone)
    except OverflowError:
        raise StampError(f"{raw!r} is no time that a calendar has") from None
    return Instant(placed.at, raw, "given", max(precision, placed.doubt), placed.note)
