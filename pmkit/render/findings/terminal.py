"""Somebody else's text on a terminal: each character with the columns it takes, and nothing that steers."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from pmkit.models.words.shortened import ELLIPSIS
from pmkit.render.scene.clusters import JOINER, JOINERS, SKIN_TONES, is_flag_letter, is_wide
from pmkit.render.scene.wrapping import MOST_MARKS, NO_CHARACTERS, UNSHOWABLE

TAB = "    "
EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
JAMO_ENDINGS = range(0x1160, 0x1200)


class Cell(NamedTuple):
    """What a terminal shows in one place: the characters, and how many columns they take."""

    text: str
    columns: int


def cells(text: str) -> list[Cell]:
    """One line as a terminal shows it; tabs are spaces, controls the replacement character."""
    if text.isascii() and text.isprintable():
        return [Cell(character, 1) for character in text]
    shown: list[Cell] = []
    marks = 0
    for character in text:
        if _joins(character, shown):
            marks += 1
            if marks <= MOST_MARKS or character in JOINERS or shown[-1].columns == 2:
                shown[-1] = _joined(shown[-1], character)
        else:
            marks = 0
            shown += _alone(character)
    return shown


def columns(shown: list[Cell]) -> int:
    """How many columns cells take together."""
    return sum(cell.columns for cell in shown)


def text_of(shown: list[Cell]) -> str:
    """The characters of cells."""
    return "".join(cell.text for cell in shown)


def printable(text: str, most: int = 500) -> str:
    """`text` as one line of at most `most` characters, with an ellipsis where it is cut."""
    line = text_of(cells(" ".join(text[: most + 1].split())))
    return line[:most] + ELLIPSIS if len(text) > most else line


def window(before: str, marked: str, after: str, width: int) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """The three parts of a line cut to `width` columns around the marked one, an ellipsis at each cut."""
    middle = _fit(cells(marked[: width + 1]), width - 2)
    room = width - columns(middle)
    left, right = cells(before[-width - 1 :]), cells(after[: width + 1])
    right_room = max(room - columns(left), room // 2)
    right = _fit(right, right_room)
    left = _fit(left[::-1], room - columns(right))[::-1]
    return left, middle, right


def _fit(shown: list[Cell], room: int) -> list[Cell]:
    """As many cells from the first on as have room, the last of them an ellipsis when some are cut."""
    if columns(shown) <= room:
        return shown
    kept: list[Cell] = []
    room -= 1
    for cell in shown:
        room -= cell.columns
        if room < 0:
            break
        kept.append(cell)
    return [*kept, Cell(ELLIPSIS, 1)]


def _joins(character: str, shown: list[Cell]) -> bool:
    """Whether a character is drawn on the one before it."""
    if not shown or shown[-1].text.isspace():
        return False
    number = ord(character)
    if shown[-1].text.endswith(JOINER) and shown[-1].columns == 2:
        return number > 0x2000
    if is_flag_letter(character):
        return len(shown[-1].text) == 1 and is_flag_letter(shown[-1].text)
    category = unicodedata.category(character)
    return category in {"Mn", "Me"} or character in JOINERS or number in SKIN_TONES or number in JAMO_ENDINGS


def _joined(cell: Cell, character: str) -> Cell:
    wide = character == EMOJI_STYLE and not cell.text.isascii()
    return Cell(cell.text + character, 2 if wide or is_flag_letter(character) else cell.columns)


def _alone(character: str) -> Iterator[Cell]:
    category = unicodedata.category(character)
    if character == "\t":
        yield Cell(TAB, len(TAB))
    elif category in {"Cc", "Cs", "Zl", "Zp"} or character in NO_CHARACTERS:
        yield Cell(UNSHOWABLE, 1)
    elif category == "Zs":
        yield Cell("  ", 2) if character == "\N{IDEOGRAPHIC SPACE}" else Cell(" ", 1)
    elif category in {"Mn", "Me"}:
        yield Cell("\N{DOTTED CIRCLE}" + character, 1)
    elif category != "Cf":
        yield Cell(character, 2 if is_wide(character) else 1)
