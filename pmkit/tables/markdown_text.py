"""Any text written so that Markdown shows it as it is, and read back from there."""

import re
from collections.abc import Iterable

MEANT = frozenset("\\|`*[]<>&~$")
"""Signs that Markdown, or a page that shows it, would take for more than signs."""
_REFERENCE = re.compile(r"\\(.)|&#([0-9]{1,7});|(<br ?/?>)")


def table_row(cells: Iterable[str]) -> str:
    """The line of one row of a table."""
    return f"| {' | '.join(cells)} |"


def escaped(text: str, *, heading: bool = False) -> str:
    """A text that Markdown shows as it was written; what ends a line or is trimmed becomes a reference."""
    shown = "".join(_shown(text, index, heading=heading) for index in range(len(text)))
    for trimmed in (shown.startswith(" "), shown.endswith(" ")):
        if trimmed and shown.strip(" "):
            shown = f"&#32;{shown[1:]}" if shown.startswith(" ") else f"{shown[:-1]}&#32;"
    return shown if shown.strip(" ") else shown.replace(" ", "&#32;")


def _shown(text: str, index: int, *, heading: bool) -> str:
    character = text[index]
    if character in MEANT or (heading and character == "#"):
        return f"\\{character}"
    if character == "_":  # within a word it is a sign like others
        return "_" if text[index - 1 : index].isalnum() and text[index + 1 : index + 2].isalnum() else "\\_"
    if character != " " and (character.isspace() or not character.isprintable()):
        return f"&#{ord(character)};"
    return character


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return _REFERENCE.sub(_meant, text.strip(" \t"))


def _meant(match: re.Match[str]) -> str:
    sign, number, line_break = match.groups()
    if line_break:
        return "\n"
    if number is None:
        return sign if sign in MEANT | {"_", "#"} else match[0]
    return chr(int(number)) if int(number) <= 0x10FFFF and not 0xD800 <= int(number) <= 0xDFFF else match[0]
