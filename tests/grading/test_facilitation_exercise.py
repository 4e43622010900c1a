"""A meeting of one's own, led in one's own words: every moment counts, and tricks earn little in anybody's meeting."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain

import pytest
from plain_loop import plain_loop

from pmkit.checks.facilitation.moves import read
from pmkit.grading.assess import judge
from pmkit.grading.assessment import CriterionResult
from pmkit.grading.exercise import Exercise, exercise_for
from pmkit.grading.facilitation.measures import OF_ANOTHER, TURNS
from pmkit.grading.own_incident import NOBODY
from pmkit.meetings.begin import begin
from pmkit.meetings.hearing import is_copied
from pmkit.meetings.library import load_meeting, meeting_names
from pmkit.meetings.lines import lines_for
from pmkit.meetings.turn import say
from pmkit.models.data_file import data_file
from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.models.meeting.flaws import harms
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.state import State
from pmkit.models.meeting.wording import words_of

SLUG = "facilitation"
TRAINEES = [f"trainee{number:02d}" for number in range(12)]
LITTLE = 20
STORIES = pytest.mark.parametrize("story", meeting_names())
SAID = data_file("grading/facilitation/said.toml")
MEANT = {
    "frame": "sets-frame",
    "thanks": "thanks",
    "redirects": "redirects-blame",
    "parks": "parks-fix",
    "clocks": "keeps-time",
    "summary": "summarises",
    "owners": "asks-owner",
    "voices": "invites",
}


def of(trainee: str, story: str = "bad-deploy") -> Exercise:
    return exercise_for(SLUG, trainee, story)


def model(trainee: str, story: str = "bad-deploy") -> Facilitation:
    answer = of(trainee, story).model_answer
    assert isinstance(answer, Facilitation)
    return answer


def criterion(answer: Facilitation, name: str, trainee: str = "ada") -> CriterionResult:
    return next(one for one in judge(of(trainee), answer).criteria if one.id == name)


def with_line(answer: Facilitation, number: int, more: str) -> Facilitation:
    """The answer with a sentence more in one of its turns."""
    turns = [*answer.turns]
    turns[number] = MeetingTurn(text=f"{turns[number].text} {more}")
    return answer.model_copy(update={"turns": turns})


def transcript(exercise: Exercise, next_line: Callable[[Meeting, State], str]) -> Facilitation:
    """What comes of a habit in a trainee's meeting, until the hour is over."""
    own = exercise.own_meeting
    assert own is not None
    state = begin(own.meeting, own.seed)
    while not state.over:
        state = say(own.meeting, state, next_line(own.meeting, state)).state
    return Facilitation(turns=[MeetingTurn(text=one.text) for one in state.said])


@STORIES
@pytest.mark.parametrize("trainee", [NOBODY, *TRAINEES])
def test_a_meeting_led_well_earns_everything_in_everybodys_meeting(trainee: str, story: str) -> None:
    answer = model(trainee, story)
    result = judge(of(trainee, story), Facilitation.parse(answer.dump()))
    assert (result.points, result.findings) == (100, ())
    assert len(answer.turns) >= TURNS


def test_the_same_trainee_has_the_same_meeting_and_another_one_has_not() -> None:
    plans = {}
    for trainee in TRAINEES:
        own = of(trainee).own_meeting
        assert own is not None
        plans[trainee] = begin(own.meeting, own.seed).plan
        again = exercise_for.__wrapped__(SLUG, trainee, "bad-deploy").own_meeting
        assert begin(again.meeting, again.seed).plan == plans[trainee]
    assert len(set(plans.values())) == len(TRAINEES)


@STORIES
@pytest.mark.parametrize("trainee", TRAINEES[:4])
@pytest.mark.parametrize(
    "habit",
    [
        lambda _m, _s: "What happened then?",
        lambda m, s: f"{m.people[len(s.said) % len(m.people)].name.split()[0]}, what did you see?",
        lambda m, s: f"Thank you, {m.people[len(s.said) % len(m.people)].name.split()[0]}.",
        lambda _m, s: f"thanks, blameless, what, how, timeline, log, park it, summary, time check, {len(s.said)}",
        lambda m, s: next(one.text for one in lines_for(m, s) if not harms(one)),
        lambda m, s: f"Well, {next(one.text for one in lines_for(m, s) if not harms(one))}",
        lambda _m, s: "…" if len(s.said) % 2 else "Hm.",
    ],
    ids=["one-question", "one-question-by-name", "thanks", "keywords", "copied", "copied-with-a-word", "silence"],
)
def test_a_trick_earns_little(habit: Callable[[Meeting, State], str], trainee: str, story: str) -> None:
    exercise = of(trainee, story)
    assert judge(exercise, transcript(exercise, habit)).points < LITTLE


