"""The checks of a fishbone, beyond the examples that each check carries."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.models.fishbone import CATEGORIES, MOST_CAUSES, Fishbone, FishboneCause
from pmkit.models.story.scenario import Person, Scenario

STORY = Scenario(
    slug="s",
    title="",
    problem="",
    brief="",
    people=[Person(name="Zoltrix Vane")],
    teams=[],
    systems=[],
    exhibits=[],
    causes=[],
)


def fishbone(*causes: tuple[str, str], problem: str = "Checkout returned errors") -> Fishbone:
    """A fishbone whose empty bones have a word."""
    listed = [FishboneCause(category=category, text=text) for category, text in causes]
    empty = dict.fromkeys(CATEGORIES, "The deploy log shows nothing")
    return Fishbone(problem=problem, empty=empty, causes=listed)


def found(answer: Fishbone, scenario: Scenario | None = None) -> list[tuple[str, str]]:
    return [(finding.check, finding.quote) for finding in examine(answer, "fishbone", scenario=scenario)]


@pytest.mark.parametrize(
    "text",
    [
        "Human error",
        "The DBA",
        "Anna Schmidt",
        "Inexperienced engineer",
        "An intern",
        "Carelessness",
        "Lack of attention by the DBA",
        "Developers bypassed the review",
    ],
)
def test_a_person_is_found_on_any_bone_and_told_once(text: str) -> None:
    told = found(fishbone(("People", "Training gap"), ("Tools", text)))
    assert told == [("fishbone/person-as-cause", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Fatigue",
        "On-call fatigue",
        "Too few engineers on nights",
        "Nobody on call knew the new region",
        "One engineer for three services",
        "Overloaded team",
        "Engineers had no access to the console",
        "Operator v0.12 image crashed",
        "Team dashboard shows averages",
        "Security review takes a week",
        "Unclear roles",
    ],
)
def test_a_condition_that_people_are_in_is_no_person(text: str) -> None:
    assert found(fishbone(("People", text), ("Tools", "No canary"))) == []


def test_a_person_of_the_story_is_known_by_any_name() -> None:
    answer = fishbone(("People", "Zoltrix"), ("Tools", "No canary"))
    assert found(answer) == []
    assert found(answer, STORY) == [("fishbone/person-as-cause", "Zoltrix")]


@pytest.mark.parametrize(
    "text", ["Add canary", "Need a canary", "Hire more engineers", "Set up an alert", "Must add tests", "Better alerts"]
)
def test_something_to_do_is_no_cause(text: str) -> None:
    told = found(fishbone(("Process", "No rollback procedure"), ("Tools", text)))
    assert [one for one in told if one[0] != "language/vague"] == [("fishbone/solution-as-cause", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Missing canary",
        "Alert fatigue of the pager",
        "Build pipeline has no cache",
        "Limit was set too low",
        "Increase in traffic",
        "Configure page hides the limit",
        "The job needs to be restarted after each update",
        "Split ownership of the queue",
    ],
)
def test_a_noun_that_is_a_verb_too_makes_no_solution(text: str) -> None:
    assert found(fishbone(("Process", "No rollback procedure"), ("Tools", text))) == []


def test_the_language_checks_read_the_causes_the_problem_and_the_words_on_empty_bones() -> None:
    answer = fishbone(("Process", "The stupid script was started twice"), ("Tools", "No canary"))
    answer.empty = {"People": "It was a careless night"}
    answer.problem = "The stupid outage"
    where = [finding.where for finding in examine(answer, "fishbone") if finding.check.startswith("language/")]
    assert where == ["problem", "cause 1, text", "empty, People"]


def test_a_finding_points_at_the_line_of_the_cause() -> None:
    text = fishbone(("Process", "No rollback procedure"), ("Tools", "Add a canary")).dump()
    (finding,) = examine(text, "fishbone", path="fishbone.toml")
    assert text.splitlines()[finding.line - 1][finding.column :] == 'Add a canary"'


def test_an_untouched_fishbone_is_left_alone() -> None:
    assert found(Fishbone()) == []
    assert found(Fishbone(problem="Outage", causes=[FishboneCause(category="Tools", text=" ")])) == []


def test_bones_are_asked_about_once_another_one_has_a_cause() -> None:
    causes = [FishboneCause(category=category, text=f"Cause in {category}") for category in CATEGORIES[:4]]
    assert found(Fishbone(causes=causes)) == [
        ("fishbone/empty-bone", "Communication"),
        ("fishbone/empty-bone", "Tools"),
    ]


def test_a_sub_cause_that_says_its_cause_again_is_found() -> None:
    answer = fishbone(("Process", "No rollback procedure"), ("Tools", "No canary"))
    answer.causes.append(FishboneCause(category="Tools", text="There is no canary", parent=2))
    assert found(answer) == [("fishbone/same-cause-twice", "There is no canary")]


@given(st.lists(st.tuples(st.sampled_from(CATEGORIES), st.text(max_size=60)), max_size=8), st.text(max_size=60))
def test_no_text_ends_the_checks_and_every_quote_is_in_it(causes: list[tuple[str, str]], problem: str) -> None:
    answer = fishbone(*causes, problem=problem)
    for finding in examine(answer, "fishbone"):
        if finding.check.startswith("fishbone/") and finding.where.startswith("cause"):
            number = int(finding.where.split(",")[0].removeprefix("cause "))
            assert finding.quote == answer.causes[number - 1].text[finding.start : finding.end]


def test_an_answer_as_large_as_can_be_is_examined_within_seconds() -> None:
    long = " ".join(f"word{number}" for number in range(600))
    answer = Fishbone(causes=[FishboneCause(category="Tools", text=f"{n} {long}") for n in range(MOST_CAUSES)])
    began = time.process_time()
    told = found(answer)
    assert (told, time.process_time() - began < 15) == ([("fishbone/one-bone", "Tools")], True)
