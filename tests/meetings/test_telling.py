"""A meeting in words: what a page shows, what an instructor is given."""

import json

import pytest
from meetings.players import bad, good, play

from pmkit.meetings.begin import begin, talk
from pmkit.meetings.library import load_meeting, meeting_names, rules
from pmkit.meetings.score import score
from pmkit.meetings.telling import export, room, spoken, told, view
from pmkit.meetings.turn import turn
from pmkit.models.meeting.answer import Facilitation, OwnRating
from pmkit.models.meeting.moves import Move
from pmkit.models.meeting.view import MeetingExport

MEETING = load_meeting("bad-deploy")


def test_the_sheet_beside_the_talk_counts_what_there_is() -> None:
    first = view(MEETING, begin(MEETING, 1))
    assert (first.left, first.minutes, first.part, first.part_left) == (60, 60, "Opening", 5)
    assert (first.facts, first.facts_there, first.heard) == ((), len(MEETING.facts), ())
    text = "Ines, what stood on the page?"
    said = view(MEETING, turn(MEETING, begin(MEETING, 1), text, [Move("open-question", 0, len(text))]).state)
    assert said.facts[0].who == "Ines Calloway"
    assert said.facts[0].shown_by == ("E2", "alert-fired", "investigation")
    assert said.heard == ("Ines Calloway",)
    assert len(said.unheard) == len(MEETING.people) - 1


def test_how_a_room_feels_goes_from_leaning_in_to_closed_up() -> None:
    state = begin(MEETING, 1)
    said = [room(state.model_copy(update={"moods": dict.fromkeys(state.moods, mood)})) for mood in (3, 1, 0, -1, -3)]
    assert said == [one.says for one in rules().moods]


@pytest.mark.parametrize("name", meeting_names())
def test_every_moment_of_a_good_and_a_bad_meeting_has_words(name: str) -> None:
    meeting = load_meeting(name)
    for player in (good, bad):
        result = score(meeting, play(meeting, player, 4))
        words = [told(meeting, one).says for element in result.elements for one in element.moments]
        assert len(words) > 30
        assert all(len(one) > 8 and "{" not in one for one in words)


def test_what_was_said_comes_in_its_order_with_the_talk_first() -> None:
    state = talk(MEETING, begin(MEETING, 1), "bea")
    text = "Ines, what stood on the page?"
    state = turn(MEETING, state, text, [Move("open-question", 0, len(text))]).state
    assert [(one.turn, one.who) for one in spoken(state)][:4] == [(0, "bea"), (0, "bea"), (1, ""), (1, "ines")]


def test_an_instructor_gets_all_of_it_with_own_ratings_beside() -> None:
    answer = Facilitation(meeting="bad-deploy", trainee="t7", ratings=[OwnRating(element="owners", level=2)])
    found = export(MEETING, play(MEETING, good, 3), answer)
    assert {one.element: one.own for one in found.elements}["owners"] == 2
    assert found.score == score(MEETING, play(MEETING, good, 3))
    assert MeetingExport.model_validate_json(found.model_dump_json()) == found
    assert json.loads(found.model_dump_json())["trainee"] == "t7"
