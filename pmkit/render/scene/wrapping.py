"""Makes any text safe to show, and breaks it into lines that fit a width in fonts we cannot see."""

import unicodedata
from collections.abc import Iterator

from pmkit.models.words.shortened import ELLIPSIS
from pmkit.render.scene.clusters import JOINERS, clusters, is_wide
from pmkit.render.scene.letters import cluster_width, exact_width

UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"
NO_CHARACTERS = "\ufffe\uffff"  # XML forbids them
MOST_MARKS = 2
"""Marks on one letter; more would pile up over the neighbouring lines."""

LONGEST = 4000
"""Characters that a picture looks at; more never fit a box."""


def clean(text: str) -> str:
    """`text` as one line that every screen, terminal and XML file can hold; nothing to read is left out.

    White space becomes single spaces, controls and lone surrogates the replacement character; invisible
    marks that could turn the reading order of other text are dropped.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if character.isspace():
            kept.append(" ")
        elif category in {"Cc", "Cs"} or character in NO_CHARACTERS:
            kept.append(UNSHOWABLE)
        elif (category != "Cf" or character in JOINERS) and marks <= MOST_MARKS:
            kept.append(character)
    shown = " ".join("".join(kept).split())
    return shown if shown.strip(JOINERS) else ""


def excerpt(text: str) -> str:
    """`text` cleaned; when it is longer than any box can hold, its beginning and an ellipsis."""
    shown = clean(text[:LONGEST])
    return shown + ELLIPSIS if shown and len(text) > LONGEST else shown


def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in directions if way in {"L", "R", "AL"}), "L") != "L"


def wrap(text: str, width: float, size: float, most_lines: int, *, bold: bool = False) -> list[str]:
    """The lines of a cleaned `text` at a font size, both in pixels; an ellipsis ends a text that is cut."""
    room = width / size * 1000
    lines: list[str] = [""]
    used = 0
    for piece, length in _pieces(text, room, bold=bold):
        if used + length > room and lines[-1]:
            if len(lines) == most_lines:
                lines[-1] = _cut(lines[-1], room, bold=bold)
                break
            lines.append("")
            used = 0
        if lines[-1] or piece != " ":
            lines[-1] += piece
            used += length
    return [line.rstrip(" ") for line in lines]


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that a line of cleaned text takes at a font size."""
    return _length(text, bold=bold) * size / 1000


def _length(text: str, *, bold: bool) -> int:
    exact = exact_width(text, bold=bold)
    return sum(cluster_width(cluster, bold=bold) for cluster in clusters(text)) if exact is None else exact


def _pieces(text: str, room: float, *, bold: bool) -> Iterator[tuple[str, int]]:
    """What stays together on a line, with its length: a space, a wide character, a word or a part of one."""
    space = cluster_width(" ", bold=bold)
    for number, word in enumerate(text.split(" ")):
        if number:
            yield " ", space
        length = exact_width(word, bold=bold)
        if length is None or length > room:
            yield from _parts(word, room, bold=bold)
        elif word:
            yield word, length


def _parts(word: str, room: float, *, bold: bool) -> Iterator[tuple[str, int]]:
    """A word cut where the room ends, and before and after each wide character."""
    piece, length = "", 0
    for cluster in clusters(word):
        size = cluster_width(cluster, bold=bold)
        alone = is_wide(cluster[0])
        if piece and (alone or length + size > room):
            yield piece, length
            piece, length = "", 0
        if alone:
            yield cluster, size
        else:
            piece, length = piece + cluster, length + size
    if piece:
        yield piece, length


def cut(line: str, width: float, size: float, *, bold: bool = False) -> str:
    """`line` with an ellipsis in place of so many of its last characters that it fits `width` pixels."""
    return _cut(line, width / size * 1000, bold=bold)


def _cut(line: str, room: float, *, bold: bool) -> str:
    kept = list(clusters(line))
    used = _length(line, bold=bold) + cluster_width(ELLIPSIS, bold=bold)
    while kept and used > room:
        used -= cluster_width(kept.pop(), bold=bold)
    return "".join(kept).rstrip(" ") + ELLIPSIS
