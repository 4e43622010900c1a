"""How the flaws of a 5 Whys chain are found: one function a check, each yielding the words it means."""

from collections.abc import Iterator
from itertools import pairwise

from pmkit.checks.check import Field, Match
from pmkit.checks.five_whys.actions import reaches_end
from pmkit.checks.five_whys.cohesion import says_again, strays
from pmkit.checks.five_whys.ends import is_ours, is_shallow, names_only_the_world, world_in
from pmkit.checks.five_whys.people import judges_person, person_at_end, supposed, unthought
from pmkit.checks.five_whys.reading import WhyReading, is_placeholder, part, whole
from pmkit.checks.language.counterfactual import counterfactual as find_counterfactual
from pmkit.checks.text.conduct import conduct_at_end
from pmkit.checks.text.lexicon import lexicon
from pmkit.checks.text.person_as_cause import person_as_cause as find_person_as_cause
from pmkit.checks.text.phrases import find_any
from pmkit.checks.text.set_up import lacks_control, names_set_up
from pmkit.checks.text.text import Text, is_english, read
from pmkit.checks.text.wording import explains, says

ENOUGH_WHYS = 3
"""A chain shorter than this is too shallow, whatever it ends in."""
PLENTY_OF_WHYS = 5
"""From here on, an end that names nothing systemic is left to other checks."""
FEW_WORDS = 7
SAME = 0.8
"""Two whys say the same when this share of the shorter one's words stands in the other."""


def blank(reading: WhyReading) -> Iterator[Match]:
    """Whys without a word, and a root cause without one once the chain has begun."""
    for field, text in reading.fields():
        if text.blank and (field[0] == "whys" or len(reading.filled) >= ENOUGH_WHYS):
            yield whole(field, text)


def placeholder(reading: WhyReading) -> Iterator[Match]:
    """Texts in which every word holds a place."""
    for field, text in reading.fields():
        if not text.blank and is_placeholder(text):
            yield whole(field, text)


def other_language(reading: WhyReading) -> Iterator[Match]:
    """The first why of an answer that is not in English."""
    text = read("\n".join(read_text.text for _, read_text in reading.fields()))
    if not is_english(text) and reading.filled:
        first = reading.filled[0]
        yield whole(("whys", first, "answer"), reading.texts[first])


def keywords(reading: WhyReading) -> Iterator[Match]:
    """Whys that are lists of words."""
    if next(other_language(reading), None):
        return
    for index in reading.filled:
        if len(reading.texts[index].tokens) > 1 and index not in reading.statements:
            yield whole(("whys", index, "answer"), reading.texts[index])


def too_shallow(reading: WhyReading) -> Iterator[Match]:
    """The deepest why of a chain that is short, or that ends in nothing a team has set up."""
    if not reading.filled:
        return
    deepest = max(reading.ends, key=lambda end: len(_filled_path(reading, end)))
    depth = len(_filled_path(reading, deepest))
    if reading.scenario is None:
        if is_shallow(reading, depth, [*(reading.texts[end] for end in reading.ends), reading.root_cause], ENOUGH_WHYS):
            yield whole(("whys", deepest, "answer"), reading.texts[deepest])
        return
    known = any(reading.causes[end] for end in reading.ends)
    systemic = any(reading.is_systemic(reading.texts[end], reading.causes[end]) for end in reading.ends)
    if depth < ENOUGH_WHYS or (not systemic and (known or depth < PLENTY_OF_WHYS)):
        yield whole(("whys", deepest, "answer"), reading.texts[deepest])


def _filled_path(reading: WhyReading, index: int) -> list[int]:
    return [one for one in reading.answer.path_to(index) if one in reading.filled]


def restated(reading: WhyReading) -> Iterator[Match]:
    """Whys that say what the problem or an earlier why of their path says."""
    problem = read(reading.answer.problem)
    for index in reading.filled:
        earlier = [problem, *(reading.texts[one] for one in _filled_path(reading, index)[:-1])]
        same = any(_same(reading.texts[index], other) for other in earlier) or _same_cause(reading, index)
        if same or (reading.scenario is None and says_again(reading.texts[index], earlier[-1])):
            yield whole(("whys", index, "answer"), reading.texts[index])
    if _same(reading.root_cause, problem):
        yield whole(("root_cause",), reading.root_cause)


def _same_cause(reading: WhyReading, index: int) -> bool:
    """Whether a why names the one cause that an earlier why of its path names, in few words and some of the same.

    Further steps within what a team has set up are steps all the same.
    """
    causes, text = reading.causes[index], reading.texts[index]
    short = len(text.content) <= FEW_WORDS and not find_counterfactual(text)
    if not short or len(causes) != 1 or reading.is_systemic(text, causes):
        return False
    earlier = [one for one in _filled_path(reading, index)[:-1] if reading.causes[one] == causes]
    return any(reading.texts[one].content & text.content for one in earlier)


def _same(one: Text, other: Text) -> bool:
    if one.stems == other.stems and one.tokens:
        return True
    shorter = min(len(one.content), len(other.content))
    return (
        shorter >= ENOUGH_WHYS and len(one.content & other.content) >= SAME * shorter and _alike_in_length(one, other)
    )


def _alike_in_length(one: Text, other: Text) -> bool:
    """A long sentence that takes up a short one to go on from it is no repetition."""
    return max(len(one.content), len(other.content)) <= 2 * min(len(one.content), len(other.content))


def non_sequitur(reading: WhyReading) -> Iterator[Match]:
    """Whys that the story knows not to lead to what they explain; without one, remarks that leave the chain."""
    unsound = reading.unsound_links if reading.scenario else _strays(reading)
    for index in unsound:
        yield whole(("whys", index, "answer"), reading.texts[index])


