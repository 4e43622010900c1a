"""What a kind of answer is to its checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pmkit.checks.check import Check, Field

if TYPE_CHECKING:  # the models need pydantic, and prose is read without it
    from pmkit.models.answer import Answer
    from pmkit.models.story.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of answer: its model (None for prose), how its checks read it, and the checks.

    `prose_of` gives the fields whose texts the language checks read too.
    """

    model: type[Answer] | None
    read: Callable[[Any, Scenario | None], Any]
    checks: tuple[Check, ...]
    prose_of: Callable[[Any], Iterable[tuple[Field, str]]] = lambda _: ()