@pytest.mark.parametrize("trainee", TRAINEES[:4])
def test_a_line_that_harms_costs_points_wherever_it_is_said(trainee: str) -> None:
    answer = model(trainee)
    for number in range(1, len(answer.turns), 4):
        worse = with_line(answer, number, "Noa, why did you approve that?")
        result = judge(of(trainee), worse)
        assert result.points <= 95
        place = next(one.where for one in result.criteria if one.id == "harmless")
        assert place == f"turn {number + 1}, text"
        assert any(one.check == "facilitation/why-you" for one in result.findings)


def test_a_turn_said_again_counts_half() -> None:
    answer = model("ada")
    first = answer.turns[0]
    again = answer.model_copy(update={"turns": [first, MeetingTurn(back=True), *answer.turns]})
    assert criterion(answer, "frame").points > criterion(again, "frame").points > 0
    assert "said again" in criterion(again, "frame").says


def test_what_was_not_met_is_named_with_its_turn() -> None:
    answer = model("ada")
    silent = answer.model_copy(update={"turns": answer.turns[:3]})
    assert "(never met)" in criterion(silent, "parked").says
    assert criterion(silent, "facts").says.startswith(("1 of", "2 of"))


def test_a_transcript_of_another_meeting_earns_nothing_and_is_told_so() -> None:
    result = judge(of("ada"), model("bob"))
    assert result.points < 5, "the rating of oneself alone may be near"
    assert OF_ANOTHER in next(one.says for one in result.criteria if one.id == "turns")
    assert judge(of("ada"), model("ada", "validator-slashed")).points < 5


def test_a_file_without_a_name_and_with_an_agenda_of_its_own_is_played_in_ones_own_meeting() -> None:
    answer = model("ada")
    bare = answer.model_copy(update={"trainee": "", "meeting": ""})
    assert judge(of("ada"), bare).points == 100
    strange = bare.model_copy(update={"agenda": "no such thing"})
    assert judge(of("ada"), strange).points == judge(of("ada"), bare.model_copy(update={"agenda": "timeline"})).points


def test_a_rating_of_oneself_counts_where_it_is_near() -> None:
    answer = model("ada")
    assert criterion(answer.model_copy(update={"ratings": []}), "rated").points == 0
    low = [one.model_copy(update={"level": 1}) for one in answer.ratings]
    assert criterion(answer.model_copy(update={"ratings": low}), "rated").points == 0
    near = [one.model_copy(update={"level": 3}) for one in answer.ratings]
    assert criterion(answer.model_copy(update={"ratings": near}), "rated").outcome == "met"


@pytest.mark.parametrize("group", MEANT)
def test_the_checks_read_each_wording_of_the_model_answer_as_what_it_is_meant_to_be(group: str) -> None:
    for wording in SAID[group]:
        text = wording.format(name="Ines", facts=9, idea="Deploy checkout to one pod first")
        moves = read(text, people=["Ines Calloway"]).moves
        assert MEANT[group] in {one.name for one in moves}, text
        assert not any(one.harms for one in moves), text


@STORIES
def test_the_model_answer_has_a_question_for_each_fact_and_copies_no_line_on_offer(story: str) -> None:
    meeting = load_meeting(story)
    asks = SAID["asks"][story]
    assert set(asks) == set(meeting.fact_by_id)
    lines = [*asks.values(), *chain.from_iterable(SAID[group] for group in MEANT)]
    assert [one for one in lines if is_copied(meeting, words_of(one))] == []


def test_an_assessment_loads_neither_pandas_nor_numpy() -> None:
    code = (
        "import sys; from pmkit.grading.assess import judge; from pmkit.grading.exercise import exercise_for\n"
        f"e = exercise_for('{SLUG}', 'ada'); assert judge(e, e.model_answer).points == 100\n"
        "print({'pandas', 'numpy'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_one_assessment_takes_the_time_of_a_few_plain_loops(measured: Callable[[str], None]) -> None:
    exercise, answer = of("bob"), model("bob")
    judge(exercise, answer)
    took, loops = [], []
    for number in range(9):
        loops.append(plain_loop())
        start = time.process_time()
        judge(exercise, with_line(answer, 0, f"Number {number}."))
        took.append(time.process_time() - start)
    ratio = statistics.median(took) / statistics.median(loops)
    measured(
        f"a meeting of {len(answer.turns)} turns: {statistics.median(took) * 1000:.0f} ms, {ratio:.1f} plain loops"
    )
    assert ratio < 20
