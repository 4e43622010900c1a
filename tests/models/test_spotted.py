"""What was spotted: at most one mark a statement, of a kind that there is."""

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.practice.spotted import Mark, SpottedWords


def test_a_mark_is_found_by_the_number_of_its_statement() -> None:
    answer = SpottedWords.parse('[[marks]]\nstatement = 2\nquote = "broke"\ncheck = "language/blame"')
    assert (answer.of(1), answer.of(2)) == (None, Mark(statement=2, quote="broke", check="language/blame"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[marks]]\nstatement = 0", "statement: got 0; write statement = 1"),
        (
            '[[marks]]\nstatement = 1\ncheck = "rude"',
            'check: got \'rude\'; write check = "language/blame" or "nothing"',
        ),
        ("[[marks]]\nstatement = 1\n" * 2, "mark 2, statement: 1 has a mark already; write one mark a statement"),
    ],
)
def test_a_problem_says_where_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        SpottedWords.parse(text)
    assert problem in str(caught.value)
