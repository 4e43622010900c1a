"""Records within a record of a log: what Loki answers, and the lists that services of the cloud put around events."""

from collections.abc import Iterator
from typing import Any

from pmkit.evidence.parts.log_fields import lists
from pmkit.evidence.reading import words

_NAMES = ("service_name", "service", "app", "job", "container", "pod")
MOST_DEEP = 3


def inside(record: dict[str, Any] | list[Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """The records of a list, of an answer of Loki or of an envelope; of any other record, itself.

    >>> list(inside({"streams": [{"stream": {"app": "cart"}, "values": [["1770818700000000000", "slow"]]}]}))
    [{'timestamp': '1770818700000000000', 'service.name': 'cart', 'message': 'slow'}]
    """
    if isinstance(record, list):
        yield from (inner for one in record if isinstance(one, dict) for inner in inside(one, depth + 1))
    elif isinstance(record.get("stream"), dict) and isinstance(record.get("values"), list):
        yield from _stream(record["stream"], record["values"])
    elif depth < MOST_DEEP and (held := _held(record)) is not None:
        yield from inside(held, depth + 1)
    else:
        yield record


def _held(record: dict[str, Any]) -> list[Any] | dict[str, Any] | None:
    """The list of records that an envelope holds; None for a record that is none."""
    if isinstance(data := record.get("data"), dict) and data.get("resultType") == "streams":
        return data.get("result") if isinstance(data.get("result"), list) else None
    for key in lists():
        if isinstance(held := record.get(key), list) and held and all(isinstance(one, dict) for one in held):
            return held
    return None


def _stream(labels: dict[str, Any], values: list[Any]) -> Iterator[dict[str, Any]]:
    service = next(filter(None, (words(labels.get(name)) for name in _NAMES)), "")
    for value in values:
        if isinstance(value, list) and len(value) > 1:
            yield {"timestamp": value[0], "service.name": service, "message": words(value[1])}
