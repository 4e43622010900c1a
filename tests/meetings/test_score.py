"""What earns and what does not: every opportunity counts, and silence, repeats, keywords and copies earn little."""

import re
from itertools import cycle

import pytest
from meetings.players import Sentence, good, play, points

from pmkit.meetings.begin import begin
from pmkit.meetings.library import load_meeting, meeting_names, rules
from pmkit.meetings.lines import lines_for
from pmkit.meetings.replay import take_back
from pmkit.meetings.score import score
from pmkit.meetings.turn import close, turn
from pmkit.models.meeting.flaws import harms
from pmkit.models.meeting.meeting import Meeting
from pmkit.models.meeting.moves import HELPFUL, Move, MoveName
from pmkit.models.meeting.state import State

LITTLE = 20
ALL = pytest.mark.parametrize("name", meeting_names())


def repeated(meeting: Meeting, texts: list[str], names: tuple[MoveName, ...]) -> State:
    """A meeting in which these lines are said over and over."""
    state = begin(meeting, 2)
    for text in cycle(texts):
        state = turn(meeting, state, text, [Move(one, 0, len(text)) for one in names]).state
        if state.over:
            return state
    raise AssertionError


@ALL
def test_who_says_nothing_or_closes_at_once_earns_nothing(name: str) -> None:
    meeting = load_meeting(name)
    assert points(meeting, close(meeting, begin(meeting, 2))) == 0
    assert points(meeting, repeated(meeting, ["", "…"], ())) == 0


@ALL
def test_one_good_beginning_and_an_early_end_earn_little(name: str) -> None:
    meeting = load_meeting(name)
    text = "We study the set-up today, and none of us is judged."
    state = turn(meeting, begin(meeting, 2), text, [Move("sets-frame", 0, len(text))]).state
    assert 0 < points(meeting, close(meeting, state)) < LITTLE


@ALL
def test_one_safe_question_repeated_earns_little(name: str) -> None:
    meeting = load_meeting(name)
    assert points(meeting, repeated(meeting, ["What happened then?"], ("open-question", "fact-seeking"))) < LITTLE


@ALL
def test_one_sentence_with_every_helpful_move_said_all_the_time_earns_little(name: str) -> None:
    meeting = load_meeting(name)
    text = "Thank you all; what does the timeline show, who takes it, and can we park the rest until the end?"
    assert points(meeting, repeated(meeting, [text], ("thanks", "open-question", "parks-fix", "asks-owner"))) < LITTLE


@ALL
def test_keywords_in_a_heap_earn_nothing(name: str) -> None:
    meeting = load_meeting(name)
    state = begin(meeting, 2)
    number = 0
    while not state.over:
        words = [f"{one.replace('-', ' ')} {number}" for one in sorted(HELPFUL)]
        text = ", ".join(words)
        moves = [Move(one, text.index(word), text.index(word) + len(word)) for one, word in zip(sorted(HELPFUL), words)]  # type: ignore[arg-type]  # noqa: B905
        state = turn(meeting, state, text, moves).state
        number += 1
    assert points(meeting, state) == 0


@ALL
def test_lines_on_offer_copied_word_for_word_work_in_practice_and_earn_nothing_else(name: str) -> None:
    meeting = load_meeting(name)
    state = begin(meeting, 2)
    while not state.over:
        line = next(one for one in lines_for(meeting, state) if not harms(one))
        state = turn(meeting, state, line.text, []).state
    assert score(meeting, state, picked=1.0).points > 50
    assert score(meeting, state).points == 0
    assert score(meeting, state).picked == len(state.said)


@ALL
def test_a_harmful_line_never_raises_a_score(name: str) -> None:
    meeting = load_meeting(name)

    def with_blame(meeting: Meeting, state: State) -> list[Sentence] | None:
        said = good(meeting, state)
        if said is not None and len(state.said) % 3 == 2:
            return [*said, (f"Why did you do number {len(state.said)}?", ("why-you",))]
        return said

    for seed in range(4):
        assert points(meeting, play(meeting, with_blame, seed)) < points(meeting, play(meeting, good, seed)) - 10


@ALL
def test_a_turn_said_again_counts_half(name: str) -> None:
    meeting = load_meeting(name)
    text = "We study the set-up today, and none of us is judged."
    once = turn(meeting, begin(meeting, 2), text, [Move("sets-frame", 0, len(text))]).state
    back = take_back(meeting, once)
    again = turn(meeting, back, text, [Move("sets-frame", 0, len(text))]).state
    frame = [score(meeting, one).elements[0].met for one in (once, again)]
    assert frame == [3.0, 1.5]
    assert score(meeting, again).taken_back == 1


@ALL
def test_each_element_names_its_moments_and_describes_its_level(name: str) -> None:
    meeting = load_meeting(name)
    result = score(meeting, play(meeting, good, 3))
    assert [one.element for one in result.elements] == [one.id for one in rules().elements]
    for one, rule in zip(result.elements, rules().elements, strict=True):
        assert one.says == rule.levels[one.level - 1].says
        assert sum(moment.worth for moment in one.moments if not moment.harm) >= one.given > 0
        assert any(moment.turn and moment.met for moment in one.moments)


def test_an_experienced_one_is_told_from_a_beginner_and_that_one_from_a_hostile_one() -> None:
    """The good player without thanks and the clock, who asks the room as a whole, stands between the two."""

    def beginner(meeting: Meeting, state: State) -> list[Sentence] | None:
        said = good(meeting, state) or [("Well, that was it.", ())]
        kept = [one for one in said if not {"thanks", "keeps-time", "redirects-blame"} & set(one[1])]
        return [(text.partition(", ")[2] or text, names) for text, names in kept] or [(f"Hm, {len(state.said)}.", ())]

    meeting = load_meeting("bad-deploy")
    for seed in range(4):
        assert 20 < points(meeting, play(meeting, beginner, seed)) < points(meeting, play(meeting, good, seed)) - 15


def test_a_level_says_what_such_meetings_are_like_and_denies_nothing_that_happened() -> None:
    """Below the highest level there is some of everything, so that no sentence may speak of none or of all."""
    absolute = re.compile(r"\b(nobody|nothing|never|none|no|everybody|each time|without a word)\b")
    for element in rules().elements:
        found = {one.says: absolute.findall(one.says.casefold()) for one in element.levels if one.level < 4}
        assert not any(found.values()), found
