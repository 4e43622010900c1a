"""The practice *spot it*: marks are kept as words, and compared with the checks by words and by kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.checks import Finding
from pmkit.models.spotted import Mark, SpottedWords
from pmkit.widgets.builder import live
from pmkit.widgets.spot import SpotBuilder
from pmkit.widgets.spotting import WORD, compare, place_of, quoted, words_at

pytestmark = pytest.mark.lab

Find = Callable[..., list[Finding]]
GIVEN = ["The careless, careless reviewer left.", "We should have tested it.", "The disk was full."]
NONE = {"first": None, "last": None, "check": ""}


@pytest.fixture
def made(tmp_path: Path, few_checks: Find) -> Iterator[SpotBuilder]:
    made = live(SpotBuilder, tmp_path / "spot_it.toml", statements=GIVEN, examine=few_checks)
    yield made
    made.close()


def choose(made: SpotBuilder, *statements: dict[str, Any]) -> list[dict[str, Any]]:
    """Send marks as a browser does and return what it would show of each statement."""
    entries = [*statements, *[NONE] * (len(GIVEN) - len(statements))]
    message = {"client": "one", "revision": 1, "base": made.shown["serial"]}
    made.typed = {**message, "answer": {"statements": entries}}
    assert made.shown["trouble"] == ""
    return list(made.shown["answer"]["statements"])


def test_marked_words_are_kept_as_a_quote_without_punctuation(made: SpotBuilder) -> None:
    choose(made, {"first": 1, "last": 1, "check": "language/loaded"})
    assert SpottedWords.load(made.path).marks == [Mark(statement=1, quote="careless", check="language/loaded")]


def test_words_that_stand_twice_are_told_apart(made: SpotBuilder) -> None:
    shown = choose(made, {"first": 2, "last": 2, "check": "language/loaded"})
    assert SpottedWords.load(made.path).marks[0].start == 14
    assert (shown[0]["first"], shown[0]["last"]) == (2, 2)


def test_nothing_here_is_a_mark_without_words(made: SpotBuilder) -> None:
    shown = choose(made, NONE, NONE, {"first": None, "last": None, "check": "nothing"})
    assert SpottedWords.load(made.path).marks == [Mark(statement=3, check="nothing")]
    assert shown[2]["compared"]["outcome"] == "agrees"


def test_marks_of_statements_that_are_not_shown_stay_in_the_file(made: SpotBuilder) -> None:
    SpottedWords(marks=[Mark(statement=9, quote="words")]).save(made.path)
    made.reread()
    choose(made, {"first": 1, "last": 1, "check": ""})
    assert [mark.statement for mark in SpottedWords.load(made.path).marks] == [1, 9]


@pytest.mark.parametrize(
    ("mark", "outcome", "says"),
    [
        (Mark(statement=1, quote="should have", check="language/counterfactual"), "agrees", "on its kind: counter"),
        (Mark(statement=1, quote="should have tested", check="language/counterfactual"), "agrees", "on its kind"),
        (Mark(statement=1, quote="should have", check="language/blame"), "partly", "call it: counterfactual."),
        (Mark(statement=1, quote="it", check="language/counterfactual"), "partly", "point at “should have”."),
        (Mark(statement=1, quote="it", check="language/blame"), "differs", "“should have” and call it: counter"),
        (Mark(statement=1, check="nothing"), "differs", "“should have” and call it: counterfactual."),
    ],
)
def test_a_mark_is_compared_by_words_and_by_kind(few_checks: Find, mark: Mark, outcome: str, says: str) -> None:
    compared = compare(GIVEN[1], mark, few_checks(GIVEN[1], "prose"))
    assert compared is not None
    assert (compared.outcome, compared.words) == (outcome, (1, 2))
    assert says in compared.says


def test_what_only_the_trainee_sees_gets_a_question(few_checks: Find) -> None:
    compared = compare(GIVEN[2], Mark(statement=3, quote="full", check="language/vague"), few_checks(GIVEN[2], "prose"))
    assert compared is not None
    assert compared.says.endswith("?")


@pytest.mark.parametrize("mark", [None, Mark(statement=1, quote="disk"), Mark(statement=1, check="language/blame")])
def test_an_unfinished_mark_is_not_compared(mark: Mark | None) -> None:
    assert compare(GIVEN[2], mark, []) is None


def test_a_mark_of_words_that_changed_is_shown_as_none(few_checks: Find) -> None:
    gone = Mark(statement=1, quote="no longer there", check="language/blame")
    assert place_of(GIVEN[0], gone) is None
    assert compare(GIVEN[0], gone, few_checks(GIVEN[0], "prose")) is None


@given(st.text(min_size=1), st.data())
def test_any_words_of_any_text_are_found_again_by_their_quote(text: str, data: st.DataObject) -> None:
    count = len(WORD.findall(text))
    if not count:
        assert words_at(text, 0, len(text)) is None
        return
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    start, quote = quoted(text, (first, last))
    again = words_at(text, start, start + len(quote))
    assert again is not None
    assert (first <= again[0], again[1] <= last) == (True, True)
