"""A meeting that a class leads: what waits to be met, and questions that fit what has just happened in the room."""

from pathlib import Path

import pytest

import pmkit
from pmkit.checks import examine
from pmkit.meetings.library import load_meeting, rules
from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.widgets.meeting.game import Game
from pmkit.widgets.meeting.group import MOST, discussion, for_discussion
from pmkit.widgets.meeting.page import page_of

pytestmark = pytest.mark.lab

FRAME = "We are here to learn how it looked at the time, not to judge anybody."
HURRY = "Why did you not look at the dashboard, Rafael?"
ASKED = "Ines, what did the page tell us in those first minutes?"


def asked(*texts: str, closed: bool = False) -> dict[str, list[str]]:
    turns = [MeetingTurn(text=one) for one in texts]
    return for_discussion(Game().play(Facilitation(meeting="bad-deploy", seed=3, turns=turns, closed=closed)))


def test_a_class_is_asked_about_every_kind_of_thing_that_happens_and_passes_our_checks() -> None:
    asks = discussion()
    assert asks.kinds.keys() == {one.id for one in rules().kinds}
    lists = [asks.begin, asks.open, asks.late, asks.owners, asks.end, asks.chosen]
    every = [says for one in [*lists, *asks.kinds.values(), *asks.after.values()] for says in one]
    assert len(set(every)) == len(every)
    assert [(one.check, one.quote) for says in every for one in examine(says)] == []


def test_what_waits_is_shown_with_who_says_it_and_is_asked_about() -> None:
    told = asked(FRAME, HURRY, ASKED)
    beats = {text: one for one in load_meeting("bad-deploy").beats for text in one.says}
    (waiting,) = told["now"]
    kind = beats[waiting["text"]].kind
    assert waiting["who"] == load_meeting("bad-deploy").person_by_id[beats[waiting["text"]].who].name
    assert told["choose"] == discussion().kinds[kind][:MOST]


def test_a_line_is_asked_about_by_the_worst_that_it_did() -> None:
    assert asked(FRAME, HURRY)["after"] == discussion().after["harm"]
    assert asked(FRAME, ASKED)["after"] == discussion().after["fact"]
    assert asked()["after"] == []


def test_first_and_last_questions_are_of_the_whole_meeting() -> None:
    assert asked()["choose"] == discussion().begin[:MOST]
    told = asked(FRAME, HURRY, closed=True)
    assert (told["choose"], told["after"]) == (discussion().end[:MOST], [])


def test_two_turns_in_a_row_ask_other_things_before_a_line_is_said() -> None:
    assert asked(FRAME)["chosen"] != asked(FRAME, ASKED)["chosen"]


@pytest.mark.parametrize("story", ["bad-deploy", "validator-slashed", "expired-certificate"])
@pytest.mark.parametrize("agenda", ["timeline", "actions"])
def test_at_every_turn_of_a_whole_meeting_there_is_something_to_argue_over(story: str, agenda: str) -> None:
    game, turns, seen = Game(), list[MeetingTurn](), set[str]()
    while True:
        answer = Facilitation(meeting=story, agenda=agenda, seed=1, turns=turns)
        played = game.play(answer)
        told = for_discussion(played)
        assert 0 < len(told["choose"]) <= MOST
        assert all(told["chosen"])
        seen.update(told["choose"])
        if played.state.over:
            break
        turns.append(MeetingTurn(text=page_of(answer, played)["lines"][0]))
    assert seen & set(discussion().owners)
    assert len(seen) > 2 * MOST


def test_group_is_asked_for_and_can_be_left_again(tmp_path: Path) -> None:
    path = tmp_path / "facilitation.toml"
    made = pmkit.meeting(path, group=True)
    try:
        assert made.given["group"] is True
        assert pmkit.meeting(path) is made
        assert made.given["group"] is False
    finally:
        made.close()
