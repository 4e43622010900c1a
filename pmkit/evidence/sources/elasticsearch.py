"""Reads the answer of an Elasticsearch search, and says where it is but a part of what was found."""

from pathlib import Path
from typing import Any

from pmkit.evidence.json_records import Records, read_records
from pmkit.evidence.reading import Reading, words
from pmkit.evidence.stamps import Instant, StampError, read_stamp
from pmkit.models.event import Evidence

SOURCE = "Elasticsearch"
LATE = 300.0
_ACTORS = ("service.name", "host.name", "kubernetes.pod.name", "agent.name")


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Events of an answer of _search. Raises UnreadableError, ZoneNeededError where a time names no zone."""
    reading = Reading.of(SOURCE, path, zone, name)
    found = read_records(reading.text(path), "hits.hits")
    _notice(reading, found)
    late: list[tuple[int, float]] = []
    for line, hit in found.tables():
        source = hit.get("_source")
        source = source if isinstance(source, dict) else {}
        instant = _when(reading, line, hit, source)
        if instant is None or (hit.get("_id") and reading.seen((words(hit.get("_index")), words(hit["_id"])))):
            continue
        actor = next(filter(None, (words(field(source, key)) for key in _ACTORS)), "")
        reading.add(line, instant, actor, field(source, "message") or field(source, "event.original"))
        if (delay := _delay(source, instant)) is not None and not 0 <= delay <= LATE:
            late.append((line, delay))
    if late:
        line, delay = max(late, key=lambda one: abs(one[1]))
        reading.warn(line, f"{len(late)} of the events arrived over 5 minutes late or before they happened (here "
                           f"{delay:.0f} s): a backlog, or a clock that is off")  # fmt: skip
    return reading.evidence()


def field(source: Any, name: str) -> Any:
    """A field by its dotted name, whether the document nests it or not.

    >>> field({"log": {"level": "error"}}, "log.level"), field({"log.level": "error"}, "log.level")
    ('error', 'error')
    """
    if not isinstance(source, dict):
        return None
    if name in source:
        return source[name]
    first, _, rest = name.partition(".")
    return field(source.get(first), rest) if rest else None


def _when(reading: Reading, line: int, hit: dict[str, Any], source: dict[str, Any]) -> Instant | None:
    """The event's own time; where the document is not shown, the time that the hit was sorted by."""
    at = field(source, "@timestamp")
    fields, sort = hit.get("fields"), hit.get("sort")
    if at is None and isinstance(fields, dict):
        at = fields.get("@timestamp")
        at = at[0] if isinstance(at, list) and at else at
    if at is None and isinstance(sort, list) and sort:
        at = sort[0]
    return reading.instant(at, line, unit="ms")


def _delay(source: dict[str, Any], instant: Instant) -> float | None:
    """Seconds from the event to its arrival, where the document tells."""
    for name in ("event.ingested", "event.created"):
        try:
            return (read_stamp(field(source, name), unit="ms").at - instant.at).total_seconds()
        except StampError:
            continue
    return None


def _notice(reading: Reading, found: Records) -> None:
    if found.broken:
        reading.warn(0, f"{found.broken}; the hits before it are read")
    elif not found.found:
        reading.warn(1, "holds no hits.hits; save the whole answer of _search")
    total = found.around.get("hits.total")
    count, relation = (total.get("value"), total.get("relation")) if isinstance(total, dict) else (total, "eq")
    if relation == "gte":
        reading.warn(0, f"Elasticsearch stopped counting at {count}: there are at least that many, not exactly")
    if isinstance(count, int) and count > len(found.records):
        reading.warn(
            0, f"holds {len(found.records)} of {count:,} hits: what looks like a gap may be cut off; ask for more"
        )
    if found.around.get("timed_out") is True:
        reading.warn(0, "the search timed out, so hits may be missing; search a shorter time")
    shards = found.around.get("_shards")
    if isinstance(shards, dict) and shards.get("failed"):
        reading.warn(0, f"{words(shards['failed'])} shards gave no answer, so hits may be missing; search again")
