"""Whole meetings: won and lost, played at random, taken back, played again, kept in a file."""

import os
import random
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from meetings.players import bad, good, play, points

from pmkit.meetings.begin import begin, talk
from pmkit.meetings.library import load_meeting, meeting_names, rules
from pmkit.meetings.lines import lines_for
from pmkit.meetings.replay import again, first_state, take_back
from pmkit.meetings.replay import play as play_answer
from pmkit.meetings.score import score
from pmkit.meetings.turn import close, say, turn
from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.models.meeting.flaws import harms
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.moves import HarmfulName, HelpfulName, Move
from pmkit.models.meeting.state import State

SEEDS = range(8)
AGENDAS = [one.id for one in rules().agendas]
GAMES = 10_000 if os.environ.get("PMKIT_ALL") == "yes" else 300
NAMES = [*get_args(HelpfulName), *get_args(HarmfulName)]


@pytest.mark.parametrize("agenda", AGENDAS)
@pytest.mark.parametrize("name", meeting_names())
def test_every_meeting_can_be_won_and_lost_whatever_the_seed(name: str, agenda: str) -> None:
    meeting = load_meeting(name)
    assert min(points(meeting, play(meeting, good, seed, agenda)) for seed in SEEDS) >= 85
    assert max(points(meeting, play(meeting, bad, seed, agenda)) for seed in SEEDS) <= 30


@pytest.mark.parametrize("name", meeting_names())
def test_a_meeting_gives_time_for_twelve_turns_and_more(name: str) -> None:
    meeting = load_meeting(name)
    assert min(len(play(meeting, good, seed, agenda).said) for seed in SEEDS for agenda in AGENDAS) >= 12


@pytest.mark.parametrize("name", meeting_names())
def test_the_same_seed_is_the_same_meeting_and_another_one_is_not(name: str) -> None:
    meeting = load_meeting(name)
    assert play(meeting, good, 5) == play(meeting, good, 5)
    assert len({begin(meeting, seed).plan for seed in SEEDS}) > len(SEEDS) // 2


def at_random(meeting: Meeting, dice: random.Random) -> State:
    """A meeting in which lines are picked, or any moves made in any words, as the dice fall."""
    state = begin(meeting, dice.getrandbits(32), dice.choice(AGENDAS))
    for _ in range(rules().agendas[0].minutes + 1):
        offered = lines_for(meeting, state)
        assert any(map(harms, offered))
        assert not all(map(harms, offered))
        if dice.random() < 0.6:
            text, moves = dice.choice(offered).text, []
        else:
            who = dice.choice(meeting.people).name if dice.random() < 0.7 else ""
            text = f"{who} {dice.choice(meeting.facts).about[0]} {dice.getrandbits(20)}"
            moves = [Move(name, 0, len(text)) for name in dice.sample(NAMES, dice.randint(0, 3))]
        after = turn(meeting, state, text, moves).state
        assert after.left < state.left
        state = close(meeting, after) if dice.random() < 0.01 else after
        if state.over:
            return state
    raise AssertionError("the minutes did not run out")


def test_no_game_at_random_ends_in_a_dead_end() -> None:
    dice = random.Random(15)  # noqa: S311  # repeatable, not secret
    meetings = [load_meeting(name) for name in meeting_names()]
    for game in range(GAMES):
        meeting = meetings[game % len(meetings)]
        state = at_random(meeting, dice)
        assert len(set(state.facts)) == len(state.facts)
        assert len(set(state.come)) == len(state.come)
        assert 0 <= score(meeting, state).points <= 100


@given(st.data())
@settings(max_examples=25)
def test_what_can_come_out_can_still_come_out_after_any_turn(data: st.DataObject) -> None:
    """No dead end inside either: in a room made safe again, a good question opens each fact that is left."""
    meeting = load_meeting(data.draw(st.sampled_from(meeting_names())))
    state = begin(meeting, data.draw(st.integers(0, 99)))
    for number, name in enumerate(data.draw(st.lists(st.sampled_from(NAMES), max_size=6))):
        if not state.over:
            text = f"Something with number {number} about it."
            state = turn(meeting, state, text, [Move(name, 0, len(text))]).state
    state = state.model_copy(update={"over": "", "waiting": (), "moods": dict.fromkeys(state.moods, 3)})
    left = [one for one in meeting.facts if one.id not in state.facts and set(one.needs) <= set(state.facts)]
    for fact in left:
        text = f"{meeting.person_by_id[fact.who].name}, tell us of {' '.join(fact.about)}."
        asked = state.model_copy(update={"left": 30})
        assert fact.id in turn(meeting, asked, text, [Move(name, 0, len(text)) for name in fact.opened_by]).state.facts


