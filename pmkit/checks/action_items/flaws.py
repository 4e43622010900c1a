"""What the checks of action items find: one finder a check, each over all items of a list."""

from collections.abc import Callable, Iterator
from itertools import combinations

from pmkit.checks.action_items.reading import ItemReading, ItemsReading
from pmkit.checks.action_items.wording import (
    Place,
    is_alike,
    person_directed,
    said_by,
    second_order,
    weak_verb,
)
from pmkit.checks.check import Field, Match
from pmkit.checks.five_whys.reading import part, whole
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.people import name_words
from pmkit.checks.text.phrases import find_any
from pmkit.models.action_item import CLOSED, Kind, Letter

SOON = 21
"""Days in which nobody rewrites a system."""
MOST_COMPARED = 100
LOOKING_AHEAD: tuple[Kind, ...] = ("prevent-future", "detect-future")


def specific(reading: ItemsReading) -> Iterator[Match]:
    """Items that leave open what is to be done; one that is not written yet leaves all open."""
    for index, one in enumerate(reading.items):
        if one.letters["specific"] is False:
            yield _whole(index, one)


def measurable(reading: ItemsReading) -> Iterator[Match]:
    """Items of which nobody could tell that they are done."""
    yield from (_whole(index, one) for index, one in _missing(reading, "measurable"))


def assigned(reading: ItemsReading) -> Iterator[Match]:
    """Items for which nobody, or more than one, answers."""
    yield from (Match(_at(index, "owner"), 0, 0, one.owner_flaw) for index, one in _missing(reading, "assigned"))


def time_bound(reading: ItemsReading) -> Iterator[Match]:
    """Items without a date, or with one before they were written or behind the time of their priority."""
    yield from (Match(_at(index, "due"), 0, 0, one.due_flaw) for index, one in _missing(reading, "time-bound"))


def prioritized(reading: ItemsReading) -> Iterator[Match]:
    """Items without a priority, or with one that the module's table gives to what other items do."""
    for index in reading.judged:
        flaw = reading.items[index].priority_flaw
        if flaw:
            yield Match(_at(index, "priority"), 0, 0, flaw)


def realistic(reading: ItemsReading) -> Iterator[Match]:
    """Items that promise what no team can keep, or in days what takes months: asked, since reading cannot tell."""
    yield from _wording(reading, _promised)


def weak(reading: ItemsReading) -> Iterator[Match]:
    """Verbs that promise attention, where neither a thing and a figure nor what the author says make up for them."""
    yield from _wording(reading, lambda one: None if _plea(reading, one) else _weak_verb(one))


def _weak_verb(one: ItemReading) -> Place | None:
    if one.is_specific and one.is_measurable:
        return None
    return weak_verb(one.order, is_specific=one.is_specific)


def directed_at_people(reading: ItemsReading) -> Iterator[Match]:
    """Items that ask people to be better."""
    yield from _wording(reading, lambda one: _plea(reading, one))


def _plea(reading: ItemsReading, one: ItemReading) -> Place | None:
    people = reading.scenario.people if reading.scenario else []
    return person_directed(one.text, one.order, name_words(person.name for person in people))


def two_in_one(reading: ItemsReading) -> Iterator[Match]:
    """Items that give two orders."""
    yield from _wording(reading, lambda one: second_order(one.order))


def duplicate(reading: ItemsReading) -> Iterator[Match]:
    """Items that say what an earlier one says, unless one of the two is said to do."""
    said = {index: said_by(reading.items[index].text) for index in reading.judged[:MOST_COMPARED]}
    found: set[int] = set()
    for one, other in combinations(said, 2):
        if other not in found and is_alike(said[one], said[other]) and not reading.answer.competing(one, other):
            found.add(other)
            yield _whole(other, reading.items[other])


def no_prevention_or_detection(reading: ItemsReading) -> Iterator[Match]:
    """Lists in which every item looks back at this incident, or shortens the next one."""
    guesses = [reading.items[index].guess for index in reading.judged]
    kinds = [guess.kind for guess in guesses]
    if kinds and all(guess.is_plain for guess in guesses) and not set(kinds) & set(LOOKING_AHEAD):
        last = reading.judged[-1]
        yield Match(_at(last, "kind"), 0, 0, str(len(kinds)))


def unexplained(reading: ItemsReading) -> Iterator[Match]:
    """Items that are done or declined, and do not say what shows it or why."""
    for index, one in enumerate(reading.items):
        key, what = CLOSED.get(one.item.state, ("", ""))
        if key and one.is_written and not (getattr(one.item, key) or "").strip():
            yield Match(_at(index, key), 0, 0, f"{one.item.state}, without {what}")


def _missing(reading: ItemsReading, letter: Letter) -> Iterator[tuple[int, ItemReading]]:
    for index in reading.judged:
        if reading.items[index].letters[letter] is False:
            yield index, reading.items[index]


def _wording(reading: ItemsReading, find: Callable[[ItemReading], Place | None]) -> Iterator[Match]:
    for index in reading.judged:
        one = reading.items[index]
        place = find(one)
        if place:
            yield part(_at(index, "text"), one.text, place)


def _promised(one: ItemReading) -> Place | None:
    due, created, verb = one.item.due, one.created, one.order.verb
    if verb is not None and due and created and 0 <= (due - created).days <= SOON:
        token = one.text.tokens[verb]
        if token.word in lexicon.action_items.large:
            return token.start, token.end
    return find_any(one.text, "action_items", "promises")


def _at(index: int, key: str) -> Field:
    return "actions", index, key


def _whole(index: int, one: ItemReading) -> Match:
    return whole(_at(index, "text"), one.text)
