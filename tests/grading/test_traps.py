"""The practice of the four traps: sixteen statements, a key that may be argued with, and rewrites that keep facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import examine
from pmkit.grading.practice.statements import statements
from pmkit.grading.practice.traps import key_of, review, summary
from pmkit.models.practice.traps import TITLES, NamedTrap, Traps
from pmkit.models.story.statement import Mark, Statement

SIXTEEN = statements("traps")
TRAPPED = [one for one in SIXTEEN if key_of(one)[0] != "none"]
AS_KEY = Traps(traps=[NamedTrap(statement=n, trap=key_of(one)[0]) for n, one in enumerate(SIXTEEN, start=1)])


def test_there_are_sixteen_statements_with_each_trap_at_least_twice() -> None:
    keys = [key_of(one)[0] for one in SIXTEEN]
    assert (len(keys), {trap for trap in TITLES if keys.count(trap) >= 2}) == (16, set(TITLES))


@pytest.mark.parametrize("statement", SIXTEEN, ids=lambda one: one.id)
def test_the_key_quotes_the_statement(statement: Statement) -> None:
    assert key_of(statement)[1] in statement.text


@pytest.mark.parametrize("statement", TRAPPED, ids=lambda one: one.id)
def test_the_sample_itself_is_a_rewrite_that_is_done(statement: Statement) -> None:
    unseen = statement.model_copy(update={"sample": ""})
    (told,) = review(Traps(traps=[NamedTrap(statement=1, trap="hindsight", rewrite=statement.sample)]), [unseen])
    assert told.rewrite == "complete"


@pytest.mark.parametrize("statement", SIXTEEN, ids=lambda one: one.id)
def test_no_sample_has_a_word_that_our_checks_point_at(statement: Statement) -> None:
    assert [finding.quote for finding in examine(statement.sample)] == []


@pytest.mark.parametrize("statement", TRAPPED, ids=lambda one: one.id)
def test_a_statement_given_back_is_no_rewrite(statement: Statement) -> None:
    (told,) = review(Traps(traps=[NamedTrap(statement=1, rewrite=statement.text)]), [statement])
    assert (told.rewrite, told.sample) == ("unchanged", "")


def test_naming_as_the_key_does_agrees_everywhere() -> None:
    reviews = review(AS_KEY, SIXTEEN)
    assert ({one.agrees for one in reviews}, summary(reviews)) == ({True}, "16 of 16 named as in the key.")


def test_a_disagreement_is_shown_and_left_to_the_room() -> None:
    reviews = review(Traps(traps=[NamedTrap(statement=1, trap="hindsight")]), SIXTEEN)
    assert reviews[0].says.startswith("The key has stopping early in “operator error”. Argue it in the room")
    assert summary(reviews) == "0 of 1 named as in the key. To argue in the room: 1."


def test_the_key_says_nothing_before_a_trap_is_named() -> None:
    reviews = review(Traps(traps=[NamedTrap(statement=1, rewrite="Something")]), SIXTEEN)
    assert [(one.agrees, one.says, one.sample) for one in reviews] == [(None, "", "")] * 16
    assert summary(reviews) == "Nothing is named yet."


def test_a_key_that_names_no_trap_is_told() -> None:
    odd = Statement(id="odd", text="x", marks=[Mark(quote="x", check="trap/blame")])
    with pytest.raises(LookupError, match="statement 'odd': trap/blame is no trap; write one of: stopping-early"):
        key_of(odd)


@given(st.text(max_size=200))
def test_any_rewrite_is_reviewed(text: str) -> None:
    (told,) = review(Traps(traps=[NamedTrap(statement=1, rewrite=text)]), SIXTEEN[:1])
    assert (told.rewrite == "") is not bool(text.strip())
