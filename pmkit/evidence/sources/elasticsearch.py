"""Reads the answer of an Elasticsearch search, and says where it is but a part of what was found."""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Document, read_records
from pmkit.evidence.parts.log_fields import field, is_near_time, said, time_of
from pmkit.evidence.parts.shape import Others
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant, StampError, read_stamp
from pmkit.models.event import Evidence

SOURCE = "Elasticsearch"
_ADVICE = "save the whole answer of _search"
LATE = 300.0
_ACTORS = ("service.name", "host.name", "kubernetes.pod.name", "agent.name")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of answers of _search, or of hits one a line.

    Raises UnreadableError, ZoneNeededError where a time names no zone.
    """
    reading = Reading.of(SOURCE, path, zone, name)
    found, others = read_records(reading.text(path), "hits.hits", "rawResponse.hits.hits", "responses"), Others(reading)
    if damage := found.damage("hits", _ADVICE):
        reading.warn(0, damage)
    for document in found.documents:
        _notice(reading, document)
    late: list[tuple[int, float]] = []
    sorted_by: list[int] = []
    for record in found.objects():
        if not {"_source", "fields", "sort"} & record.value.keys():
            others.add(record.line, record.value)
        else:
            _hit(reading, record.line, record.value, late, sorted_by)
    _summary(reading, late, sorted_by)
    others.tell("hits.hits", _ADVICE, is_empty=found.found)
    return reading.evidence()


def _hit(reading: Reading, line: int, hit: dict[str, Any], late: list[tuple[int, float]], sorted_by: list[int]) -> None:
    source = hit.get("_source")
    source = source if isinstance(source, dict) else {}
    if hit.get("_id") and reading.seen((words(hit.get("_index")), words(hit["_id"]))):
        return
    at, is_sort = _when(reading, hit, source)
    instant = reading.instant(at, line, unit="ms")
    if instant is None:
        return
    if is_sort:
        sorted_by.append(line)
    actor = next(filter(None, (words(field(source, key)) for key in _ACTORS)), "")
    reading.add(line, instant, actor, said(source))
    if (delay := _delay(source, instant)) is not None and not 0 <= delay <= LATE:
        late.append((line, delay))


def _summary(reading: Reading, late: list[tuple[int, float]], sorted_by: list[int]) -> None:
    if late:
        line, delay = max(late, key=lambda one: abs(one[1]))
        reading.warn(line, f"{len(late)} of the events arrived over 5 minutes late or before they happened (here "
                           f"{delay:.0f} s): a backlog, or a clock that is off")  # fmt: skip
    if sorted_by:
        count = f"{len(sorted_by)} hits show" if len(sorted_by) > 1 else "a hit shows"
        reading.warn(sorted_by[0], f"{count} no time but what the search was sorted by, which looks like one: taken")


def _when(reading: Reading, hit: dict[str, Any], source: dict[str, Any]) -> tuple[Any, bool]:
    """The event's own time; where the document shows none, what the hit was sorted by, if that is a time."""
    for shown in (source, hit.get("fields")):
        if isinstance(shown, dict) and (at := time_of(shown, reading.latest)) is not None:
            return at, False
    sort = hit.get("sort")
    at = sort[0] if isinstance(sort, list) and sort else None
    # A score, a length or a count is no time, and what hits have in common no more so than their number.
    is_time = isinstance(at, int) or (isinstance(at, str) and "T" in at)
    return (at, True) if is_time and is_near_time(at, reading.latest, "ms", "ns") else (None, False)


def _delay(source: dict[str, Any], instant: Instant) -> float | None:
    """Seconds from the event to its arrival, where the document tells."""
    for name in ("event.ingested", "event.created"):
        try:
            return (read_stamp(field(source, name), unit="ms").at - instant.at).total_seconds()
        except StampError:
            continue
    return None


def _notice(reading: Reading, found: Document) -> None:
    inside = "rawResponse." if "rawResponse.took" in found.around else ""
    total = found.around.get(f"{inside}hits.total")
    count, relation = (total.get("value"), total.get("relation")) if isinstance(total, dict) else (total, "eq")
    if relation == "gte":
        reading.warn(0, f"Elasticsearch stopped counting at {count}: there are at least that many, not exactly")
    if isinstance(count, int) and count > len(found.records):
        reading.warn(
            0, f"holds {len(found.records)} of {count:,} hits: what looks like a gap may be cut off; ask for more"
        )
    if found.around.get(f"{inside}timed_out") is True:
        reading.warn(0, "the search timed out, so hits may be missing; search a shorter time")
    shards = found.around.get(f"{inside}_shards")
    if isinstance(shards, dict) and shards.get("failed"):
        reading.warn(0, f"{words(shards['failed'])} shards gave no answer, so hits may be missing; search again")
