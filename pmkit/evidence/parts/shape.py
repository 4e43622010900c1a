"""What a JSON record seems to be, told by its keys: a reader takes what it knows, and says what the rest is."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from pmkit.evidence.reading import Reading, words
from pmkit.models.data_file import data_file

UNKNOWN = "records of a kind that is not known here"
MOST_KINDS = 5
MOST_KEYS = 40
MOST_LOOKED_AT = 1000
"""Sets of keys that are looked at: of more, nobody wants to know what each is."""


class Shape(NamedTuple):
    """Records of one tool: `name` for people, the keys that they have and those of which they have one at least.

    `values` are texts that a key holds, the ends of texts where they begin with "*"; `word` is the source that
    reads them, "" where none does.
    """

    name: str
    keys: frozenset[str]
    some: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    word: str

    def fits(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is of this shape."""
        return (
            self.keys <= record.keys()
            and (not self.some or not self.some.isdisjoint(record.keys()))
            and all(_is_one(words(record.get(key)), wanted) for key, wanted in self.values.items())
        )


def _is_one(text: str, wanted: tuple[str, ...]) -> bool:
    return any(text.endswith(one[1:]) if one.startswith("*") else text == one for one in wanted)


@cache
def shapes() -> tuple[Shape, ...]:
    """All shapes that are known, the more special ones first."""
    read = data_file("evidence/parts/known_shapes.toml")
    return tuple(
        Shape(
            one["name"],
            frozenset(one.get("keys", ())),
            frozenset(one.get("some", ())),
            {key: tuple(wanted) for key, wanted in one.get("values", {}).items()},
            one.get("word", ""),
        )
        for one in read["shapes"]
    )


def shape_of(record: object) -> Shape | None:
    """The first shape that a record fits.

    >>> shape_of({"number": 7, "title": "Cart is slow", "user": {}, "state": "open"}).name
    'GitHub issues'
    """
    return next((one for one in shapes() if one.fits(record)), None) if isinstance(record, dict) else None


def _seen(record: object) -> Iterator[object]:
    """A record; what its `data` holds, under dotted names; and the first member of a list that it holds."""
    yield record
    if isinstance(record, dict):
        inside = record.get("data")
        yield {f"data.{key}": value for key, value in inside.items()} if isinstance(inside, dict) else None
        yield from (value[0] for value in record.values() if isinstance(value, list) and value)


def _told(record: object) -> tuple[str, str]:
    """What a record seems to be, and the source that reads such, "" where none does."""
    for one in _seen(record):
        if (shape := shape_of(one)) is not None:
            return shape.name, shape.word
    if isinstance(record, dict) and record.get("kind") and record.get("apiVersion"):
        return f"Kubernetes' records of the kind {words(record['kind'])[:60]}", ""
    return UNKNOWN, ""


class Others:
    """The records of a file that its reader does not take, counted by what they seem to be."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.found: dict[tuple[str, str], list[int]] = {}
        self.known: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(self, line: int, record: object) -> None:
        """One more."""
        keys: tuple[str, ...] = ()
        if isinstance(record, dict):
            keys = (words(record.get("kind")), words(record.get("type")), *tuple(record)[:MOST_KEYS])
        told = self.known.get(keys)
        if told is None:
            told = _told(record) if len(self.known) < MOST_LOOKED_AT else (UNKNOWN, "")
            if len(self.known) < MOST_LOOKED_AT:
                self.known[keys] = told
        first_and_count = self.found.setdefault(told, [line, 0])
        first_and_count[1] += 1

    def tell(self, wanted: str, advice: str, *, is_empty: bool) -> None:
        """Say in one line for each kind what was found in place of `wanted`; `advice` is for what no reader takes.

        Where nothing was found at all, that is said; `is_empty` tells a list without members from none.
        """
        kinds = list(self.found.items())[:MOST_KINDS]
        for (name, _), (line, count) in kinds if self.reading.events else ():
            says = f"{count:,} of the records {'is' if count == 1 else 'are'} {name}, no {wanted}; left out"
            self.reading.warn(line, says)
        if kinds and not self.reading.events:
            [(_, word), (line, _)] = kinds[0]
            advised = f"write {word}=FILE to read them" if word and len(kinds) == 1 else advice
            names = " and ".join(name for (name, _), _ in kinds)
            self.reading.warn(line, f"holds no {wanted}, and seems to hold {names}; {advised}")
        if not self.reading.events and not self.reading.warnings:
            self.reading.warn(1, f"holds no {wanted}" if is_empty else f"holds no {wanted}; {advice}")