class Game(RuleBasedStateMachine):
    """Turns, turns taken back, a file in between; beside it the list of what was said, played again at the end."""

    @initialize(name=st.sampled_from(meeting_names()), agenda=st.sampled_from(AGENDAS), seed=st.text(max_size=5))
    def begin(self, name: str, agenda: str, seed: str) -> None:
        self.meeting = load_meeting(name)
        self.state = begin(self.meeting, seed, agenda)
        self.before = [self.state]

    @precondition(lambda self: not self.state.over)
    @rule(text=st.text(max_size=80), names=st.lists(st.sampled_from(NAMES), max_size=4))
    def say(self, text: str, names: list[str]) -> None:
        self.go(text, [Move(name, 0, len(text)) for name in names])  # type: ignore[arg-type]  # drawn from NAMES

    @precondition(lambda self: not self.state.over)
    @rule(number=st.integers(0, 3))
    def pick(self, number: int) -> None:
        offered = lines_for(self.meeting, self.state)
        self.go(offered[number % len(offered)].text, [])

    def go(self, text: str, moves: list[Move]) -> None:
        after = turn(self.meeting, self.state, text, moves).state
        assert after.left < self.state.left
        assert set(self.state.facts) <= set(after.facts)
        assert after.moments[: len(self.state.moments)] == self.state.moments
        self.before.append(after)
        self.state = after

    @precondition(lambda self: len(self.before) > 1)
    @rule()
    def back(self) -> None:
        marks = {*self.state.taken_back, len(self.state.said)}
        self.before.pop()
        self.state = take_back(self.meeting, self.state)
        assert self.state == self.before[-1].model_copy(update={"taken_back": tuple(sorted(marks))})

    @rule()
    def through_a_file(self) -> None:
        self.state = State.model_validate_json(self.state.model_dump_json())

    @invariant()
    def is_what_its_turns_lead_to(self) -> None:
        if hasattr(self, "state"):
            played = again(self.meeting, first_state(self.meeting, self.state), self.state.said)
            assert played.model_copy(update={"taken_back": self.state.taken_back}) == self.state


Game.TestCase.settings = settings(stateful_step_count=20, max_examples=settings().max_examples // 3)
TestGame = Game.TestCase


def test_a_state_comes_back_from_a_file_as_it_was(tmp_path: Path) -> None:
    meeting = load_meeting("bad-deploy")
    state = take_back(meeting, play(meeting, good, "ein Same \0"))
    file = tmp_path / "state.json"
    file.write_text(state.model_dump_json(), encoding="utf-8")
    assert State.model_validate_json(file.read_text(encoding="utf-8")) == state


SAID = (
    "Ines, what did you see on the page?",
    "Let us park that until the end. Bea, what is in the notes?",
    "Rafael, why did you push it?",
    "Thank you, Noa.",
)


@given(
    st.lists(st.one_of(st.none(), st.sampled_from(SAID), st.text(st.characters(), max_size=30)), max_size=12),
    st.booleans(),
    st.booleans(),
)
def test_an_answer_file_leads_to_the_state_that_its_turns_led_to(
    steps: list[str | None],
    closed: bool,
    talked: bool,
) -> None:
    meeting = load_meeting("bad-deploy")
    first = begin(meeting, "of a trainee", "actions")
    states = [talk(meeting, first, "noa") if talked else first]
    turns = []
    for step in steps:
        if step is None and states[-1].said:
            states.append(take_back(meeting, states[-1]))
            turns.append(MeetingTurn(back=True))
        elif step is not None and not states[-1].over:
            text = step.encode("utf-8", "replace").decode()
            states.append(say(meeting, states[-1], text).state)
            turns.append(MeetingTurn(text=text))
    expected = close(meeting, states[-1]) if closed else states[-1]
    answer = Facilitation(
        meeting="bad-deploy", agenda="actions", talk="noa" if talked else "", turns=turns, closed=closed
    )
    read = Facilitation.parse(answer.dump())
    assert play_answer(meeting, read, "of a trainee") == expected


def test_half_a_surrogate_pair_fits_into_the_file_of_a_state() -> None:
    meeting = load_meeting("bad-deploy")
    state = turn(meeting, begin(meeting, 1), "What \ud83d is this?", [Move("loaded", 0, 7)]).state
    assert State.model_validate_json(state.model_dump_json()) == state


def test_a_turn_taken_back_is_marked_and_there_is_none_to_take_back_at_the_start() -> None:
    meeting = load_meeting("bad-deploy")
    first = begin(meeting, 1)
    said = turn(meeting, first, "Good morning.").state
    assert take_back(meeting, said) == first.model_copy(update={"taken_back": (1,)})
    with pytest.raises(ValueError, match="no turn"):
        take_back(meeting, first)
