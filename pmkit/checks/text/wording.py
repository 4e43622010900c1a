"""Whether a text says a given thing: wordings such as "memory + ran out / exhausted", kept in story files.

Terms are joined by " + " and must all be there, within a few words of each other; " / " parts the ways to
say a term, which may be phrases; words are compared by stem. `<absent>` is any word of absence ("no",
"lacks", "didn't"). A wording without `<absent>` is not met by words that are negated.
"""

import re
from functools import lru_cache
from itertools import product

from pmkit.checks.text.text import Text, is_absence, read
from pmkit.models.story.scenario import PROBLEM, Scenario

WINDOW = 14
"""How many words apart the terms of a wording may be."""
LONGEST_KEPT = 2000
"""Characters of a text that is remembered."""
ABSENT = ("<absent>",)
MOST_CAUSES_AT_ONCE = 2

_ENDS = re.compile(r"[.?!;:](?=\s)")

Term = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4096)
def _terms(wording: str) -> tuple[Term, ...]:
    return tuple(
        tuple(ABSENT if way.strip() == ABSENT[0] else read(way).stems for way in term.split(" / "))
        for term in wording.split(" + ")
    )


def says(text: Text, wording: str) -> bool:
    """Whether `text` is worded so; remembered: a builder asks it of every line at every keystroke."""
    return _says(text, wording) if len(text.text) <= LONGEST_KEPT else _says.__wrapped__(text, wording)


@lru_cache(maxsize=32768)
def _says(text: Text, wording: str) -> bool:
    places = [_places(text, term) for term in _terms(wording)]
    if not _is_of_absence(wording):
        places = [[place for place in found if not _negated(text, place)] for found in places]
    return _together(places)


def says_but_for(text: Text, wording: str, left_out: frozenset[int]) -> bool:
    """Whether `text` is worded so by other words than those at the places `left_out`."""
    found = ([place for place in _places(text, term) if place not in left_out] for term in _terms(wording))
    return _together(list(found))


def span_of(text: Text, wording: str) -> tuple[int, int] | None:
    """The narrowest stretch, as indices of the first and the last token, in which `text` has the terms of a wording."""
    places = [_places(text, term)[:6] for term in _terms(wording)]
    spans = [(min(found), max(found)) for found in product(*places)] if all(places) else []
    return min(spans, key=lambda span: span[1] - span[0], default=None)


def denies(text: Text, wording: str) -> bool:
    """Whether `text` is worded so but for a negation: what `says` does not grant for a "no" alone."""
    return not says(text, wording) and _together([_places(text, term) for term in _terms(wording)])


def _is_of_absence(wording: str) -> bool:
    return ABSENT in {way for term in _terms(wording) for way in term}


def _together(places: list[list[int]]) -> bool:
    """Whether every term has a place, within a few words of the others."""
    return all(places) and any(max(found) - min(found) <= WINDOW for found in product(*(place[:6] for place in places)))


def says_denied(text: Text, wording: str) -> bool:
    """Whether `text` has the words of a wording but denies them ("did not kill", for "kernel + killed").

    A wording of something missing is denied where three terms or more of it are said, and no word of absence.
    """
    terms = _terms(wording)
    missing = [term for term in terms if ABSENT in term]
    wanted = [term for term in terms if ABSENT not in term]
    if missing and (len(wanted) < 3 or any(is_absence(token.word) for token in text.tokens)):
        return False
    places = [_places(text, term) for term in wanted]
    if not all(places) or (not missing and not any(_negated(text, place) for found in places for place in found)):
        return False
    return any(max(found) - min(found) <= WINDOW for found in product(*(place[:6] for place in places)))


def _places(text: Text, term: Term) -> list[int]:
    """The positions at which one of a term's ways begins."""
    said = (
        index for way in term for index in text.positions.get(way[0], ()) if text.stems[index : index + len(way)] == way
    )
    return sorted({*said, *(text.absences if ABSENT in term else ())})


def _negated(text: Text, place: int) -> bool:
    """Whether one of the two words before a place is one of absence, with no end of a sentence between."""
    return any(
        is_absence(token.word) and not _ENDS.search(text.text, token.end, text.tokens[place].start)
        for token in text.tokens[max(0, place - 2) : place]
    )


def named_causes(text: Text, scenario: Scenario) -> frozenset[str]:
    """Every cause of the story that a text names, effects of others among them."""
    return frozenset(cause.id for cause in scenario.causes if any(says(text, wording) for wording in cause.said_as))


def recognise(text: Text, scenario: Scenario) -> frozenset[str]:
    """The causes of the story that a text names; empty when it names none, or too many at once.

    A sentence often names an effect with its cause ("so the leak was not caught"): only the deepest count.
    """
    named = named_causes(text, scenario)
    deepest = frozenset(one for one in named if not any(one in scenario.effects[other] for other in named - {one}))
    return deepest if len(deepest) <= MOST_CAUSES_AT_ONCE else frozenset()


def explains(causes: frozenset[str], effects: frozenset[str] | None, scenario: Scenario) -> bool:
    """Whether one of `causes` leads to one of `effects` in the story; None stands for the problem itself."""
    wanted = effects if effects is not None else frozenset({PROBLEM})
    return any(scenario.effects[cause] & wanted for cause in causes)
