"""Whom an utterance speaks to: who is named, and who of them each of its questions is for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pmkit.meetings.tone import signs_in
from pmkit.models.data_file import data_file
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.wording import sentences_of, words_of

ASKS = frozenset(("opens", "offers"))
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,.:;!?–—(]")
_CLAUSE = re.compile(r"[,.:;!?–—(] ")
_JOINS = frozenset((",", "and", "or"))
NEAR = 8
"""Words and signs before a name among which stands what gives it the word."""


class Group(NamedTuple):
    """Names side by side ("Noa and Bea"), and where they stand in a sentence.

    `rank` is 2 where they are called or get the word, 1 where a sign follows and nothing else tells, 0 for a mention;
    `gives` says that the sentence hands them the word in so many words.
    """

    names: tuple[str, ...]
    start: int
    end: int
    rank: int
    gives: bool


class _Token(NamedTuple):
    word: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        return not self.word[0].isalnum()


@dataclass(frozen=True, slots=True)
class Question:
    """A question: whom it is for, its words, and where it stands in the text."""

    asked: tuple[str, ...]
    words: tuple[str, ...]
    start: int
    end: int


def named_in(meeting: Meeting, words: Iterable[str]) -> list[str]:
    """The participants whom words name, "Bea's" among them."""
    plain = (word.replace("’", "'").removesuffix("'s") for word in words)
    return [meeting.names[word] for word in plain if word in meeting.names]


def asked_of(meeting: Meeting, text: str) -> tuple[str, ...]:
    """Those whom its questions are for, the last question first."""
    return asked_in(questions_in(meeting, text))


def asked_in(questions: Iterable[Question]) -> tuple[str, ...]:
    """Those whom some questions are for, the last question first."""
    return tuple(dict.fromkeys(name for one in reversed(tuple(questions)) for name in one.asked))


def questions_in(meeting: Meeting, text: str) -> tuple[Question, ...]:
    """Its questions in order, each for those who are called in its part of a sentence, else in the nearest before.

    Whoever is thanked, stopped or spoken of before another one gets the word is not asked.
    """
    found: list[Question] = []
    called: tuple[str, ...] = ()
    for start, end in _sentences(text):
        asks = is_question(text, start, end)
        for asked, given, begin, stop in _parts(meeting, text[start:end], asks=asks):
            called = asked or called
            if given:
                words = words_of(text[start + begin : start + stop])
                found.append(Question(called or tuple(named_in(meeting, words)), words, start + begin, start + stop))
    return tuple(found)


def _parts(meeting: Meeting, sentence: str, *, asks: bool) -> Iterator[tuple[tuple[str, ...], bool, int, int]]:
    """The parts of a sentence: for whom, whether it asks them, and where it stands."""
    groups = groups_in(meeting, sentence)
    called = [one for one in groups if one.rank > 1]
    if not called:
        weak = tuple(name for one in groups if one.rank for name in one.names)
        yield weak, asks, 0, len(sentence)
        return
    bounds = list(_bounds(sentence, called))
    for number, (group, begin, stop) in enumerate(bounds):
        last = number == len(bounds) - 1
        given = group.gives and not is_later(sentence)
        given = (asks or given) if last else _asks_beside(sentence, group, begin, stop)
        yield group.names, given, begin, stop


def _asks_beside(sentence: str, group: Group, begin: int, stop: int) -> bool:
    return is_asking(sentence[group.end : stop]) or is_asking(sentence[begin : group.start])


def _bounds(sentence: str, called: list[Group]) -> Iterator[tuple[Group, int, int]]:
    """Which part of a sentence is said to whom: what stands behind a name, or before it where that asks already."""
    groups, begin = list(called), 0
    if len(groups) > 1 and is_asking(sentence[: groups[0].start]):
        for one in groups[:-1]:
            yield one, begin, one.end
            begin = one.end
        yield groups[-1], begin, len(sentence)
        return
    if len(groups) > 1 and not words_of(sentence[groups[-1].end :]):  # "Dov, thanks; what did it cover, Noa?"
        groups[-2:] = [groups[-1]._replace(start=groups[-2].start)]
    for one, following in pairwise(groups):
        yield one, begin, following.start
        begin = following.start
    yield groups[-1], begin, len(sentence)


def is_question(text: str, start: int, end: int) -> bool:
    """Whether a sentence asks: by its sign, or as a request to tell or to take something up."""
    if text[start:end].rstrip().endswith("?"):
        return True
    return any(one.name in ASKS for one in signs_in(text[start:end]))


def _sentences(text: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in sentences_of(text)]


def groups_in(meeting: Meeting, sentence: str) -> list[Group]:
    """The names of a sentence in its order."""
    tokens = [_Token(one[0].casefold().replace("’", "'"), *one.span()) for one in _TOKEN.finditer(sentence)]
    found, at = [], 0
    while at < len(tokens):
        if tokens[at].word not in meeting.names:
            at += 1
            continue
        last = _last_of_group(meeting, tokens, at)
        names = (meeting.names[one.word] for one in tokens[at : last + 1] if one.word in meeting.names)
        rank, gives = _rank(tokens, at, last)
        found.append(Group(tuple(dict.fromkeys(names)), tokens[at].start, tokens[last].end, rank, gives))
        at = last + 1
    return found


def is_asking(text: str) -> bool:
    """Whether a part asks by its first words: "what did it …", "would you take …", not "could you wait"."""
    return bool(_patterns()["asks"].match(_plain(text)))


def is_later(sentence: str) -> bool:
    """Whether a sentence speaks of another time: "I hand that to Bea after the meeting"."""
    return bool(_patterns()["later"].search(_plain(sentence)))


def _plain(text: str) -> str:
    words = [one[0].casefold().replace("’", "'") for one in _TOKEN.finditer(text)]
    while words and (words[0] in _small() or not words[0][0].isalnum()):
        del words[0]
    return " ".join(words)


def _last_of_group(meeting: Meeting, tokens: list[_Token], at: int) -> int:
    last, ahead = at, at + 1
    while ahead < len(tokens) and (tokens[ahead].word in _JOINS or tokens[ahead].word in meeting.names):
        if tokens[ahead].word in meeting.names:
            last = ahead
        ahead += 1
    return last


def _rank(tokens: list[_Token], first: int, last: int) -> tuple[int, bool]:
    """How surely names are called, and whether they are handed the word."""
    before = _CLAUSE.split(" ".join(one.word for one in tokens[max(0, first - NEAR) : first]))[-1]
    after = " ".join(one.word for one in tokens[last + 1 : last + 1 + NEAR])
    given = _patterns()["gives"].search(before)
    if given and not _patterns()["withholds"].search(before[: given.start(1)]):
        return 2, True
    opens = _opens_clause(tokens, first)
    if opens and _patterns()["next"].match(after):
        return 2, True
    ends = not after or not after[0].isalnum()
    if opens and (ends or _patterns()["follows"].match(after)):
        return 2, False
    spoken_of = first > 0 and tokens[first - 1].word in _lists()["spoken_of"]
    return int(ends and not spoken_of), False


def _opens_clause(tokens: list[_Token], first: int) -> bool:
    at = first - 1
    while at >= 0 and not tokens[at].is_sign:
        if tokens[at].word not in _small():
            return False
        at -= 1
    return True


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data_file("meetings/manner.toml")["words"].items()}


def _small() -> frozenset[str]:
    return _lists()["small"]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    texts: dict[str, list[str]] = data_file("meetings/manner.toml")["floor"]
    ends = {"gives": r"(?<![^ ])(?:{})$", "withholds": r"(?<![^ ])(?:{})(?![^ ])", "later": r"(?<![^ ])(?:{})(?![^ ])"}
    return {name: re.compile(ends.get(name, "(?:{})(?![^ ])").format("|".join(rows))) for name, rows in texts.items()}
