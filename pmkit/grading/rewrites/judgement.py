"""What judges in a rewrite: findings of the language checks, words of the original, mockery, politeness that blames."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pmkit.checks.check import Finding
from pmkit.checks.language.index import Index, Phrases
from pmkit.checks.language.pattern import Elements, spans_of
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of
from pmkit.checks.text.text import Text, is_absence, read
from pmkit.models.story.statement import Statement

NO_JUDGEMENT = frozenset({"language/vague", "language/waiver"})
"""Checks whose findings blur or concern the file: a rewrite that is vague judges nobody."""
GROUPS = ("phrases", "mockery", "questions", "asides")
REACH = 4
"""How many words before one of blame absolve of it: "nobody is to blame"."""
MILD = 0.5
"""What a word weighs that belittles or regrets, and a finding of a check that asks to consider."""
MOST_SCARED = 3
"""Words in quotation marks that nobody said, at most, where the marks mock: the “tests”."""
_QUOTED = re.compile(r"(?<!\w)[\"“”‘'«]([^\"“”‘’'«»\n]{2,40})[\"”’'»](?!\w)")
_SAYING = re.compile(
    r"(?:says?|said|reads?|read|shows?|named|called|titled|message|alert|setting|state|label|line|wrote|writes?|asks?|asked|reported)(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_UNDONE = re.compile(r"\b(?:not|never)\b(?! \w*(?:bother|care|thought|look))|n['’]t\b", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(
    r"\bone (?:cause|factor|reason|condition)\b.{0,12}\b(?:of|among|beside|besides|out of)\b", re.IGNORECASE
)
_LAUGHING = re.compile(
    "[\U0001f44f\U0001f602\U0001f605\U0001f607\U0001f609\U0001f60f\U0001f612\U0001f634\U0001f643\U0001f644\U0001f921\U0001f923\U0001f926\U0001f389\U0001f3c6\U0001f947]|(?<!\\w)[;:]-?\\)|/s\\b"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """Words that judge, and how much: 1 as words of blame do, less for those that may be meant otherwise.

    `mocks` says that they praise, or wonder, where nothing calls for it.
    """

    words: str
    weight: float = 1.0
    mocks: bool = False


def distinct(found: Iterable[Judged]) -> tuple[Judged, ...]:
    """Each place once: of two that hold the same words the longer stays."""
    told: list[Judged] = []
    for one in found:
        if not any(_holds(other.words, one.words) for other in told):
            told = [other for other in told if not _holds(one.words, other.words)]
            told.append(one)
    return tuple(told)


def weight_of(words: Iterable[Judged]) -> float:
    """How much they judge together."""
    return sum(one.weight for one in words)


def _holds(longer: str, shorter: str) -> bool:
    return f" {' '.join(read(shorter).stems)} " in f" {' '.join(read(longer).stems)} "


def of_checks(findings: Iterable[Finding], text: Text) -> Iterator[Judged]:
    """What the language checks found, but for blurs; what is only left undone weighs less ("had not set a policy")."""
    plural = _ONE_OF_SEVERAL.search(text.text)
    for finding in findings:
        if finding.check in NO_JUDGEMENT or (plural and finding.check == "language/single-cause"):
            continue
        undone = finding.check == "language/blame" and _UNDONE.search(finding.quote)
        yield Judged(finding.quote, MILD if undone else 1.0)


def judging_words(text: Text, statement: Statement, known: str = "") -> Iterator[Judged]:
    """What judges besides: the statement's own words, mockery, politeness; `known` is what stands in the story."""
    for mark in statement.marks:
        if _holds(text.text, mark.quote):
            yield Judged(mark.quote)
    for sentence in sentences_of(Frame(text.text)):
        yield from _words(sentence)
    yield from _scare_quotes(text, known)
    yield from (Judged(match[0].strip(), mocks=True) for match in _LAUGHING.finditer(text.text))


def _words(sentence: Sentence) -> Iterator[Judged]:
    """Words and phrases of the lists, whether or not the sentence denies or quotes them."""
    loaded, conduct = lexicon.loaded.always, lexicon.rewrites.conduct
    mock, mild = lexicon.rewrites.mock, lexicon.rewrites.mild
    for index, word in enumerate(sentence.words):
        if word in mock:
            yield Judged(_quote(sentence, index, index), mocks=True)
        elif word in conduct or (word in loaded and not _technical(sentence, index)):
            yield Judged(_quote(sentence, index, index), MILD if _absolves(sentence, index) else 1.0)
        elif word in mild:
            yield Judged(_quote(sentence, index, index), MILD)
    patterns = _index().candidates(sentence)
    for name in GROUPS:
        for span in spans_of(patterns.get(name, ()), sentence):
            inside = frozenset(sentence.words[span.first : span.last + 1])
            if name != "questions" or inside.isdisjoint(lexicon.rewrites.first_person):
                weight = MILD if name == "asides" else 1.0
                yield Judged(_quote(sentence, span.first, span.last), weight, name == "mockery")


def _absolves(sentence: Sentence, index: int) -> bool:
    """As in "nobody is to blame": of all judging words these alone may be denied in good faith."""
    before = sentence.words[max(0, index - REACH) : index]
    return sentence.words[index] in lexicon.rewrites.blame and any(
        is_absence(word) or word == "no-one" for word in before
    )


def _quote(sentence: Sentence, first: int, last: int) -> str:
    """The words from `first` to `last` as they are written."""
    start = sentence.starts[first] - sentence.offset
    return " ".join(sentence.source[start : sentence.ends[last] - sentence.offset].split())


def _technical(sentence: Sentence, index: int) -> bool:
    senses = table("loaded")["technical"].get(sentence.words[index], ())
    return sentence.word(index + 1) in senses or sentence.word(index - 1) in senses


@cache
def _index() -> Index:
    data = table("rewrites")
    elements = Elements(data["lists"])
    return Index({name: Phrases(data[name], elements) for name in GROUPS}, {})


def _scare_quotes(text: Text, known: str) -> Iterator[Judged]:
    """Common words in quotation marks that nobody is said to have said: the “tests”."""
    for match in _QUOTED.finditer(text.text):
        words = read(match[1])
        plain = all(token.word.isalpha() for token in words.tokens) and match[1] == match[1].lower()
        if not plain or not 0 < len(words.tokens) <= MOST_SCARED or _SAYING.search(text.text[: match.start()]):
            continue
        if len(words.tokens) == 1 or match[1].casefold() not in known:
            yield Judged(match[0], mocks=True)
