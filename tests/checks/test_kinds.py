"""Kinds of sentences that the checks once took the wrong way: relatives of each that are found, and that are fine."""

import tomllib
from pathlib import Path

import pytest

from pmkit.checks import examine

KINDS = tomllib.loads((Path(__file__).parent / "language_kinds.toml").read_text(encoding="utf-8"))["kinds"]
FOUND = [pytest.param(text, id=f"{kind['name']}-{n}") for kind in KINDS for n, text in enumerate(kind["found"])]
FINE = [pytest.param(text, id=f"{kind['name']}-{n}") for kind in KINDS for n, text in enumerate(kind["fine"])]


@pytest.mark.parametrize("text", FOUND)
def test_a_relative_of_a_kind_is_found(text: str) -> None:
    assert examine(text) != []


@pytest.mark.parametrize("text", FINE)
def test_a_relative_that_is_fine_is_left_alone(text: str) -> None:
    assert [(one.check, one.quote) for one in examine(text)] == []
