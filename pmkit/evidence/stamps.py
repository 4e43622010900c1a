"""Times as tools write them, read into instants: a time that names no zone is asked about, never guessed."""

import math
import re
from datetime import datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from pmkit.evidence.zones import EXAMPLES, place
from pmkit.models.event import ZoneSource
from pmkit.models.times.near import EPOCH, is_near
from pmkit.models.times.zone_words import ZONE_FORM, ZoneSaid, zone_said

Unit = Literal["s", "ms", "us", "ns"]
LONGEST = 64
GOOD = "2026-01-31T14:27:00Z"
MICROSECOND = 1e-6
_PER_SECOND: dict[Unit, int] = {"s": 0, "ms": 3, "us": 6, "ns": 9}
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_NUMBER = re.compile(r"(-?)(\d{1,20})(?:\.(\d{1,20}))?", re.ASCII)
_HALF = r"(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
_DATE_AND_TIME = (
    r"(?P<date>\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d|\d{8})"
    r"(?:(?:[Tt ]| at )(?P<time>(?:\d\d|\d(?=:))(?P<m>:?\d\d(?P<s>:?\d\d(?P<f>[.,]\d+)?)?)?)" + _HALF + ")?"
)
_CLOCK = rf"(?P<time>\d\d?:\d\d(?P<s>:\d\d(?:\.(?P<f>\d{{1,9}}))?)?){_HALF}"
_DAY = r"(?:[A-Z][a-z]{2,8},? +)?"
_MONTH, _YEAR = r"(?P<month>[A-Z][a-z]{2,8})", r"(?P<year>\d{4})"
_WORDS = (
    rf"{_MONTH} (?P<day>\d\d?), {_YEAR},?(?: (?:@|at))? {_CLOCK}",  # Kibana, and programs in English
    rf"{_DAY}{_MONTH} +(?P<day>\d\d?) {_CLOCK}(?: (?P<zone>[A-Z+-][^ ]{{0,7}}))? {_YEAR}",  # C, and date
    rf"{_DAY}(?P<day>\d\d?) {_MONTH} {_YEAR} {_CLOCK}",  # mail, HTTP
    rf"(?P<day>\d\d)/{_MONTH}/{_YEAR}:{_CLOCK}",  # Apache and its heirs
)
_ISO = re.compile(rf"{_DATE_AND_TIME}(?P<after>.*)", re.ASCII | re.DOTALL)
_IN_WORDS = tuple(re.compile(rf"{form}(?P<after>.*)", re.ASCII | re.DOTALL) for form in _WORDS)
_BETWEEN = " \t:,|-–—"
_DATE_BEGINS = _DATE_AND_TIME.replace(r"\d{8}", r"(?:19|20)\d{6}(?=[Tt ]\d{4})")
_BEGINNINGS = tuple(re.compile(rf"(?>{form})", re.ASCII) for form in (_DATE_BEGINS, *_WORDS))
_LIKE_A_TIME = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,]+\d[\w:.]*)?(?![\w.])|\d\d?:\d\d(?::[\d.]+)?(?!\S)|\d{9,}(?:\.\d+)?(?!\S)"
    r"|\d{4}-\d\d-\d\dT\S+|[A-Z][a-z]{2} {1,2}\d\d? \d\d?:\d\d(?::\d\d)?(?!\S)",
    re.ASCII,
)
_ENDED = re.compile(r"(?![\w.+])(?!-\d)", re.ASCII)
_ZONE = re.compile(rf"\s?{ZONE_FORM}(?=[\s\[\](),;:|]|\Z)", re.ASCII)
_GO_COUNTER = re.compile(r"\sm=[+-][\d.]+\Z", re.ASCII)
_DAY_OR_MONTH_FIRST = re.compile(r"\d\d?[/.]\d\d?[/.]\d{2,4}\b.*", re.ASCII)
_NO_YEAR = re.compile(r"[A-Z][a-z]{2} {1,2}\d\d? \d\d?:\d\d(?::\d\d)?\b.*", re.ASCII)
_AREA = re.compile(r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)/\S+")
_NO_DAY = re.compile(rf"{_CLOCK}.*", re.ASCII)


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
        raise StampError(f"{raw!r} does not tell the day from the month; export the times as {GOOD}")
    if lacking := "year" if _NO_YEAR.fullmatch(raw) else "day" if _NO_DAY.fullmatch(raw) else "":
        raise StampError(f"{raw!r} names no {lacking}; write it as {GOOD}")
    raise StampError(f"{raw[:LONGEST]!r} is no time that is known here; write it as {GOOD}")


def in_other_unit(value: object, unit: Unit, latest: datetime) -> tuple[Instant, Unit] | None:
    """A bare number read in the one other unit in which it lies near, None where there is none.

    Seconds stand where milliseconds are expected, and the other way round.
    """
    for other in (one for one in _PER_SECOND if one != unit):
        try:
            raw = _as_written(value)
            instant = _counted(raw, number, other) if (number := _NUMBER.fullmatch(raw)) else None
        except StampError:
            continue
        if instant is not None and is_near(instant.at, latest):
            return instant, other
    return None


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
    return _written(raw, found, found["date"], zone) if found else None


def _in_words(raw: str, zone: tzinfo | None) -> Instant | None:
    found = next(filter(None, (pattern.fullmatch(raw) for pattern in _IN_WORDS)), None)
    if found is None:
        return None
    month = _MONTHS.get(found["month"][:3])
    if month is None:
        raise StampError(f"{raw!r}: {found['month']!r} is no English month; export the times as {GOOD}")
    return _written(raw, found, f"{found['year']}-{month:02}-{int(found['day']):02}", zone)


