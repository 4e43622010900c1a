"""What an action item orders: its verb, whether that can ever be done, and what it is to be done to."""

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, takewhile
from typing import Literal

from pmkit.checks.action_items.things import Things, stems_called, verbs_called
from pmkit.checks.text.lexicon import lexicon, words_called
from pmkit.checks.text.phrases import find_any, phrases_called
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text

Manner = Literal["finishing", "degree", "weak", ""]
"""Whether the verb leaves something behind, asks for more or less, or promises attention; "" where there is no verb."""
FARTHEST = 16
"""Among how many words the verb is looked for."""
PURPOSING = frozenset({"so", "because"})
COMPOUNDING = frozenset({":", "of"})
HEAD = 6
"""Words at the head of an item that say what it is about."""
NEAR = 2
"""How many words apart a wish and the thing it is about may be: "more integration tests"."""
FORMS = ("ed", "ing")
"""Endings of a verb: "documented" is one, "documentation" none, and "alerting" only where "the" or the like follows."""
MOST_WORDS_OF_A_TARGET = 9
MOST_WORDS = 300
"""Words of an item that are read; nobody writes longer orders."""


@cache
def _manners() -> dict[str, Manner]:
    names: tuple[Manner, ...] = ("weak", "degree", "finishing")
    return {stem(word): name for name in names for word in words_called("action_items", name)}


