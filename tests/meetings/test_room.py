"""How the room takes what is said: how surely it harms, whether it opens again, who answers what, and to whom."""

import pytest
from plain_loop import in_plain_loops

from pmkit.meetings.addressing import asked_of
from pmkit.meetings.begin import begin
from pmkit.meetings.library import load_meeting, meeting_names, rules
from pmkit.meetings.telling import told, view
from pmkit.meetings.tone import signs_in
from pmkit.meetings.turn import say, turn
from pmkit.models.meeting.moves import Move, MoveName
from pmkit.models.meeting.state import Outcome, State, Waiting

MEETING = load_meeting("bad-deploy")
FIRST = begin(MEETING, 1)
RUNNING = FIRST.model_copy(update={"said": say(MEETING, say(MEETING, FIRST, "Hm.").state, "Well, hm.").state.said})
"""Two turns in, when nerves are no excuse."""
FRAME = "We look at how the work was set up, and nobody here is on trial."
OPEN: tuple[MoveName, ...] = ("open-question", "fact-seeking")
ACCUSING = (
    "Rafael, it was your decision alone.",
    "Noa, why did you approve it?",
    "Whose fault was this, Bea?",
    "Come on, don't sulk.",
)


def mood(state: State) -> float:
    return sum(state.moods.values()) / len(state.moods)


def of(text: str, state: State = RUNNING) -> Outcome:
    return say(MEETING, state, text)


def shut(state: State = RUNNING, to: int = -3) -> State:
    return state.model_copy(update={"moods": dict.fromkeys(state.moods, to)})


def test_one_finding_of_harm_beside_care_does_not_close_the_room() -> None:
    text = "Nobody here is to blame, and thank you. Ines, what did the page say? It was there at that time."
    start = text.index("It was there")
    kind = turn(MEETING, RUNNING, text, [Move("hindsight", start, len(text))])
    assert mood(kind.state) >= mood(RUNNING)
    assert kind.state.facts == ("first-look",)
    assert "hindsight" in [one.of for one in kind.findings]
    bare = turn(MEETING, RUNNING, "It was there at that time, Ines.", [Move("hindsight", 0, 31)])
    assert mood(bare.state) < mood(RUNNING)
    takes = [[one.worth for one in each.state.moments if one.harm] for each in (kind, bare)]
    assert takes[0] < takes[1]


def test_the_first_minutes_forgive_one_finding_about_nobody() -> None:
    text = "We go through it as it is on the wall."
    told = [turn(MEETING, state, text, [Move("assigns-blame", 0, len(text))]).state for state in (FIRST, RUNNING)]
    assert mood(told[0]) == mood(FIRST)
    assert mood(told[1]) < mood(RUNNING)


@pytest.mark.parametrize("text", ACCUSING)
def test_what_presses_or_mocks_is_felt_at_once_and_brings_out_nothing(text: str) -> None:
    outcome = of(f"{text} Ines, what did the page say?")
    assert mood(outcome.state) < mood(RUNNING)
    assert outcome.state.facts == ()


def test_a_closed_room_opens_again_when_people_are_treated_well() -> None:
    state = shut()
    for text in (
        "I am sorry, I started that badly, and nobody in this room is to blame.",
        "Take your time, all of you; nobody is going to be punished for what we find.",
        "Rafael, nobody wants your access; you did what the tools asked for.",
    ):
        before, state = state, of(text, state).state
        assert mood(state) > mood(before)
    assert "all-at-once" in of("Rafael, how did the release roll out to the pods?", state).state.facts


def test_a_question_in_a_neutral_voice_lifts_whoever_holds_back_and_not_just_after_a_wound() -> None:
    asked = of("Ines, what did the first page show?", shut()).state
    assert asked.moods["ines"] > -3
    hurt = of("Ines, it was your decision alone.", shut()).state
    assert of("Ines, what did the first page show?", hurt).state.moods["ines"] == -3


@pytest.mark.parametrize("name", meeting_names())
def test_who_is_asked_by_name_always_answers_and_with_a_fact_or_where_to_find_one(name: str) -> None:
    meeting = load_meeting(name)
    state = say(meeting, begin(meeting, 1), FRAME).state
    state = state.model_copy(update={"waiting": ()})
    for person in meeting.people:
        outcome = say(meeting, state, f"{person.name.split()[0]}, what would you like us to know?")
        mine = [one for one in outcome.replies if one.who == person.id and one.about.startswith(("fact:", "pointer"))]
        assert mine, person.id


