"""The usual fields of structured logs: where a record tells its time and its words, by the names that people use."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pmkit.evidence.reading import words
from pmkit.evidence.stamps import StampError, Unit, read_stamp
from pmkit.models.data_file import data_file
from pmkit.models.times.near import is_near

MOST_FIELDS = 12


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    return {key: tuple(names) for key, names in data_file("evidence/parts/usual_fields.toml").items()}


def lists() -> tuple[str, ...]:
    """The keys under which an envelope holds its records."""
    return _usual()["lists"]


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


def time_of(record: dict[str, Any], latest: datetime) -> Any:
    """The stamp of a record: `@timestamp`, else the first usual field that holds a time up to `latest`, else None."""
    at = _first(field(record, "@timestamp"))
    if at is not None:
        return at
    found = [at for name in _usual()["times"] if (at := _first(field(record, name))) is not None]
    near = (at for at in found if is_near_time(at, latest, "ms", "s", "ns", "us"))
    return next(near, found[0] if found else None)


def _first(value: Any) -> Any:
    """A value, of a list the first one: Elasticsearch lists what it shows of a field."""
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict) and "$date" in value:  # as MongoDB writes a date
        value = value["$date"]
        value = value.get("$numberLong") if isinstance(value, dict) else value
    return None if isinstance(value, dict | list) or value == "" else value


def is_near_time(value: object, latest: datetime, *units: Unit) -> bool:
    """Whether a value is a time of our years, a bare number in one of `units`."""
    for unit in units:
        try:
            if is_near(read_stamp(value, UTC, unit=unit).at, latest):
                return True
        except StampError:
            continue
    return False


def said(record: dict[str, Any]) -> str:
    """What a record says, in the first of the usual fields that has words; else all that it holds, a name before each.

    >>> said({"msg": "pool is empty"}), said({"status": 502, "http": {"path": "/cart"}})
    ('pool is empty', 'status 502; http.path /cart')
    """
    if isinstance(text := record.get("message"), str) and text:
        return text
    told = (field(record, name) for name in _usual()["said"])
    if (text := next((one for one in told if isinstance(one, str) and one.strip()), "")) != "":
        return text
    silent = {*_usual()["silent"], *_usual()["times"]}
    rest = [(name, value) for name, value in _flat(record, "") if name not in silent and value]
    return "; ".join(f"{name} {value}" for name, value in rest[:MOST_FIELDS])


def _flat(record: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict) and not above:
            yield from _flat(value, f"{name}.")
        elif not isinstance(value, dict):
            yield above + name, ", ".join(map(words, value)) if isinstance(value, list) else words(value)
