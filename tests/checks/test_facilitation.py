"""What facilitators say: which words harm, which help, and what is only quoted or refused."""

import gc
import time

import pytest
from accuracy_facilitation import MOVES, harm_of, macro_of, measured, move_of

from pmkit.checks import examine
from pmkit.checks.facilitation.moves import LONGEST, read
from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.models.meeting.moves import HARMFUL


def names(text: str, *people: str) -> set[str]:
    return {move.name for move in read(text, people=people).moves}


@pytest.mark.parametrize(
    ("said", "moves"),
    [
        ("What did the dashboard show at 14:02?", {"open-question", "fact-seeking"}),
        ("Thanks, Bea. That took courage.", {"thanks"}),
        ("What were you thinking?", {"why-you"}),
        ("We all know who pushed it.", {"assigns-blame"}),
        ("That was a careless change.", {"loaded"}),
        ("You saw the alert, didn't you?", {"leading"}),
        ("You should have checked the graph.", {"hindsight"}),
        ("Let's skip the timeline, what's the fix?", {"rushes"}),
    ],
)
def test_plain_lines_are_read_as_what_they_do(said: str, moves: set[str]) -> None:
    assert moves <= names(said)


@pytest.mark.parametrize(
    "said",
    [
        "Nobody's in trouble here; you all did what seemed sensible, with what you knew then.",
        "Assigning blame is not a purpose of this meeting.",
        "If you hear yourself say 'should have', stop and tell me what you saw instead.",
        "We don't do 'X let it happen' in this hour.",
        "Nothing from here goes into anyone's appraisal.",
        "The room has gone cold, and that's on me, not on you.",
        "So if I may repeat it, nobody ignored anything.",
        "No hurry. What did the pager show?",
        "I should have said that at the beginning.",
        "You had the pager that night. What did you see first?",
        "Let me play it back: you were told it was a false alarm, so you muted it. Did I get that right?",
        "We had a terrible Saturday together.",
        "Who can tell me what the alarm could have said?",
    ],
)
def test_kind_lines_that_hold_words_of_blame_close_no_room(said: str) -> None:
    assert names(said) & HARMFUL == set()


@pytest.mark.parametrize(
    "said",
    [
        "Nobody's cross, it's just that a more experienced engineer would have waited.",
        "I'm not pointing fingers, but it was all fine until storage got involved.",
        "Help me understand why you felt the rules were not for you.",
        "Somebody in this room broke the billing.",
        "Your reminder, your mailbox.",
        "Nobody would call that quick, would they, Osei?",
        "There's no wrong answer here: why did you skip the review?",
    ],
)
def test_blame_in_kind_clothes_is_seen(said: str) -> None:
    assert names(said) & HARMFUL


def test_a_subordinate_clause_is_no_question_and_what_goes_on_is_no_second_one() -> None:
    assert "two-questions" not in names("When you looked at that change, what did it look like on the page?")
    assert "two-questions" not in names("Which graphs were open at that time, and what did they show?")
    assert "two-questions" not in names("Describe the room. Who sits where, what can they hear, what's on the wall?")
    assert "two-questions" in names("Was the generator tested, and also, who talks to the press?")


def test_a_tag_asks_for_leave_behind_a_proposal_and_leads_behind_a_claim() -> None:
    assert "leading" not in names("Let's go through it together, yeah?")
    assert "leading" in names("So it was the load balancer, yes?")


def test_why_asks_a_system_or_a_person() -> None:
    assert "why-you" not in names("Why did the health check stay green?")
    assert "why-you" in names("Why did you skip the health check?")


ROOM = ("Noa Reyes", "Dov Ferrand", "Rafael Stroud", "Suki Marlowe", "Bea Lindholm", "Ines Calloway", "Corin Ashby")


