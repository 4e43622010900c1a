"""Rewrites stand beside their statements, and none gets lost when the statements change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.rewrites import MOST_REWRITES, Rewrite, Rewrites

words = st.text(st.characters(codec="utf-8"), max_size=30)
answers = st.builds(Rewrites, rewrites=st.lists(st.builds(Rewrite, original=words, text=words), max_size=6))


@given(answers)
def test_what_is_dumped_parses_back_as_an_equal_answer(answer: Rewrites) -> None:
    assert Rewrites.parse(answer.dump()) == answer


@given(answers, st.lists(words, max_size=6))
def test_in_any_order_of_statements_no_written_word_is_lost(answer: Rewrites, statements: list[str]) -> None:
    ordered = answer.in_order_of(statements)
    assert [one.original for one in ordered.rewrites[: len(statements)]] == statements
    pairs = [(one.original, one.text) for one in ordered.rewrites if one.text.strip()]
    assert sorted(pairs) == sorted((one.original, one.text) for one in answer.rewrites if one.text.strip())
    assert ordered.written == answer.written


def test_a_file_is_written_as_a_person_would_write_it() -> None:
    answer = Rewrites(rewrites=[Rewrite(original="It was careless.", text="No one had read the change.")])
    assert answer.dump().strip().splitlines() == [
        "[[rewrites]]",
        'original = "It was careless."',
        'text = "No one had read the change."',
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[rewrites]]\ntext = "x"', "original: missing; write original = "),
        ('[[rewrites]]\noriginal = "x"\ntxt = "y"', "txt: not a key that is known here; write text"),
        ('[[rewrites]]\noriginal = "x"\n' * (MOST_REWRITES + 1), "rewrites: got "),
    ],
)
def test_a_problem_says_where_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Rewrites.parse(text)
    assert problem in str(caught.value)
