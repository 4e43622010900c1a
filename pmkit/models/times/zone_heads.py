"""Zones in the heads of columns of times: "Time (CET)", "Timestamp UTC", "Time, UTC+2"; several are asked about."""

import re

from pmkit.models.times.zone_words import ZONE_FORM, ZoneSaid, words_of_heads, zone_said

_IN_A_HEAD = re.compile(rf"(?<![\w/]){ZONE_FORM}", re.ASCII)
_LIKE_A_ZONE = re.compile(r"[A-Z]{2,5}|[A-Z][a-z]+/\S+", re.ASCII)


class TimeAskedError(ValueError):
    """A time, or the head of times, that leaves open which is meant; the message says what to write."""


def zone_of_heading(head: str) -> ZoneSaid | None:
    """The zone that the head of the times names: "Time (CET)", "Time EST", "UTC", "Time, UTC+2"; None for none.

    Raises TimeAskedError for letters that can mean several zones, and for what looks like a zone and is none.

    >>> str(zone_of_heading("Time (CET)").zone), zone_of_heading("Time")
    ('UTC+01:00', None)
    """
    for found in _IN_A_HEAD.finditer(head):
        word = found[0].strip("()[]")
        said = zone_said(word, any_case=found[0] != word)
        if said is None and _LIKE_A_ZONE.fullmatch(word) and word not in words_of_heads():
            raise TimeAskedError(f"the head {head[:40]!r}: {word!r} is no zone that is known here; write one as UTC+2")
        if said and said.zone is None:
            raise TimeAskedError(f"the head {head[:40]!r}: {said.asks}; write the offset, such as UTC+2")
        if said:
            return said
    return None
