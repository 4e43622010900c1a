"""What judges in a rewrite: findings of the language checks, words of the original, mockery, politeness that blames."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pmkit.checks.check import Finding
from pmkit.checks.language.pattern import Index, Pattern, compile_patterns, spans_of
from pmkit.checks.text.sentence import Frame, Sentence, sentences_of
from pmkit.checks.text.text import Text, lexicon, read, table
from pmkit.models.statement import Statement

NO_JUDGEMENT = frozenset({"language/vague", "language/waiver"})
"""Checks whose findings blur or concern the file: a rewrite that is vague judges nobody."""
MILD = 0.5
"""What a word weighs that belittles or regrets, and a finding of a check that asks to consider."""
MOST_SCARED = 3
"""Words in quotation marks that nobody said, at most, where the marks mock: the “tests”."""
_QUOTED = re.compile(r"(?<!\w)[\"“”‘'«]([^\"“”‘’'«»\n]{2,40})[\"”’'»](?!\w)")
_SAYING = re.compile(r"(?:says?|said|reads?|read|shows?|named|called|titled|message|alert|setting|state|label|line|wrote|writes?|asks?|asked|reported)\W*$", re.IGNORECASE)
_LAUGHING = re.compile("[\U0001f44f\U0001f602\U0001f605\U0001f607\U0001f609\U0001f60f\U0001f612\U0001f634\U0001f643\U0001f644\U0001f921\U0001f923\U0001f926\U0001f389\U0001f3c6\U0001f947]|(?<!\\w)[;:]-?\\)|/s\\b")


@dataclass(frozen=True, slots=True)
class Judged:
    """Words that judge, and how much: 1 as words of blame do, less for those that may be meant otherwise."""

    words: str
    weight: float = 1.0


def judged(text: Text, statement: Statement, findings: Iterable[Finding], known: str = "") -> list[Judged]:
    """Everything in a rewrite that still judges, each place once; `known` is what stands in the story."""
    told: list[Judged] = []
    for one in _all(text, statement, findings, known):
        if not any(_holds(other.words, one.words) for other in told):
            told = [other for other in told if not _holds(one.words, other.words)]
            told.append(one)
    return told


def weight_of(words: Iterable[Judged]) -> float:
    """How much they judge together."""
    return sum(one.weight for one in words)


def _holds(longer: str, shorter: str) -> bool:
    return f" {' '.join(read(shorter).stems)} " in f" {' '.join(read(longer).stems)} "


def _all(text: Text, statement: Statement, findings: Iterable[Finding], known: str) -> Iterator[Judged]:
    for finding in findings:
        if finding.check not in NO_JUDGEMENT:
            yield Judged(finding.quote)
    for mark in statement.marks:
        if _holds(text.text, mark.quote):
            yield Judged(mark.quote)
    for sentence in sentences_of(Frame(text.text)):
        yield from _words(sentence)
    yield from _scare_quotes(text, known)
    yield from (Judged(match[0].strip()) for match in _LAUGHING.finditer(text.text))


def _words(sentence: Sentence) -> Iterator[Judged]:
    """Words and phrases of the lists, whether or not the sentence denies or quotes them."""
    source = sentence.source
    loaded, conduct = lexicon("loaded", "always"), lexicon("rewrites", "conduct")
    mock, mild = lexicon("rewrites", "mock"), lexicon("rewrites", "mild")
    for index, word in enumerate(sentence.words):
        if word in mock or word in conduct or (word in loaded and not _technical(sentence, index)):
            yield Judged(source[sentence.starts[index] : sentence.ends[index]])
        elif word in mild:
            yield Judged(source[sentence.starts[index] : sentence.ends[index]], MILD)
    for span in spans_of(_index().candidates(sentence).get("phrases", ()), sentence):
        yield Judged(" ".join(source[sentence.starts[span.first] : sentence.ends[span.last]].split()))


def _technical(sentence: Sentence, index: int) -> bool:
    senses = table("loaded")["technical"].get(sentence.words[index], ())
    return sentence.word(index + 1) in senses or sentence.word(index - 1) in senses


@cache
def _index() -> Index:
    data = table("rewrites")
    patterns: tuple[Pattern, ...] = compile_patterns(data["phrases"], data["lists"])
    return Index({"phrases": patterns}, {})


def _scare_quotes(text: Text, known: str) -> Iterator[Judged]:
    """Common words in quotation marks that nobody is said to have said: the “tests”."""
    for match in _QUOTED.finditer(text.text):
        words = read(match[1])
        plain = all(token.word.isalpha() for token in words.tokens) and match[1] == match[1].lower()
        if not plain or not 0 < len(words.tokens) <= MOST_SCARED or _SAYING.search(text.text[: match.start()]):
            continue
        if len(words.tokens) == 1 or match[1].casefold() not in known:
            yield Judged(match[0])
