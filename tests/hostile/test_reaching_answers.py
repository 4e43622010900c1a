"""No way leads by attribute from what a trainee's notebook holds to an answer that earns much."""

import types
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pmkit.grading.assess import judge
from pmkit.grading.exercise import AuthorsExercise, Exercise, exercise_for, exercise_names
from pmkit.grading.practice.exercise import Practice
from pmkit.models.answer import Answer

DEEPEST, MOST_OF_A_LIST, MOST_SEEN = 5, 6, 20_000
CALLED = ("scenario", "begin", "check", "hints", "hint", "solution", "assess")
FEW = 10
PLAIN = (str, bytes, int, float, type(None), Path, types.ModuleType, type)


@pytest.mark.parametrize("slug", exercise_names())
def test_no_attribute_of_what_a_trainee_holds_leads_to_a_good_answer(slug: str, tmp_path: Path) -> None:
    practice = Practice(exercise_for(slug, "ada"), tmp_path)
    given = [practice, *(getattr(practice, name)() for name in CALLED)]
    whole = exercise_for(slug, "ada")
    found = [one for one in everything_in(given) if isinstance(one, Answer) and not isinstance(one, Exercise)]
    # What is shown after an attempt has tests of its own.
    others = [one for one in found if isinstance(one, whole.model) and one != whole.shown_solution]
    earned = [judge(whole, one).points for one in others]
    assert [points for points in earned if points > FEW] == []
    assert not [one for one in everything_in(given) if isinstance(one, AuthorsExercise)]


@pytest.mark.parametrize("slug", exercise_names())
def test_the_same_walk_finds_what_an_author_holds(slug: str) -> None:
    """The walk sees properties, so that the test above would find an answer that comes back."""
    whole = exercise_for(slug, "ada")
    found = [one for one in everything_in([whole]) if type(one) is whole.model]
    assert max(judge(whole, one).points for one in found) == 100


def everything_in(begin: list[object]) -> Iterator[object]:
    """Whatever public attributes, lists and tables lead to, each once."""
    known: set[int] = set()
    kept = []  # so that no identity is given twice
    here = [(one, 0) for one in begin]
    while here and len(known) < MOST_SEEN:
        one, depth = here.pop(0)
        if id(one) in known or isinstance(one, PLAIN):
            continue
        known.add(id(one))
        kept.append(one)
        yield one
        if depth < DEEPEST:
            here += [(other, depth + 1) for other in inside(one)]


def inside(one: object) -> Iterator[object]:
    """What one step leads to."""
    if isinstance(one, Mapping):
        yield from list(one.values())[:MOST_OF_A_LIST]
    elif isinstance(one, (list, tuple, set, frozenset)):
        yield from list(one)[:MOST_OF_A_LIST]
    elif type(one).__module__.startswith("pmkit."):
        for name in dir(one):
            if not name.startswith(("_", "model_fields", "model_computed", "model_config", "model_extra")):
                yield attribute(one, name)


def attribute(one: object, name: str) -> object:
    """An attribute; one that needs more than it has leads nowhere."""
    try:
        return getattr(one, name)
    except Exception:  # noqa: BLE001  # whatever a property raises
        return None