@cache
def _verbs() -> frozenset[str]:
    return verbs_called("weak", "degree", "finishing")


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
        if self.words[:2] == ["time", "to"]:
            return None
        places = [index for index in range(min(FARTHEST, len(self.words))) if self._may_order(index)]
        small = lexicon.action_items.before_orders
        found = next((index for index in places if self.words[index] not in small), next(iter(places), None))
        if found == 0 and self._is_noun_there(0):
            return next((index for index in places if index and self._is_told(index)), None)
        return found

    def _is_noun_there(self, index: int) -> bool:
        """Whether a word that may be a verb is a thing here: "Cache hit ratio …", "Restore drill", "Alert rule"."""
        word, after = self.words[index], self.words[index + 1 : index + 2]
        if not after or word not in lexicon.action_items.also_things | lexicon.action_items.also_nouns:
            return False
        told = any(self._is_told(other) for other in range(1, min(FARTHEST, len(self.words))))
        is_small = after[0] in lexicon.english.function
        return (told and not is_small) or after[0] in lexicon.action_items.compounds or after[0] in COMPOUNDING

    def _is_told(self, index: int) -> bool:
        """Whether the word is the verb of "should be watched", "has to compare", "must refuse"."""
        if not self._may_order(index) or index < 1:
            return False
        before = self.words[index - 1]
        if before == "to":
            return index > 1 and self.words[index - 2] in lexicon.action_items.before_orders
        return before in lexicon.action_items.orders_follow and before != "can"

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
    def begins(self) -> int:
        """Where the order begins: at its verb, else at the first word that says something."""
        if self.verb is not None:
            behind = "".join(self.words[self.verb + 1 : self.verb + 2])
            wraps = self.words[self.verb] in lexicon.action_items.wrapping and behind.endswith("ing")
            return self.verb + 1 if wraps else self.verb
        small = lexicon.action_items.before_orders
        return next((index for index, word in enumerate(self.words) if word not in small), 0)

    @cached_property
    def is_ordered(self) -> bool:
        """Whether an order begins there, and no thing is named: "Kill switch for …" orders nobody to kill."""
        if self.verb is not None:
            return True
        word = self.words[self.begins] if self.words else ""
        return not (word.endswith("ed") or self._is_noun_there(self.begins))

    @cached_property
    def things(self) -> Things:
        """What it is to be done to."""
        is_passive = self.verb is not None and self.words[self.verb - 1 : self.verb] == ["be"]
        return Things(self.text, self.words, self.stems, -1 if is_passive else self.verb)

    @property
    def has_figure(self) -> bool:
        """Whether an amount or a rhythm of something countable is stated: "under 300 ms", "monthly"."""
        return bool(self.things.figures)

    @cached_property
    def has_target(self) -> bool:
        """Whether a figure is there that is to be reached, and that does not only tell what happened."""
        if self.verb is not None and self.words[self.verb] in lexicon.action_items.factors:
            return not self.is_about_air
        first = self.begins + 1
        is_strict = self.manner == "weak"
        return any(
            index in (first, first + 1) or self.things.is_target(index, is_strict=is_strict)
            for index in self.things.figures
        )

    @property
    def objects(self) -> frozenset[str]:
        """The stems of what is named that not every team has."""
        return self.things.named

    @property
    def general(self) -> frozenset[str]:
        """The stems of the things named that every team has: "runbook", "alert"."""
        return self.things.general

    @cached_property
    def is_target(self) -> bool:
        """Whether it states how things should be, and no deed: "Failover takes under 4 minutes"."""
        if self.verb is None and self.opens_wish:
            return True
        if not self.has_figure:
            return False
        if self.verb is not None:
            near = self.words[self.verb + 1 : self.verb + HEAD]
            return (
                self.words[self.verb] in lexicon.action_items.aiming
                and not lexicon.action_items.outcomes.isdisjoint(near)
                and not self.has_way
            )
        is_outcome = not lexicon.action_items.outcomes.isdisjoint(self.words[: HEAD - 2])
        holds = not lexicon.action_items.states.isdisjoint(self.words[:HEAD])
        return (
            (is_outcome and self.has_no_artefact)
            or (holds and len(self.words) <= MOST_WORDS_OF_A_TARGET)
            or self._is_rate()
        )

    @property
    def opens_wish(self) -> bool:
        """As in "No more expired certificates in 2026", "95 % of incidents found by us", "Every host seen by it"."""
        first = self.words[:1]
        if not first or not lexicon.action_items.ruling.isdisjoint(self.words):
            return False
        is_share = first[0][:1].isdigit() and self.text.text[self.text.tokens[0].end :].lstrip()[:1] == "%"
        quantity = first[0] in lexicon.action_items.wishing or self.words[:2] == ["at", "most"] or is_share
        return quantity or (first[0] in lexicon.action_items.wholes and "0" in self.words)

    def _is_rate(self) -> bool:
        """As in "no more than 1 per 10,000 movements"."""
        return (
            "per" in self.words and self.has_no_artefact and find_any(self.text, "action_items", "at_most") is not None
        )

    @cached_property
    def has_no_artefact(self) -> bool:
        """Whether no thing is named that could be built, written or signed."""
        return lexicon.action_items.artefacts.isdisjoint(self.words)

    @cached_property
    def is_vague(self) -> bool:
        """Whether it asks for more or less of something and leaves open how much: "give the server more memory"."""
        first = self.verb if self.verb is not None else -1
        if first >= 0 and self.words[first] in lexicon.action_items.partial and self.begins > first:
            return True
        if any(True for _ in phrases_called("action_items", "open_ends", by_stem=False).places(self.words)):
            return True
        main = takewhile(lambda word: word not in lexicon.action_items.purposing, self.words[first + 1 :])
        return any(
            two in lexicon.action_items.vague_amounts and one not in {"no", "how"} for one, two in pairwise(("", *main))
        )

    @cached_property
    def is_about_air(self) -> bool:
        """Whether what it is about first is a quality that cannot be held: "raise awareness of …"."""
        first = self.verb + 1 if self.verb is not None else 0
        head: list[str] = []
        for word in self.words[first : first + HEAD]:
            if (
                word in lexicon.action_items.placing
                and head
                and head[-1] not in lexicon.action_items.colourless_amounts
            ):
                break
            head.append(word)
        return not lexicon.action_items.intangible.isdisjoint(head) and lexicon.action_items.artefacts.isdisjoint(head)

    @cached_property
    def is_placed(self) -> bool:
        """Whether a thing is placed by another: "the health check of the fare service"."""
        first = self.verb + 1 if self.verb is not None else 0
        return not lexicon.action_items.placing.isdisjoint(self.words[first + 1 : -1])

    @cached_property
    def holds_event(self) -> bool:
        """Whether a meeting, a course or a paper is ordered: it takes place or not, whatever it is about."""
        words = self.words
        first = 0 if self.verb is None else self.verb
        near = words[first : first + HEAD]
        is_held = self.verb is None or words[self.verb] in lexicon.action_items.holding
        counted = not {"a", "an", "one"}.isdisjoint(near) or self.has_figure
        return is_held and counted and not lexicon.action_items.events.isdisjoint(near)

    @cached_property
    def is_hedged(self) -> bool:
        """Whether it says by its words that it leaves open what or how much: "change whatever …"."""
        if self.words[self.begins + 1 : self.begins + 2] == ["whatever"]:
            return True
        return any(True for _ in phrases_called("action_items", "hedges", by_stem=False).places(self.words))

    @cached_property
    def aims(self) -> int:
        """From which word on it tells what it is for, and no more what is done."""
        first = self.begins + 1
        return next(
            (index for index in range(first, len(self.words)) if self.words[index] in PURPOSING), len(self.words)
        )

    @cached_property
    def has_way(self) -> bool:
        """Whether it is said how: "by keeping the last image on each node"."""
        ways = (index for index, word in enumerate(self.words) if word in lexicon.action_items.ways)
        return any(self.things.named_behind(index + 1) for index in ways)

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