@pytest.mark.parametrize(
    "said",
    [
        "Corin, you carry responsibility for all teams: what surprised you in what you heard today?",
        "Corin, please stop asking for names.",
        "Let's not jump to solutions yet.",
        "I would like us not to jump to solutions yet. Ines, what did the page say?",
        "Let's hear from Noa next.",
        "Ines next, please: what did the page say?",
        "Dov, I would like to stop you there; Noa, what did the hand-over cover?",
        "You must have felt awful. Take your time.",
        "Ines, I see that it stays with you, and thank you. Nobody here thinks you should have known. What happened?",
        "Do you want to take a break?",
        "Dov, I've put canaries on the ideas board over there; we'll come back to it at the end.",
        "Rafael, you carry the responsibility for the release tooling. What does it show you?",
        "Suki, you bear responsibility for the campaign pages: how do you learn of a release?",
        "Dov, please stop blaming Rafael.",
        "Corin, let's stop looking for names. What did the report show?",
        "I don't want us to rush to a fix.",
        "We won't skip the timeline today.",
        "I'd rather we didn't jump to actions before we have the facts.",
        "Let's try not to settle on a cause yet.",
        "Nobody has to hurry, we have the time.",
        "Rafael, what did you see next?",
        "Then let us look at what came next.",
        "I'd like to hear Suki next.",
        "Dov, let me stop you there. Noa, what did the hand-over cover?",
        "Sorry Dov, I have to interrupt you there: that goes on the ideas board.",
        "That must have been terrible for you, Rafael.",
        "That sounds awful.",
        "Noa, I can imagine that felt horrible.",
        "Rafael, would you like to take a moment?",
        "Noa, do you need to take a breath?",
        "Could you take us through the minutes after the page?",
        "Dov, I have put it on the list; we'll get to it.",
        "Thank you, Dov. Can we go to Bea, what did the upgrade notes say about the pool?",
        "Nobody says that Rafael should have checked.",
        "I don't think you're derailing anything, Dov.",
        "What is blocking you, Rafael?",
        "Let's not rush to the fix.",
        "Nobody wants to hurry you, Noa.",
        "Please stop asking who it was, Corin.",
        "Noa, this sits with you, and I am sorry.",
        "Ines, you are responsible for the rota: how does it decide who is paged?",
        "That is enough for the timeline, thank you.",
    ],
)
def test_duties_denied_hurry_comfort_and_the_word_handed_on_harm_nobody(said: str) -> None:
    assert names(said, *ROOM) & HARMFUL == set()


@pytest.mark.parametrize(
    ("said", "harm"),
    [
        ("Dov, you are derailing this.", "assigns-blame"),
        ("Ines, you are hijacking this meeting.", "assigns-blame"),
        ("Dov, you keep derailing us.", "assigns-blame"),
        ("Dov, enough.", "dismisses"),
        ("Dov, stop.", "dismisses"),
        ("Dov, you never listen.", "dismisses"),
        ("Rafael should have checked the calendar before he deployed", "assigns-blame"),
        ("Noa should really have read the notes.", "assigns-blame"),
        ("Suki should have told the others about the sale.", "assigns-blame"),
        ("Rafael, you carry the responsibility for this outage.", "assigns-blame"),
        ("Rafael, you bear responsibility for what happened.", "assigns-blame"),
        ("Stop asking questions.", "assigns-blame"),
        ("Let's jump to solutions.", "rushes"),
        ("Why don't we skip the timeline?", "rushes"),
        ("Can't we just fix it?", "rushes"),
        ("Next.", "rushes"),
        ("Okay, next please.", "rushes"),
        ("Dov, I have to stop you there.", "rushes"),
        ("Sorry, I'm going to stop you there, we need a root cause in the next three minutes.", "rushes"),
        ("That was an awful decision.", "loaded"),
        ("Your plan is terrible.", "loaded"),
        ("You should feel terrible.", "loaded"),
        ("Let's rush to the fix.", "rushes"),
        ("This sits with you, Noa.", "assigns-blame"),
        ("Rafael, you are responsible for the outage.", "assigns-blame"),
    ],
)
def test_attacks_reproaches_and_hurry_of_the_chair_are_found(said: str, harm: str) -> None:
    assert harm in names(said, *ROOM)


@pytest.mark.parametrize(
    "said",
    [
        "Ines, I see that it stays with you, and thank you for telling us.",
        "Ines, that burden is not only with you, and we all share it.",
        "Noa, our thoughts are with you, and nobody here is on trial.",
        "Do you want to take a break?",
        "Rafael, would you take a moment for yourself?",
        "Noa, could you take a breath?",
        "Could you take us through the minutes after the page?",
    ],
)
def test_comfort_and_rest_ask_for_no_owner(said: str) -> None:
    assert "asks-owner" not in names(said, *ROOM)


@pytest.mark.parametrize(
    "said",
    [
        "Dov, would you take that and write it up by Thursday?",
        "Suki, will you take the shared calendar?",
        "Who takes the canary?",
        "So the siren test is with you, and we see the result on the 1st.",
        "Rafael, do you want to take the load stage?",
        "Can you take the lead on the alert?",
    ],
)
def test_work_that_is_given_out_asks_for_an_owner(said: str) -> None:
    assert "asks-owner" in names(said, *ROOM)


