"""All checks by kind of answer, in teaching order; a kind's own are imported when they are first asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from pmkit.checks.check import Check
from pmkit.checks.examination import examine
from pmkit.checks.topic import Topic

__all__ = ["CHECKS", "TOPICS", "Topic", "examine", "kind_of", "topic_of"]

CHECKS: tuple[Check, ...]
# Each kind, with the folder that holds its topic.py.
_FOLDERS = {
    "prose": "language",
    "five-whys": "five_whys",
    "timeline": "timeline",
    "fishbone": "fishbone",
    "factors": "factors",
    "causal-map": "causal_map",
    "rewrites": "rewrites",
}


class _Topics(Mapping[str, Topic]):
    """The topics by kind: to name the kinds costs nothing, and whoever checks a timeline loads no fishbone."""

    def __getitem__(self, kind: str) -> Topic:
        topic: Topic = import_module(f"pmkit.checks.{_FOLDERS[kind]}.topic").TOPIC
        return topic

    def __iter__(self) -> Iterator[str]:
        return iter(_FOLDERS)

    def __len__(self) -> int:
        return len(_FOLDERS)

    def __contains__(self, kind: object) -> bool:
        return kind in _FOLDERS


TOPICS: Mapping[str, Topic] = _Topics()


@cache
def _checks() -> tuple[Check, ...]:
    return tuple(check for topic in TOPICS.values() for check in topic.checks)


def __getattr__(name: str) -> Any:
    if name != "CHECKS":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _checks()


def topic_of(kind: str) -> Topic:
    """The topic called `kind`. Raises LookupError naming the kinds there are."""
    if kind not in TOPICS:
        raise LookupError(f"no kind of answer is called {kind!r}; write one of: {', '.join(TOPICS)}")
    return TOPICS[kind]


def kind_of(check: Check) -> str:
    """The kind of answer that a check reads: "prose" for language/blame."""
    return next(kind for kind, topic in TOPICS.items() if check in topic.checks)
