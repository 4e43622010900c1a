"""All checks by kind of answer, in teaching order; a kind's own are imported when they are first asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pmkit.checks.check import Check
from pmkit.checks.examination import examine
from pmkit.checks.topic import Topic
from pmkit.models.topics import RECORDS, part, record_of

__all__ = ["CHECKS", "TOPICS", "Topic", "examine", "kind_of", "topic_of"]

CHECKS: tuple[Check[Any], ...]


class _Topics(Mapping[str, Topic[Any, Any]]):
    """The topics by kind: to name the kinds costs nothing, and whoever checks a timeline loads no fishbone."""

    def __getitem__(self, kind: str) -> Topic[Any, Any]:
        topic: Topic[Any, Any] = part(RECORDS[kind].checked)
        return topic

    def __iter__(self) -> Iterator[str]:
        return iter(RECORDS)

    def __len__(self) -> int:
        return len(RECORDS)

    def __contains__(self, kind: object) -> bool:
        return kind in RECORDS


TOPICS: Mapping[str, Topic[Any, Any]] = _Topics()


@cache
def _checks() -> tuple[Check[Any], ...]:
    return tuple(check for topic in TOPICS.values() for check in topic.checks)


def __getattr__(name: str) -> Any:
    if name != "CHECKS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _checks()


def topic_of(kind: str) -> Topic[Any, Any]:
    """The topic called `kind`. Raises LookupError naming the kinds there are."""
    return TOPICS[record_of(kind).kind]


def kind_of(check: Check[Any]) -> str:
    """The kind of answer that a check reads: "prose" for language/blame."""
    return next(kind for kind, topic in TOPICS.items() if check in topic.checks)
