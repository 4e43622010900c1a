"""One turn: what comes out when it is asked for well, what is met, what harms, and what a second time is worth."""

import pytest
from meetings.players import good, play
from plain_loop import in_plain_loops

from pmkit.meetings.begin import begin, talk
from pmkit.meetings.library import kind_rules, load_meeting
from pmkit.meetings.turn import MeetingOverError, close, say, turn
from pmkit.models.meeting.moves import Move, MoveName
from pmkit.models.meeting.state import Outcome, State, Waiting

MEETING = load_meeting("bad-deploy")
FIRST = begin(MEETING, 1)
ASK: tuple[MoveName, ...] = ("open-question", "fact-seeking")


def told(state: State, text: str, *names: MoveName) -> Outcome:
    return turn(MEETING, state, text, [Move(name, 0, len(text)) for name in names])


def in_beat(name: str) -> State:
    """The first state with this beat waiting."""
    return FIRST.model_copy(update={"come": (name,), "waiting": (Waiting(beat=name, since=0),)})


def test_a_question_by_name_brings_out_what_that_person_knows() -> None:
    outcome = told(FIRST, "Ines, what stood on the page that reached you?", *ASK)
    assert outcome.state.facts == ("first-look",)
    assert outcome.state.heard == ("ines",)
    assert [one.kind for one in outcome.findings] == ["fact"]


@pytest.mark.parametrize("harm", ["why-you", "loaded", "leading", "hindsight"])
def test_a_harmful_move_in_the_same_breath_keeps_the_fact_back(harm: MoveName) -> None:
    outcome = told(FIRST, "Ines, what stood on the page that reached you?", *ASK, harm)
    assert outcome.state.facts == ()
    assert "harm" in [one.kind for one in outcome.findings]


def test_of_two_questions_at_once_the_easier_one_is_answered() -> None:
    text = "Rafael, what does the pipeline do, and what did the runbook page on rollback hold?"
    framed = told(FIRST, "We look at the system today, whoever sat where.", "sets-frame").state
    assert told(framed, text, *ASK).state.facts == ("empty-runbook",)
    both = told(framed, text, *ASK, "two-questions")
    assert both.state.facts == ("all-at-once",)
    assert both.state.left < told(framed, text, *ASK).state.left


def test_who_says_what_nobody_can_place_is_told_how_to_ask() -> None:
    outcome = told(FIRST, "Well, well.")
    assert [one.of for one in outcome.findings] == ["unread"]
    assert outcome.state.left < FIRST.left


def test_a_long_and_natural_utterance_is_not_crowded() -> None:
    parts: list[tuple[str, MoveName]] = [
        ("Thank you, Bea, that was not easy.", "thanks"),
        ("I put the canary on the board.", "parks-fix"),
        ("Ten minutes are left for this part.", "keeps-time"),
        ("So far we have the release and the first errors.", "summarises"),
        ("Ines, what stood on the page that reached you?", "open-question"),
    ]
    text = " ".join(one for one, _ in parts)
    moves = [Move(name, text.index(one), text.index(one) + len(one)) for one, name in parts]
    outcome = turn(MEETING, FIRST, text, [*moves, Move("fact-seeking", moves[-1].start, moves[-1].end, "Ines")])
    assert outcome.state.facts == ("first-look",)


def test_a_deep_fact_needs_a_question_about_it() -> None:
    vague = told(FIRST, "Bea, anything that strikes you?", *ASK)
    assert vague.state.facts == ()
    assert told(FIRST, "Bea, what is new in how the client connects?", *ASK).state.facts == ("pool-default",)


def test_who_is_quiet_says_nothing_to_a_question_for_all() -> None:
    assert told(FIRST, "What do we know of the sale?", *ASK).state.facts != ("sale-known",)
    assert told(FIRST, "Suki, what do we know of the sale?", *ASK).state.facts == ("sale-known",)


def test_a_fact_waits_until_the_room_is_safe_enough() -> None:
    text = "Noa, how had the hand-over gone for those on shift?"
    closed = told(FIRST, text, *ASK)
    assert closed.state.facts == ()
    assert closed.replies[0].text in MEETING.person_by_id["noa"].reacts.shut
    framed = told(FIRST, "We look at the system today, whoever sat where.", "sets-frame").state
    assert told(framed, text, *ASK).state.facts == ("new-to-shift",)