def test_a_pointer_names_the_matter_that_opens_the_fact() -> None:
    framed = of(FRAME).state
    vague = of("Bea, what would you like us to know?", framed)
    hint = MEETING.fact_by_id["pool-default"].hint
    assert any(hint in one.text for one in vague.replies)
    assert "pool-default" in of(f"Bea, please tell us: {hint}?", framed).state.facts


def test_what_somebody_does_for_all_to_see_can_be_asked_about() -> None:
    meeting = load_meeting("validator-slashed")
    framed = say(meeting, begin(meeting, 1), FRAME).state
    asked = say(meeting, framed, "Leila, you drew a box with an arrow. Would you show it to us?").state
    assert "cache-keeps" in asked.facts


def test_nobody_is_attacked_by_the_room_for_a_neutral_question() -> None:
    hurt = {text for one in MEETING.people for text in one.reacts.hurt}
    for person in MEETING.people:
        name = person.name.split()[0]
        for text in (f"{name}, when did that begin?", f"{name}, and then? What was next?"):
            assert not hurt & {one.text for one in of(text).replies}, text


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ines, it is on the list. Rafael, what did the release do?", ("rafael",)),
        ("Then Suki. When was the sale announced?", ("suki",)),
        ("Thank you Dov for this. Bea, what is in the notes?", ("bea",)),
        ("Would you take that, Dov, with Rafael, for two weeks?", ("dov",)),
        ("What did all of you see?", ()),
    ],
)
def test_a_question_is_for_whom_it_calls(text: str, who: tuple[str, ...]) -> None:
    assert asked_of(MEETING, text) == who


IN_TEARS = RUNNING.model_copy(update={"come": ("noa-tears",), "waiting": (Waiting(beat="noa-tears", since=2),)})


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Noa, take your time. We can pause for a moment.", 1.0),
        ("Noa, please don't cry; that approval was not your fault.", 1.0),
        ("Sorry, Noa, that was my fault.", 1.0),
        ("Noa, I see the page from here.", 0.5),
        ("Well, the pipeline has nine steps.", 0.0),
        ("Noa, darling, don't cry, it's a business meeting.", 0.0),
    ],
)
def test_nobody_leaves_the_room_who_was_comforted(text: str, met: float) -> None:
    outcome = of(text, IN_TEARS)
    assert [one.met for one in outcome.state.moments if one.of == "noa-tears"] == [met]
    left = set(MEETING.beat_by_id["noa-tears"].unmet)
    assert bool(left & {one.text for one in outcome.replies}) == (met == 0)


def test_an_idea_is_parked_by_saying_where_it_waits_now_or_later() -> None:
    waits = RUNNING.model_copy(update={"come": ("dov-canary",), "waiting": (Waiting(beat="dov-canary", since=2),)})
    assert of("Dov, the canary is on the side board until the end.", waits).state.parked == ("canary",)
    past = of("Ines, what did the page say?", waits).state
    assert past.parked == ()
    late = of("And the canary goes on the list of ideas, Dov.", past.model_copy(update={"waiting": ()})).state
    assert late.parked == ("canary",)
    worth = [one.worth * one.met for one in late.moments if one.of == "dov-canary"]
    assert 0 < sum(worth) < rules().kinds[4].worth


def test_blame_that_was_let_stand_can_be_turned_a_little_later_for_less() -> None:
    waits = RUNNING.model_copy(
        update={"come": ("dov-on-rafael",), "waiting": (Waiting(beat="dov-on-rafael", since=2),)}
    )
    passed = of("Suki, when did the sale begin?", waits).state
    late = of("Dov, we don't say that about a colleague here.", passed.model_copy(update={"waiting": ()})).state
    at_once = of("Dov, we don't say that about a colleague here.", waits).state
    met = [
        sum(one.worth * one.met for one in each.moments if one.of == "dov-on-rafael")
        for each in (passed, late, at_once)
    ]
    assert met[0] < met[1] < met[2]


def test_what_is_met_late_is_called_late_at_once_and_at_the_end() -> None:
    waits = RUNNING.model_copy(
        update={"come": ("dov-on-rafael",), "waiting": (Waiting(beat="dov-on-rafael", since=2),)}
    )
    passed = of("Suki, when did the sale begin?", waits).state
    late = of("Dov, we don't say that about a colleague here.", passed.model_copy(update={"waiting": ()}))
    assert [one.kind for one in late.findings if one.of == "dov-on-rafael"] == ["late"]
    ends = [told(MEETING, one) for one in late.state.moments if one.of == "dov-on-rafael"]
    assert [one.late for one in ends] == [False, True]


