"""How a text is cut into words and how words are compared: one way for all checks, and no disguise splits or hides one.

Places are those of the text as given: signs that nobody sees stay in a word and drop out when it is folded.
"""

import re
import unicodedata
from functools import cache, lru_cache

LONGEST_WORD = 60
"""Letters after which a word is cut, so that no rule meets a longer one."""
# What Unicode calls ignorable (soft hyphens, joiners, marks of direction, variations), and marks upon letters.
_UNSEEN = (
    "\u00ad\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_HIDDEN = f"[{_UNSEEN}{_MARKS}]*"
# Letters in circles and squares are no letters to Python.
_LETTER = r"[\w\u24b6-\u24e9\U0001f130-\U0001f149]"
_MORE = f"{_LETTER[:-1]}{_UNSEEN}{_MARKS}]"
_APOSTROPHES = "'’‘\u201b\u00b4\uff07"
_HYPHENS = "‐‑\ufe63\uff0d-"  # "-" last, for they stand in classes
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that look like a space."""
_SIGNS = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-") | {"\u02bc": "'"})
_LOOKALIKES = str.maketrans("авеіјкмнорстухѕԁɡԛԝαβεικνορτυχ", "abeijkmhopctyxsdgqwabeiknoptux")

Span = tuple[int, int]


# Patterns are made when first asked for: most texts are ASCII, and theirs cost an eighth.
@cache
def _words(*, ascii_only: bool) -> re.Pattern[str]:
    return re.compile(f"@?{_joined('./', ascii_only=ascii_only)}")


@cache
def _words_and_signs(*, ascii_only: bool) -> re.Pattern[str]:
    unseen, apostrophes = ("", "'") if ascii_only else (_UNSEEN, _APOSTROPHES)
    words = rf"(?<!\w)@[\w.\-{unseen}]*\w|{_joined('.', ascii_only=ascii_only)}[{apostrophes}]?"
    return re.compile(words + r"|[.,;:!?()\[\]…—–|/]")


def _joined(signs: str, *, ascii_only: bool) -> str:
    """Letters that apostrophes, hyphens and `signs` join; no position can be read in two ways, so it is linear."""
    if ascii_only:
        return rf"\w+(?:['{signs}-]\w+)*"
    word = f"{_LETTER}{_MORE}*"
    return f"{word}(?:[{_APOSTROPHES}{signs}{_HYPHENS}]{_HIDDEN}{word})*"


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}]+")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}{_MARKS}]+")


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Each word of a text, folded, with its place; what a stroke, a point or a hyphen joins is one: "I/O"."""
    found = _words(ascii_only=text.isascii()).finditer(spaced(text))
    return [(fold(match[0]), match.start(), match.end()) for match in found]


def words_and_signs(text: str) -> tuple[list[str], list[Span]]:
    """The words of a text, folded, with the signs among them, and the place of each; a stroke is a sign."""
    plain = text.isascii()
    text = text.lower() if plain else spaced(text)
    spans = [match.span() for match in _words_and_signs(ascii_only=plain).finditer(text)]
    words = [text[start:end] for start, end in spans]
    if not plain or len(max(words, key=len, default="")) > LONGEST_WORD:
        words = list(map(fold, words))
    return words, spans


def spaced(text: str) -> str:
    """The text with a space for each sign that looks like one; no character moves."""
    if text.isascii():
        return text
    for blank in BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    return text


def spelt(word: str) -> str:
    """A pattern for a word as it is written, whatever nobody sees between its letters."""
    return _HIDDEN.join(word)


def seen(text: str) -> str:
    """A text without what nobody sees, for patterns that look at its letters; places move."""
    return text if text.isascii() else _unseen().sub("", spaced(text))


def unseen_places(text: str) -> list[Span]:
    """Where what `seen` leaves out stands in a text."""
    return [] if text.isascii() else [match.span() for match in _unseen().finditer(text)]


def fold_each(text: str) -> str:
    """A short text, such as a heading, with each of its words folded."""
    return " ".join(map(fold, text.split()))


def fold(raw: str) -> str:
    r"""A word in lower case, without accents, invisible characters and look-alikes of other scripts.

    >>> fold("Zoë’s"), fold("stu\u200bpid"), fold("\u0455tupid")
    ("zoe's", 'stupid', 'stupid')
    """
    if raw.isascii():
        return raw[:LONGEST_WORD].lower()
    return _fold(raw if len(raw) <= LONGEST_WORD else _dropped().sub("", raw)[:LONGEST_WORD])


@lru_cache(maxsize=65536)
def _fold(raw: str) -> str:
    plain = unicodedata.normalize("NFKD", _dropped().sub("", raw).translate(_SIGNS)).casefold()
    plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    plain = plain.translate(_SIGNS)[:LONGEST_WORD]
    folded = plain.translate(_LOOKALIKES)
    return folded if folded.isascii() else plain
