"""The causes of a story are told apart: by examples that a reader has not heard, and by near misses."""

from functools import cache

import pytest

from pmkit.grading.readings.apart import Apart, examine_story, near_pairs, without
from pmkit.grading.readings.reader import Line, StoryReader
from pmkit.incidents import load_story, story_names
from pmkit.models.story.scenario import Cause, Exhibit, Scenario

every_story = pytest.mark.parametrize("slug", story_names())
FLOORS = {"bad-deploy": 0.97, "expired-certificate": 0.97, "mixed-models": 0.96, "validator-slashed": 0.98}
"""The share of examples that must be read as their cause by a reader that does not know them: what was reached."""
UNKNOWN_FLOORS = {"bad-deploy": 0.34, "expired-certificate": 0.3, "mixed-models": 0.37, "validator-slashed": 0.37}
"""The share of near misses that are held back by general rules alone."""


@cache
def apart(slug: str) -> Apart:
    return examine_story(load_story(slug))


def story(*causes: Cause) -> Scenario:
    return Scenario(
        slug="kitchen", title="The kitchen was closed", problem="No lunch", brief="Lunch was not served.", people=[],
        teams=[], systems=[], exhibits=[Exhibit(id="E1", source="Log", text="oven at 40 degrees")], causes=list(causes),
    )  # fmt: skip


def cause(name: str, statement: str, *examples: str, near_misses: tuple[str, ...] = ()) -> Cause:
    return Cause(
        id=name, statement=statement, leads_to=["problem"], said_as=[], examples=list(examples),
        near_misses=list(near_misses), shown_by=["E1"],
    )  # fmt: skip


OVEN = cause("cold-oven", "The oven was cold", "the oven had gone cold", "cold oven in the kitchen")
COOK = cause("no-cook", "The cook had no lighter", "the cook lacked a lighter", "no lighter for the cook")
TWIN = cause("twin", "A cold oven stood in the kitchen", "in the kitchen the oven was cold", "oven in kitchen: cold")


@every_story
def test_an_example_is_read_as_its_cause_by_a_reader_that_does_not_know_it(slug: str) -> None:
    found = apart(slug)
    assert sum(one.is_read for one in found.examples) >= FLOORS[slug] * len(found.examples)


@every_story
def test_no_two_causes_lie_too_near_and_no_example_is_read_as_another_cause(slug: str) -> None:
    assert (apart(slug).pairs, apart(slug).confused) == ([], [])


@every_story
def test_no_near_miss_counts(slug: str) -> None:
    assert [one.reading.line for one in apart(slug).missed if one.reading.counts] == []


@every_story
def test_general_rules_alone_hold_back_a_share_of_the_near_misses(slug: str) -> None:
    tried = apart(slug).unknown
    assert sum(not one.reading.counts for one in tried) >= UNKNOWN_FLOORS[slug] * len(tried)


@every_story
def test_what_near_misses_take_from_examples_waits_and_is_not_lost(slug: str) -> None:
    assert [one.reading.line for one in apart(slug).waiting if not one.reading.waits] == []


def test_two_causes_that_are_one_are_told_with_the_share_of_their_examples() -> None:
    pairs = near_pairs(story(OVEN, TWIN, COOK))
    assert {(one.cause, one.other) for one in pairs} <= {("cold-oven", "twin"), ("twin", "cold-oven")}
    assert pairs
    assert all(0 < one.share <= 1 for one in pairs)
    assert near_pairs(story(OVEN, COOK)) == []


def test_a_story_of_causes_that_are_one_is_not_clear_and_says_so() -> None:
    found = examine_story(story(OVEN, TWIN))
    assert not found.is_clear
    assert any(line.startswith("too near: ") for line in found.as_lines())


def test_an_example_is_left_out_of_its_cause_and_of_no_other() -> None:
    left = without(story(OVEN, COOK), OVEN, "the oven had gone cold")
    assert [one.examples for one in left.causes] == [["cold oven in the kitchen"], COOK.examples]


def test_a_line_close_to_a_near_miss_asks_and_waits_and_a_true_one_counts() -> None:
    missed = OVEN.model_copy(update={"near_misses": ["The oven of the neighbour was cold, and ours was hot."]})
    lines = [
        Line("1", "the oven of the neighbour was cold and ours was hot", "E1"),
        Line("2", "our oven was cold", "E1"),
    ]
    close, true = StoryReader(story(missed, COOK)).read(lines)
    assert (close.doubt, close.counts, close.waits) == ("close", False, True)
    assert (true.meaning, true.counts) == ("cold-oven", True)
    assert StoryReader(story(OVEN, COOK)).read(lines)[0].doubt != "close"


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("A panel shows which model each validator runs, and nobody had it open.", "denied"),
        ("Downloads are counted, and no panel shows which model a validator runs.", ""),
        ("No panel shows the models, and so we had to ask.", ""),
    ],
)
def test_a_word_of_absence_in_another_clause_makes_nothing_missing(line: str, doubt: str) -> None:
    known = load_story("mixed-models")
    causes = [one.model_copy(update={"near_misses": []}) for one in known.causes]
    reading = StoryReader(known.model_copy(update={"causes": causes})).read([Line("1", line, "E10")])[0]
    assert (reading.meaning, reading.doubt) == ("no-view-of-models", doubt)
