"""What is said of a file that gave no event: one line where every line of it is amiss in the same way."""

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from pmkit.models.event import Evidence, Warned

NOT_LISTED = "more warnings of this file are not listed"
EMPTY = "holds no event"
_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\([^\n]*\)|\d[\d,.:]*")


def summed_up(read: Callable[..., Evidence]) -> Callable[..., Evidence]:
    """A reader that says of a file without events why, in few lines; that it is empty where nothing else is said."""

    @wraps(read)
    def reader(path: Path, **options: Any) -> Evidence:
        evidence = read(path, **options)
        if evidence.events:
            return evidence
        told = _alike(evidence.warnings) or [Warned(options.get("name") or path.name, EMPTY)]
        return Evidence([], told)

    return reader


def _alike(warnings: list[Warned]) -> list[Warned]:
    """The first of each kind of warnings, with how many there are of it."""
    kinds: dict[str, list[Warned]] = {}
    over = ""
    for one in warnings:
        if one.says.endswith(NOT_LISTED):
            over = "over "
        else:
            kinds.setdefault(_PARTICULAR.sub("", one.says), []).append(one)
    return [_first_of(kind, over) for kind in kinds.values()]


def _first_of(kind: list[Warned], over: str) -> Warned:
    first, more = kind[0], len(kind) - 1
    if not more:
        return first
    return first._replace(says=f"{first.says} (and {over}{more} more {'lines' if more > 1 else 'line'} like this)")