def _strays(reading: WhyReading) -> list[int]:
    """The whys below the first that leave their chain: nothing in them takes up the line above."""
    problem = read(reading.answer.problem)
    lines = [problem, *(reading.texts[index] for index in reading.filled), reading.root_cause]
    chained = all(reading.above(one) == above for above, one in pairwise(reading.filled))
    return [index for place, index in enumerate(reading.filled, 1) if chained and place > 1 and strays(lines, place)]


def unknown_link(reading: WhyReading) -> Iterator[Match]:
    """Statements whose cause the story does not know; a line that was read asks a question of its own."""
    if reading.scenario is None or reading.meant is not None:
        return
    for index in reading.statements:
        if not reading.causes[index]:
            yield whole(("whys", index, "answer"), reading.texts[index])


def person_as_cause(reading: WhyReading) -> Iterator[Match]:
    """Persons judged where a chain ends, or in the root cause."""
    ends = [(("whys", end, "answer"), reading.texts[end]) for end in reading.ends]
    for field, text in [*ends, (("root_cause",), reading.root_cause)]:
        conduct = conduct_at_end(text, reading.names())
        place = find_person_as_cause(text, reading.names())
        if reading.scenario is None:
            place = person_at_end(text) or (place if judges_person(text) else None)
        place = place or conduct
        if place:
            yield part(field, text, place)


def counterfactual(reading: WhyReading) -> Iterator[Match]:
    """What people would have done, told in place of what happened."""
    for field, text in reading.fields():
        place = find_counterfactual(text) or (None if reading.scenario else unthought(text) or supposed(text))
        if place:
            yield part(field, text, place)


def root_cause_elsewhere(reading: WhyReading) -> Iterator[Match]:
    """A root cause that plainly takes up an earlier why; an end may be put in quite other words."""
    root, ends = reading.root_cause, reading.ends
    if root.blank or not ends:
        return
    inner = [index for index in reading.filled if index not in ends]
    aside = sorted(set(range(len(reading.texts))) - set(reading.answer.standing()))
    if reading.scenario and reading.root_causes and all(reading.causes[end] for end in ends):
        at_end = any(reading.root_causes & reading.causes[end] for end in ends)
        deeper = any(explains(reading.root_causes, reading.causes[end], reading.scenario) for end in ends)
        # A root cause about how work is set up is taken for an end in other words.
        elsewhere = not at_end and not deeper and not reading.is_systemic(root, frozenset())
    elif reading.scenario is None and (names_set_up(root) or lacks_control(root)):
        elsewhere = False  # it names how work is set up, in whichever words
    else:
        elsewhere = _nearness(reading, inner) > max(SAME / 2, _nearness(reading, ends))
    # What was put aside is no end either.
    if elsewhere or _nearness(reading, aside) > max(SAME / 2, _nearness(reading, ends)):
        yield whole(("root_cause",), root)


def _nearness(reading: WhyReading, indices: list[int]) -> float:
    """The largest share of the root cause's words that one of these whys holds."""
    root = reading.root_cause.content
    return max((len(root & reading.texts[index].content) / max(1, len(root)) for index in indices), default=0.0)


def not_actionable(reading: WhyReading) -> Iterator[Match]:
    """Chance and fate in the root cause; without a story also the world as it is, at either end."""
    place = find_any(reading.root_cause, "english", "unchangeable")
    if place:
        yield part(("root_cause",), reading.root_cause, place)
    elif reading.scenario is None:
        yield from _the_world(reading)


def _the_world(reading: WhyReading) -> Iterator[Match]:
    """The root cause where it tells of the world; the last why where the root cause names nothing of ours either."""
    deep = len(reading.filled) >= ENOUGH_WHYS  # a short chain with such a name at its end stopped early
    ends = [(("whys", end, "answer"), reading.texts[end]) for end in reading.ends if not is_ours(reading.root_cause)]
    fields: list[tuple[Field, Text]] = [(("root_cause",), reading.root_cause), *ends]
    for field, text in fields:
        place = world_in(text, bare=deep)
        if place:
            yield part(field, text, place)
            return
    if deep and names_only_the_world(reading.root_cause, [reading.texts[end] for end in reading.ends]):
        yield whole(("root_cause",), reading.root_cause)


def action_misses_cause(reading: WhyReading) -> Iterator[Match]:
    """Actions that reach no cause the chain ends in, or that ask people to be more careful."""
    actions = [read(action.text) for action in reading.answer.actions]
    # Without a story, one action that reaches the end is enough: what the others are for is in nobody's words.
    if reading.scenario is None and any(not _admonishes(one) and reaches_end(reading, one) for one in actions):
        return
    for index, text in enumerate(actions):
        misses = reading.scenario is None or not touches_cause(reading, text)
        if not text.blank and (_admonishes(text) or misses):
            yield whole(("actions", index, "text"), text)


def _admonishes(text: Text) -> bool:
    return find_any(text, "english", "admonishing") is not None


def touches_cause(reading: WhyReading, action: Text) -> bool:
    """Whether an action reaches a cause: one the story has remedies for, or by a word what the chain ends in."""
    causes = reading.root_causes.union(*(reading.causes[index] for index in reading.sound_links))
    if reading.scenario and causes:
        remedies = [one for cause in causes for one in reading.scenario.cause_by_id[cause].remedies]
        if remedies:
            return any(says(action, remedy) for remedy in remedies)
    general = {read(word).stems[0] for word in lexicon.english.general}
    ends = reading.root_cause.content.union(*(reading.texts[end].content for end in reading.ends)) - general
    return not ends or bool(action.content & ends)
