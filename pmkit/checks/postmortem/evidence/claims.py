"""What a postmortem claims that evidence can show: its numbers, times, lengths, versions, names and quotations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from pmkit.checks.postmortem.evidence.passages import Passage, passages_of
from pmkit.checks.text.folding import fold, words_of
from pmkit.checks.text.lexicon import lexicon
from pmkit.models.evidence_facts.figures import Figure

Kind = Literal["number", "percentage", "money", "time", "date", "duration", "version", "person", "name", "log line"]
MOST_CLAIMS = 5_000
NEAR = 5
"""Characters between a date and the time that it is the day of."""
BEHIND = 60
FEWEST_QUOTED, LONG_QUOTED = 3, 5
"""Words of a quotation that claims something where the passage speaks of logs and messages, and anywhere."""
COUNTED: frozenset[Kind] = frozenset({"number", "percentage", "money", "time", "date", "duration"})
_QUOTED = re.compile(r"“([^“”\n]{3,400})”|\"([^\"\n]{3,400})\"|`([^`\n]{3,400})`|«([^«»\n]{3,400})»")
_MACHINE = re.compile(r"[=:(\d]")
"""Signs that tools write and people seldom say."""
_FIELD = re.compile(r"\w(?:: |=)\w")
_TICKET = re.compile(r"[A-Z]{1,10}-?\d{1,6}\Z")
_CAPITAL = re.compile(r"(?<![\w@.])[^\W\d_a-z][^\W\d_A-Z][\w'’-]{0,40}")
_JOINED = re.compile(r"[,;]\s(?:and|but|then|so|which|who|while|until)\s|;\s")
FEWEST_SAID = 3
_CODE = re.compile(r"`([^`\s]{2,80})`")
_HANDLE = re.compile(r"(?<![\w@./])@([A-Za-z][\w.-]{1,60})")
_RANGE = re.compile(r"[\s*_]{0,3}(?:to|-|–|—|and|until|till)[\s*_]{1,3}\d|[-–—]\d")


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """One thing that a text says, at `start` to `end`; `value`, `slack`, `unit` and `word` as a Figure has them.

    `about` says that the author rounds it; `day` is the ordinal of the day of a time where it is told; `first` and
    `last` bound the words of the passage that speak of it, between other claims of its kind.
    """

    kind: Kind
    quote: str
    start: int
    end: int
    passage: Passage
    value: float = 0.0
    slack: float = 0.0
    unit: str = ""
    word: str = ""
    about: bool = False
    day: int = 0
    first: int = 0
    last: int = 0

    @property
    def meaning(self) -> frozenset[str]:
        """What the words nearest to it say."""
        return self.passage.meaning(self.first, self.last)

    @property
    def behind(self) -> str:
        """The text right behind it."""
        at = self.end - self.passage.start
        return self.passage.text[at : at + BEHIND]


def claims_of(text: str, roster: Iterable[str] = ()) -> list[Claim]:
    """Every claim of a text in its order; `roster` are names of people besides those that are known as names.

    >>> [(one.kind, one.quote) for one in claims_of("At 09:30 UTC 1,300 users saw v2.0.5 fail for 2 h on node-7.")]
    [('time', '09:30 UTC'), ('number', '1,300'), ('version', 'v2.0.5'), ('duration', '2 h'), ('name', 'node-7')]
    """
    parts = parts_of(roster)
    claims = (claim for passage in passages_of(text) for claim in claims_in(passage, parts))
    return list(islice(claims, MOST_CLAIMS))


def parts_of(roster: Iterable[str]) -> frozenset[str]:
    """The parts of names, folded."""
    return frozenset(fold(part) for name in roster for part in name.split())


def claims_in(passage: Passage, roster: frozenset[str]) -> list[Claim]:
    """The claims of one passage; `roster` are parts of names, folded."""
    claims = [*_figures(passage), *_quotations(passage), *_people(passage, roster), *_code(passage)]
    kept = [one for one in claims if one.kind not in COUNTED or not (passage.marked_unknown or passage.is_plan)]
    return sorted(kept, key=lambda one: one.start)


def _figures(passage: Passage) -> Iterator[Claim]:
    figures = passage.figures
    bounds = _bounds(figures, len(passage.text))
    day = 0
    for index, figure in enumerate(figures):
        before = figures[index - 1] if index else None
        near = before is not None and before.kind == "date" and figure.start - before.end <= NEAR
        day = int(before.value) if near and before is not None else 0
        kind = _kind(passage, figure)
        if kind is None or (kind == "date" and _is_due(passage, figure)):
            continue
        at = passage.start
        first, last = _clause(passage, figure, bounds[index]) if kind == "time" else bounds[index]
        begin = before.start if kind == "time" and day and before is not None else figure.start
        yield Claim(
            kind,
            passage.text[begin : figure.end],
            at + begin,
            at + figure.end,
            passage,
            figure.value,
            figure.slack,
            _unit(passage, figures, index),
            figure.word,
            about=_is_about(passage, figure),
            day=day if kind == "time" else 0,
            first=first,
            last=last,
        )


def _clause(passage: Passage, figure: Figure, bounds: tuple[int, int]) -> tuple[int, int]:
    """Of two bounds, what belongs to the clause of a figure; of a clause that says nothing besides, all."""
    first, last = bounds
    behind = None if passage.is_row else _JOINED.search(passage.text, figure.end, last)
    end = behind.start() if behind else last
    return (first, end) if len(passage.meaning(first, end)) >= FEWEST_SAID else bounds


def _bounds(figures: list[Figure], length: int) -> list[tuple[int, int]]:
    """For each figure, from the end of the one of its kind before it to the start of the next."""
    ends: dict[str, int] = {}
    firsts = []
    for figure in figures:
        firsts.append(ends.get(figure.kind, 0))
        ends[figure.kind] = figure.end
    starts: dict[str, int] = {}
    lasts = []
    for figure in reversed(figures):
        lasts.append(starts.get(figure.kind, length))
        starts[figure.kind] = figure.start
    return list(zip(firsts, reversed(lasts), strict=True))


def _kind(passage: Passage, figure: Figure) -> Kind | None:
    """What a figure claims; None for tickets, priorities, ordinals and words that only look like names."""
    written = passage.text[figure.start : figure.end]
    match figure.kind:
        case "other":
            return None
        case "name":
            return "name" if _is_name(written, figure.unit) else None
        case "number":
            before = passage.text[max(figure.start - 2, 0) : figure.start]
            return None if before[-1:] in {"#", "P", "/", "§"} or _is_item(passage, figure) else "number"
        case kind:
            return kind


def _is_item(passage: Passage, figure: Figure) -> bool:
    """Whether a number only counts the items of a list, or stands alone in its cell."""
    before = passage.text[: figure.start].strip(" \t*_")
    return not before and passage.text[figure.end : figure.end + 1] in {".", ")"}


def _is_name(written: str, form: str) -> bool:
    if form == "camel":
        return fold(written) not in lexicon.products.tools | lexicon.products.names
    if form != "name":
        return True
    if _TICKET.match(written) or len(min(re.split(r"[.:-]+", written), key=len)) == 0:
        return False
    parts = re.split(r"[.:-]+", written)
    if "." in written:
        return all(len(part) > 1 for part in parts) and written.islower() and written.count(".") + 1 >= 2
    return written == written.casefold() and (parts[-1].isdigit() or len(parts[-1]) == 1)


def _unit(passage: Passage, figures: list[Figure], index: int) -> str:
    """The unit of a figure; "08:29 to 10:29 UTC" has the zone of both behind the second."""
    figure = figures[index]
    following = figures[index + 1] if index + 1 < len(figures) else None
    if figure.kind == "time" and not figure.unit and following is not None and following.kind == "time":
        return following.unit or passage.zone if _RANGE.match(passage.text, figure.end) else passage.zone
    return figure.unit or (passage.zone if figure.kind == "time" else "")


def _is_about(passage: Passage, figure: Figure) -> bool:
    before = passage.text[max(figure.start - 30, 0) : figure.start]
    words = [word for word, _, _ in words_of(before)][-3:]
    rough = not lexicon.evidence.about.isdisjoint(words[-2:]) or before.rstrip().endswith("~")
    return rough or (figure.kind == "duration" and passage.text[figure.start].isalpha())


def _is_due(passage: Passage, figure: Figure) -> bool:
    words = [word for word, _, _ in words_of(passage.text[max(figure.start - 30, 0) : figure.start])]
    return not lexicon.evidence.due.isdisjoint(words[-2:])


def _quotations(passage: Passage) -> Iterator[Claim]:
    """What stands in quotation marks or code: long, or where the passage speaks of what was logged, written or said."""
    is_told = not lexicon.evidence.quoting.isdisjoint(passage.folded)
    for match in _QUOTED.finditer(passage.text):
        group = match.lastindex or 0
        fewest = 2 if _FIELD.search(match[group]) else FEWEST_QUOTED
        count = len(words_of(match[group]))
        if count >= (fewest if is_told or _MACHINE.search(match[group]) else LONG_QUOTED):
            start, end = match.span(group)
            yield _claim("log line", passage, start, end)


def _people(passage: Passage, roster: frozenset[str]) -> Iterator[Claim]:
    """Names of people: a first name that is known, or part of a name of the roster, with the capital beside it."""
    taken = 0
    words = list(_CAPITAL.finditer(passage.text))
    for index, match in enumerate(words):
        if match.start() < taken or not _names_somebody(match, passage, roster):
            continue
        begin, end = match.start(), match.end()
        before, following = words[index - 1] if index else None, words[index + 1] if index + 1 < len(words) else None
        if following is not None and _joins(passage, match, following):
            end = following.end()
        elif before is not None and before.start() >= taken and _joins(passage, before, match):
            begin = before.start() if not _opens(passage, before.start()) else begin
        taken = end
        yield _claim("person", passage, begin, end, " ".join(_folded(one) for one in passage.text[begin:end].split()))
    for match in _HANDLE.finditer(passage.text):
        yield _claim("person", passage, match.start(), match.end(), fold(match[1]))


def _folded(word: str) -> str:
    return fold(word).removesuffix("'s").removesuffix("'")


def _names_somebody(match: re.Match[str], passage: Passage, roster: frozenset[str]) -> bool:
    word = _folded(match[0])
    if word in roster:
        return True
    following = passage.text[match.end() : match.end() + 2].lstrip(" ")[:1]
    return word in lexicon.names.names and (word not in lexicon.names.also_words or following.isupper())


def _joins(passage: Passage, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two words with capitals are one name: a space between them, and neither a tool nor a month."""
    others = lexicon.products.tools | lexicon.products.calendar
    return passage.text[first.end() : second.start()] in {" ", "\u00a0"} and not others & {
        _folded(first[0]),
        _folded(second[0]),
    }


def _opens(passage: Passage, at: int) -> bool:
    """Whether a word has its capital from its place: it opens the sentence or the cell."""
    return passage.text[:at].rstrip(' \t*_("“')[-1:] in {"", "|", "-", ":", "."}


def _code(passage: Passage) -> Iterator[Claim]:
    """Single words in code, where no figure stands already."""
    taken = [(figure.start, figure.end) for figure in passage.figures]
    for match in _CODE.finditer(passage.text):
        start, end = match.span(1)
        word = match[1].strip(".,:;()")
        if not any(begin < end and start < last for begin, last in taken) and any(map(str.isalpha, word)):
            yield _claim("name", passage, start, end, word.casefold())


def _claim(kind: Kind, passage: Passage, start: int, end: int, word: str = "") -> Claim:
    at = passage.start
    whole = len(passage.text)
    return Claim(kind, passage.text[start:end], at + start, at + end, passage, word=word, last=whole)
