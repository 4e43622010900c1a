"""What is amiss in the wording of an action item besides its letters: a weak verb, two orders in one, a plea."""

from functools import cache

from pmkit.checks.action_items.order import Order
from pmkit.checks.action_items.things import stems_called, verbs_called
from pmkit.checks.text.concepts import concepts
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.phrases import find_any
from pmkit.checks.text.stems import stem
from pmkit.checks.text.text import Text

Place = tuple[int, int]
"""Offsets in the text."""
REACH = 6
"""Among how many words behind a verb of teaching the person is looked for."""
ALIKE = 0.75
"""From this share of common concepts on, two items say the same."""


def weak_verb(order: Order, *, is_specific: bool) -> Place | None:
    """Where an item promises attention, or more and less, without the thing or the figure by which it would be done."""
    if order.manner == "":
        alone = order.words[:1] and order.words[0] in lexicon.action_items.wishes_alone and not order.has_figure
        return _place(order.text, 0, min(1, len(order.words) - 1)) if alone else None
    if order.verb is None or order.manner == "finishing" or order.has_figure:
        return None
    if order.manner == "degree":
        return None if order.has_way and is_specific else _place(order.text, order.verb, order.verb)
    finds_out = order.stems[order.verb] in stems_called("finding_out")
    return None if finds_out and is_specific else _place(order.text, order.verb, order.verb)


def person_directed(text: Text, order: Order, names: frozenset[str] = frozenset()) -> Place | None:
    """Where an item asks people to be better, in place of changing what they work with."""
    plea = find_any(text, "action_items", "pleas")
    if plea:
        return plea
    verb = order.verb
    if verb is None or order.stems[verb] not in stems_called("teaching"):
        return None
    people = lexicon.action_items.taught | lexicon.names.names | names
    behind = range(verb + 1, min(verb + 1 + REACH, len(order.words)))
    found = (index for index in behind if order.words[index] in people or _is_name(order, index))
    person = next((index for index in found if not _is_part_of_a_thing(order, index, people)), None)
    if person is None:
        return None
    asks = order.stems[verb] in stems_called("asking")
    if asks and lexicon.action_items.care.isdisjoint(order.words[person:]):
        return None
    return _place(text, verb, person)


def _is_name(order: Order, index: int) -> bool:
    """Whether a word right behind the verb is written as a name is: "Train Nerys"."""
    token = order.text.tokens[index]
    return index == (order.verb or 0) + 1 and order.text.text[token.start : token.end].istitle()


def _is_part_of_a_thing(order: Order, index: int, people: frozenset[str]) -> bool:
    """As in "train the support classifier": where somebody works, with a thing behind it."""
    following = order.words[index + 1 : index + 2]
    if order.words[index] not in lexicon.action_items.groups or not following:
        return False
    return following[0] not in people | lexicon.english.function


def second_order(order: Order) -> Place | None:
    """Where a second order begins, if an item gives two that can be done one without the other."""
    if order.verb is None:
        return None
    for index in range(order.verb + 1, len(order.words)):
        if _orders(order, index) and _begins(order, index) and not _tells_findings(order, index):
            return _place(order.text, index, min(index + 1, len(order.words) - 1))
    return None


def _orders(order: Order, index: int) -> bool:
    """Whether the word is a verb in the form of an order, with an object of its own behind it."""
    word, behind = order.words[index], order.words[index + 1 : index + 2]
    if word not in _verbs() or not behind:
        return False
    articles, after = lexicon.action_items.articles, order.words[index + 2 : index + 3]
    is_pointer = behind[0] not in articles or not after or after[0] in lexicon.english.function
    if behind[0] in lexicon.action_items.taken_up and is_pointer:
        return False  # "… and link it": that is what the first order was about
    return word not in lexicon.action_items.also_things or behind[0] in articles


def _begins(order: Order, index: int) -> bool:
    """Whether an order may begin here: behind "and" or a sign, with an object before it and no purpose opened."""
    first, text = order.verb or 0, order.text
    joined = order.words[index - 1] in lexicon.action_items.joining
    between = text.text[text.tokens[index - 1].end : text.tokens[index].start]
    signs = set(between) & set(",;.:\n&+")
    last = index - 1 if joined else index
    objects = [one for one in order.words[first + 1 : last] if one not in lexicon.english.function]
    if not (joined or signs) or not objects or text.text[text.tokens[index].start - 1] in "-./_":
        return False
    if signs & set(";.\n"):
        return True
    if order.words[index] in lexicon.action_items.completing:
        return False
    return not _is_purpose(order, range(first + 1, last), order.words[index])


def _tells_findings(order: Order, index: int) -> bool:
    """As in "find out why … and post the findings": the search is not over before."""
    if order.verb is None or order.manner != "weak":
        return False
    return not lexicon.action_items.deliverables.isdisjoint(order.words[index : index + REACH])


def _is_purpose(order: Order, before: range, verb: str) -> bool:
    """Whether a word before tells what the first order is for: a verb behind it goes on telling that."""
    for index in before:
        if order.words[index] in lexicon.action_items.purposes:
            if order.words[index] != "to" or order.words[index + 1] in _verbs():
                return True
        elif order.words[index] in lexicon.action_items.conditions and verb in lexicon.action_items.also_things:
            return True  # of other verbs, "when a node stops and automate" gives an order: a node "automates"
    return False


@cache
def _verbs() -> frozenset[str]:
    return verbs_called("weak", "degree", "finishing")


def said_by(text: Text) -> frozenset[str]:
    """What an item is about, by concepts, with its figures; which verb makes a new thing does not count."""
    making = stems_called("making") | {stem(word) for word in lexicon.action_items.colourless}
    return concepts(text) - making


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two items say the same."""
    return len(one & other) >= 2 and len(one & other) / len(one | other) >= ALIKE


def _place(text: Text, first: int, last: int) -> Place:
    return text.tokens[first].start, text.tokens[last].end
