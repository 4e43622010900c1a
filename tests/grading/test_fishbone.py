"""The fishbone exercise: scored against the causal graph of everybody's own incident."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.grading.assess import assess, judge
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.models.fishbone import CATEGORIES, Fishbone, FishboneCause
from pmkit.models.story.scenario import Cause

STORIES = [load_exercise("fishbone").story, *load_exercise("fishbone").other_stories]


def model(trainee: str = "", story: str = "") -> Fishbone:
    answer = exercise_for("fishbone", trainee, story).model_answer
    assert isinstance(answer, Fishbone)
    return answer


def with_causes(answer: Fishbone, *more: FishboneCause) -> Fishbone:
    return Fishbone.model_validate(answer.model_dump() | {"causes": [*answer.model_dump()["causes"], *more]})


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("trainee", ["", "alice", "bob", "学生"])
def test_the_causes_of_ones_own_incident_earn_full_marks(trainee: str, story: str) -> None:
    result = assess("fishbone", model(trainee, story), trainee, story)
    assert (result.points, result.outcome, result.findings) == (100, "met", ())


@pytest.mark.parametrize(("story", "other"), [STORIES, STORIES[::-1]])
def test_the_causes_of_another_story_wait_for_an_instructor(story: str, other: str) -> None:
    result = assess("fishbone", model("", other), "", story)
    assert result.outcome == "for-instructor"
    assert result.points < 10


def test_a_cause_that_no_exhibit_bears_on_is_asked_about_and_costs_a_point_at_most() -> None:
    answer = with_causes(model(), FishboneCause(category="Environment", text="A storm cut the fibre of a data centre"))
    result = assess("fishbone", answer)
    says = {criterion.id: criterion.says for criterion in result.criteria}
    assert says["what-shows-this"].startswith("What shows this: “A storm cut the fibre of a data centre”?")
    assert 99 <= result.points < 100


def test_a_cause_on_a_bone_that_can_be_defended_stands_well() -> None:
    story = exercise_for("fishbone").scenario
    also = next(cause for cause in story.causes if cause.also_fits)
    best, one = model(), next(cause for cause in model().causes if cause.text == also.statement)
    moved = one.model_copy(update={"category": also.also_fits[0], "parent": None})
    causes = [cause.model_copy(update={"parent": None}) for cause in best.causes if cause.text != also.statement]
    answer = Fishbone(problem=best.problem, causes=[*causes, moved], empty=best.empty)
    assert next(one for one in assess("fishbone", answer).criteria if one.id == "right-bone").outcome == "met"


@pytest.mark.parametrize("story", STORIES)
def test_no_cause_of_a_story_is_told_that_its_own_bone_is_where_few_would_look(story: str) -> None:
    rubric = exercise_for("fishbone", "", story)
    asked = [
        (cause.id, bone, of.says)
        for cause in rubric.scenario.causes
        for bone in (cause.category, *cause.also_fits)
        for of in judge(rubric, _alone(cause, bone)).criteria
        if of.id == "right-bone" and "few would look" in of.says
    ]
    assert asked == []


def _alone(cause: Cause, bone: str) -> Fishbone:
    line = FishboneCause(category=bone, text=cause.statement, evidence=", ".join(cause.shown_by) or None)
    return Fishbone(problem="Something stopped", causes=[line])


@pytest.mark.parametrize("story", STORIES)
def test_a_cause_where_it_fits_nowhere_is_asked_about(story: str) -> None:
    rubric = exercise_for("fishbone", "", story)
    narrow = next(one for one in rubric.scenario.causes if one.shown_by and len(one.also_fits) < 2)
    wrong = next(bone for bone in CATEGORIES if bone not in {narrow.category, *narrow.also_fits})
    told = {one.id: one.says for one in judge(rubric, _alone(narrow, wrong)).criteria}
    assert "few would look" in told["right-bone"]


@settings(max_examples=settings.default.max_examples // 2)
@given(
    st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=5),
    st.sampled_from(["The on-call engineer ignored the page", "model v11 v12 spam checklist panel receivers"]),
)
def test_blame_or_keywords_added_never_raise_a_score(bones: list[str], text: str) -> None:
    more = [FishboneCause(category=bone, text=text) for bone in bones]
    for least in (model(), Fishbone(problem="x", causes=model().causes[:4])):
        assert assess("fishbone", with_causes(least, *more)).points <= assess("fishbone", least).points


def test_the_same_sentence_on_every_bone_counts_once() -> None:
    once = model().causes[4].model_copy(update={"parent": None})
    causes = [once.model_copy(update={"category": bone}) for bone in CATEGORIES]
    assert assess("fishbone", Fishbone(problem="x", causes=causes)).points < 5


def test_own_words_count_with_the_exhibit_that_they_share_something_with() -> None:
    answer = with_causes(
        Fishbone(problem="x", causes=model().causes[:3]),
        FishboneCause(category="Tools", text="The alarm looks at an average over the whole hour", evidence="E12"),
        FishboneCause(category="Tools", text="The coffee machine was broken all day", evidence="E10"),
    )
    says = {criterion.id: criterion.says for criterion in assess("fishbone", answer).criteria}
    assert says["factors-found"].startswith("4 of the 9")


FAILINGS = [
    ("Thandi forgot to check how many validators had downloaded the model", ""),
    ("Thandi never checked how many validators had downloaded the model", "E3"),
]


@pytest.mark.parametrize("choice", [None, "upgrade-not-taken"])
@pytest.mark.parametrize(("text", "evidence"), FAILINGS)
def test_somebody_s_failing_earns_no_factor_that_it_only_comes_near_to(
    text: str, evidence: str, choice: str | None
) -> None:
    least = Fishbone(problem="x", causes=model().causes[:3])
    failing = FishboneCause(category="People", text=text, evidence=evidence, reads_as=choice)
    given = [
        line for line in judge(load_exercise("fishbone"), with_causes(least, failing)).readings if line.line == text
    ]
    assert [(one.meaning, one.doubt, one.counts) for one in given] == [("upgrade-not-taken", "judged", False)]


@pytest.mark.parametrize(
    "text",
    [
        "The careless operators did not download the upgrade",
        "Thandi forgot that nine operators had not downloaded the upgrade",
    ],
)
def test_a_factor_that_is_said_beside_a_failing_counts(text: str) -> None:
    answer = Fishbone(problem="x", causes=[FishboneCause(category="People", text=text, evidence="E3")])
    [given] = judge(load_exercise("fishbone"), answer).readings
    assert (given.meaning, given.counts) == ("upgrade-not-taken", True)


def test_causes_that_are_only_denied_earn_nothing() -> None:
    told = [(one, one.text[0].lower() + one.text[1:]) for one in model().causes]
    causes = [one.model_copy(update={"text": f"It is not true that {text}"}) for one, text in told]
    assert assess("fishbone", Fishbone(problem="x", causes=causes)).points == 0
