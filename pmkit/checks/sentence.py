"""Sentences as lists of words and signs with their places; words are folded so that disguises do not matter."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_WORD = 60
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
# One class, a separator, the class again; no character can be read in two ways, so this is linear.
_TOKEN = re.compile(
    rf"(?<!\w)@[\w.\-{_INVISIBLE}]*\w|[\w{_INVISIBLE}\u0300-\u036f]+(?:['’‘.\-‐‑][\w{_INVISIBLE}\u0300-\u036f]+)*['’]?"
    r"|[.,;:!?()\[\]…—–|/]"
)
_DROPPED = {ord(one): None for one in "\u00ad\u180e\u2060\u2061\u2062\u2063\u2064\ufeff"} | {
    code: None for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F))
}
_LOOKALIKES = str.maketrans("авеіјкмнорстухѕԁɡԛԝαβεικνορτυχ’‘‐‑", "abeijkmhopctyxsdgqwabeiknoptux''--")
_ENDS = {".", "!", "?", "…"}
_ABBREVIATIONS = {"e.g", "i.e", "etc", "vs", "approx", "incl", "resp", "no", "nr", "dr", "mr", "ms", "mrs"}


@lru_cache(maxsize=65536)
def fold(raw: str) -> str:
    """A word in lower case, without accents, invisible characters and look-alikes of other scripts.

    >>> fold("Zoë’s"), fold("stu\\u200bpid"), fold("ѕtupid")
    ("zoe's", 'stupid', 'stupid')
    """
    raw = raw[:LONGEST_WORD]
    if raw.isascii():
        return raw.lower()
    plain = unicodedata.normalize("NFKD", raw.translate(_DROPPED)).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    folded = plain.translate(_LOOKALIKES)
    return folded if folded.isascii() else plain


class Sentence:
    """`words` in lower case, signs among them; `starts` and `ends` are offsets in the whole text."""

    __slots__ = ("ends", "found", "heading", "people", "roster", "starts", "systems", "upper", "words")

    def __init__(
        self,
        tokens: list[tuple[str, int, int, bool]],
        heading: str = "",
        roster: frozenset[str] = frozenset(),
        systems: frozenset[str] = frozenset(),
    ) -> None:
        self.words = [token[0] for token in tokens]
        self.starts = [token[1] for token in tokens]
        self.ends = [token[2] for token in tokens]
        self.upper = [token[3] for token in tokens]
        self.found = frozenset(self.words)
        self.heading = heading
        self.people: tuple[int, ...] | None = None
        self.roster = roster
        self.systems = systems

    def word(self, index: int) -> str:
        """The word at an index; empty beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def tokens_of(text: str, offset: int = 0) -> Iterator[tuple[str, int, int, bool]]:
    """Words and signs of a text: folded, start, end, whether it begins with a capital."""
    for match in _TOKEN.finditer(text):
        raw = match[0]
        yield fold(raw), match.start() + offset, match.end() + offset, raw[0].isupper()


def sentences_of(
    text: str,
    offset: int = 0,
    heading: str = "",
    roster: frozenset[str] = frozenset(),
    systems: frozenset[str] = frozenset(),
) -> Iterator[Sentence]:
    """The sentences of a block; a full stop ends one where a space follows that no abbreviation explains."""
    tokens: list[tuple[str, int, int, bool]] = []
    for token in tokens_of(text, offset):
        tokens.append(token)
        if token[0] not in _ENDS or len(tokens) < 2:
            continue
        after = text[token[2] - offset : token[2] - offset + 1]
        if not after.strip() and not (token[0] == "." and tokens[-2][0] in _ABBREVIATIONS):
            yield Sentence(tokens, heading, roster, systems)
            tokens = []
    if tokens:
        yield Sentence(tokens, heading, roster, systems)
