"""How what was said in a meeting is shown."""

from pmkit.models.meeting.answer import Facilitation, MeetingTurn
from pmkit.render import facilitation

SAID = Facilitation(meeting="bad-deploy", turns=[MeetingTurn(text="What <b>happened</b>?"), MeetingTurn(back=True)])


def test_turns_are_listed_and_one_taken_back_is_marked() -> None:
    assert facilitation.outline(SAID).splitlines() == [
        "Meeting: bad-deploy",
        "  1. What <b>happened</b>?",
        f"  2. {facilitation.BACK}",
    ]


def test_what_was_said_is_escaped() -> None:
    assert "What &lt;b&gt;happened&lt;/b&gt;?" in facilitation.html(SAID)


def test_an_empty_meeting_says_so() -> None:
    assert facilitation.NOTHING in facilitation.outline(Facilitation())
    assert facilitation.NOTHING in facilitation.html(Facilitation())
