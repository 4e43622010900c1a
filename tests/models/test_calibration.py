"""Scores of a reviewer: at most one an item and document, on the scale of the rubric."""

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.practice.calibration import Calibration, Score

ROW = '[[scores]]\ndocument = "01"\nitem = "timeline"\nlevel = {}\n'


def test_the_levels_of_a_document_are_found_by_item() -> None:
    answer = Calibration.parse(ROW.format(3) + ROW.replace("01", "02").format(1))
    assert (answer.of("01"), answer.of("03")) == ({"timeline": 3}, {})
    assert answer.scores[1] == Score(document="02", item="timeline", level=1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ROW.format(0), "score 1, level: got 0; write level = 1 to 4"),
        (ROW.format(5), "score 1, level: got 5; write level = 1 to 4"),
        (ROW.format(2) * 2, "score 2: timeline of 01 has one already; write one score an item"),
    ],
)
def test_a_problem_says_where_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Calibration.parse(text)
    assert problem in str(caught.value)
