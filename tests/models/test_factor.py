"""Contributing factors: sorted, half-written ones kept, and references that follow their factor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.answer import AnswerError
from pmkit.models.factor import CONTRIBUTIONS, QUESTIONS, ContributingFactor, Factors

words = st.text(st.characters(codec="utf-8"), max_size=30)
references = st.none() | st.builds("{} {}".format, st.sampled_from(["why", "factor", "cause"]), st.integers(1, 8))
factors = st.builds(
    ContributingFactor,
    category=st.none() | st.sampled_from(list(QUESTIONS)),
    statement=words,
    evidence=st.none() | words,
    contributed_as=st.none() | st.sampled_from(list(CONTRIBUTIONS)),
    how=st.none() | words,
    leads_to=references,
)
answers = st.builds(Factors, problem=words, factors=st.lists(factors, max_size=8))


@given(answers)
def test_what_is_dumped_parses_back_as_an_equal_answer(answer: Factors) -> None:
    assert Factors.parse(answer.dump()) == answer


@given(answers)
def test_in_the_order_of_categories_each_factor_still_leads_to_the_same_one(answer: Factors) -> None:
    def told(one: Factors) -> list[tuple[str, str]]:
        names = {f"factor {number}": factor.statement for number, factor in enumerate(one.factors, start=1)}
        return sorted((factor.statement, names.get(factor.leads_to or "", "")) for factor in one.factors)

    arranged = answer.by_category()
    order = [*QUESTIONS, None]
    places = [order.index(one.category) for one in arranged.factors]
    assert (told(arranged), places, arranged.by_category()) == (told(answer), sorted(places), arranged)


@given(answers)
def test_each_factor_stands_in_one_cell_of_the_matrix(answer: Factors) -> None:
    cells = [answer.of(category, way) for category in [*QUESTIONS, None] for way in [*CONTRIBUTIONS, None]]
    assert sorted(index for cell in cells for index in cell) == list(range(len(answer.factors)))


def test_the_module_has_five_categories_with_questions() -> None:
    assert list(QUESTIONS) == ["Process", "Technology", "People", "Environment", "Communication"]
    assert [category for category, asked in QUESTIONS.items() if not all(one.endswith("?") for one in asked)] == []


def test_a_problem_says_what_can_be_written() -> None:
    text = '[[factors]]\ncategory = "Tools"\nleads_to = "why zero"\ncontributed_as = "maybe"\n'
    with pytest.raises(AnswerError) as caught:
        Factors.parse(text, "answers/factors.toml")
    assert str(caught.value).splitlines()[2:] == [
        '  factor 1, statement: missing; write statement = "The mail of 02:10 went to a list that nobody reads"',
        '  factor 1, contributed_as: got \'maybe\'; write contributed_as = "needed", "made-worse" or "hid"',
        '  factor 1, leads_to: got \'why zero\'; write leads_to = "problem", "why 2" or "factor 3"',
    ]
