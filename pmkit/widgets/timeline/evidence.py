"""Evidence as the timeline builder sends it to the browser: once, escaped of what hides, and cut to a size."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from pmkit.models.event import Warned
from pmkit.models.story.evidence_line import EvidenceLine
from pmkit.models.timeline import Stamp

MOST_LINES = 20_000
MOST_RAW = 4_000
LEAST_RAW = 200
RAW_BUDGET = 10_000_000
"""Characters of all raw lines together; above it each line is cut shorter."""
MOST_WORDS = 500
MOST_REF = 300

ZONES = {
    "stamp": "the stamp has its own offset",
    "epoch": "counted since 1970, which is UTC",
    "file": "the zone stands elsewhere in the file",
    "given": "the zone was told by the reader of the file",
}
_HIDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_ENDING_ZEROS = re.compile(r"(\.\d*?)0+(?=Z|[+-]|$)")


def written(at: datetime) -> str:
    """A time as people write it, without zeros at its end.

    >>> from datetime import UTC, datetime
    >>> written(datetime(2026, 1, 31, 14, 27, 0, 120_000, UTC))
    '2026-01-31T14:27:00.12Z'
    """
    return _ENDING_ZEROS.sub(lambda match: match[1].rstrip("."), str(Stamp.of(at)))


def seen(text: str, most: int) -> str:
    r"""At most `most` characters of a text, in which what would hide or turn words round is spelt out.

    >>> seen("a\u202eb", 10)
    'a⟨U+202E⟩b'
    """
    cut = text if len(text) <= most else f"{text[:most]}… ({len(text) - most:,} more characters)"
    return _HIDING.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", cut)


def packed(lines: Sequence[EvidenceLine]) -> list[list[object]]:
    """The lines by time, each as [time, stamp as written, zone, precision in s, source, ref, actor, words, raw]."""
    first = sorted(lines, key=lambda line: line.event.at)[:MOST_LINES]
    most_raw = max(LEAST_RAW, min(MOST_RAW, RAW_BUDGET // max(1, len(first))))
    return [
        [
            written(event.at),
            seen(event.at_raw, 60),
            ZONES.get(event.zone_source, ""),
            event.precision,
            seen(event.source, 60),
            seen(event.ref, MOST_REF),
            seen(event.actor, 120),
            seen(" ".join(event.text[: 2 * MOST_WORDS].split()), MOST_WORDS),
            seen(raw, most_raw),
        ]
        for event, raw in first
    ]


def noted(warnings: Iterable[Warned], lines: Sequence[EvidenceLine]) -> list[list[str]]:
    """What readers noticed, as [ref, words]; first what is to be said of the lines themselves."""
    told = [[seen(one.ref, MOST_REF), seen(one.says, MOST_WORDS)] for one in list(warnings)[:1000]]
    if len(lines) > MOST_LINES:
        told.insert(0, ["", f"The first {MOST_LINES:,} of {len(lines):,} lines by time are shown; read fewer files."])
    return told
