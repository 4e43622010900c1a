"""What a trainee said in a meeting, as a file: it holds enough to play the meeting again."""

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.meeting.answer import Facilitation, MeetingTurn, OwnRating

TEXT = """
meeting = "bad-deploy"
seed = 7
agenda = "actions"
talk = "bea"
closed = true
[[turns]]
text = "What did we see?"
[[turns]]
back = true
[[ratings]]
element = "owners"
level = 3
"""


def test_a_file_is_read_and_written_as_it_was() -> None:
    answer = Facilitation.parse(TEXT)
    assert [one.back for one in answer.turns] == [False, True]
    assert answer.ratings == [OwnRating(element="owners", level=3)]
    assert Facilitation.parse(answer.dump()) == answer


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('text = "What did we see?"', "back = true", "turn 1, back: there is no turn to take back; write text"),
        ("back = true", 'back = true\ntext = "x"', "turn 2: it has a text and takes one back"),
        ("level = 3", "level = 5", "rating 1, level: got 5; write level = 3"),
        ("level = 3", 'level = 3\n[[ratings]]\nelement = "owners"\nlevel = 1', "ratings: 'owners' is rated twice"),
        ('text = "What', f'text = "{"x" * 600}', "turn 1, text: "),
        ('element = "owners"', 'element = "lunch"', "rating 1, element: got 'lunch'"),
        ("seed = 7", "sed = 7", "sed: not a key that is known here; write seed"),
    ],
)
def test_a_file_is_told_where_it_is_not_as_it_has_to_be(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(AnswerError, match=r"1 problem") as caught:
        Facilitation.parse(TEXT.replace(old, new))
    assert caught.value.problems[0].startswith(said)


def test_a_meeting_holds_so_many_turns_and_no_more() -> None:
    turns = [MeetingTurn(text="What did we see?")] * 300
    assert len(Facilitation(turns=turns).turns) == 300
    with pytest.raises(ValueError, match="at most 300"):
        Facilitation(turns=[*turns, MeetingTurn(text="One more.")])
