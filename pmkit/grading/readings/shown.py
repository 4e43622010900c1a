"""Readings in words: what each line of an answer was read as, or what is asked about it, and whether it counts."""

from collections.abc import Iterable, Iterator
from typing import Any

from pmkit.grading.readings.reading import SOMETHING_ELSE, Choice, How, Reading
from pmkit.models.words.shortened import shortened
from pmkit.render.findings.terminal import printable

LONGEST_LINE = 300
"""So many characters of a line are quoted."""
MOST_ROWS = 300
"""So many lines are shown on a page; a person reads no more."""
FEW = 12
"""Up to so many lines are shown as they stand; of more, those that count are folded away."""

BY: dict[How, str] = {"chosen": "chosen in the answer", "instructor": "read by an instructor"}
"""Who read a line, where it was a person."""
STANDING = {"counts": "counts", "waits": "waits for your instructor", "open": "does not count yet"}
"""What becomes of a line, in words."""


def rows(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """What pages show, a row a line: plain texts, cut, and not escaped."""
    return [_row(reading) for reading, _ in zip(_told(readings), range(MOST_ROWS), strict=False)]


def text(readings: Iterable[Reading], *, choices: bool = False) -> str:
    """The readings for a terminal; with `choices` also what can be written as `reads_as` where something is asked."""
    told = [_lines(reading, choices=choices) for reading in _told(readings)]
    return "\n".join(line for lines in told for line in lines)


def _told(readings: Iterable[Reading]) -> Iterator[Reading]:
    return (reading for reading in readings if reading.doubt != "empty")


def _row(reading: Reading) -> dict[str, Any]:
    stands = "counts" if reading.counts else "waits" if reading.waits else "open"
    line = reading.line
    return {
        "place": reading.where.partition(",")[0],
        "line": shortened(line, LONGEST_LINE + 1),
        "read_as": _read_as(reading),
        "by": BY.get(reading.how, ""),
        "asks": reading.asks,
        "stands": stands,
        "standing": STANDING[stands],
        "choices": [{"id": one.id, "says": one.says} for one in reading.choices if one.id != SOMETHING_ELSE],
    }


def _read_as(reading: Reading) -> str:
    """What a line says in the story's words; "" where it is not read, or where its words speak against it.

    Of a rewrite, `says` holds no more than the facts that count.
    """
    by_a_person = reading.how in BY
    if not (reading.counts or by_a_person or reading.where.startswith("rewrite ")):
        return ""
    return reading.says


def _lines(reading: Reading, *, choices: bool) -> Iterator[str]:
    row = _row(reading)
    yield f"  {row['place']} “{printable(row['line'])}”: {row['standing']}"
    if row["read_as"]:
        yield f"    Read as: {printable(row['read_as'])}" + (f" ({row['by']})" if row["by"] else "")
    if row["asks"]:
        yield f"    {printable(row['asks'])}"
        if choices:
            yield from (_as_written(one, reading) for one in reading.choices)


def _as_written(choice: Choice, reading: Reading) -> str:
    """What can be written to choose a reading: a field, or a comment where a document is the answer."""
    if ", line " in reading.where:
        return f"    <!-- reads as: {choice.id} --> {choice.says}"
    return f'    reads_as = "{choice.id}"  # {choice.says}'