def test_the_same_question_opens_nothing_a_second_time() -> None:
    once = told(FIRST, "What happened then, as far as the screens go?", *ASK)
    twice = told(once.state, "What happened then, as far as the screens go?", *ASK)
    assert len(once.state.facts) == 1
    assert twice.state.facts == once.state.facts
    assert [one.of for one in twice.findings] == ["repeated"]


def test_a_sentence_of_old_counts_for_nothing_in_a_new_utterance() -> None:
    frame = "The arrangement let it through, not a pair of hands."
    first = turn(MEETING, FIRST, frame, [Move("redirects-blame", 0, len(frame))]).state
    waits = first.model_copy(update={"come": ("dov-on-rafael",), "waiting": (Waiting(beat="dov-on-rafael", since=1),)})
    text = f"{frame} And something else about the weather, the trains and lunch on the way to the next floor."
    again = turn(MEETING, waits, text, [Move("redirects-blame", 0, len(frame))])
    assert again.state.moments[-1].met == 0
    assert "redirects-blame" in {one.name for one in again.state.said[-1].moves}


def test_a_heap_of_keywords_does_nothing() -> None:
    text = "thanks what how facts park owner time summary we system"
    names: list[MoveName] = ["thanks", "open-question", "fact-seeking", "parks-fix", "asks-owner", "keeps-time"]
    moves = [Move(name, 7 * index, 7 * index + 6) for index, name in enumerate(names)]
    outcome = turn(MEETING, FIRST, text, moves)
    assert outcome.state.facts == ()
    assert [one.of for one in outcome.findings] == ["crowded"]


@pytest.mark.parametrize(
    ("beat", "text", "names", "met"),
    [
        ("dov-on-rafael", "The pipeline allowed it, whoever pressed the key.", ("redirects-blame",), 1.0),
        ("dov-on-rafael", "What does the log of that minute hold?", ("fact-seeking",), 0.2),
        ("dov-on-rafael", "Let us talk about lunch.", (), 0.0),
        ("dov-canary", "That goes on the chart.", ("parks-fix",), 1.0),
        ("corin-who", "What did the review get to see of it?", ("open-question", "loaded"), 0.0),
        ("dov-talks", "Suki, what did you see?", ("invites",), 1.0),
        ("dov-talks", "Dov, what did you see?", ("invites",), 0.0),
    ],
)
def test_a_beat_is_met_by_what_it_calls_for(beat: str, text: str, names: tuple[MoveName, ...], met: float) -> None:
    state = told(in_beat(beat), text, *names).state
    assert [one.met for one in state.moments if one.of == beat] == [met]
    assert state.waiting == () or state.waiting[0].beat != beat


def test_what_goes_half_way_is_answered_with_half_a_heart() -> None:
    outcome = told(in_beat("corin-who"), "What does the log of that minute hold?", "fact-seeking")
    assert outcome.replies[0].text in kind_rules()["asks-who"].half


def test_the_silent_expert_waits_a_turn_longer_and_for_their_own_name() -> None:
    first = told(in_beat("bea-silent"), "Dov, what is on the graph?", "invites").state
    assert [one.beat for one in first.waiting] == ["bea-silent"]
    second = told(first, "Bea, what is in the papers?", "invites").state
    assert [one.met for one in second.moments if one.of == "bea-silent"] == [1.0]


def test_a_beat_that_is_not_met_costs_minutes_and_hurts() -> None:
    met = told(in_beat("dov-on-rafael"), "The pipeline allowed it.", "redirects-blame").state
    missed = told(in_beat("dov-on-rafael"), "The weather is fine.").state
    assert missed.left < met.left
    assert missed.moods["rafael"] < met.moods["rafael"]


def test_candour_is_owed_thanks_in_the_next_two_turns() -> None:
    framed = told(FIRST, "We look at the system today, whoever sat where.", "sets-frame").state
    opened = told(framed, "Ines, how was the shift set up, who was second?", *ASK).state
    thanked = told(opened, "Thank you, Ines.", "thanks").state
    assert [one.met for one in thanked.moments if one.of == "thanks:alone-on-shift"] == [1.0]
    silent = told(told(opened, "Well, onwards.").state, "And so on.").state
    assert [one.met for one in silent.moments if one.of == "thanks:alone-on-shift"] == [0.0]


def test_an_idea_that_was_parked_finds_somebody_in_the_last_part_alone() -> None:
    parked = told(in_beat("dov-canary"), "That goes on the chart.", "parks-fix").state
    early = told(parked, "Who takes that?", "asks-owner")
    assert (early.state.owned, early.findings[-1].of) == ((), "asks-owner")
    late = told(parked.model_copy(update={"left": 8}), "Who takes that?", "asks-owner").state
    assert [(one.idea, one.owner) for one in late.owned] == [("canary", "dov")]


