"""A meeting to lead: each turn is saved and answered, one goes back, rates oneself, and is told what it earned."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pmkit
from pmkit.grading.assess import judge
from pmkit.grading.exercise import exercise_for, load_exercise
from pmkit.grading.practice.meeting import seed_of_meeting
from pmkit.incidents.dice import seed_of
from pmkit.meetings.library import load_meeting, meeting_names, rules
from pmkit.meetings.replay import play
from pmkit.models.meeting.answer import MOST_TURNS, Facilitation, MeetingTurn, OwnRating
from pmkit.widgets.builder import live
from pmkit.widgets.meeting.builder import MeetingBuilder
from pmkit.widgets.meeting.game import Game
from pmkit.widgets.meeting.page import result

pytestmark = pytest.mark.lab

Send = Callable[..., dict[str, Any]]
FRAME = "We are here to learn how it looked at the time, not to judge anybody."
HURRY = "Why did you not look at the dashboard, Rafael?"
ASKED = "Ines, what did the page tell us in those first minutes?"
SAID = [FRAME, HURRY, ASKED]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[MeetingBuilder]:
    made = pmkit.meeting(tmp_path / "facilitation.toml", story="bad-deploy", agenda="timeline", seed=3)
    yield made
    made.close()


def sender(made: MeetingBuilder) -> Send:
    sent = {"revision": 0}

    def send_it(*turns: str, **parts: Any) -> dict[str, Any]:
        """Send a page on which this was said, "" to take a turn back; what a browser would show."""
        sent["revision"] += 1
        said = [{"text": one, "back": not one} for one in turns]
        answer = {"agenda": "timeline", "talk": "", "closed": False, "turns": said, "ratings": [], **parts}
        made.typed = {"client": "one", "revision": sent["revision"], "base": made.shown["serial"], "answer": answer}
        return dict(made.shown)

    return send_it


@pytest.fixture
def send(made: MeetingBuilder) -> Send:
    return sender(made)


def rated(level: int = 3) -> list[dict[str, Any]]:
    return [{"element": one.id, "level": level, "note": ""} for one in rules().elements]


def test_each_turn_is_saved_answered_and_explained(made: MeetingBuilder, send: Send) -> None:
    before = made.shown["answer"]
    assert not made.path.exists()
    assert 2 <= len(before["lines"]) <= 4
    assert before["view"]["left"] == before["view"]["minutes"] == 60
    shown = send(*SAID)
    page = shown["answer"]
    assert shown["trouble"] == ""
    assert [one.text for one in Facilitation.load(made.path).turns] == SAID
    assert [one["text"] for one in page["log"]["turns"]] == SAID
    harmed, asked = page["log"]["turns"][1:]
    assert {one["kind"] for one in harmed["effects"]} >= {"read", "harm"}
    assert any(one["better"] for one in harmed["effects"])
    assert "Ines Calloway" in {one["who"] for one in asked["replies"]}
    assert (len(page["view"]["facts"]), page["view"]["facts_there"]) == (1, len(load_meeting("bad-deploy").facts))
    assert page["view"]["heard"] == ("Ines Calloway",)
    assert page["view"]["left"] < 60
    assert page["view"]["room"] in {one.says for one in rules().moods}


def test_what_comes_next_is_told_after_what_the_line_did(made: MeetingBuilder, send: Send) -> None:
    turns = send(*SAID)["answer"]["log"]["turns"]
    said = [(number, one) for number, turn in enumerate(turns, start=1) for one in turn["replies"] if one["next"]]
    number, beat = said[0]
    lines = made.outline(made.answer).splitlines()
    at = lines.index(f"{beat['who']}: {beat['text']}")
    assert lines[at - 1].startswith("  - ")
    assert f"You: {SAID[number - 1]}" in lines[:at]


def test_a_turn_that_is_taken_back_is_marked_and_stays_in_the_file(made: MeetingBuilder, send: Send) -> None:
    page = send(FRAME, HURRY, "", ASKED)["answer"]
    assert [one["text"] for one in page["log"]["turns"]] == [FRAME, ASKED]
    kept = Facilitation.load(made.path)
    assert [one.back for one in kept.turns] == [False, False, True, False]
    assert f"You (said again): {ASKED}" in made.outline(kept)
    assert f"You: {FRAME}" in made.outline(kept)


def test_one_talks_with_one_person_before_the_meeting(made: MeetingBuilder, send: Send) -> None:
    assert made.shown["answer"]["log"]["talk"] == []
    talk = send(talk="bea")["answer"]["log"]["talk"]
    assert [one["text"] for one in talk] == load_meeting("bad-deploy").person_by_id["bea"].talk
    assert {one["who"] for one in talk} == {"Bea Lindholm"}
    assert Facilitation.load(made.path).talk == "bea"


def test_the_score_is_told_only_after_the_own_rating_of_a_meeting_that_is_over(
    made: MeetingBuilder, send: Send
) -> None:
    assert send(*SAID, ratings=rated(), seen=True)["answer"]["earned"] is None
    assert send(*SAID, closed=True, ratings=rated()[:-1], seen=True)["answer"]["earned"] is None
    assert send(*SAID, closed=True, ratings=rated())["answer"]["earned"] is None
    page = send(*SAID, closed=True, ratings=rated(), seen=True)["answer"]
    assert page["over"] == "closed"
    earned = page["earned"]
    assert [one["element"] for one in earned["elements"]] == [one.id for one in rules().elements]
    assert {one["own"] for one in earned["elements"]} == {3}
    assert {1, 2, 3, 4} >= {one["reached"] for one in earned["elements"]}
    assert any(moment["harm"] for one in earned["elements"] for moment in one["moments"])
    assert all(one["moments"] for one in earned["elements"])
    assert f"{earned['points']:g} of 100 points" in made.outline(made.answer)


def test_each_rating_is_saved_by_itself_and_can_be_changed_until_the_score_is_seen(
    made: MeetingBuilder, send: Send
) -> None:
    for count in range(1, len(rules().elements) + 1):
        send(*SAID, closed=True, ratings=rated(2)[:count])
        assert [one.level for one in Facilitation.load(made.path).ratings] == [2] * count
    page = send(*SAID, closed=True, ratings=rated(4))["answer"]
    assert [one.level for one in Facilitation.load(made.path).ratings] == [4] * len(rules().elements)
    assert page["earned"] is None


def test_nothing_is_offered_and_nothing_is_heard_once_the_hour_is_over(made: MeetingBuilder, send: Send) -> None:
    said: list[str] = []
    while not made.shown["answer"]["over"]:
        assert len(said) < 70
        said.append(made.shown["answer"]["lines"][0])
        send(*said)
    assert made.shown["answer"]["over"] == "time"
    assert (made.shown["answer"]["lines"], made.shown["answer"]["view"]["left"]) == ([], 0)
    page = send(*said, "And one more thing?")["answer"]
    assert len(page["log"]["turns"]) == len(said)


def test_the_export_is_written_beside_the_answer_and_keeps_what_stood_there(made: MeetingBuilder, send: Send) -> None:
    send(*SAID, closed=True, ratings=rated(), seen=True)
    place = made.path.with_suffix(".json")
    place.write_text("somebody's notes", encoding="utf-8")
    made._asked(None, {"do": "export"}, None)
    told = json.loads(place.read_text(encoding="utf-8"))
    assert (told["meeting"], told["agenda"]) == ("bad-deploy", "Most of the hour for the timeline")
    assert told["score"]["points"] == made.shown["answer"]["earned"]["points"]
    assert [one["text"] for one in told["transcript"] if not one["who"]] == SAID
    (kept,) = made.path.parent.glob("facilitation.json.kept-*")
    assert kept.read_text(encoding="utf-8") == "somebody's notes"
    assert kept.name in made.shown["notices"][-1]["says"]
    made._asked(None, {"do": "export"}, None)
    assert len([*made.path.parent.glob("facilitation.json.kept-*")]) == 1


def test_another_meeting_begins_with_the_next_seed_and_the_old_file_is_kept(made: MeetingBuilder, send: Send) -> None:
    send(*SAID, closed=True, ratings=rated())
    made._asked(None, {"do": "anew"}, None)
    assert (made.answer.seed, made.answer.turns, made.shown["answer"]["over"]) == (4, [], "")
    (kept,) = made.path.parent.glob("facilitation.toml.kept-*")
    assert [one.text for one in Facilitation.parse(kept.read_text(encoding="utf-8")).turns] == SAID
    send(FRAME)
    assert Facilitation.load(made.path).seed == 4


def test_a_file_goes_on_whatever_the_cell_asks_for_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "facilitation.toml"
    Facilitation(meeting="validator-slashed", seed=9, turns=[MeetingTurn(text=FRAME)]).save(path)
    made = pmkit.meeting(path, story="bad-deploy", seed=3)
    try:
        assert (made.answer.meeting, made.answer.seed) == ("validator-slashed", 9)
        assert made.shown["answer"]["about"]["title"] == load_meeting("validator-slashed").title
        assert "validator-slashed" in made.shown["notices"][-1]["says"]
        sender(made)(FRAME, "What did we see first?")
        assert (Facilitation.load(path).meeting, len(Facilitation.load(path).turns)) == ("validator-slashed", 2)
    finally:
        made.close()


def test_a_line_on_offer_counts_nothing_in_a_trainees_own_meeting(tmp_path: Path) -> None:
    line = next(one.text for one in load_meeting("bad-deploy").lines if one.use == "frame" and not one.better)
    turns = [MeetingTurn(text=line), MeetingTurn(text=ASKED)]
    ratings = [OwnRating(element=one.id, level=2) for one in rules().elements]
    points = {}
    for trainee in ("", "trainee07"):
        path = tmp_path / f"own{trainee}.toml"
        Facilitation(
            meeting="bad-deploy", trainee=trainee, turns=turns, closed=True, ratings=ratings, seen=True
        ).save(path)  # fmt: skip
        made = pmkit.meeting(path)
        earned = made.shown["answer"]["earned"]
        made.close()
        assert earned["own_words"] == bool(trainee)
        points[trainee] = next(one["share"] for one in earned["elements"] if one["element"] == "safe-frame")
    assert points[""] > 0
    assert points["trainee07"] == 0


def test_in_an_exercise_it_is_the_meeting_of_the_trainee_whatever_the_file_leaves_open(tmp_path: Path) -> None:
    rubric = load_exercise("five-whys").model_copy(
        update={"story": "expired-certificate", "trainee": "trainee07", "own_incident": False}
    )
    whose = {"story": rubric.story, "trainee": rubric.trainee}
    for number, before in enumerate(
        [None, Facilitation(), Facilitation(meeting="expired-certificate", turns=[MeetingTurn(text=FRAME)])]
    ):
        path = tmp_path / f"own{number}.toml"
        if before:
            before.save(path)
        made = live(MeetingBuilder, path, rubric=rubric, **whose)
        sender(made)(FRAME, ASKED)
        kept = Facilitation.load(path)
        assert (kept.meeting, kept.trainee, len(kept.turns)) == ("expired-certificate", "trainee07", 2)
        own = seed_of("expired-certificate", "trainee07")
        assert made._played(kept).state == play(load_meeting("expired-certificate"), kept, own)
        assert made.shown["findings"] == []
        made.close()


def test_in_an_exercise_the_points_are_those_that_its_check_says_and_there_are_no_others(tmp_path: Path) -> None:
    rubric, path = exercise_for("facilitation", "ada", "bad-deploy"), tmp_path / "facilitation.toml"
    made = live(MeetingBuilder, path, rubric=rubric, story=rubric.story, trainee=rubric.trainee)
    earned = sender(made)(*SAID, closed=True, ratings=rated(), seen=True)["answer"]["earned"]
    kept = Facilitation.load(path)
    points = round(judge(rubric, kept).points, 2)
    assert points != result(kept, made._played(kept)).points, "the meeting itself counts otherwise"
    assert (earned["points"], earned["by_exercise"]) == (points, True)
    assert f"{points:g} of 100 points" in made.outline(kept)
    made._asked(None, {"do": "export"}, None)
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert (told["score"]["points"], told["points_by"]) == (points, "exercise")
    made.close()


def test_a_meeting_of_an_exercise_that_is_opened_without_it_names_no_points(tmp_path: Path) -> None:
    ratings = [OwnRating(element=one.id, level=2) for one in rules().elements]
    turns = [MeetingTurn(text=one) for one in SAID]
    path = tmp_path / "own.toml"
    Facilitation(meeting="bad-deploy", trainee="ada", turns=turns, closed=True, ratings=ratings, seen=True).save(path)
    made = pmkit.meeting(path)
    assert made.shown["answer"]["earned"]["points"] is None
    assert "of 100 points" not in made.outline(made.answer)
    made.close()


@pytest.mark.parametrize("name", meeting_names())
@pytest.mark.parametrize("agenda", ["timeline", "actions"])
def test_a_meeting_goes_on_turn_by_turn_as_it_does_when_it_is_played_at_once(name: str, agenda: str) -> None:
    said = [FRAME, HURRY, "", ASKED, "Let us park that idea.", "", "", "What did we see?", "Who takes this up?"]
    turns = [MeetingTurn(text=one, back=not one) for one in said]
    game = Game()
    for count in [*range(len(turns) + 1), 4, 0, len(turns)]:
        answer = Facilitation(meeting=name, agenda=agenda, seed=5, turns=turns[:count])
        whole = play(load_meeting(name), answer, seed_of_meeting(answer, name))
        assert game.play(answer).state == whole


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"agenda": "lunch"}, "no agenda 'lunch'"),
        ({"turns": [{"text": "", "back": True}]}, "no turn to take back"),
        ({"turns": [{"text": "What?", "back": False}] * (MOST_TURNS + 1)}, "turns"),
        ({"ratings": [{"element": "charm", "level": 3, "note": ""}]}, "rating"),
        ({"turns": [{"text": "x" * 601, "back": False}]}, "turn 1"),
        ({"turns": "none"}, "turns"),
    ],
)
def test_what_makes_no_meeting_is_refused_and_the_file_stays(
    parts: dict[str, Any], says: str, made: MeetingBuilder, send: Send
) -> None:
    send(FRAME)
    assert says in send(FRAME, **parts)["trouble"]
    assert [one.text for one in Facilitation.load(made.path).turns] == [FRAME]
    assert send(FRAME, ASKED)["trouble"] == ""


@pytest.mark.parametrize(
    "text", ["a\x00b\x7f\u2028\u202e", '"""\n[[turns]]\nback = true', "\\u0041 </script>", "é" * 600, "😀"]
)
def test_whatever_is_said_comes_back_from_the_file_as_it_was(text: str, made: MeetingBuilder, send: Send) -> None:
    shown = send(text)
    assert shown["trouble"] == ""
    assert [one.text for one in Facilitation.load(made.path).turns] == [text]
    assert [one["text"] for one in shown["answer"]["log"]["turns"]] == [text]


def test_what_a_page_may_not_decide_stays_as_the_file_has_it(made: MeetingBuilder, send: Send) -> None:
    assert send(FRAME, trainee="somebody else", meeting="expired-certificate", seed=77)["trouble"] == ""
    kept = Facilitation.load(made.path)
    assert (kept.meeting, kept.trainee, kept.seed) == ("bad-deploy", "", 3)


def test_a_meeting_or_an_agenda_that_there_is_not_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expired-certificate"):
        pmkit.meeting(tmp_path / "a.toml", story="nowhere")
    with pytest.raises(ValueError, match="timeline, actions"):
        pmkit.meeting(tmp_path / "a.toml", agenda="lunch")
