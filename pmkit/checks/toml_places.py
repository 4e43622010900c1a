"""Where in a TOML text a field stands, for findings that point at lines; the TOML itself is read by tomllib."""

import re
import tomllib
from bisect import bisect_right
from functools import lru_cache

from pmkit.checks.check import Field

Span = tuple[int, int]
DEEPEST = 64
"""Names and indices of a place, at most: no answer nests as deep, and each place costs as much as it is deep."""
_BETWEEN = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'""")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_SCALAR = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|[^\s,#\[\]{}=\"']++(?: [0-9][^\s,#\[\]{}=\"']*+)?",  # a date and a time may be parted by a space
    re.DOTALL,
)


def place_of(text: str, field: Field) -> tuple[int, int]:
    """Line and column, both from 1, of a field's value, else of the nearest table that holds it; else (1, 1)."""
    spans, lines = _spans_and_lines(text)
    found = next((spans[field[:end]] for end in range(len(field), 0, -1) if field[:end] in spans), (0, 0))
    line = bisect_right(lines, found[0])
    return line, found[0] - lines[line - 1] + 1


def spans_of(text: str) -> dict[Field, Span]:
    """Offsets from and to of every value, by where it stands: ("whys", 2, "answer"); of a table, those of its head.

    A table or an array of tables without a head of its own has that of the first one within it.

    The text is TOML that tomllib reads; of any other text, what stands before the first thing that is none,
    and of one that nests deeper than DEEPEST, what stands before that.
    """
    return _Scanner(text).spans()


@lru_cache(maxsize=8)
def _spans_and_lines(text: str) -> tuple[dict[Field, Span], list[int]]:
    """The spans, and the offset at which each line begins: TOML knows no other line ends but LF and CR LF."""
    return spans_of(text), [0, *(match.end() for match in re.finditer("\n", text))]


class _EndError(ValueError):
    """Here the text is no TOML, or nests too deep."""


class _Scanner:
    """Goes through a text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Field, Span] = {}
        self.last: dict[Field, int] = {}
        """The index of the last table of each array of tables."""

    def spans(self) -> dict[Field, Span]:
        table: Field = ()
        try:
            while self._skip(_BETWEEN) or self.at < len(self.text):
                if self.text.startswith("[", self.at):
                    table = self._head()
                elif self.at < len(self.text):
                    self._pair(table)
        except _EndError:
            pass
        return self.found

    def _head(self) -> Field:
        """The head of a table, "[empty]", or of one of several, "[[whys]]"."""
        start, several = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if several else 1
        *above, name = self._keys()
        place: Field = ()
        for key in above:
            place = self._within((*place, key))
        place = (*place, name)
        if several:
            self.last[place] = self.last.get(place, -1) + 1
            place = self._within(place)
        self._sign("]]" if several else "]")
        self.found[place] = start, self.at
        # A table or an array that has no head of its own stands where the first one within it does.
        for end in range(1, len(place)):
            self.found.setdefault(place[:end], (start, self.at))
        return place

    def _within(self, place: Field) -> Field:
        return (*place, self.last[place]) if place in self.last else place

    def _pair(self, table: Field) -> None:
        keys = self._keys()
        self._match(_EQUALS)
        self._value((*table, *keys))

    def _keys(self) -> list[str]:
        self._skip(_BETWEEN)
        keys = [_named(self._match(_KEY))]
        while self._skip(_DOT):
            keys.append(_named(self._match(_KEY)))
            if len(keys) > DEEPEST:
                raise _EndError
        return keys

    def _value(self, place: Field) -> None:
        start = self.at
        if len(place) > DEEPEST:
            raise _EndError
        if self.text.startswith("[", start):
            self._array(place)
        elif self.text.startswith("{", start):
            self._inline_table(place)
        else:
            self._match(_SCALAR)
        self.found[place] = start, self.at

    def _array(self, place: Field) -> None:
        self.at += 1
        index = 0
        while not self._is_over("]"):
            self._value((*place, index))
            index += 1

    def _inline_table(self, place: Field) -> None:
        self.at += 1
        while not self._is_over("}"):
            self._pair(place)

    def _is_over(self, sign: str) -> bool:
        """Go on to the next entry of an array or an inline table, or behind its end."""
        self._skip(_BETWEEN)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BETWEEN)
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def _sign(self, sign: str) -> None:
        self._skip(_BETWEEN)
        if not self.text.startswith(sign, self.at):
            raise _EndError
        self.at += len(sign)

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if not match or not match[0]:
            raise _EndError
        self.at = match.end()
        return match[0]

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go behind what may stand here; whether anything does."""
        match = pattern.match(self.text, self.at)
        if not match or not match[0]:
            return False
        self.at = match.end()
        return True


def _named(key: str) -> str:
    """A key as tomllib names it."""
    if not key.startswith(('"', "'")):
        return key
    if "\\" not in key:
        return key[1:-1]
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        raise _EndError from None
