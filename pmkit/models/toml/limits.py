"""The one way into other people's TOML: what would take for ever, or all memory, is refused before it is parsed."""

import re
import tomllib
from typing import Any

from pmkit.models.answer_file import UnreadableError

DEEPEST = 16
"""Brackets within brackets, and names in one key (`a.b.c` has three); tomllib takes the square of the latter."""
MOST_ENTRIES = 20_000
"""Keys, tables and values of lists; an answer of two hundred rows has two thousand."""
LONGEST_BARE = 400
"""Signs of a number, a time or a name without quotes; Python takes the square of a number's digits to show it."""
_SIGNS = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\#[^\n]*+"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<entry>[=,])|(?P<end>\n)"
    r"|(?P<bare>[^\s\"'\#\[\]{}=,.]++)",
    re.DOTALL,
)


def loads(text: str) -> dict[str, Any]:
    """What a TOML text holds.

    Raises UnreadableError for one beyond the limits above, TOMLDecodeError for one that is no TOML; both are
    ValueErrors.

    >>> loads("a.b = 1")
    {'a': {'b': 1}}
    """
    _refuse(text)
    return tomllib.loads(text)


def _refuse(text: str) -> None:
    """Raise UnreadableError for what is beyond the limits: one pass, the first excess ends it."""
    depth = names = entries = 0
    for sign in _SIGNS.finditer(text):
        kind = sign.lastgroup
        if kind == "dot":
            names += 1
        elif kind == "bare":
            if sign.end() - sign.start() > LONGEST_BARE:
                raise _beyond(text, sign, f"a number or name of {sign.end() - sign.start():,} signs", LONGEST_BARE)
        elif kind:
            names = 0
            entries += kind in {"open", "entry"}
            depth = max(0, depth + (kind == "open") - (kind == "close"))
        if depth > DEEPEST or names >= DEEPEST:
            raise _beyond(text, sign, "nested too deeply", DEEPEST)
        if entries > MOST_ENTRIES:
            raise _beyond(text, sign, "too many keys and values", MOST_ENTRIES)


def _beyond(text: str, sign: re.Match[str], what: str, most: int) -> UnreadableError:
    line = text.count("\n", 0, sign.start()) + 1
    return UnreadableError(f"line {line}: {what}, at most {most:,} are read; write tables such as [[whys]]")