ASKED_AMISS = "{name}, do you work on Mondays?"


@pytest.mark.parametrize("name", meeting_names())
def test_a_voice_is_drawn_out_by_what_it_tells_or_takes_on_and_not_by_having_nothing_to_add(name: str) -> None:
    meeting = load_meeting(name)
    state, untold = begin(meeting, 1).model_copy(update={"waiting": ()}), list[str]()
    for person in meeting.people:
        outcome = say(meeting, state, ASKED_AMISS.format(name=person.name.split()[0]))
        mine = [one for one in outcome.replies if one.who == person.id]
        told_one = any(one.about.startswith("fact:") for one in mine)
        knows = any(one.who == person.id for one in meeting.facts)
        assert (person.id in outcome.state.heard) == (told_one or not knows), "without facts: how it looks from there"
        if knows and not told_one:
            untold.append(person.id)
            assert not {one.text for one in mine} & {*person.reacts.asked}, "who told nothing has not told it all"
            assert [one.of for one in outcome.findings if "nothing of their own yet" in one.says] == [person.id]
    assert untold


def test_who_takes_something_on_is_heard() -> None:
    taken = of("Dov, would you take the canary up?", LAST).state
    assert [one.owner for one in taken.owned] == ["dov"]
    assert taken.heard == ("dov",)
    assert [one.met for one in taken.moments if one.of == "dov"] == [1.0]
    assert view(MEETING, taken).unheard.count("Dov Ferrand") == 0


def test_a_kind_refusal_of_blame_goes_most_of_the_way_and_turning_it_to_the_system_all_of_it() -> None:
    waits = RUNNING.model_copy(
        update={"come": ("dov-on-rafael",), "waiting": (Waiting(beat="dov-on-rafael", since=2),)}
    )
    turned = "Dov, let us look at what the pipeline made easy, whoever sat there."
    turning = turn(MEETING, waits, turned, [Move("redirects-blame", 0, len(turned))]).state
    refused = of("Dov, we don't say that about a colleague here.", waits).state
    passed = of("Suki, when did the sale begin?", waits).state
    met = [one.met for each in (turning, refused, passed) for one in each.moments if one.of == "dov-on-rafael"]
    assert met[0] == 1 > met[1] > 0.5 > met[2]


def test_a_long_speech_takes_a_minute_more() -> None:
    words = "Ines, what did the page say? " + "And I say a great many words more about the hour that we have. " * 4
    assert of(words).state.left == of("Ines, what did the page say?").state.left - 1


LAST = RUNNING.model_copy(
    update={"left": 9, "parked": ("canary", "release-calendar"), "come": ("dov-canary", "suki-calendar")}
)


def test_an_item_goes_to_whoever_was_asked() -> None:
    asked = of("Suki, the calendar of the sale: would you take that?", LAST)
    assert [(one.idea, one.owner) for one in asked.state.owned] == [("release-calendar", "suki")]
    other = of("Ines, would you take the canary?", LAST)
    assert [(one.idea, one.owner) for one in other.state.owned] == [("canary", "ines")]


@pytest.mark.parametrize(
    "text",
    [
        "Canary rollout: Dov, would you take that and write it up by Thursday? And Suki, will you take the calendar?",
        "Dov, would you take the canary, and Suki, the calendar?",
        "The canary. Dov, would you take that? The calendar of sale days. Suki, would you like to take it up?",
        "Would you take the canary, Dov, and the calendar, Suki?",
        "Dov, will you take the canary? And the calendar, Suki?",
        "Suki, would you pick up the calendar; Dov, could you pick up the canary?",
        "Who takes the canary, Dov? Who takes the calendar, Suki?",
    ],
)
def test_two_who_are_asked_for_two_ideas_both_answer(text: str) -> None:
    outcome = of(text, LAST)
    assert {(one.idea, one.owner) for one in outcome.state.owned} == {("canary", "dov"), ("release-calendar", "suki")}
    assert {"dov", "suki"} <= {one.who for one in outcome.replies}


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("Dov, would you take the canary? Noa, what did the screen show first?", ("canary", "dov")),
        ("Dov, Suki, would you take the canary?", ("canary", "dov")),
        ("Dov, is the canary clear? Suki, would you take the calendar?", ("release-calendar", "suki")),
        ("Dov, do you want to take a break? Suki, would you take the calendar?", ("release-calendar", "suki")),
    ],
)
def test_who_is_asked_for_something_else_takes_nothing(text: str, owned: tuple[str, str]) -> None:
    assert [(one.idea, one.owner) for one in of(text, LAST).state.owned] == [owned]


