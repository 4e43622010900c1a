"""Zones as people and tools write them behind a time: offsets, letters, names; what can mean several is told."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pmkit.models.data_file import data_file

_HOURS = r"[+\-−](?:\d{4}|\d\d?(?::\d\d){0,2})(?![\d:])"  # noqa: RUF001 -- pages write the real minus
_LETTERS = r"[A-Za-z]{1,5}(?![A-Za-z\d_/-])"
_NAME = r"(?:[A-Z][A-Za-z]+(?:/[A-Za-z][A-Za-z0-9_+-]*){1,2}|[A-Z]{3}\d[A-Z]{3})"
ZONE_FORM = rf"""[(\[]?(?:(?:UTC|GMT|Z|utc|gmt|z)\s?{_HOURS}|{_HOURS}|{_NAME}|{_LETTERS})[)\]]?"""
"""A regular expression of one word for a zone, in brackets or not; whether it is known `zone_said` tells."""
_COUNTED = re.compile(rf"(?:(?:UTC|GMT|Z)\s?)?({_HOURS})", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"([+\-−])(\d\d?)(?::?(\d\d))?(?::(\d\d))?", re.ASCII)  # noqa: RUF001
_WORD = re.compile(rf"\s*({ZONE_FORM})", re.ASCII)
_ALL_LETTERS = re.compile(r"[A-Za-z]{1,5}", re.ASCII)
_ALL = re.compile(rf"{_NAME}|[A-Za-z]{{1,5}}", re.ASCII)


HALF_A_YEAR = timedelta(days=183)
LAST_YEAR = 9998


class Meaning(NamedTuple):
    """One of several zones that letters stand for."""

    where: str
    zone: timezone

    def __str__(self) -> str:
        """Its offset, and where it is in use: "+08:00 (China)"."""
        return f"{offset_in_words(self.zone)} ({self.where})"


class ZoneSaid(NamedTuple):
    """What stands behind a time: the `word`, and its zone; where it can mean several, `meanings` holds them.

    `zone` is then what nearly everybody means by it, and None where there is no such thing.
    """

    word: str
    zone: tzinfo | None
    meanings: tuple[Meaning, ...] = ()

    @property
    def asks(self) -> str:
        """What the word can mean, in words; empty where it means one zone."""
        return f"{self.word} can mean {', '.join(map(str, self.meanings))}" if self.meanings else ""

    def chosen(self, at: datetime, given: tzinfo | None) -> tzinfo | None:
        """The zone of a clock time: of several meanings the one that the zone of a person agrees with.

        A zone with letters of its own agrees where it is called so in some part of the year: New York with no CST.
        """
        offset = self._offset_in(given, at) if given and self.meanings else None
        agreed = next((one.zone for one in self.meanings if one.zone.utcoffset(None) == offset), None)
        return agreed or self.zone

    def _offset_in(self, given: tzinfo, at: datetime) -> timedelta | None:
        letters = given.tzname(at) or ""
        if not letters.isalpha():
            return given.utcoffset(at)
        near = (at, at + HALF_A_YEAR if at.year < LAST_YEAR else at - HALF_A_YEAR)
        return next((given.utcoffset(one) for one in near if given.tzname(one) == self.word), None)

    def doubt(self, at: datetime) -> str:
        """What to say where letters of winter name a clock time of summer, or the other way round; else empty.

        >>> zone_said("CET").doubt(datetime(2026, 7, 1, 10))
        'CET, where clocks of Europe/Paris show +02:00 that day; read as +01:00, as the letters say'
        """
        called = data_file("models/times/zones_in_words.toml")["halves"].get(self.word)
        there = zone_called(called) if called else None
        if there is None or not isinstance(self.zone, timezone):
            return ""
        shown = [at.replace(tzinfo=there, fold=fold).utcoffset() or timedelta() for fold in (0, 1)]
        if self.zone.utcoffset(None) in shown:
            return ""
        clocks = f"{self.word}, where clocks of {called} show {offset_in_words(timezone(shown[0]))} that day"
        return f"{clocks}; read as {offset_in_words(self.zone)}, as the letters say"


def zone_said(text: str, *, any_case: bool = False) -> ZoneSaid | None:
    """What one or two words say of a zone: "+02:00", "UTC+2", "(CEST)", "+0200 CEST", "Europe/Berlin"; None for none.

    An offset weighs more than the letters behind it. Letters are capitals, for a line may go on with "get" and "met";
    with `any_case` they need not be.

    >>> [str(zone_said(word).zone) for word in ("UTC+2", "(CEST)", "-0330 NDT", "+01:00[Europe/Berlin]")]
    ['UTC+02:00', 'UTC+02:00', 'UTC-03:30', 'UTC+01:00']
    >>> zone_said("CST").asks
    'CST can mean -06:00 (North America), +08:00 (China), -05:00 (Cuba)'
    """
    first = _WORD.match(text)
    if first is None:
        return None
    word, rest = first[1].strip("()[]"), text[first.end() :].strip()
    if counted := _COUNTED.fullmatch(word):
        known = not rest or _is_zone(rest)
        zone = _offset(counted[1])
        return ZoneSaid(word, zone) if known and zone else None
    return None if rest else _named(word, any_case=any_case)


def _is_zone(text: str) -> bool:
    """Whether what follows an offset repeats it: letters, known or not, a name, or the offset again."""
    word = text.strip("()[]")
    return bool(_ALL.fullmatch(word) or _COUNTED.fullmatch(word))


def _named(word: str, *, any_case: bool) -> ZoneSaid | None:
    words = data_file("models/times/zones_in_words.toml")
    letters = word.upper() if any_case or word in {"utc", "gmt", "z"} else word
    if not _ALL_LETTERS.fullmatch(word) or letters in words["changing"]:
        zone = zone_called(words["changing"].get(letters, word))
        return ZoneSaid(letters if zone and letters in words["changing"] else word, zone) if zone else None
    if letters in words["one"]:
        return ZoneSaid(letters, _after(words["one"][letters]))
    meanings = tuple(Meaning(where, _after(hours)) for where, hours in words["several"].get(letters, ()))
    usual = meanings[0].zone if letters in words["usual"]["words"] else None
    return ZoneSaid(letters, usual, meanings) if meanings else None


def words_of_heads() -> frozenset[str]:
    """Capitals in the head of a column of times that are no zone: HH, MM, ISO."""
    return frozenset(data_file("models/times/zones_in_words.toml")["heads"]["words"])


def zone_called(name: str) -> ZoneInfo | None:
    """The zone of the database that is called so; None where there is none."""
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return None


def _after(hours: float) -> timezone:
    return timezone(timedelta(hours=hours)) if hours else UTC


def _offset(text: str) -> timezone | None:
    """The zone of "+02:00", "-0330" or "+2"; None for an offset that no clock has."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
    if length >= timedelta(hours=24) or int(found[3] or 0) > 59:
        return None
    return timezone(length if found[1] == "+" else -length) if length else UTC


def offset_in_words(zone: timezone) -> str:
    """An offset as it is written: "+05:30"."""
    minutes = round(zone.utcoffset(None).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
