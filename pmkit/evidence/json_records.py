"""The records of a JSON file one by one, each with its line; a file that breaks off gives what it has.

A file may hold several documents, one after another: a line for each, as exporters write them, or printed over
several lines, as `kubectl get -w` and `jq` do. All are read, wherever a reader reads JSON.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST_DIGITS = 30
# A record separator may stand before a document (RFC 7464).
_SPACE = re.compile(r"[ \t\n\r\x1e]*")
_OPENS = frozenset("{[")
MOST_BACK = 200
"""So often reading goes back to the line behind one whose document never closed."""


class Record(NamedTuple):
    """One value of a list: the 1-based line and the 0-based place in the text where it starts."""

    line: int
    start: int
    value: Any


@dataclass
class Document:
    """One document of a file: `records` are those of its list, `found` tells an empty list from none.

    `around` holds the other keys of the objects on the way to the list: of a document without one, all of them. A
    list that was not asked for has the key "".
    `path` is where the list stands ("data.result"), `whole` unless the text breaks off in it.
    """

    line: int
    start: int
    records: list[Record] = field(default_factory=list)
    around: dict[str, Any] = field(default_factory=dict)
    found: bool = False
    path: str = ""
    whole: bool = False


@dataclass
class Records:
    """The documents of a file; `broken` says where and how the text ended before its end, empty when it is whole.

    `passed` counts the damaged lines behind which reading went on.
    """

    documents: list[Document] = field(default_factory=list)
    broken: str = ""
    passed: int = 0

    @property
    def records(self) -> list[Record]:
        """The records of all documents, in the file's order."""
        return [record for document in self.documents for record in document.records]

    @property
    def found(self) -> bool:
        """Whether any document holds the list that was asked for."""
        return any(document.found for document in self.documents)

    def tables(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The records that are objects, with their lines."""
        yield from ((record.line, record.value) for record in self.records if isinstance(record.value, dict))

    def objects(self) -> Iterator[Record]:
        """The records that are objects; a document without the list is one itself."""
        for document in self.documents:
            if document.found:
                yield from (record for record in document.records if isinstance(record.value, dict))
            elif document.around and document.whole:
                yield Record(document.line, document.start, document.around)

    def damage(self, kept: str, advice: str = "") -> str:
        """What to say where the text is damaged, empty where it is whole; `kept` names the records in the plural.

        `advice` is for a text that holds none.
        """
        if not self.broken:
            return ""
        if self.passed:
            more = f", and {self.passed - 1} more lines are damaged" if self.passed > 1 else ""
            return f"{self.broken}{more}; the other lines are read"
        if any(self.objects()):
            return f"{self.broken}; the {kept} before it are read"
        return f"{self.broken}; {advice}" if advice else self.broken


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


def read_records(text: str, *paths: str, start: int | None = None, line: int = 1) -> Records:
    """The members of the list at one of `paths` ("data.result"; "" is the text itself), in the file's order.

    All documents of the text are read; with `start`, the one value that begins there. A damaged line among
    documents that take a line each is passed over. Linear in the text. Whatever the text holds, nothing is raised.
    """
    scan = _Scan(text, tuple(tuple(path.split(".")) if path else () for path in paths), start or 0, line)
    while True:
        try:
            scan.document()
        except _BrokenError as error:
            says, line = str(error), scan.now.line
            goes_on = start is None and scan.go_on()
            if goes_on and not says.startswith(f"line {line}:"):
                says = f"line {line}: what begins there does not end"
            scan.out.broken = scan.out.broken or says
            if not goes_on:
                break
        else:
            if start is not None or scan.skip() >= len(text):
                break
    return scan.out


class _Scan:
    """A descent along the wanted paths of each document; everything beside them is read by Python's own decoder."""

    def __init__(self, text: str, paths: tuple[tuple[str, ...], ...], start: int, line: int) -> None:
        self.text, self.paths, self.at = text, paths, start
        self.counted, self.line = start, line
        self.now = Document(line, start)
        self.passed_back = 0
        self.listed = False
        """Whether the documents stand in a list, as `jq -s` and `gh api --slurp` put them."""
        self.out = Records()

    def document(self) -> None:
        """Read the document that begins at the current place."""
        self.skip()
        self.now = Document(self._line(), self.at)
        self.out.documents.append(self.now)
        self.value(())
        self.now.whole = True

    def go_on(self) -> bool:
        """Go to the line behind a damaged one where documents take a line each; whether there is one."""
        if self.listed or self.text[self.now.start : self.now.start + 1] not in _OPENS:
            return False
        end = self.text.find("\n", self.now.start)
        if self._line() == self.now.line:
            end = self.text.find("\n", self.at)
        elif self.passed_back >= MOST_BACK or not self._took_a_line(end):
            return False
        if end < 0 or self.text[end + 1 : end + 2] not in _OPENS:
            return False
        self.passed_back += 1
        self.line, self.at, self.counted = self.now.line + 1, end + 1, end + 1
        self.out.passed += 1
        if not self.now.records:
            self.out.documents.pop()
        return True

    def _took_a_line(self, end: int) -> bool:
        """Whether the damaged document was meant to end in the line where it begins, at `end`."""
        before = self.out.documents[-2:-1]
        one_a_line = bool(before) and "\n" not in self.text[before[0].start : self.now.start].rstrip()
        return end > 0 and (one_a_line or self.text[end - 1] not in "[{,:\r")

    def value(self, path: tuple[str, ...]) -> None:
        """Read the value at the current place, which is reached by `path`."""
        opens = self.text[self.skip() : self.at + 1]
        if opens == "[" and path in self.paths:
            self.now.found, self.now.path = True, ".".join(path)
            self._members()
        elif opens == "[" and not path and not self.listed:
            self._documents()
        elif opens == "{" and any(wanted[: len(path)] == path and wanted != path for wanted in self.paths):
            self._keys(path)
        else:
            value = self._decoded()
            if path:
                self.now.around[".".join(path)] = value
            elif isinstance(value, dict):
                self.now.around = value
            elif isinstance(value, list) and value:
                self.now.around = {"": value}

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
            value = self._decoded()
            if isinstance(value, list) and self.now.path == "":
                self.now.records += [Record(line, start, one) for one in value]
            elif isinstance(value, dict) and self._is_answer(value):
                self._inner(line, start)
            else:
                self.now.records.append(Record(line, start, value))
            if self._ends("]"):
                return

    def _documents(self) -> None:
        """The members of a list as documents of their own, where none of them was asked for."""
        self.at += 1
        if self._closes("]"):
            return
        self.listed = True
        self.out.documents.pop()
        while True:
            self.skip()
            self.now = Document(self._line(), self.at)
            self.out.documents.append(self.now)
            self.value(())
            self.now.whole = True
            if self._ends("]"):
                break
        self.listed = False

    def _is_answer(self, value: dict[str, Any]) -> bool:
        """Whether a member of a list is an answer with a list of its own, one of several that were put together."""
        for path in filter(None, self.paths):
            inner: Any = value
            for key in path:
                inner = inner.get(key) if isinstance(inner, dict) else None
            if isinstance(inner, list):
                return True
        return False

    def _inner(self, line: int, start: int) -> None:
        """Read an answer within a list as a document."""
        outer, end, counted = self.now, self.at, (self.counted, self.line)
        self.now, self.at, self.counted, self.line = Document(line, start, whole=True), start, start, line
        self.out.documents.append(self.now)
        self.value(())
        self.now, self.at, (self.counted, self.line) = outer, end, counted

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
        return f"not JSON at {rest!r}" if rest else "the file breaks off" if self.text.strip() else "the file is empty"
