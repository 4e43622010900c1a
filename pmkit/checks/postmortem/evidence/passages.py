"""A postmortem cut into what says one thing each: a sentence, a row of a table, a line of code; plans are left out."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from pmkit.checks.postmortem.evidence.claim_words import concepts, is_small
from pmkit.checks.text.folding import words_of
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.stems import stem
from pmkit.models.evidence_facts.figures import Figure, figures_of

MOST_PASSAGES = 20_000
LONGEST = 4000
"""Characters of a passage; what has no end is cut."""
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|\Z)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_FIELD = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?[A-Z][\w ()/-]{1,40}(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]")
_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\Z")
_END = re.compile(r"[.!?][\"”)*_]{0,3}\s+(?=[\"“(*_`\[]{0,3}[A-Z\d])")
_OF_ALL = re.compile(r"\btimes?\b[^.\n]{0,40}\b(?:in|are|is)\b", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|\b[A-Z]{1,4}\b")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Passage:
    """Characters `start` to `end` of a text; `is_row` for the row of a table; `zone` is that of times without one."""

    def __init__(self, text: str, start: int, end: int, *, is_row: bool = False, zone: str = "") -> None:
        self.text, self.start, self.end, self.is_row, self.zone = text[start:end], start, end, is_row, zone
        self._meanings: dict[tuple[int, int], frozenset[str]] = {}

    def alone(self) -> "Passage":
        """The same passage as a text of its own."""
        return Passage(self.text, 0, len(self.text), is_row=self.is_row, zone=self.zone)

    def __eq__(self, other: object) -> bool:
        """Passages of the same words at the same place are equal."""
        return isinstance(other, Passage) and self._key == other._key

    def __hash__(self) -> int:
        """By the words."""
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, int, bool, str]:
        return self.text, self.start, self.is_row, self.zone

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Each word, folded, with its place in the passage."""
        return words_of(self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Its figures."""
        return list(figures_of(self.text))

    @cached_property
    def folded(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(word for word, _, _ in self.words)

    def meaning(self, start: int = 0, end: int = LONGEST) -> frozenset[str]:
        """Stems and concepts of what stands between two places of the passage."""
        found = self._meanings.get((start, end))
        if found is None:
            found = meaning(word for word, begin, last in self.words if begin >= start and last <= end)
            self._meanings[start, end] = found
        return found

    @cached_property
    def marked_unknown(self) -> bool:
        """Whether it says that something in it is not known."""
        if not lexicon.evidence.unknown.isdisjoint(self.folded):
            return True
        if lexicon.evidence.not_known.isdisjoint(self.folded):
            return False
        words = [word for word, _, _ in self.words]
        denied = lexicon.evidence.not_known
        return any(one in {"not", "no", "never"} and two in denied for one, two in pairwise(words))

    @cached_property
    def is_plan(self) -> bool:
        """Whether it tells what is to be, or what might have been."""
        return not lexicon.evidence.planned.isdisjoint(self.folded)


def meaning(words: "Iterator[str]") -> frozenset[str]:
    """Stems of the words that carry meaning, parts of joined ones too, with the concepts they stand for."""
    return frozenset[str]().union(*map(_means, words))


@lru_cache(maxsize=65536)
def _means(word: str) -> frozenset[str]:
    stems = {stem(part) for part in _parts(word) if not is_small(part)}
    return frozenset(stems).union(*map(concepts, stems))


def _parts(word: str) -> set[str]:
    """A word and what it is joined of: "provider_bids" holds "bids"."""
    bare = word.removesuffix("'s")
    parts = (
        {part for part in re.split(r"[^a-z0-9]+", bare) if part and not part.isdigit()} if not bare.isalpha() else set()
    )
    return parts | ({bare} if not bare.isdigit() else set())


def passages_of(text: str) -> Iterator[Passage]:
    """The passages that may claim something, in order."""
    text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    walk = _Walk(text)
    for count, (start, end, is_row) in enumerate(walk.spans()):
        if count >= MOST_PASSAGES:
            return
        if is_row:
            yield Passage(text, start, min(end, start + LONGEST), is_row=True, zone=walk.zone)
        else:
            yield from _sentences(text, start, end, walk)


def _sentences(text: str, start: int, end: int, walk: "_Walk") -> Iterator[Passage]:
    begin = start
    for match in _END.finditer(text, start, end):
        yield from _capped(text, begin, match.start() + 1, walk)
        begin = match.end()
    yield from _capped(text, begin, end, walk)


def _capped(text: str, start: int, end: int, walk: "_Walk") -> Iterator[Passage]:
    for begin in range(start, end, LONGEST):
        passage = Passage(text, begin, min(begin + LONGEST, end), zone=walk.of_all)
        walk.note(passage.text)
        yield passage


class _Walk:
    """The lines of a document, one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.in_code = False
        self.in_header = True
        self.level = 0
        """The level of the heading whose section claims nothing; 0 outside of one."""
        self.begin = -1
        self.of_all = ""
        """The zone of which the document says that its times are in it."""
        self.of_table = ""

    @property
    def zone(self) -> str:
        """The zone of times that name none, in the row that was read last."""
        return self.of_table or self.of_all

    def note(self, sentence: str) -> None:
        """Keep the zone that a sentence names for all times."""
        if _OF_ALL.search(sentence):
            self.of_all = zone_in(sentence) or self.of_all

    def spans(self) -> Iterator[tuple[int, int, bool]]:
        """Start and end of each paragraph, item, row or line of code that may claim something."""
        lines = [match.span() for match in _LINE.finditer(self.text) if match.end() > match.start()]
        for number, (start, end) in enumerate(
            lines[_front_matter(self.text, lines) :], _front_matter(self.text, lines)
        ):
            line = self.text[start:end].rstrip()
            following = self.text[slice(*lines[number + 1])].rstrip() if number + 1 < len(lines) else ""
            yield from self._step(line, start, following)
        yield from self._close(len(self.text))

    def _step(self, line: str, start: int, following: str) -> Iterator[tuple[int, int, bool]]:
        heading = None if self.in_code else _HEADING.match(line)
        if _FENCE.match(line):
            yield from self._close(start)
            self.in_code = not self.in_code
        elif self.in_code:
            yield from ((start, start + len(line), False) for _ in range(bool(line.strip()) and not self.level))
        elif heading:
            yield from self._close(start)
            self._head(len(heading[1]), line)
        elif not line.strip() or self.level or (self.in_header and (_FIELD.match(line) or line.lstrip()[:1] == "|")):
            yield from self._close(start)
        elif line.lstrip()[:1] == "|" or ("|" in line and _RULE.match(following)):
            yield from self._close(start)
            yield from self._row(line, start, following)
        else:
            if _ITEM.match(line):
                yield from self._close(start)
            if self.begin < 0:
                self.begin = start

    def _row(self, line: str, start: int, following: str) -> Iterator[tuple[int, int, bool]]:
        if "|" in following and _RULE.match(following):
            self.of_table = zone_in(line)
        elif not _RULE.match(line):
            yield start, start + len(line), True

    def _head(self, level: int, line: str) -> None:
        self.in_header = self.in_header and level == 1
        if not self.level or level <= self.level:
            silent = lexicon.evidence.sections_without_claims
            is_silent = any(word in silent for word, _, _ in words_of(line[:200].replace("-", " ")))
            self.level = level if is_silent else 0

    def _close(self, end: int) -> Iterator[tuple[int, int, bool]]:
        if self.begin >= 0:
            yield self.begin, end, False
        self.begin = -1


def zone_in(words: str) -> str:
    """The zone that a heading or a sentence names, as times are written in it; empty for none."""
    return next((one[0] for one in _ZONE.finditer(words) if "+" in one[0] or "-" in one[0] or one[0] in zones()), "")


def zones() -> dict[str, float]:
    """Hours by which the clocks of zones go ahead of UTC, by their short names."""
    found: dict[str, float] = table("evidence")["zones"]
    return found


def _front_matter(text: str, lines: list[tuple[int, int]]) -> int:
    """How many lines the metadata at the beginning takes."""
    if not lines or text[slice(*lines[0])].strip() != "---":
        return 0
    for number, (start, end) in enumerate(lines[1:200], 2):
        if text[start:end].strip() == "---":
            return number
    return 0
