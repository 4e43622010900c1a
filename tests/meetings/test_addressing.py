"""Who is asked: whoever is called or gets the word in the asking part, not who was thanked or stopped before."""

import pytest

from pmkit.meetings.addressing import asked_of
from pmkit.meetings.begin import begin, talk
from pmkit.meetings.library import load_meeting
from pmkit.meetings.turn import say

MEETING = load_meeting("bad-deploy")
FRAME = (
    "Good morning everyone, thank you for being here. Nobody is on trial; nothing said here goes into a "
    "performance review."
)
FIRST = "Noa, what did you see in the diff when you approved the change?"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Thank you, Dov. Let's hear from Suki: when did the sale begin?", "suki"),
        ("Thank you, Dov. Can we go to Bea, what did the upgrade notes say about the pool?", "bea"),
        ("Dov, I would like to stop you there; Noa, what did the hand-over cover?", "noa"),
        ("Thank you, Dov. Let's hear from Rafael next: what did you see at 14:23?", "rafael"),
        ("Thanks, Dov. I would like to hear Rafael: what did the tool show you at 14:23?", "rafael"),
        ("Ines next, please: what did the page say?", "ines"),
        ("Dov, I'll pause you for a moment: over to Suki, when did the sale begin?", "suki"),
        ("Thank you, Rafael. I'd like to bring in Bea: what did the notes say?", "bea"),
        ("Ines, thank you; now on to Corin: what did the report show?", "corin"),
        ("Dov, let me hold that. Could we turn to Noa: what was in the diff?", "noa"),
        ("Good point, Dov. A question for Suki: when was the sale announced?", "suki"),
        ("Dov, thank you for that. Shall we start with Ines: what was on the screen?", "ines"),
        ("Thank you, Suki. What about Rafael, what did the console show?", "rafael"),
        ("Corin, we will come back to that. Next is Ines: what did the alert say?", "ines"),
        ("Thanks Dov, but Noa, what did you see in the diff?", "noa"),
        ("Dov, thanks; what did the hand-over cover, Noa?", "noa"),
        ("Let's hear from Rafael next.", "rafael"),
        ("Can we go to Bea?", "bea"),
    ],
)
def test_who_gets_the_word_is_asked_and_not_who_was_thanked_or_stopped(text: str, who: str) -> None:
    assert asked_of(MEETING, text) == (who,)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Noa, what did Dov tell you about the pool?", ("noa",)),
        ("Bea, you worked with Rafael: what did the upgrade notes say?", ("bea",)),
        ("Rafael, before we go to Bea, what did you see at 14:23?", ("rafael",)),
        ("What did the page say, Ines?", ("ines",)),
        ("Dov, what did you hear from Bea?", ("dov",)),
        ("Noa and Bea, what did you see?", ("noa", "bea")),
        ("Ines, when did you first hear from Suki?", ("ines",)),
        ("Rafael, you told us that the page went to Ines: what did you see then?", ("rafael",)),
        ("Suki, how did Dov, in your view, learn of the sale?", ("suki",)),
        ("Thank you, Dov. What was on the dashboard?", ("dov",)),
        ("Corin, did you ask Ines, and what did the page say?", ("corin",)),
        ("Noa, when you turn to Bea for help, what do you ask?", ("noa",)),
        ("Dov, would you take the canary, and Suki, the calendar?", ("suki", "dov")),
        ("I will hand that to Bea after the meeting.", ()),
    ],
)
def test_who_is_only_spoken_of_is_not_asked(text: str, who: tuple[str, ...]) -> None:
    assert asked_of(MEETING, text) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Thank you, Dov. Let's hear from Suki: when did the sale begin?", "suki"),
        ("Thank you, Dov. Can we go to Bea, what did the upgrade notes say about the pool?", "bea"),
        ("Dov, I would like to stop you there; Noa, what did the hand-over cover?", "noa"),
        ("Thank you, Dov. Let's hear from Rafael next.", "rafael"),
    ],
)
def test_who_gets_the_word_answers_and_nobody_is_harmed(text: str, who: str) -> None:
    state = talk(MEETING, begin(MEETING, 0, "timeline"), "noa")
    for before in (FRAME, FIRST):
        state = say(MEETING, state, before).state
    outcome = say(MEETING, state, text)
    answers = [one.who for one in outcome.replies if one.about.startswith(("fact:", "pointer")) or one.about == ""]
    assert answers[0] == who
    assert [one for one in outcome.state.moments if one.harm] == []
