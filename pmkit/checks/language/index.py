"""Which phrases may match a sentence, looked up by the words that it holds."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from pmkit.checks.language.pattern import CLAUSE_SIGNS, Elements, Pattern, compile_pattern
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.sentence import Sentence

Needs = tuple[frozenset[str], ...]
NEVER = (1_000_000, 0)


class Phrases(NamedTuple):
    """Patterns as a words file holds them, and its elements."""

    texts: Iterable[str]
    elements: Elements


class _Filed(NamedTuple):
    """A pattern under its name, not made yet."""

    name: str
    text: str
    elements: Elements


class Index:
    """Patterns under names, each filed by one word that it needs, as seldom a one as there is.

    Most sentences hold no such word and are left at once, and a sentence is looked up once for all checks: that is
    what makes thousands of patterns cheap. A pattern is made when a sentence first holds the word it is filed by:
    of a page's checks, that is what one waits for.
    """

    def __init__(self, named: Mapping[str, Phrases], words: Mapping[str, Iterable[str]]) -> None:
        self._filed: dict[str, list[_Filed]] = {}
        # By word, then by one thing more that must be there: patterns that share it are refused together.
        self._entries: dict[str, dict[frozenset[str], list[tuple[str, Pattern, Needs]]]] = {}
        self._made: dict[tuple[str, str], Pattern] = {}
        self.calling: dict[str, list[str]] = {}
        for name, phrases in named.items():
            self._file(name, phrases)
        for name, calling in words.items():
            for word in calling:
                self.calling.setdefault(word, []).append(name)
        self.keys = frozenset(self._filed.keys() | self.calling.keys())

    def _file(self, name: str, phrases: Phrases) -> None:
        ranks, filed = _Ranks(phrases.elements), self._filed
        for text in phrases.texts:
            one = _Filed(name, text, phrases.elements)
            for word in ranks.words[min(text.split(), key=ranks.__getitem__)]:
                if word in filed:
                    filed[word].append(one)
                else:
                    filed[word] = [one]

    def candidates(self, sentence: Sentence) -> dict[str, list[Pattern]]:
        """The patterns that may match, by name, each once; and the names that a word of the sentence calls for."""
        found, entries = sentence.found, self._entries
        hits: dict[str, list[Pattern]] = {}
        for word in sorted(found & self.keys):  # in one order, whatever the hash seed of the process
            if word not in entries:
                entries[word] = self._patterns_by(word)
            for shared, patterns in entries[word].items():
                if found.isdisjoint(shared):
                    continue
                for name, pattern, rest in patterns:
                    if not (rest and any(map(found.isdisjoint, rest))):
                        hits.setdefault(name, []).append(pattern)
            for name in self.calling.get(word, ()):
                hits.setdefault(name, [])
        return hits

    def _patterns_by(self, word: str) -> dict[frozenset[str], list[tuple[str, Pattern, Needs]]]:
        found: dict[frozenset[str], list[tuple[str, Pattern, Needs]]] = {}
        for filed in self._filed.get(word, ()):
            pattern = self._pattern(filed)
            seldom = min(pattern.needs, key=_commonness)
            rest = sorted((one for one in pattern.needs if one is not seldom), key=_commonness)
            found.setdefault(rest[0] if rest else frozenset({word}), []).append((filed.name, pattern, tuple(rest[1:])))
        return found

    def _pattern(self, filed: _Filed) -> Pattern:
        """One object a pattern, under however many words it is filed."""
        key = (filed.name, filed.text)
        if key not in self._made:
            self._made[key] = compile_pattern(filed.text, filed.elements)
        return self._made[key]


class _Ranks(dict[str, tuple[int, int]]):
    """How common the words of an element are; NEVER for one that names none, or that may be missing."""

    def __init__(self, elements: Elements) -> None:
        super().__init__()
        self.elements = elements
        self.words: dict[str, frozenset[str]] = {}

    def __missing__(self, part: str) -> tuple[int, int]:
        self.words[part] = words = self.elements.needed(part)
        self[part] = rank = _commonness(words) if words else NEVER
        return rank


@cache
def _commonness(words: frozenset[str]) -> tuple[int, int]:
    """How often one of some words will be met: small words first, then how many there are."""
    return len(words & _small()), len(words)


@cache
def _small() -> frozenset[str]:
    return lexicon.english.function | lexicon.english.common_besides | CLAUSE_SIGNS