def test_blame_is_answered_by_whom_it_hits_and_closes_them_up() -> None:
    outcome = told(FIRST, "Why did you push it, Rafael?", "why-you")
    assert outcome.replies[0].who == "rafael"
    assert outcome.state.moods["rafael"] < FIRST.moods["rafael"]
    assert outcome.findings[0].better


def test_who_is_hurt_enough_says_so() -> None:
    state = FIRST
    for number, text in enumerate(("Why did you push it, Rafael?", "It was Rafael, plainly."), start=1):
        state = told(state, text, "why-you", "assigns-blame").state
        assert len(state.said) == number
    assert {"rafael-hurt", "noa-tears"} & set(state.come)


def test_one_talk_before_the_meeting_opens_one_person_up() -> None:
    talked = talk(MEETING, FIRST, "bea")
    assert talked.moods["bea"] == FIRST.moods["bea"] + 1
    assert [one.text for one in talked.transcript] == MEETING.person_by_id["bea"].talk
    for state, who in ((talked, "noa"), (told(FIRST, "Hello.").state, "noa"), (FIRST, "nobody")):
        with pytest.raises(ValueError, match=r"one talk|nobody"):
            talk(MEETING, state, who)


def test_nothing_is_said_in_a_meeting_that_is_over() -> None:
    over = close(MEETING, FIRST)
    assert over.over == "closed"
    assert close(MEETING, over) == over
    with pytest.raises(MeetingOverError, match="over"):
        told(over, "One thing more.")


def test_a_line_on_offer_makes_the_moves_that_its_author_gave_it() -> None:
    line = MEETING.facts[0].lines[0]
    state = turn(MEETING, FIRST, line.text.upper(), [Move("loaded")]).state
    assert [one.name for one in state.said[0].moves] == line.moves
    assert state.said[0].picked
    assert state.facts == ("first-look",)
    findings = turn(MEETING, FIRST, line.text).findings
    assert (findings[0].kind, findings[0].says) == ("line", line.says)


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("So, Ines, what did the page tell us in those minutes?", True),
        ("Well. What happened next, from where you stood? Just say it.", True),
        ("Ines, which line came up on your pager?", False),
    ],
)
def test_a_line_on_offer_is_known_again_in_other_clothes(text: str, picked: bool) -> None:
    assert told(FIRST, text, *ASK).state.said[0].picked == picked


def test_a_turn_takes_less_than_four_plain_loops() -> None:
    """About 20 ms on a quiet machine; the last turn of a meeting is the longest."""
    state = play(MEETING, good, 3)
    before = state.model_copy(update={"over": "", "left": 5})
    text = "Dov, what did the screens look like around the minute of the first signal, and what came then?"
    assert in_plain_loops([lambda: told(before, text, *ASK)] * 8) < 4


def test_what_is_said_in_ones_own_words_is_read_by_the_checks() -> None:
    asked = say(MEETING, FIRST, "Ines, what did you see on the page that reached you?").state
    assert asked.facts == ("first-look",)
    blamed = say(MEETING, FIRST, "Rafael, why did you push it out on a sale day?")
    assert blamed.state.facts == ()
    assert [one.of for one in blamed.findings if one.kind == "harm"] == ["why-you"]
    parked = say(MEETING, in_beat("dov-canary"), "Let me park that idea, Dov; we come back to it at the end.").state
    assert parked.parked == ("canary",)


def test_a_long_utterance_is_read_and_answered_within_four_plain_loops() -> None:
    text = "Thank you, Bea. Ten minutes are left for this part. Ines, what did you see on the page at that moment? " * 6
    assert in_plain_loops([lambda: say(MEETING, FIRST, text)] * 8) < 4


def test_hostile_text_takes_less_than_four_plain_loops_as_well() -> None:
    """A meeting of short sentences, none said before, each of them a move."""
    state = FIRST
    for number in range(20):
        text = " ".join(f"a{number} b{number}{part} c." for part in range(60))
        state = told(state.model_copy(update={"over": "", "left": 60, "waiting": ()}), text, *ASK, "thanks").state
    text = " ".join(f"x y{part} z." for part in range(80))
    moves = [Move("thanks" if at % 2 else "open-question", 7 * at, 7 * at + 5) for at in range(500)]
    before = state.model_copy(update={"over": "", "left": 60})
    assert in_plain_loops([lambda: turn(MEETING, before, text, moves)] * 8) < 4
