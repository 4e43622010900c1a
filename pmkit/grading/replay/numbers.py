"""How far an item's words move a lever: "less than 30 days", "from 60 to 5 minutes", "a third of its lifetime"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pmkit.checks.text.numbers import in_digits
from pmkit.models.data_file import data_file
from pmkit.models.story.lever import SECONDS, Lever

LONGEST = 2_000
"""Characters that are read."""
MOST_DIGITS = 9


class Read(NamedTuple):
    """A number in a lever's unit, the words that it was read from, and whether they name that very unit."""

    number: float
    words: str
    is_exact: bool


def number_for(lever: Lever, text: str) -> Read | None:
    """The number by which a text moves a lever; None where it gives none in a unit that can be turned into its own.

    Of several the first in the lever's own unit counts, else the first; what it was before ("from 60") does not.

    >>> lever = Lever(id="a", says="after … minutes", kind="detect-future", does="detects", because="", unit="minutes",
    ...               said_as=["alert"], default=10)
    >>> number_for(lever, "Shorten the alert from 60 minutes to five").number
    5.0
    """
    if not lever.has_number:
        return None
    found = [*_in_units(lever, in_digits(text[:LONGEST])), *_parts(lever, text[:LONGEST])]
    found = [one for one in found if one.number != lever.whole]  # "two thirds of its 90 days"
    return next((one for one in found if one.is_exact), found[0] if found else None)


@cache
def _units() -> dict[str, Any]:
    return data_file("grading/replay/units.toml")


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted([*_units()["seconds"], *_units()["others"]], key=len, reverse=True)
    figure = rf"\d{{1,{MOST_DIGITS}}}(?:[.,]\d{{1,3}})?[ -]?"
    # "A second" is as often the next one.
    number = rf"(?<![\w.,:])(?P<number>{figure}|one[ -]|an?[ -](?!second\b))"
    return re.compile(rf"{number}(?P<unit>{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


@cache
def _change() -> re.Pattern[str]:
    """Behind a number: another one that takes its place, as in "60 minutes to 5" and "60 min -> 10 min"."""
    return re.compile(rf"\s*(?:\bto\b|->|→|=>)\s*(\d{{1,{MOST_DIGITS}}}(?:[.,]\d{{1,3}})?)(?![\w.,:])", re.IGNORECASE)


def _in_units(lever: Lever, text: str) -> Iterator[Read]:
    for match in _pattern().finditer(text):
        number, end = match["number"].rstrip(" -").lower(), match.end()
        later = _change().match(text, end)
        if later is not None:
            if _pattern().match(text, later.start(1)):
                continue
            number, end = later[1], later.end()
        elif _is_how_it_was(text[: match.start()]):
            continue
        value = 1.0 if number in ("one", "a", "an") else float(number.replace(",", "."))
        if text[: match.start()].lower().endswith("half "):  # "half an hour"
            value /= 2
        read = _in_unit_of(lever, value, match["unit"].lower())
        if read is not None:
            yield Read(*read[:1], text[match.start() : end], read[1])


def _is_how_it_was(before: str) -> bool:
    """Whether what stands right before a number says that it is the old one."""
    said = before.rstrip().lower()
    return any(said.endswith(word) and not said[: -len(word)][-1:].isalnum() for word in _units()["was"]["words"])


def _in_unit_of(lever: Lever, value: float, unit: str) -> tuple[float, bool] | None:
    """A value in a lever's unit, and whether it was written so; None where the two do not go together."""
    seconds = _units()["seconds"].get(unit)
    if seconds is not None and lever.unit in SECONDS:
        own = SECONDS[lever.unit]
        return value * seconds / own, seconds == own
    return (value, True) if _units()["others"].get(unit) == lever.unit else None


def _parts(lever: Lever, text: str) -> Iterator[Read]:
    """A third, half or a quarter of what the lever's number is a part of."""
    if lever.whole is None:
        return
    for match in re.finditer(rf"\b(?:{'|'.join(_units()['parts'])})\b", text, re.IGNORECASE):
        yield Read(round(lever.whole * _units()["parts"][match[0].lower()], 3), match[0], is_exact=False)