def test_the_apostrophe_of_a_short_form_is_no_quotation() -> None:
    kept = "Dov, I've put canaries on the board; we'll come back to it. What did the notes say about connections?"
    assert "redirects-blame" not in names(kept, *ROOM)
    assert "redirects-blame" in names("I hear 'it was Sam'. What made the two names so easy to mix up?", *ROOM)


def test_all_knowing_who_is_no_we_language() -> None:
    assert "we-language" not in names("We all know who pushed it.")
    assert "we-language" in names("What did our own alerts tell us?")


def test_blame_that_is_said_back_and_turned_does_no_harm() -> None:
    said = "I hear you saying it's your fault. What I'd like to look at is how one typo could reach all regions."
    assert names(said) & HARMFUL == set()
    assert "redirects-blame" in names(said)
    assert "assigns-blame" in names("It's your fault.")


def test_questions_of_one_story_are_one_and_three_are_too_many() -> None:
    assert "two-questions" not in names("What did you see, and what did you do next?")
    assert "two-questions" not in names("How is the rack fed, does anybody have the diagram?")
    assert "two-questions" in names("When did the page come, who took it, and is there a second reviewer?")


def test_moves_point_at_their_words() -> None:
    text = "Thanks. You should have checked the graph."
    move = next(one for one in read(text).moves if one.name == "hindsight")
    assert text[move.start : move.end].startswith("should have checked")


def test_findings_point_at_lines_of_a_text_and_none_at_its_good_ones() -> None:
    text = "What did the graph show at 14:02?\n\nThat was a careless change.\nHow is it usually done?\n"
    found = examine(text, "facilitation")
    assert [(one.check, one.line, one.quote) for one in found] == [("facilitation/loaded", 3, "careless change")]
    assert {one.severity for one in found} == {"consider"}


def test_a_sentence_goes_on_in_the_next_line() -> None:
    found = examine("You should\nhave checked the graph.", "facilitation")
    assert [one.check for one in found] == ["facilitation/hindsight"]


def test_the_turns_of_a_meeting_are_read_and_found_in_their_file() -> None:
    answer = Facilitation(
        meeting="bad-deploy", turns=[MeetingTurn(text="What happened?"), MeetingTurn(text="What were you thinking?")]
    )
    assert [one.where for one in examine(answer, "facilitation")] == ["turn 2, text"]
    found = examine(answer.dump(), "facilitation")
    assert [answer.dump().splitlines()[one.line - 1] for one in found] == ['text = "What were you thinking?"']


def test_a_waiver_silences_a_finding() -> None:
    text = "<!-- pmkit: facilitation/loaded quoting the director -->\nThat was a careless change.\n"
    assert examine(text, "facilitation") == []


def test_names_of_the_room_are_people() -> None:
    assert "invites" in names("Xqu, what did you see from the network side?", "Xqu")


@pytest.mark.parametrize(
    "text",
    [
        "?" * 20_000,
        '"“‘' * 7_000,
        "😀 why you? " * 2_000,
        "\u202ewhy did you\u202c " * 1_500,
        "what and " * 2_500,
        "a, " * 7_000,
    ],
    ids=["marks", "quotes", "emoji", "right-to-left", "questions", "names"],
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    assert all(0 <= move.start < move.end <= LONGEST for move in read(text).moves)
    examine(text, "facilitation")
    gc.disable()
    try:
        once, four = (_least(text[: len(text) // 4]), _least(text))
    finally:
        gc.enable()
    assert four < 12 * once


def _least(text: str) -> float:
    took = []
    for _ in range(3):
        began = time.process_time()
        examine(text, "facilitation")
        took.append(time.process_time() - began)
    return min(took)


@pytest.mark.parametrize(
    ("part", "harm", "macro"),
    [("development", 0.95, 0.86), ("validation", 0.90, 0.82), ("development_second", 0.94, 0.80)],
)
def test_harm_and_moves_are_told_as_well_as_measured(part: str, harm: float, macro: float) -> None:
    found = measured(part)
    assert harm_of(found.truths, found.told).f1 >= harm
    assert macro_of(found.truths, found.told) >= macro
    assert harm_of(found.truths, found.told).f1 > harm_of(found.truths, found.plain).f1
    better = [move_of(one, found.truths, found.told).f1 >= move_of(one, found.truths, found.plain).f1 for one in MOVES]
    assert sum(better) > len(MOVES) * 3 // 4
