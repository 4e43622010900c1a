"""The moves that both the engine of meetings and the reading of utterances stand on."""

from typing import get_args

from pmkit.models.meeting.moves import HARMFUL, HELPFUL, HarmfulName, HelpfulName, Move


def test_a_move_either_helps_or_harms() -> None:
    assert HELPFUL.isdisjoint(HARMFUL)
    assert (len(HELPFUL), len(HARMFUL)) == (len(get_args(HelpfulName)), len(get_args(HarmfulName)))
    assert [Move(name).harms for name in ("why-you", "thanks")] == [True, False]