@pytest.mark.parametrize(
    "text",
    [
        "Rafael, do you want to take a break?",
        "Noa, would you like to take a moment?",
        "Ines, do you need to take five minutes?",
        "Suki, would you like to tell us about the calendar?",
        "Rafael, could you take us through the release?",
        "Dov, would you like to say how the canary came up?",
    ],
)
def test_a_rest_or_the_word_is_no_work_to_take_up(text: str) -> None:
    early = {one.of for one in of(text, RUNNING.model_copy(update={"parked": ("canary",)})).findings}
    assert "asks-owner" not in early
    assert of(text, LAST).state.owned == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rafael should have checked the calendar before he deployed.",
        "Rafael, you should have checked the calendar.",
        "Noa, you really should have read the notes.",
        "Dov, you are derailing this.",
    ],
)
def test_a_reproach_of_the_chair_counts_where_blame_is_met(text: str) -> None:
    assert "meets-blame" in [one.element for one in of(text).state.moments if one.harm]


@pytest.mark.parametrize(
    "text",
    [
        "Corin, please stop asking for names.",
        "Corin, let's stop looking for a culprit.",
        "Stop hunting for who it was, Corin.",
    ],
)
def test_who_is_asked_to_leave_blame_hears_it_refused(text: str) -> None:
    waits = RUNNING.model_copy(update={"come": ("corin-who",), "waiting": (Waiting(beat="corin-who", since=2),)})
    outcome = of(text, waits)
    assert [one.met for one in outcome.state.moments if one.of == "corin-who" and one.met >= 0.6] != []
    assert "unread" not in [one.of for one in outcome.findings]


def test_who_stops_questions_refuses_no_blame() -> None:
    assert "denies" not in [one.name for one in signs_in("Corin, please stop asking for more time.")]


@pytest.mark.parametrize("text", ["Nobody says you should have known, Noa.", "I should have said that, Noa."])
def test_a_reproach_that_is_refused_or_of_oneself_is_none(text: str) -> None:
    assert [one for one in of(text).state.moments if one.harm] == []


def test_a_copied_line_that_harms_is_not_called_one_that_works() -> None:
    whole = "Noa, why did you approve it without reading the upgrade notes?"
    copied = of(f"{whole} Please.")
    assert copied.state.said[-1].picked
    assert [one.of for one in copied.findings if one.kind == "harm"]
    assert "picked" not in [one.of for one in copied.findings]
    kind = of(
        "Then with a green pipeline each of us presses that button. "
        "What in the pipeline let it reach all customers at once?"
    )
    assert "picked" in [one.of for one in kind.findings]


@pytest.mark.parametrize(
    "text", ["Dov, the canary. You will own it. By when?", "You own the canary, Dov.", "Dov, you do the canary. Date?"]
)
def test_an_order_gets_no_willing_yes(text: str) -> None:
    assert of(text, LAST).state.owned == ()


def test_nobody_takes_anything_up_in_a_closed_room() -> None:
    outcome = of("Suki, would you take the calendar of the sale?", shut(LAST))
    assert outcome.state.owned == ()
    assert outcome.replies[0].text in rules().pointers.declines


def test_signs_are_found_within_the_sentence_and_a_refused_name_is_not_asked_for() -> None:
    assert [one.name for one in signs_in("Corin, there won't be a name. Noa, take a breath.")] == ["denies", "comforts"]
    assert signs_in("") == ()


def test_a_long_utterance_is_searched_for_signs_in_linear_time() -> None:
    short, long = ("what name who you " * count + "." for count in (30, 120))
    quick = in_plain_loops([lambda: signs_in.__wrapped__(short)] * 5)
    assert in_plain_loops([lambda: signs_in.__wrapped__(long)] * 5) < 12 * quick


def test_who_is_kind_hears_more_than_who_presses() -> None:
    """The same questions by name, once with a frame and thanks, once each behind an accusation."""
    questions = [
        "Ines, what did the page show?",
        "Rafael, how did the release roll out?",
        "Suki, how was the sale announced?",
        "Dov, what do the tests of the pipeline cover?",
        "Bea, what is new in the payment client?",
    ]
    kind, harsh = of(FRAME).state, RUNNING
    for number, text in enumerate(questions):
        kind = of(f"Thank you. {text}", kind).state
        harsh = of(f"{ACCUSING[number % len(ACCUSING)]} {text}", harsh).state
    assert len(kind.facts) >= 4
    assert harsh.facts == ()
