"""What a kind of answer is to its checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pmkit.checks.check import Check, Field, Finding

if TYPE_CHECKING:  # the models need pydantic, and prose is read without it
    from pmkit.models.story.scenario import Scenario

A = TypeVar("A")
R = TypeVar("R")


def place_in_toml(text: str, field: Field) -> tuple[int, int]:
    """Line and column, both from 1, of a field in an answer file that is TOML."""
    from pmkit.checks.toml_places import place_of

    return place_of(text, field)


@dataclass(frozen=True, slots=True)
class Topic(Generic[A, R]):
    """How an answer `A` is read by its checks, as `R`, and the checks.

    `prose_of` gives the fields whose texts the language checks read too; with `is_document` they read the whole
    file, which is a text by itself. `place_of` finds a field in the text of a file; a match in the field () has its
    place in the whole text. Words that a check of `instead` points at are told by no check of prose that is vaguer.
    `within` gives what the checks of other kinds find in parts of it, for a path. `of_text` reads a text that is
    said and no file of answers, with the words of people's names; it gives None for the file of an answer.
    """

    read: Callable[[A, Scenario | None], R]
    checks: tuple[Check[R], ...]
    prose_of: Callable[[A], Iterable[tuple[Field, str]]] = lambda _: ()
    is_document: bool = False
    place_of: Callable[[str, Field], tuple[int, int]] = place_in_toml
    instead: frozenset[str] = frozenset()
    within: Callable[[R, str], Iterable[Finding]] = lambda _, __: ()
    of_text: Callable[[str, frozenset[str]], R | None] = lambda _, __: None
