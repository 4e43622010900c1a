"""Named traps as an answer file."""

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.practice.traps import NamedTrap, Traps


def test_a_statement_that_nobody_touched_is_blank() -> None:
    answer = Traps(traps=[NamedTrap(statement=2, trap="hindsight")])
    assert (answer.of(1), answer.of(2).trap) == (NamedTrap(statement=1), "hindsight")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('trap = "blame"\nstatement = 1', "trap 1, trap: got 'blame'; write trap = \"stopping-early\" or "),
        ("statement = 0", "trap 1, statement: got 0; write statement = 1"),
        (
            "statement = 1\n[[traps]]\nstatement = 1",
            "trap 2, statement: 1 is named already; write one trap a statement",
        ),
    ],
)
def test_a_problem_says_where_what_we_got_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Traps.parse(f"[[traps]]\n{text}\n")
    assert problem in str(caught.value)
