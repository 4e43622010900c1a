"""How wide letters are: Arial's own widths, and a generous guess for letters that it does not have."""

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from pmkit.render.scene.clusters import JOINERS, is_wide


def exact_width(text: str, *, bold: bool) -> int | None:
    """Thousandths of the font size that `text` takes in Arial; None where Arial lacks one of its letters."""
    widths = _arial(bold=bold)
    try:
        return sum([widths[letter] for letter in text])
    except KeyError:
        return None


def runs(text: str, *, bold: bool) -> Iterator[tuple[str, int | None]]:
    """Words that follow each other and that Arial has, or has not, with their exact width if it has them."""
    whole = exact_width(text, bold=bold)
    if whole is not None:
        yield text, whole
        return
    for _, words in groupby(text.split(" "), lambda word: exact_width(word, bold=bold) is None):
        run = " ".join(words)
        yield run, exact_width(run, bold=bold)


def cluster_width(cluster: str, *, bold: bool) -> int:
    """As `exact_width`, of what is drawn as one character; generous where Arial lacks it."""
    known = _arial(bold=bold).get(cluster[0])
    return _guess(cluster[0]) if known is None else known


@cache
def _guess(letter: str) -> int:
    if letter >= "\U0001f000":
        return 1400
    category = unicodedata.category(letter)
    if is_wide(letter) or category[0] == "S":
        return 1050
    if category[0] == "M" or letter in JOINERS:
        return 100
    return 830 if category == "Lu" else 680


@cache
def _arial(*, bold: bool) -> dict[str, int]:
    text = files(__package__).joinpath("arial.toml").read_text(encoding="utf-8")
    by_width = tomllib.loads(text)["bold" if bold else "regular"]
    return {letter: int(width) for width, letters in by_width.items() for letter in letters}