def _written(raw: str, found: re.Match[str], date: str, zone: tzinfo | None) -> Instant | None:
    """The instant of a date, a time of day, and what follows it; None where that says no zone."""
    after = _GO_COUNTER.sub("", found["after"]).strip()
    between = found.groupdict().get("zone")
    said = zone_said(between or after) if between or after else None
    if (between and after) or ((between or after) and said is None):
        _refuse_zone(raw, after)
        return None
    try:
        return _placed(_at(date, found), raw, said, zone, _precision(found))
    except (ValueError, OverflowError) as error:
        if isinstance(error, StampError):
            raise
        raise StampError(f"{raw!r} is no time that a calendar has{_why(error)}") from None


def _refuse_zone(raw: str, after: str) -> None:
    """Raises StampError where what stands behind a time is meant as a zone, and is none."""
    if after[:1] in {"+", "-"}:
        raise StampError(f"{raw!r} is no time that a calendar has ({after!r} is no offset of a clock)")
    if named := _AREA.match(after):
        raise StampError(f"{raw!r}: no time zone is called {named[0]!r}; write one such as {EXAMPLES}")


def _why(error: Exception) -> str:
    return f" ({error})" if isinstance(error, ValueError) else ""


def _at(date: str, found: re.Match[str]) -> datetime:
    """The clock's time. Raises ValueError for one that no clock shows."""
    time = found["time"] or "00"
    hours = re.match(r"\d\d?(?=:)", time)
    at = datetime.fromisoformat(
        f"{date.replace('/', '-')}T{time.zfill(len(time) + 1) if hours and len(hours[0]) == 1 else time}"
    )
    if not found["half"]:
        return at
    if not 1 <= at.hour <= 12:
        raise ValueError(f"hour {at.hour} with AM or PM")
    return at.replace(hour=at.hour % 12 + (12 if found["half"] in "pP" else 0))


def _precision(found: re.Match[str]) -> float:
    """How coarse a stamp is, in seconds: a tool cuts off what it does not write."""
    if found["f"]:
        return float(max(10.0 ** -len(found["f"].lstrip(".,")), MICROSECOND))
    minutes = found.groupdict().get("m", True)
    return 1.0 if found["s"] else 86400.0 if not found["time"] else 60.0 if minutes else 3600.0


def _placed(at: datetime, raw: str, said: ZoneSaid | None, given: tzinfo | None, precision: float) -> Instant:
    """A clock time as an instant. Raises NoZoneError where neither the stamp nor a person tells which."""
    zone = said.chosen(at, given) if said else given
    if zone is None:
        neither = ", and the zone that was given is none of them" if given else ""
        raise NoZoneError(f"{raw!r}: {said.asks}{neither}" if said else f"{raw!r} names no time zone")
    placed = place(at, zone)
    agreed = said is None or bool(said.meanings and given and given.utcoffset(at) == zone.utcoffset(at))
    note = placed.note
    if said is not None and said.meanings and not agreed:
        note = f"{raw!r}: {said.asks}; read as the first: say the zone where it is another"
    elif said is not None and not note and (doubt := said.doubt(at)):
        note = f"{raw!r}: {doubt}"
    return Instant(placed.at, raw, "given" if agreed else "stamp", max(precision, placed.doubt), note)


def split_stamp(text: str) -> tuple[str, str]:
    """The time that a line begins with, in brackets or not, and what follows it; an empty time where there is none.

    What looks like a time and is none, such as 02/03/2026, is given back for `read_stamp` to say so.

    >>> split_stamp("[2026-01-31 02:23:01 PM +0100 CET] bot production v2 started")
    ('2026-01-31 02:23:01 PM +0100 CET', 'bot production v2 started')
    >>> split_stamp("  Error: 300 s passed")
    ('', 'Error: 300 s passed')
    """
    text = text.strip()
    inside, closed, after = text[1:].partition("]")
    if text[:1] == "[" and closed and (stamp := _begun(inside)) and len(stamp) == len(inside.strip()):
        return stamp, after.lstrip(_BETWEEN)
    stamp = _begun(text)
    return stamp, text[len(stamp) :].lstrip(_BETWEEN) if stamp else text


def _begun(text: str) -> str:
    """As much of a text's beginning as is one time."""
    text = text.strip()[: 2 * LONGEST]
    found = next(filter(None, (form.match(text) for form in _BEGINNINGS)), None)
    if found is None:
        odd = _LIKE_A_TIME.match(text)
        return odd[0] if odd else ""
    end = found.end()
    if not found.groupdict().get("zone"):
        end += len(_zone_first_in(text[end:]))
    counter = re.match(r"\sm=[+-][\d.]+(?!\S)", text[end:], re.ASCII)
    end += counter.end() if counter else 0
    return text[:end] if _ENDED.match(text, end) else text.split(maxsplit=1)[0]


def _zone_first_in(text: str) -> str:
    """What a text begins with of a zone: "+0200 CEST", not the name that follows it."""
    found = _ZONE.match(text)
    if not found or not (zone_said(found[0]) or found[0].strip()[:1] in {"+", "-"} or _AREA.match(found[0].strip())):
        return ""
    again = _ZONE.match(text, found.end())
    is_offset = found[0].strip(" ([")[:1] in {"+", "-"}
    return found[0] + (again[0] if again and is_offset and zone_said(again[0]) else "")
