"""What was marked in a draft: at most one mark a line, and how much of the key was asked for."""

import pytest

from pmkit.models.answer import AnswerError
from pmkit.models.practice.audit import Audit, AuditMark


def test_a_mark_is_found_by_the_number_of_its_line_and_a_line_without_one_has_a_blank() -> None:
    answer = Audit.parse('asked = "compare"\n[[marks]]\nline = 2\nquote = "06:27"')
    assert (answer.of(1), answer.of(2)) == (AuditMark(line=1), AuditMark(line=2, quote="06:27"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[marks]]\nline = 0", "mark 1, line: got 0; write line = 1"),
        ('asked = "all"', 'asked: got \'all\'; write asked = "compare" or "missed"'),
        ("[[marks]]\nline = 1\n" * 2, "mark 2, line: 1 has a mark already; write one mark a line"),
        ("[[marks]]\nline = 1\n" + "".join(f"[[marks]]\nline = {n}\n" for n in range(2, 102)), "at most 100"),
    ],
)
def test_a_problem_says_where_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Audit.parse(text)
    assert problem in str(caught.value)
