"""Makes any text safe to show, and breaks it into lines that fit a width in fonts we cannot see."""

import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
NO_CHARACTERS = "\ufffe\uffff"  # XML forbids them
MOST_MARKS = 2
"""Marks on one letter; more would pile up over the neighbouring lines."""

LONGEST_CLUSTER = 12
"""Characters drawn as one; a longer chain of joiners is hostile, not a family emoji."""

LONGEST = 4000
"""Characters that a picture looks at; more never fit a box."""

CAREFUL = 1.06
"""Room for fonts that run a little wider than the widths below."""

# Widths in thousandths of the font size, as Arial and its metric twins have them.
WIDTHS = {
    **dict.fromkeys("ijl'|\u2018\u2019", 222),
    **dict.fromkeys(" !.,:;/\\ft[]I·ıĺļ", 278),
    **dict.fromkeys('()-r`“”"{}*', 360),
    **dict.fromkeys("csvxykzJ^", 500),
    **dict.fromkeys("abdeghnopqu?_$#0123456789L", 556),
    **dict.fromkeys("+<=>~FTZ", 611),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("%W@—…™ŒÆœæ‰ЖШЩЮЫФждшщюы", 1015),
}


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


def wrap(text: str, width: float, size: float, most_lines: int) -> list[str]:
    """The lines of a cleaned `text` at a font size, both in pixels; an ellipsis ends a text that is cut."""
    room = width / (size * CAREFUL) * 1000
    lines: list[str] = [""]
    used = 0
    for piece, length in _pieces(text, room):
        if used + length > room and lines[-1]:
            if len(lines) == most_lines:
                lines[-1] = _shorten(lines[-1], room)
                break
            lines.append("")
            used = 0
        if lines[-1] or piece != " ":
            lines[-1] += piece
            used += length
    return [line.rstrip(" ") for line in lines]


def measure(text: str, size: float) -> float:
    """Pixels that a line of cleaned text takes at a font size."""
    return sum(map(_length, _clusters(text))) * size * CAREFUL / 1000


def _pieces(text: str, room: float) -> Iterator[tuple[str, int]]:
    """What stays together on a line, with its length: a space, a wide character, a word or a part of one."""
    piece, length = "", 0
    for cluster in _clusters(text):
        size = _length(cluster)
        alone = cluster == " " or _wide(cluster[0])
        if piece and (alone or length + size > room):
            yield piece, length
            piece, length = "", 0
        if alone:
            yield cluster, size
        else:
            piece, length = piece + cluster, length + size
    if piece:
        yield piece, length


def _clusters(text: str) -> Iterator[str]:
    """Characters with what belongs to them: marks, joined emoji, skin tones, the second letter of a flag."""
    cluster = ""
    for character in text:
        if cluster and _belongs(character, cluster):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def _belongs(character: str, cluster: str) -> bool:
    if len(cluster) >= LONGEST_CLUSTER:
        return False
    joined = character in JOINERS or cluster[-1] == "\N{ZERO WIDTH JOINER}"
    tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    flag = _flag_letter(character) and len(cluster) == 1 and _flag_letter(cluster)
    return joined or tone or flag or unicodedata.category(character)[0] == "M"


def _flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _length(cluster: str) -> int:
    """Thousandths of the font size; generous where the fonts differ."""
    first = cluster[0]
    if first in WIDTHS:
        return WIDTHS[first]
    if first >= "\U0001f000":
        return 1400
    category = unicodedata.category(first)
    if _wide(first) or category[0] == "S":
        return 1015
    if category[0] == "M" or first in JOINERS:
        return 100
    return 780 if category == "Lu" else 640


def _shorten(line: str, room: float) -> str:
    """`line` with an ellipsis in place of its last characters."""
    clusters = list(_clusters(line))
    used = sum(map(_length, clusters)) + _length(ELLIPSIS)
    while clusters and used > room:
        used -= _length(clusters.pop())
    return "".join(clusters).rstrip(" ") + ELLIPSIS
