"""A timestamp that names a zone, written in UTC, for programs that read the time and drop the zone."""

import re
from datetime import UTC, datetime

from pmkit.models.times.zone_words import zone_said

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s?(\D.{0,40})", re.ASCII)


def in_utc(text: str) -> str:
    """A timestamp in UTC, where it names another zone. Raises ValueError for letters that can mean several.

    >>> in_utc("2026-01-31 14:05:00 CET"), in_utc("2026-01-31 14:05:00.5 UTC")
    ('2026-01-31 13:05:00.000000 UTC', '2026-01-31 14:05:00.5 UTC')
    """
    found = _STAMP.fullmatch(text)
    said = zone_said(found[2]) if found else None
    if found is None or said is None or said.zone is UTC:
        return text
    if said.zone is None:
        raise ValueError(said.asks)
    at = datetime.fromisoformat(found[1]).replace(tzinfo=said.zone)
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
