"""A 5 Whys answer: a chain by default, a tree when asked, and errors that say what to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.models.action_item import ActionItem
from pmkit.models.answer import AnswerError
from pmkit.models.five_whys import MOST_WHYS, FiveWhys, Why

words = st.text(st.characters(codec="utf-8"), max_size=40)
optional = st.none() | words
actions = st.builds(
    ActionItem,
    text=words,
    owner=words,
    due=st.none() | st.dates(),
    priority=st.sampled_from([None, "P1", "P2", "P3"]),
    status=st.sampled_from([None, "new", "open", "in-progress", "done"]),
    created=st.none() | st.dates(),
    problem=optional,
    ticket=optional,
)


@st.composite
def answers(draw: st.DrawFn) -> FiveWhys:
    count = draw(st.integers(0, 8))
    whys = [
        Why(answer=draw(words), evidence=draw(optional), parent=draw(st.none() | st.integers(0, index)))
        for index in range(count)
    ]
    return FiveWhys(problem=draw(words), root_cause=draw(words), whys=whys, actions=draw(st.lists(actions, max_size=3)))


@given(answers())
def test_what_is_dumped_parses_back_as_an_equal_answer(answer: FiveWhys) -> None:
    assert FiveWhys.parse(answer.dump()) == answer


@given(answers())
def test_every_why_is_on_a_chain_that_starts_at_the_problem(answer: FiveWhys) -> None:
    chains = answer.chains()
    assert {index for chain in chains for index in chain} == set(range(len(answer.whys)))
    assert all(answer.parent_of(chain[0]) is None for chain in chains)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_any_text_parses_or_says_what_is_the_matter(text: str) -> None:
    try:
        told = FiveWhys.parse(text, "five_whys.toml").dump()
    except AnswerError as error:
        told = str(error)
    assert told.startswith(("five_whys.toml has ", "problem = "))


def test_whys_without_parents_are_a_chain() -> None:
    chain = FiveWhys(whys=[Why(answer="a"), Why(answer="b"), Why(answer="c")])
    assert (chain.chains(), chain.ends()) == ([[0, 1, 2]], [2])


def test_a_why_may_have_several_answers() -> None:
    tree = FiveWhys(whys=[Why(answer="a"), Why(answer="b"), Why(answer="c", parent=1), Why(answer="d", parent=0)])
    assert (tree.chains(), tree.children_of(0), tree.children_of(None)) == (
        [[0, 1], [0, 2], [3]],
        [1, 2],
        [0, 3],
    )


def test_all_problems_are_told_at_once_with_what_to_write() -> None:
    text = 'problem = 3\n[[whys]]\nanswr = "x"\n[[actions]]\ntext = "y"\ndue = "soon"\npriority = "P9"\n'
    with pytest.raises(AnswerError) as caught:
        FiveWhys.parse(text, "answers/five_whys.toml")
    assert str(caught.value).splitlines() == [
        "answers/five_whys.toml has 5 problems:",
        '  problem: got 3; write problem = "The validator missed 100 consecutive blocks"',
        '  why 1, answer: missing; write answer = "The node was offline"',
        "  why 1, answr: not a key that is known here; write answer",
        "  action 1, due: got 'soon'; write due = 2026-12-01",
        '  action 1, priority: got \'P9\'; write priority = "P1", "P2" or "P3"',
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[[whys]]\nanswer = "x"\nparent = 1',
            "why 1, parent: 1 does not come before it; write the number of an",
        ),
        ('[[whys]]\nanswer = "x"\nparent = -1', "why 1, parent: got -1; write parent = 1"),
        ("problem = ", "not TOML: "),
        ("x = 1", "x: not a key that is known here; write one of problem, root_cause, whys, actions"),
        ("whys = 3", "whys: got 3; write whys = at most 200 [[whys]]"),
        ("problem = " + "[" * 5000, "nested too deeply"),
        ("a = 1" + "0" * 5000, "line 1: a number or name of 5,001 signs, at most 400 are read"),
        ("#" * 1_000_001, "1,000,001 bytes; an answer holds at most 1,000,000"),
        ('[[whys]]\nanswer = "x"\n' * (MOST_WHYS + 1), "whys: got "),
    ],
)
def test_a_problem_says_where_what_we_got_and_what_to_write(text: str, problem: str) -> None:
    with pytest.raises(AnswerError) as caught:
        FiveWhys.parse(text)
    assert problem in str(caught.value)


def test_dates_are_dates_and_not_texts() -> None:
    item = FiveWhys.parse('[[actions]]\ntext = "x"\ndue = 2026-12-01').actions[0]
    assert item == ActionItem(text="x", due=date(2026, 12, 1))


@given(answers(), st.sets(st.integers(0, 7)))
def test_what_is_put_aside_takes_all_below_it_and_is_on_no_chain(answer: FiveWhys, aside: set[int]) -> None:
    whys = [why.model_copy(update={"set_aside": "" if n in aside else None}) for n, why in enumerate(answer.whys)]
    tree = answer.model_copy(update={"whys": whys})
    left = {index for index in range(len(whys)) if not aside & set(tree.path_to(index))}
    assert (set(tree.standing()), {index for chain in tree.chains() for index in chain}) == (left, left)
    assert FiveWhys.parse(tree.dump()) == tree


def test_a_form_or_a_line_that_is_none_is_told_with_those_there_are() -> None:
    with pytest.raises(AnswerError) as caught:
        FiveWhys.parse('[[whys]]\nanswer = "x"\nasked = "who"\nline = "blame"\n')
    assert str(caught.value).splitlines()[1:] == [
        '  why 1, asked: got \'who\'; write asked = "why", "how" or "what"',
        '  why 1, line: got \'blame\'; write line = "happened", "noticed" or "ended"',
    ]
