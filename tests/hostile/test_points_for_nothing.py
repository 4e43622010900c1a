"""Ways to points without work: the kit's own answers, what a solution shows, a neighbour's answer."""

from itertools import permutations
from pathlib import Path

import pytest
from grading.course import Course, make_course

from pmkit.checks.text.text import read
from pmkit.grading.assess import assess_folder, judge
from pmkit.grading.exercise import exercise_for, exercise_names, load_exercise
from pmkit.grading.five_whys import measures
from pmkit.grading.own_incident import OwnIncident
from pmkit.grading.practice.exercise import Practice
from pmkit.grading.readings.pasting import is_pasted
from pmkit.models.five_whys import FiveWhys

TRAINEES = ("alice", "bob", "carol", "dave", "erin")
HONEST = FiveWhys.parse((Path(__file__).parents[1] / "hostile" / "honest_five_whys.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", exercise_names())
def test_nothing_that_a_trainee_is_given_to_call_writes_an_answer(slug: str, tmp_path: Path) -> None:
    practice = Practice(exercise_for(slug, "ada"), tmp_path)
    assert [name for name in dir(practice) if "model" in name] == []
    for name in ("scenario", "begin", "check", "hints", "solution"):
        getattr(practice, name)()
    assert practice.assess().points == 0


def test_what_a_solution_showed_earns_nothing_and_is_a_good_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    rubric = load_exercise("five-whys")
    copied = judge(rubric, rubric.shown_solution)
    assert copied.points == 0
    assert {reading.doubt for reading in copied.readings} == {"shown"}
    assert judge(rubric, rubric.model_answer).points == 100
    monkeypatch.setattr(measures, "shown_lines", tuple)
    assert judge(rubric, rubric.shown_solution).points == 100


def test_shown_lines_among_ones_own_earn_nothing_and_the_others_what_they_did() -> None:
    rubric = load_exercise("five-whys")
    answer = HONEST.model_copy(deep=True)
    before = judge(rubric, answer)
    for index in (1, 2, 3):
        answer.whys[index].answer = f"{rubric.shown_solution.whys[index].answer}."  # type: ignore[attr-defined]
    after = judge(rubric, answer)
    assert [reading.doubt for reading in after.readings] == ["", "shown", "shown", "shown", ""]
    assert 0 < after.points < before.points


def test_honest_lines_are_no_copies_of_what_is_shown() -> None:
    lines = [why.answer for why in HONEST.whys]
    assert not [line for line in lines if is_pasted(read(line), measures.shown_lines())]


@pytest.mark.parametrize("story", ["mixed-models", "bad-deploy"])
def test_a_neighbours_fishbone_beside_ones_own_incident_waits_and_earns_nothing(story: str, tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    for own, neighbour in permutations(TRAINEES, 2):
        OwnIncident(story=story, trainee=own).save(tmp_path / "answers" / "incident.toml")
        exercise_for("fishbone", neighbour, story).model_answer.save(tmp_path / "answers" / "fishbone.toml")
        result = assess_folder("fishbone", tmp_path, own)
        assert (result.points, result.outcome) == (0, "for-instructor"), (own, neighbour)


@pytest.mark.parametrize("story", ["mixed-models", "bad-deploy"])
@pytest.mark.parametrize("cites", ["nothing", "one", "any"])
def test_a_neighbours_fishbone_with_other_citations_or_none_waits_and_earns_nothing(story: str, cites: str) -> None:
    for own, neighbour in permutations(TRAINEES[:3], 2):
        rubric = exercise_for("fishbone", own, story)
        ids = [exhibit.id for exhibit in rubric.scenario.exhibits]
        answer = exercise_for("fishbone", neighbour, story).model_answer
        for number, cause in enumerate(answer.causes):  # type: ignore[attr-defined]  # a fishbone's
            cause.evidence = {"nothing": None, "one": ids[0], "any": ids[number % len(ids)]}[cites]
        result = judge(rubric, answer)
        assert (result.points, result.outcome) == (0, "for-instructor"), (own, neighbour)


def test_ones_own_fishbone_keeps_its_points_with_some_causes_that_cite_nothing() -> None:
    rubric = exercise_for("fishbone", "alice")
    answer = rubric.model_answer
    for cause in answer.causes[::2]:  # type: ignore[attr-defined]  # a fishbone's
        cause.evidence = None
    result = judge(rubric, answer)
    assert {reading.doubt for reading in result.readings} == {""}
    assert result.points > 70


@pytest.mark.parametrize("story", ["mixed-models", "bad-deploy"])
def test_ones_own_fishbone_earns_what_it_should_with_two_exhibits_mixed_up(story: str) -> None:
    for trainee in TRAINEES:
        rubric = exercise_for("fishbone", trainee, story)
        answer = rubric.model_answer
        assert judge(rubric, answer).points == 100
        for cause in answer.causes[:3]:  # type: ignore[attr-defined]  # a fishbone's
            cause.evidence = "E1"
        assert judge(rubric, answer).points > 70


def test_the_solution_of_the_story_as_it_is_written_earns_nothing_in_ones_own_fishbone() -> None:
    for trainee in TRAINEES:
        rubric = exercise_for("fishbone", trainee)
        assert judge(rubric, rubric.shown_solution).points == 0


@pytest.mark.lab
@pytest.mark.slow("nbgrader grades a class")
def test_the_same_answer_twice_is_listed_and_judged_by_nobody(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    other = HONEST.model_copy(update={"root_cause": "Releases are made ready without a look at memory"}).dump()
    submit(course, "ada", HONEST.dump())
    submit(course, "bob", f"# mine\n\n{HONEST.dump()}".replace("# mine", ""))
    submit(course, "carol", other)
    submit(course, "mallory", load_exercise("five-whys").model_answer.dump())
    course.submit("dave", answer='problem = "The validator missed 100 consecutive blocks"\n')
    course.submit("erin", answer='problem = "The validator missed 100 consecutive blocks"\n')
    printed = course.run("autograde", "five-whys")
    assert "the same answer word for word: ada, bob; see identical_answers_five-whys.csv" in printed
    assert "the same answer nearly word for word: ada, bob, carol;" in printed
    assert "mallory, five-whys: This is the kit's own model answer, word for word." in printed
    table = (tmp_path / "identical_answers_five-whys.csv").read_text(encoding="utf-8").splitlines()
    assert table == [
        "same_answer,student_id,how", "1,ada,word for word", "1,bob,word for word",
        "2,ada,nearly word for word", "2,bob,nearly word for word", "2,carol,nearly word for word",
    ]  # fmt: skip
    scores = course.scores()
    assert scores["ada"] == scores["bob"] > 0
    assert scores["mallory"] == 100


def submit(course: Course, student: str, answer: str) -> None:
    """Hand an answer in."""
    course.submit(student, answer=answer)
