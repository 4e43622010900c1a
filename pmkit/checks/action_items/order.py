"""What an action item orders: its verb, whether that can ever be done, and what it is to be done to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text, is_absence

Manner = Literal["finishing", "degree", "weak", ""]
"""Whether the verb leaves something behind, asks for more or less, or promises attention; "" where there is no verb."""
FARTHEST = 12
"""Among how many words the verb is looked for."""
NEAR = 2
"""How many words apart a wish and the thing it is about may be: "more integration tests"."""
FORMS = ("ed", "ing")
"""Endings of a verb: "documented" is one, "documentation" none, and "alerting" only where "the" or the like follows."""
MOST_WORDS = 300
"""Words of an item that are read; nobody writes longer orders."""


@cache
def _manners() -> dict[str, Manner]:
    names: tuple[Manner, ...] = ("weak", "degree", "finishing")
    return {stem(word): name for name in names for word in words_called("action_items", name)}


@cache
def _verbs() -> frozenset[str]:
    return verbs_called("weak", "degree", "finishing")


def verbs_called(*names: str) -> frozenset[str]:
    """The words of several lists together."""
    return frozenset().union(*(words_called("action_items", name) for name in names))


@cache
def stems_called(name: str) -> frozenset[str]:
    """The stems of a list of words in `words/action_items.toml`."""
    return frozenset(map(stem, words_called("action_items", name)))


@dataclass(frozen=True)
class Order:
    """The text of an item, read as an order."""

    text: Text

    @cached_property
    def words(self) -> list[str]:
        """Its words, folded."""
        return [token.word for token in self.text.tokens[:MOST_WORDS]]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Their stems."""
        return self.text.stems[:MOST_WORDS]

    @cached_property
    def verb(self) -> int | None:
        """The index of the word that says what to do: "add" in "Mina to add an alert"."""
        places = [index for index in range(min(FARTHEST, len(self.words))) if self._may_order(index)]
        small = lexicon.action_items.before_orders
        return next((index for index in places if self.words[index] not in small), next(iter(places), None))

    @cached_property
    def manner(self) -> Manner:
        """What kind of verb it is; to make something better is a matter of degree, to make sure one of attention."""
        if self.verb is None:
            return ""
        word, behind = self.words[self.verb], self.words[self.verb + 1 :]
        if word == "make" and behind[:1] in (["sure"], ["certain"]):
            return "weak"
        if word == "make" and lexicon.action_items.wishes.intersection(behind):
            return "degree"
        if word == "have" and verbs_called("finishing").intersection(behind[:FARTHEST]):
            return "finishing"  # "have the deploy tool refuse …"
        return _manners()[self.stems[self.verb]]

    @cached_property
    def has_figure(self) -> bool:
        """Whether an amount or a rhythm is stated: "under 300 ms", "a third of its lifetime", "monthly"."""
        return any(self._is_amount(index) for index in range(len(self.words)))

    @cached_property
    def objects(self) -> frozenset[str]:
        """The stems of what is named that not every team has."""
        return frozenset(self._objects(self.verb + 1 if self.verb is not None else 0))

    @cached_property
    def general(self) -> frozenset[str]:
        """The stems of the things named that every team has: "runbook", "alert"."""
        first = self.verb + 1 if self.verb is not None else 0
        return frozenset(self.stems[first:]) & stems_called("generic")

    @cached_property
    def has_way(self) -> bool:
        """Whether it is said how: "by keeping the last image on each node"."""
        ways = (index for index, word in enumerate(self.words) if word in lexicon.action_items.ways)
        return any(any(self._objects(index + 1)) for index in ways)

    @cached_property
    def wish(self) -> tuple[int, int] | None:
        """Where something that every team has is wished better or more of: "more monitoring", as indices of words."""
        generic, wishes = stems_called("generic"), lexicon.action_items.wishes
        for index, word in enumerate(self.words):
            if word in wishes:
                for other in range(index + 1, min(index + 1 + NEAR, len(self.words))):
                    if self.stems[other] in generic:
                        return index, other
        return None

    def _may_order(self, index: int) -> bool:
        word = self.words[index]
        if self.stems[index] not in _manners() or not (word in _verbs() or word.endswith(FORMS)):
            return False
        if word.endswith("ing") and lexicon.action_items.articles.isdisjoint(self.words[index + 1 : index + 2]):
            return False
        if self.words[index] == "be" and self.stems[index + 1 : index + 2] in [(one,) for one in _manners()]:
            return False  # "should be added": the next word is the verb
        before = self.words[:index]
        if not before or before[-1] in lexicon.action_items.orders_follow:
            return True
        if set(before) <= lexicon.action_items.before_orders:
            return True
        between = self.text.text[self.text.tokens[index - 1].end : self.text.tokens[index].start]
        return bool(set(between) & set(":;.!–—"))

    def _is_amount(self, index: int) -> bool:
        word, token = self.words[index], self.text.tokens[index]
        if word in lexicon.action_items.amounts:
            return index != self.verb
        if not word[:1].isdigit() or word.endswith(("xx", "st", "nd", "rd", "th")):
            return False
        is_date = "-" in word and word[:4].isdigit()
        is_year = len(word) == 4 and word[:2] in {"19", "20"} and word.isdigit()
        before, after = self.text.text[max(0, token.start - 1) : token.start], self.text.text[token.end : token.end + 2]
        beside = {*self.words[max(0, index - 1) : index], *self.words[index + 1 : index + 2]}
        is_date = is_date or not lexicon.products.calendar.isdisjoint(beside) or self._is_product(index - 1)
        is_clock = before == ":" or (after[:1] == ":" and after[1:].isdigit())
        return not (is_date or is_year or is_clock or before == "#" or word.count(".") > 1)

    def _is_product(self, index: int) -> bool:
        """Whether a word is a name with a capital, so that a number behind it is a version: "PostgreSQL 16"."""
        if index < 1:
            return False
        token = self.text.tokens[index]
        word = self.text.text[token.start : token.end]
        return word[:1].isupper() and not word.isupper()

    def _objects(self, first: int) -> Iterator[str]:
        known = lexicon.action_items
        none = lexicon.english.function | lexicon.english.placeholder | known.wishes | known.colourless | known.amounts
        none |= known.before_orders | known.care
        for index in range(first, len(self.words)):
            word, root = self.words[index], self.stems[index]
            if word in none or is_absence(word) or not word[:1].isalpha():
                continue
            if root not in stems_called("generic") and not self._is_act(word, root):
                yield root

    @staticmethod
    def _is_act(word: str, root: str) -> bool:
        """Whether a word tells a deed and names nothing: "adding", "improve"; "renewal" and "page" name things."""
        if word in lexicon.action_items.also_things:
            return False
        manner = _manners().get(root)
        return manner in {"degree", "weak"} or (manner == "finishing" and (word in _verbs() or word.endswith("ing")))
