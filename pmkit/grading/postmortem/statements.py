"""A section as the statements that it makes: its sentences and rows, without citations, each with what it cites."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pmkit.checks.postmortem.reading import sentence_places
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.numbers import in_digits
from pmkit.checks.text.text import Text
from pmkit.models.markdown_tables import tables_of
from pmkit.models.postmortem.sections import Section, without_comments
from pmkit.models.postmortem.values import Value, points_of

MOST = 400
LONGEST = 1_500
MOST_BARE = 5
_PARTING = re.compile(r"[,;:](?=\s)|[–—(]")
"""Signs that part words; in a clock time or a figure they part none."""
"""So many statements of a section are read, and so much of each."""
_NUMBER = re.compile(r"(?<![\w-])(?:[Ee]x(?:hibits?|h\.?)?[ \t]*|E)(\d{1,2})(?![\w-])")
_AND = r"(?:[ \t]*(?:,|and|&|/|\+|;)[ \t]*)"
_CITATION = re.compile(
    rf"[ \t]*[(\[](?:see|cf\.?|source:?|evidence:?)?[ \t]*(?:exhibits?[ \t]*)?E\d{{1,2}}"
    rf"(?:{_AND}E?\d{{1,2}}){{0,8}}[ \t]*[)\]]",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[]([^()\[\]]{3,200})[)\]]")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,400}\)")
_CHOSEN = re.compile(r"<!--[ \t]*reads[ _]as:?[ \t]*([\w~-]{1,80})[ \t]*-->", re.IGNORECASE)


class Statement(NamedTuple):
    """What a section says in one breath: the words, the exhibits that it cites, what it is said to be read as."""

    text: str
    cites: tuple[str, ...]
    aside: str
    """What stands in brackets, which may name a source."""
    reads_as: str
    line: int


class Point(NamedTuple):
    """An item of a list or a paragraph: its statements."""

    statements: tuple[Statement, ...]

    @property
    def cites(self) -> tuple[str, ...]:
        """Every exhibit that it cites, each once."""
        return tuple(dict.fromkeys(one for statement in self.statements for one in statement.cites))


def points(section: Section) -> list[Point]:
    """The points of a section, item by item and paragraph by paragraph."""
    found = (Point(tuple(_statements(value))) for value in points_of(section)[:MOST])
    return [one for one in found if one.statements]


def statements(section: Section) -> Iterator[str]:
    """All that a section says, sentence by sentence and row by row."""
    for rows in tables_of(section.text, section.start):
        yield from (": ".join(plain(cell.text) for cell in row) for row in rows[:MOST])
    for value in points_of(section)[:MOST]:
        yield from (statement.text for statement in _statements(value))


def is_pile(text: Text) -> bool:
    """Whether more than a few words stand side by side, with no sign and no small word that joins or parts them."""
    if len(text.tokens) <= MOST_BARE or _PARTING.search(text.text):
        return False
    joining = lexicon.english.function - lexicon.english.absence
    return not any(token.word in joining and in_digits(token.word) == token.word for token in text.tokens)


def plain(text: str) -> str:
    """A text without emphasis, links and comments, on one line."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", without_comments(text))).split())


def _statements(value: Value) -> Iterator[Statement]:
    chosen = _CHOSEN.search(value.text)
    text = plain(value.text)[: 20 * LONGEST]
    told: list[Statement] = []
    for start, end in sentence_places(text, 0, len(text)):
        words = text[start:end][:LONGEST]
        cites = tuple(dict.fromkeys(f"E{int(number)}" for number in _cited(words)))
        bare = _CITATION.sub("", words).strip()
        asides = " ".join(_ASIDE.findall(bare))
        if told and cites and not any(sign.isalpha() for sign in _NUMBER.sub("", bare)):
            told[-1] = told[-1]._replace(cites=(*told[-1].cites, *cites))
        elif bare:
            told.append(Statement(bare, cites, asides, chosen[1] if chosen else "", value.line))
    yield from told


def _cited(words: str) -> Iterator[str]:
    for match in _CITATION.finditer(words):
        yield from re.findall(r"\d{1,2}", match[0])
    yield from _NUMBER.findall(words)
