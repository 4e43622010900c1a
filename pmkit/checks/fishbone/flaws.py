"""How the flaws of a fishbone are found: one function a check, each yielding the words it means."""

from collections.abc import Iterator
from functools import lru_cache

from pmkit.checks.check import Match
from pmkit.checks.fishbone.people import person_on_bone
from pmkit.checks.fishbone.reading import FishboneReading
from pmkit.checks.five_whys.reading import part, whole
from pmkit.checks.text.lexicon import lexicon, table
from pmkit.checks.text.phrases import Phrases
from pmkit.checks.text.text import Text, is_absence, read

SAME = 0.8
"""Two causes say the same when they share this part of all their words …"""
LONGEST_COMPARED = 40
"""… and neither has more than so many; longer ones are the same only where they have the same words."""

Sense = tuple[frozenset[str], frozenset[str], bool]


def person_as_cause(reading: FishboneReading) -> Iterator[Match]:
    """Persons named or judged on a bone."""
    for field, text in reading.fields():
        place = person_on_bone(text, reading.names())
        if place:
            yield part(field, text, place)


def solution_as_cause(reading: FishboneReading) -> Iterator[Match]:
    """Orders and wishes in place of what was found."""
    for field, text in reading.fields():
        if _is_solution(text):
            yield whole(field, text)


@lru_cache(maxsize=2048)
def _is_solution(text: Text) -> bool:
    return _orders(text) or _wishes(text)


def _orders(text: Text) -> bool:
    """As in "Add a canary", "Test the backup"; not "Test coverage", "Increase in traffic"."""
    words = [token.word for token in text.tokens if token.word not in {"please", "up"}]
    if len(words) < 2:
        return False
    determined = words[1] in lexicon.fishbone.determiners
    if words[0] in lexicon.fishbone.maybe_orders:
        return determined and not _tells(words[2:5])
    return words[0] in lexicon.fishbone.orders and (determined or not _tells(words[1:]))


def _tells(words: list[str]) -> bool:
    """Whether a statement goes on there: "remove command had no confirmation"."""
    return any(word in lexicon.fishbone.statements or is_absence(word) for word in words)


def _wishes(text: Text) -> bool:
    """As in "We should add a canary", "There must be an alert", "Alerts need to be added", "Must add a test"."""
    words = [token.word for token in text.tokens]
    wishes = Phrases(table("fishbone")["wishes"]).places(words)
    return any(last + 1 < len(words) and _wished(words[:first], words[last + 1 :]) for first, last in wishes)


def _wished(before: list[str], after: list[str]) -> bool:
    if before[-1:] == ["there"]:
        return after[0] == "be"
    if before and after[0] == "be":
        return len(after) > 1 and after[1] in lexicon.fishbone.put_in_place
    somebody = not before or before[-1] in lexicon.fishbone.wishers
    return somebody and after[0] in lexicon.fishbone.orders


def problem_again(reading: FishboneReading) -> Iterator[Match]:
    """Causes that say what the problem says."""
    problem = _sense(read(reading.answer.problem))
    for field, text in reading.fields():
        if _same(_sense(text), problem):
            yield whole(field, text)


def same_cause_twice(reading: FishboneReading) -> Iterator[Match]:
    """Causes that an earlier one says already, on whatever bone."""
    exact: set[Sense] = set()
    short: list[Sense] = []
    for field, text in reading.fields():
        sense = _sense(text)
        compared = len(sense[0]) <= LONGEST_COMPARED
        if sense in exact or (compared and any(_same(sense, other) for other in short)):
            yield whole(field, text)
            continue
        if sense[0]:
            exact.add(sense)
        if compared:
            short.append(sense)


def _sense(text: Text) -> Sense:
    """The words that carry meaning, the numbers among them, and whether something is said to be missing."""
    numbers = frozenset(word for word in text.content if any(character.isdigit() for character in word))
    return text.content, numbers, any(is_absence(token.word) for token in text.tokens)


def _same(one: Sense, other: Sense) -> bool:
    """Whether two texts mean the same things; "node 1 was full" and "node 2 was full" do not."""
    return bool(one[0]) and one[1:] == other[1:] and len(one[0] & other[0]) >= SAME * len(one[0] | other[0])


def one_bone(reading: FishboneReading) -> Iterator[Match]:
    """The first cause where all of two or more stand on one bone."""
    if len(reading.filled) > 1 and len(reading.bones) == 1:
        first = reading.filled[0]
        index = reading.answer.categories.index(reading.answer.causes[first].category)
        yield whole(("categories", index), read(reading.answer.categories[index]))


def empty_bone(reading: FishboneReading) -> Iterator[Match]:
    """Bones without a cause and without a word, once the fishbone has begun on others."""
    if not reading.filled or next(one_bone(reading), None):
        return
    for index, category in enumerate(reading.answer.categories):
        if category not in reading.bones and not reading.answer.word_on(category):
            yield whole(("categories", index), read(category))
