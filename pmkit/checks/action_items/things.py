"""What an action item is to be done to: the things that it names, and the figures that it states."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, is_absence

BESIDE = 6
"""Words around a figure among which stands what it counts."""


def verbs_called(*names: str) -> frozenset[str]:
    """The words of several lists together."""
    return frozenset().union(*(words_called("action_items", name) for name in names))


@cache
def stems_called(name: str) -> frozenset[str]:
    """The stems of a list of words in `words/action_items.toml`."""
    return frozenset(map(stem, words_called("action_items", name)))


@cache
def _acts() -> frozenset[str]:
    return stems_called("weak") | stems_called("degree")


@cache
def _deeds() -> frozenset[str]:
    return stems_called("finishing")


@cache
def _verbs() -> frozenset[str]:
    return verbs_called("weak", "degree", "finishing")


@cache
def _everywhere() -> frozenset[str]:
    """Stems of what every team has, and of what nobody can change."""
    return stems_called("generic") | stems_called("abstract")


@cache
def _small() -> frozenset[str]:
    """Words that name nothing."""
    none = (
        lexicon.english.function
        | lexicon.english.placeholder
        | lexicon.action_items.wishes
        | lexicon.action_items.colourless
        | lexicon.action_items.amounts
    )
    return none | lexicon.action_items.before_orders | lexicon.action_items.care


@dataclass(frozen=True)
class Things:
    """The words of an item from its verb on, by what they name."""

    text: Text
    words: list[str]
    stems: tuple[str, ...]
    verb: int | None

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of what is named that not every team has."""
        return self.named_between(self._first, len(self.words))

    @cached_property
    def general(self) -> frozenset[str]:
        """The stems of the things named that every team has: "runbook", "alert"."""
        return frozenset(self.stems[self._first :]) & stems_called("generic")

    @cached_property
    def has_name(self) -> bool:
        """Whether one of them is called by a name or a sign of its own: "legacy_cart", "Tessellate", "/search"."""
        return any(self._is_name(index) for index in self._places(self._first))

    @cached_property
    def figures(self) -> list[int]:
        """Where amounts and rhythms stand, but those of what cannot be counted."""
        return [index for index in range(len(self.words)) if self._is_amount(index) and not self._is_of_air(index)]

    @property
    def _first(self) -> int:
        return self.verb + 1 if self.verb is not None else 0

    def named_behind(self, first: int) -> frozenset[str]:
        """The stems of what is named from a word on."""
        return self.named_between(first, len(self.words))

    def named_between(self, first: int, last: int) -> frozenset[str]:
        """The stems of what is named from a word on, up to another."""
        return frozenset(self.stems[index] for index in self._places(first) if index < last)

    def named_before(self, last: int) -> frozenset[str]:
        """The stems of what is named up to a word."""
        return self.named_between(self._first, last)

    def is_target(self, index: int, *, is_strict: bool) -> bool:
        """Whether the figure is one to be reached: words of a bound, or of a rhythm, stand by it."""
        word = self.words[index]
        if word in lexicon.action_items.amounts and not word.isdigit():
            return True
        before = self.words[max(0, index - 3) : index]
        token = self.text.tokens[index]
        signs = self.text.text[max(0, token.start - 2) : token.start] + self.text.text[token.end : token.end + 2]
        bounds = lexicon.action_items.strict_bounds if is_strict else lexicon.action_items.bounds
        return not bounds.isdisjoint(before) or any(sign in "<>≤≥%=" for sign in signs)

    def _places(self, first: int) -> Iterator[int]:
        small, general = _small(), _everywhere()
        for index in range(first, len(self.words)):
            word, root = self.words[index], self.stems[index]
            if word in small or is_absence(word) or not word[:1].isalpha():
                continue
            if (root not in general and not self._is_act(word, root)) or self._is_name(index):
                yield index

    def _is_name(self, index: int) -> bool:
        token, word = self.text.tokens[index], self.words[index]
        raw = self.text.text[token.start : token.end]
        if self.stems[index] in _everywhere() or word in _small():
            return "_" in raw
        signs = any(sign in raw for sign in "_/.") or (any(map(str.isdigit, raw)) and any(map(str.isalpha, raw)))
        return signs or (index > 0 and raw[:1].isupper() and not self._opens_sentence(index))

    def _opens_sentence(self, index: int) -> bool:
        between = self.text.text[self.text.tokens[index - 1].end : self.text.tokens[index].start]
        return bool(set(between) & set(".:!?"))

    @staticmethod
    def _is_act(word: str, root: str) -> bool:
        """Whether a word tells a deed and names nothing: "adding", "improve"; "renewal" and "page" name things."""
        if word in lexicon.action_items.also_things or word in lexicon.action_items.also_nouns:
            return False
        return root in _acts() or (root in _deeds() and (word in _verbs() or word.endswith("ing")))

    def _is_of_air(self, index: int) -> bool:
        """As in "double the amount of awareness", "by 3 perspectives"."""
        beside = self.words[max(0, index - BESIDE) : index + BESIDE + 1]
        return not lexicon.action_items.intangible.isdisjoint(beside)

    def _is_amount(self, index: int) -> bool:
        word, token = self.words[index], self.text.tokens[index]
        if word in lexicon.action_items.amounts:
            return index != self.verb
        if not word[:1].isdigit() or word.endswith(("xx", "st", "nd", "rd", "th")):
            return False
        is_date = "-" in word and word[:4].isdigit()
        is_year = len(word) == 4 and word[:2] in {"19", "20"} and word.isdigit()
        before, after = self.text.text[max(0, token.start - 1) : token.start], self.text.text[token.end : token.end + 2]
        last = "".join(self.words[max(0, index - 1) : index])
        beside = {last, *self.words[index + 1 : index + 2]}
        is_date = is_date or not lexicon.products.calendar.isdisjoint(beside) or self._is_product(index - 1)
        is_clock = before == ":" or (after[:1] == ":" and after[1:].isdigit())
        is_name = last in lexicon.action_items.numbered or before == "#"
        return not (is_date or is_year or is_clock or is_name or word.count(".") > 1)

    def _is_product(self, index: int) -> bool:
        """Whether a word is a name with a capital, so that a number behind it is a version: "PostgreSQL 16"."""
        if index < 1:
            return False
        token = self.text.tokens[index]
        word = self.text.text[token.start : token.end]
        return word[:1].isupper() and not word.isupper()
