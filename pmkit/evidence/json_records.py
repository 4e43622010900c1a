"""The records of a JSON file one by one, each with its line; a file that breaks off gives what it has."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST_DIGITS = 30
_SPACE = re.compile(r"[ \t\n\r]*")


class Record(NamedTuple):
    """One value of a list: the 1-based line and the 0-based place in the text where it starts."""

    line: int
    start: int
    value: Any


@dataclass
class Records:
    """The records that were found; `around` holds the other keys of the objects on the way to them.

    `broken` says where and how the text ended before its end, empty when it is whole; `found` tells an empty
    list from none.
    """

    records: list[Record] = field(default_factory=list)
    around: dict[str, Any] = field(default_factory=dict)
    broken: str = ""
    found: bool = False

    def tables(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The records that are objects, with their lines."""
        yield from ((record.line, record.value) for record in self.records if isinstance(record.value, dict))


class _BrokenError(Exception):
    """The text is not JSON from this place on."""


def _whole_number(digits: str) -> int | str:
    # Python refuses integers of 4,300 digits with an error in mid-file; nobody's stamp has more than 20.
    return int(digits) if len(digits) <= MOST_DIGITS else digits


_DECODER = json.JSONDecoder(parse_int=_whole_number)


def load_line(text: str) -> Any:
    """The value of one line of JSON. Raises ValueError, for nesting too deep as well."""
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def read_records(text: str, *paths: str, start: int = 0, line: int = 1) -> Records:
    """The members of the list at one of `paths` ("data.result"; "" is the text itself), in the file's order.

    Linear in the text. Whatever the text holds, nothing is raised.
    """
    scan = _Scan(text, tuple(tuple(path.split(".")) if path else () for path in paths), start, line)
    try:
        scan.value(())
        if not start and scan.skip() < len(text):
            scan.fail("more text after its end")
    except _BrokenError as error:
        scan.out.broken = str(error)
    return scan.out


class _Scan:
    """A descent along the wanted paths; everything beside them is read by Python's own decoder."""

    def __init__(self, text: str, paths: tuple[tuple[str, ...], ...], start: int, line: int) -> None:
        self.text, self.paths, self.at = text, paths, start
        self.counted, self.line = start, line
        self.out = Records()

    def value(self, path: tuple[str, ...]) -> None:
        """Read the value at the current place, which is reached by `path`."""
        opens = self.text[self.skip() : self.at + 1]
        if opens == "[" and path in self.paths:
            self.out.found = True
            self._members()
        elif opens == "{" and any(wanted[: len(path)] == path and wanted != path for wanted in self.paths):
            self._keys(path)
        else:
            value = self._decoded()
            if path:
                self.out.around[".".join(path)] = value
            elif isinstance(value, dict):
                self.out.around = value

    def skip(self) -> int:
        """Go to the next character that is no space, and count the lines on the way."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches everywhere
        return self.at

    def fail(self, why: str) -> None:
        """Stop reading here. Raises _BrokenError."""
        raise _BrokenError(f"line {self._line()}: {why}")

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = max(self.at, self.counted)
        return self.line

    def _members(self) -> None:
        self.at += 1
        if self._closes("]"):
            return
        while True:
            self.skip()
            line, start = self._line(), self.at
            self.out.records.append(Record(line, start, self._decoded()))
            if self._ends("]"):
                return

    def _keys(self, path: tuple[str, ...]) -> None:
        self.at += 1
        if self._closes("}"):
            return
        while True:
            if self.text[self.skip() : self.at + 1] != '"':
                self.fail(self._not_json())
            key = self._decoded()
            self._expect(":")
            self.value((*path, key))
            if self._ends("}"):
                return

    def _decoded(self) -> Any:
        try:
            value, self.at = _DECODER.raw_decode(self.text, self.skip())
        except RecursionError:
            self.fail("nested too deeply to be a record")
        except ValueError:
            self.fail(self._not_json())
        return value

    def _closes(self, bracket: str) -> bool:
        if self.text[self.skip() : self.at + 1] != bracket:
            return False
        self.at += 1
        return True

    def _ends(self, bracket: str) -> bool:
        if self._closes(bracket):
            return True
        self._expect(",")
        return False

    def _expect(self, character: str) -> None:
        if not self._closes(character):
            self.fail(self._not_json())

    def _not_json(self) -> str:
        rest = self.text[self.at : self.at + 20]
        return f"not JSON at {rest!r}" if rest else "the file breaks off"
