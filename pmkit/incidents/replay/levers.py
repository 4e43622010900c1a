"""Whether the levers of a story are whole: what they refer to is there, and no two of them pull at each other."""

from collections.abc import Iterator
from itertools import combinations

from pmkit.incidents.replay.moving import Order, move, working
from pmkit.models.story.incident import Story
from pmkit.models.story.lever import BLANK, Effect, Lever

FEWEST = 3
MOVED = ("detects", "recovers", "warns", "removes")


def lever_problems(story: Story) -> list[str]:
    """What is wrong with the levers of a story, a sentence each, with what to write instead."""
    try:
        order = Order(story)
    except ValueError as error:
        return [f"{error}; write the anchors impact_start, detected and impact_end, and a table [impact]"]
    return [*_of_all(story), *(problem for lever in story.levers for problem in _of_one(lever, order))]


def _of_all(story: Story) -> Iterator[str]:
    ids = [lever.id for lever in story.levers]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"levers, {one}: this id stands twice; write another"
    if len(ids) < FEWEST:
        yield f"levers: there are {len(ids)}; write at least {FEWEST}"
    if not any(lever.does == "nothing" for lever in story.levers):
        yield 'levers: none changes nothing; write one that sounds good, with does = "nothing"'
    if story.next_year.problem and story.next_year.problem not in story.times:
        yield f"next_year, problem: there is no event {story.next_year.problem!r}; write the id of one"
    yield from _overlaps(story)


def _overlaps(story: Story) -> Iterator[str]:
    """Stretches that overlap in part: how much one is shortened would hang on the other, and more could be worse."""
    held = [lever for lever in story.levers if lever.does == "shortens"]
    if any(event not in story.times for lever in held for event in (lever.starts, lever.ends)):
        return
    for one, other in combinations(held, 2):
        first, second = ((story.times[lever.starts], story.times[lever.ends]) for lever in (one, other))
        if first != second and first[0] < second[1] and second[0] < first[1]:
            yield f"levers, {one.id}: its stretch overlaps that of {other.id}; write stretches that do not"


def _of_one(lever: Lever, order: Order) -> Iterator[str]:
    found = [*_links(lever, order), *_numbers(lever), *_wordings(lever)]
    yield from (f"levers, {lever.id}, {one}" for one in found)
    if not found and lever.does != "nothing":
        why = working(lever, lever.default)
        same = not why and move(order.story, [Effect(lever.id)]) == move(order.story, [])
        if why or same:
            yield f"levers, {lever.id}: moved by its default it changes nothing; write another default"


def _links(lever: Lever, order: Order) -> Iterator[str]:
    for cause in lever.causes:
        if cause not in order.story.cause_by_id:
            yield f"causes: there is no cause {cause!r}; write the id of one"
    wanted = {"shortens": ("starts", "ends")}.get(lever.does, ("starts",) if lever.does in MOVED else ())
    for name in wanted:
        event = getattr(lever, name)
        if event not in order.story.times:
            yield f"{name}: there is no event {event!r}; write the id of one"
        elif lever.does == "shortens" and event not in order.response:
            yield f"{name}: {event!r} comes before the detection; write an event of the response"
        elif lever.does == "detects" and event in order.response:
            yield f"{name}: {event!r} follows from the detection; write an event before it"
    if lever.does in ("detects", "warns", "removes", "recovers") and not lever.instead:
        yield "instead: empty; write what happens then"
    if lever.does == "shortens" and _stretch(lever, order) < 1:
        yield "ends: it does not come after starts; write a later event"


def _stretch(lever: Lever, order: Order) -> int:
    """How many steps of the response lie between the ends of a stretch; 1 where that cannot be said."""
    if lever.starts not in order.response or lever.ends not in order.response:
        return 1
    return order.response.index(lever.ends) - order.response.index(lever.starts)


def _numbers(lever: Lever) -> Iterator[str]:
    if not lever.has_number:
        if BLANK in lever.says:
            yield f"says: it holds {BLANK} and there is no number; write default, least and most"
        return
    if BLANK not in lever.says:
        yield f"says: it holds no {BLANK}; write that where the number stands"
    if not lever.least <= (lever.default or 0) <= lever.most:
        yield f"default: {lever.default:g} does not lie from {lever.least:g} to {lever.most:g}; write one that does"
    if lever.works_from is not None and not lever.too_little:
        yield "too_little: empty; write why a number below works_from changes nothing"
    if lever.works_to is not None and not lever.too_much:
        yield "too_much: empty; write why a number above works_to changes nothing"


def _wordings(lever: Lever) -> Iterator[str]:
    for wording in lever.said_as:
        ways = [way for term in wording.split(" + ") for way in term.split(" / ")]
        if not all(any(letter.isalnum() for letter in way) for way in ways):
            yield f"said_as: {wording[:60]!r} has a way without a word; write words between the signs"
